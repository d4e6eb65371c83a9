import { spawn } from "node:child_process";
import { platform } from "node:os";

/**
 * Opens a page in the person's browser; false when there is none to open. The address is the only argument and no shell
 * is involved: whatever a hostile server puts into it stays an address (CVE-2025-6514).
 */
export function openBrowser(address: string): Promise<boolean> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return Promise.resolve(false);
  const [program = "", ...args] =
    platform() === "darwin"
      ? ["open", url.href]
      : platform() === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", url.href]
        : ["xdg-open", url.href];
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: "ignore", detached: true, shell: false });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
