import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/** Absolute path of the repository. */
export const root: string = path.resolve(import.meta.dirname, "../../..");

/** What scripts read of a package.json. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly private?: boolean;
  readonly homepage: string;
  readonly license: string;
  readonly type?: string;
  readonly mcpName: string;
  readonly repository: { readonly url: string; readonly directory: string };
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The package.json of a folder below the root. */
export async function readManifest(folder: string): Promise<PackageManifest> {
  return JSON.parse(
    await readFile(path.join(root, folder, "package.json"), "utf8"),
  ) as PackageManifest;
}

const run = promisify(execFile);

/** Runs a program of the workspace and resolves with its output; rejects with that output when it fails. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  try {
    const { stdout } = await run(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (thrown) {
    const { stdout = "", stderr = "" } = thrown as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: thrown });
  }
}

/** pnpm as it was called, or by the name on PATH. */
export function pnpm(
  args: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<string> {
  const started = process.env["npm_execpath"];
  if (started === undefined) return runProgram("npx", ["-y", "pnpm@12.4.2", ...args], options);
  return /\.[cm]?js$/.test(started)
    ? runProgram(process.execPath, [started, ...args], options)
    : runProgram(started, args, options);
}
