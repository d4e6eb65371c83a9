import { spawn } from "node:child_process";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Shows what the program prints while it runs. */
  readonly show?: boolean;
  /** After so many seconds the program is ended; 900 when absent. */
  readonly seconds?: number;
}

/** Runs a program to its end; never throws for its exit code. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, show = false, seconds = 900 }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: seconds * 1000,
      ...(cwd === undefined ? {} : { cwd }),
    });
    let out = "";
    let error = "";
    child.stdout.on("data", (bytes: Buffer) => {
      out += bytes.toString();
      if (show) process.stdout.write(bytes);
    });
    child.stderr.on("data", (bytes: Buffer) => {
      error += bytes.toString();
      if (show) process.stderr.write(bytes);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, out, error }));
  });
}

/** The same, but throws with the program's own words when it fails. */
export async function must(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, out, error } = await run(program, args, options);
  if (code === 0) return out.trim();
  const words = `${out}\n${error}`.trim().slice(-3000);
  throw new Error(`${program} ${args.slice(0, 6).join(" ")} … ended with ${code}:\n${words}`);
}
