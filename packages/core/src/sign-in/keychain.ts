import { execFile } from "node:child_process";
import { platform } from "node:os";

/** One secret of ours in the operating system's keychain, through the program that the system itself brings. */
export interface Keychain {
  /** The secret; undefined when there is none yet. Rejects when there is no keychain that answers. */
  read(): Promise<string | undefined>;
  write(secret: string): Promise<void>;
}

const SERVICE = "psa-mcp";
const ACCOUNT = "state-key";
const PATIENCE_MILLISECONDS = 4000;

/** macOS (security) and desktops with libsecret (secret-tool); undefined elsewhere. Secrets never stand in arguments. */
export function systemKeychain(): Keychain | undefined {
  if (platform() === "darwin") {
    const item = ["-s", SERVICE, "-a", ACCOUNT];
    return {
      read: () => ask("security", ["find-generic-password", ...item, "-w"], "", [44]),
      write: async (secret) => {
        await ask("security", ["-i"], `add-generic-password -U ${item.join(" ")} -w ${secret}\n`);
      },
    };
  }
  if (platform() === "linux") {
    const attributes = ["service", SERVICE, "account", ACCOUNT];
    return {
      read: () => ask("secret-tool", ["lookup", ...attributes], "", [1]),
      write: async (secret) => {
        await ask("secret-tool", ["store", "--label", "psa-mcp", ...attributes], secret);
      },
    };
  }
  return undefined;
}

/** Runs a program; the codes in `none` mean that there is nothing by that name. */
function ask(
  program: string,
  args: readonly string[],
  input: string,
  none: readonly number[] = [],
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { timeout: PATIENCE_MILLISECONDS, windowsHide: true },
      (error, output, complaint) => {
        const text = output.trim();
        if (error === null) resolve(text === "" ? undefined : text);
        // With a complaint the keychain itself is what is missing.
        else if (none.includes(Number(error.code)) && complaint.trim() === "") resolve(undefined);
        else if (none.includes(Number(error.code)) && program === "security") resolve(undefined);
        else reject(error);
      },
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}
