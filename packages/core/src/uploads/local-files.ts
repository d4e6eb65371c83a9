import { constants } from "node:fs";
import { open, realpath, stat, type FileHandle } from "node:fs/promises";
import { basename, isAbsolute, relative, sep } from "node:path";
import type { NamedBytes } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";

/** True for a path below a root; both are real paths. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The real path, when it lies under one of the roots. */
async function findInside(path: string, roots: readonly string[]): Promise<string> {
  const outside = new PsaError("forbidden", "This file is outside the folders that may be read.", {
    advice: `Files are read only under ${roots.join(", ")} (MCP_FILE_ROOTS).`,
  });
  if (!isAbsolute(path) || path.includes("\0")) {
    throw new PsaError("invalid_arguments", "Give the absolute path of a file.");
  }
  const real = await realpath(path).catch(() => undefined);
  for (const root of roots) {
    const realRoot = await realpath(root).catch(() => undefined);
    if (realRoot === undefined) continue;
    if (real !== undefined && isInside(realRoot, real)) return real;
    // Only under a root is it told that nothing is there.
    if (real === undefined && isInside(realRoot, path)) {
      throw new PsaError("not_found", "There is no such file.", { advice: "Check the path." });
    }
  }
  throw outside;
}

async function readAtMost(file: FileHandle, limit: number): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(Math.min(256 * 1024, limit + 1 - length));
    const { bytesRead } = await file.read(part, 0, part.length, null);
    if (bytesRead === 0) return Buffer.concat(parts, length);
    length += bytesRead;
    if (length > limit) return undefined;
    parts.push(part.subarray(0, bytesRead));
  }
}

/**
 * Reads a regular file whose real path lies under one of the roots, at most `maxBytes`. Throws PsaError: `forbidden`
 * outside the roots, `not_found`, `invalid_arguments` for anything but a regular file, `too_large`.
 */
export async function readLocalFile(
  path: string,
  options: { readonly roots: readonly string[]; readonly maxBytes: number },
): Promise<NamedBytes> {
  const real = await findInside(path, options.roots);
  const irregular = new PsaError("invalid_arguments", "This is not a regular file.");
  // Looked at before opening: opening a pipe or a device can block or act.
  const before = await stat(real);
  if (!before.isFile()) throw irregular;
  const file = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(
    (error: unknown) => {
      throw new PsaError("forbidden", "This file cannot be read.", {
        advice: "Check its permissions for the user that runs this server.",
        cause: error,
      });
    },
  );
  try {
    const opened = await file.stat();
    // A path that was exchanged in between shows another file.
    const exchanged =
      opened.ino !== before.ino || opened.dev !== before.dev || (await realpath(path)) !== real;
    if (!opened.isFile() || exchanged) throw irregular;
    const bytes =
      opened.size > options.maxBytes ? undefined : await readAtMost(file, options.maxBytes);
    if (bytes === undefined) {
      throw new PsaError(
        "too_large",
        `A file may have ${options.maxBytes} bytes; this one has more.`,
      );
    }
    return { bytes, fileName: basename(real) };
  } finally {
    await file.close();
  }
}
