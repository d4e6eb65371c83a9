import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createHash, randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import type { Settings } from "../define/index.ts";
import { stateDirectory } from "../sign-in/directory.ts";
import type { RemoteLists } from "./lists.ts";

/** Lists of a remote server as last seen, and what its tools were like when first seen. */
export interface Kept {
  readonly lists: RemoteLists;
  readonly pins: Record<string, string>;
}

/** A short name for a file, which tells nothing of what it stands for. */
const fileNameOf = (key: string): string =>
  createHash("sha256").update(key).digest("hex").slice(0, 32);

/** Lists kept in files, so that a client that starts this program sees its tools before anything is connected. */
export class KeptLists {
  readonly #directory: string;

  constructor(settings: Settings) {
    this.#directory = join(stateDirectory(settings), "lists");
  }

  /** What was kept, or undefined; a file that cannot be read counts as none. */
  async read(key: string): Promise<Kept | undefined> {
    try {
      const text = await readFile(this.#path(key), "utf8");
      const kept = JSON.parse(text) as Kept & { readonly key?: string };
      return kept.key === key && Array.isArray(kept.lists.tools) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  async write(key: string, kept: Kept): Promise<void> {
    const path = this.#path(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomBytes(6).toString("hex")}`;
    await writeFile(temporary, JSON.stringify({ key, ...kept }), { mode: 0o600 });
    await rename(temporary, path);
  }

  #path(key: string): string {
    return join(this.#directory, `${fileNameOf(key)}.json`);
  }
}
