import type { AnyVendor } from "../define/index.ts";

/** A running imitation of the vendor, for `--sandbox`. */
export interface ProgramSandbox {
  /** Environment variables that lead to it, by name: the address and a credential that it knows. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** What an app tells the command line about itself. */
export interface Program {
  readonly vendor: AnyVendor;
  readonly version: string;
  /** Name of the npm package; its last part is the name of the program. */
  readonly packageName: string;
  /** Turns another program's argument line into ours; see `mcpRemoteArguments`. */
  translate?(
    argv: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
  ): readonly string[];
  /** Starts the vendor's imitation in this process. Without it `--sandbox` is refused. */
  sandbox?(): Promise<ProgramSandbox>;
}

/** The word people type: the package name without its scope. */
export function programName(program: Pick<Program, "packageName">): string {
  return program.packageName.replace(/^@[^/]+\//, "");
}
