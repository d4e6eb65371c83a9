/** Flags that every imitation takes. `profile` is one of the command's profiles. */
export interface CommonFlags {
  readonly port: number;
  readonly controlPort: number;
  readonly host?: string;
  readonly profile?: string;
  /** The value of the command's own `choice`. */
  readonly choice?: string;
}

/** A running imitation with what is printed about it. */
export interface Running {
  /** Lines that name the addresses. */
  readonly addresses: string;
  /** Lines about keys and whatever else a caller needs. */
  readonly details: string;
  close(): Promise<void>;
}

/** One imitation as the command line knows it. */
export interface Command {
  readonly profiles: readonly string[];
  /** The one flag of its own that changes the size of the seed: `--documents`, say. */
  readonly size?: {
    readonly flag: string;
    readonly help: string;
    readonly most: number;
    readonly usual: number;
  };
  /** The one flag of its own that takes a word from a list: `--environment`, say. The first is usual. */
  readonly choice?: {
    readonly flag: string;
    readonly help: string;
    readonly values: readonly string[];
  };
  start(flags: CommonFlags, size: number | undefined): Promise<Running>;
}

/** Name and value lines in two columns, indented. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(cell.length, widest[index] ?? 0)),
    [],
  );
  return rows
    .map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`)
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}
