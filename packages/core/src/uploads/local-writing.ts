import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, lstat, open, realpath, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import type { LocalFile, LocalFileOptions } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { isInside } from "./local-files.ts";

const outside = (folder: string): PsaError =>
  new PsaError("forbidden", "This path is outside the folder that files may be written to.", {
    advice: `Files are written only under ${folder}.`,
  });

const unwritable = (cause: unknown): PsaError =>
  new PsaError("forbidden", `The file cannot be written (${systemCode(cause)}).`, {
    advice: "Check the folder's permissions, its free space and the user that runs this server.",
    cause,
  });

const taken = (): PsaError =>
  new PsaError("conflict", "There is a file of this name already.", {
    advice: "Give another name, or say overwrite true to replace it.",
  });

function systemCode(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : "unknown reason";
}

/** Where the file goes: the real path of its folder, which must exist under the root, and its name. */
async function placeFor(path: string, folder: string): Promise<string> {
  if (path === "" || path.includes("\0") || /[\\/]$/.test(path)) {
    throw new PsaError("invalid_arguments", "path must be the path of a file.");
  }
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) {
    throw new PsaError("configuration", "The folder for exports does not exist.", {
      advice: `Make the folder ${folder}, or have the operator name another.`,
    });
  }
  const wanted = isAbsolute(path) ? resolve(path) : resolve(root, path);
  const parent = await realpath(dirname(wanted)).catch(() => undefined);
  if (parent !== undefined) {
    const place = join(parent, basename(wanted));
    if (isInside(root, place)) return place;
    throw outside(folder);
  }
  // Only under the root is it told that a folder is missing.
  if (!isInside(root, wanted) && !isInside(resolve(folder), wanted)) throw outside(folder);
  throw new PsaError("not_found", "The folder of this path does not exist.", {
    advice: "Make the folder first, or give a path in one that is there.",
  });
}

/** What stands at the place now; a link counts as itself, wherever it leads. */
async function kindAt(place: string): Promise<"nothing" | "file" | "other"> {
  try {
    return (await lstat(place)).isFile() ? "file" : "other";
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "nothing";
    throw unwritable(error);
  }
}

/**
 * Begins a file under a folder: relative paths start there, absolute ones must lie in it, with every symbolic link of the
 * way resolved. What is written goes to a new file beside the place, which gets its name at the end, so that a failure
 * leaves what was there. Throws PsaError: `forbidden` outside the folder or where writing is not permitted, `not_found` for
 * a missing folder, `conflict` for a file that is there, `invalid_arguments` for anything there that is no regular file.
 */
export async function writeLocalFile(
  path: string,
  options: LocalFileOptions & { readonly folder: string },
): Promise<LocalFile> {
  const place = await placeFor(path, options.folder);
  const there = await kindAt(place);
  if (there === "other") {
    throw new PsaError("invalid_arguments", "What is at this path is not a regular file.", {
      advice: "Give another name.",
    });
  }
  if (there === "file" && options.overwrite !== true) throw taken();

  const beside = join(
    dirname(place),
    `.${basename(place).slice(0, 80)}.${randomBytes(8).toString("hex")}.part`,
  );
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const file = await open(beside, flags | (constants.O_NOFOLLOW ?? 0), 0o600).catch(
    (error: unknown) => {
      throw unwritable(error);
    },
  );
  return new FileBeside(file, beside, place, options);
}

class FileBeside implements LocalFile {
  readonly #file: FileHandle;
  readonly #beside: string;
  readonly #place: string;
  readonly #options: LocalFileOptions;
  #bytes = 0;
  #ended = false;

  constructor(file: FileHandle, beside: string, place: string, options: LocalFileOptions) {
    this.#file = file;
    this.#beside = beside;
    this.#place = place;
    this.#options = options;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text, "utf8");
    if (this.#bytes + bytes.length > this.#options.maxBytes) {
      throw new PsaError("too_large", `A file may have ${this.#options.maxBytes} bytes.`, {
        advice: "Write less, for example a shorter span of time.",
      });
    }
    this.#bytes += bytes.length;
    await this.#file.appendFile(bytes).catch((error: unknown) => {
      throw unwritable(error);
    });
  }

  async finish(): Promise<{ path: string; bytes: number }> {
    this.#ended = true;
    try {
      await this.#file.sync();
      await this.#file.close();
      if (this.#options.overwrite === true) await rename(this.#beside, this.#place);
      else {
        // A link is refused where something came to the place meanwhile; a rename would replace it.
        await link(this.#beside, this.#place).catch((error: unknown) => this.#renamed(error));
        await rm(this.#beside, { force: true });
      }
    } catch (error) {
      await rm(this.#beside, { force: true }).catch(() => undefined);
      if (error instanceof PsaError) throw error;
      throw systemCode(error) === "EEXIST" ? taken() : unwritable(error);
    }
    return { path: this.#place, bytes: this.#bytes };
  }

  /** Some file systems know no hard links; there the place is looked at once more. */
  async #renamed(error: unknown): Promise<void> {
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(systemCode(error))) throw error;
    if ((await kindAt(this.#place)) !== "nothing") throw taken();
    await rename(this.#beside, this.#place);
  }

  async discard(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#file.close().catch(() => undefined);
    await rm(this.#beside, { force: true }).catch(() => undefined);
  }
}
