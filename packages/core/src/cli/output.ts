/** Where a command prints; a child process's streams in production, collected text in tests. */
export interface Output {
  /** Resolves when the text was handed to the system, so that an exit right after loses nothing. */
  out(text: string): Promise<void>;
  error(text: string): Promise<void>;
}

function writer(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  let listens = false;
  return (text) => {
    // A reader that went away (`| head`) is no failure of ours; the write's own callback hears of it too.
    if (!listens) stream.on("error", () => undefined);
    listens = true;
    return new Promise((resolve) => {
      stream.write(text, () => resolve());
    });
  };
}

/** The streams of this process. */
export function processOutput(): Output {
  return { out: writer(process.stdout), error: writer(process.stderr) };
}

/** Rows as aligned columns; numbers are set to the right. The last column is not padded. */
export function columns(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, String(cell).length);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, index) => {
          const width = widths[index] ?? 0;
          if (typeof cell === "number") return String(cell).padStart(width);
          return index === row.length - 1 ? cell : cell.padEnd(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
