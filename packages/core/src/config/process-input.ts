import { readFileSync } from "node:fs";

/** What a program is started with. */
export interface ProcessInput {
  /** Arguments after the program's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The input of this process; the only place where the project reads `process.env`. */
export function processInput(): ProcessInput {
  return { argv: process.argv.slice(2), env: process.env };
}

/** The text of a file; throws as Node does when it cannot be read. */
export function readTextFile(path: string): string {
  return readFileSync(path, "utf8");
}
