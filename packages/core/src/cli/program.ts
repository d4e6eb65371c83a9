import type { AnyVendor, SettingValue } from "../define/index.ts";

/** A running imitation of the vendor, for `--sandbox`. */
export interface ProgramSandbox {
  /** Settings that lead to it: the base URL and a credential that it knows. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  close(): Promise<void>;
}

/** What an app tells the command line about itself. */
export interface Program {
  readonly vendor: AnyVendor;
  readonly version: string;
  /** Name of the npm package; its last part is the name of the program. */
  readonly packageName: string;
  /** Starts the vendor's imitation in this process. Without it `--sandbox` is refused. */
  sandbox?(): Promise<ProgramSandbox>;
}

/** The word people type: the package name without its scope. */
export function programName(program: Program): string {
  return program.packageName.replace(/^@[^/]+\//, "");
}
