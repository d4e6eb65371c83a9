import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../define/index.ts";
import { registerCallerSecret } from "../errors/index.ts";
import { stateDirectory } from "./directory.ts";
import { writePrivate } from "./private-file.ts";
import { readStateKey, type StateKey } from "./state-key.ts";

/** The tokens of one user at one remote server. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Epoch milliseconds; absent when the server named no end. */
  readonly expiresAt?: number;
  /** Epoch milliseconds at which they were issued. */
  readonly issuedAt: number;
  readonly scope?: string;
  /** Where they can be renewed. */
  readonly tokenUrl: string;
  readonly issuer: string;
}

/** Keeps tokens encrypted (AES-256-GCM), one file for each owner, shared by all processes of the user. */
export class TokenStore {
  readonly #settings: Settings;
  readonly #directory: string;
  #key: Promise<StateKey> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#directory = join(stateDirectory(settings), "tokens");
  }

  /** Path of a file beside an owner's tokens: their locks, and the sign-in under way. */
  beside(owner: string, ending: string): string {
    return join(this.#directory, `${nameOf(owner)}.${ending}`);
  }

  /** Where the encryption key is kept. */
  async keyFrom(): Promise<StateKey["from"]> {
    return (await this.#stateKey()).from;
  }

  /** The tokens of this owner, or undefined; what was tampered with or belongs to another key counts as none. */
  async read(owner: string): Promise<Tokens | undefined> {
    const text = await readFile(this.beside(owner, "json"), "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      const { iv, tag, data } = JSON.parse(text) as Record<string, string>;
      const { bytes } = await this.#stateKey();
      const decipher = createDecipheriv("aes-256-gcm", bytes, Buffer.from(iv ?? "", "base64"));
      decipher.setAAD(Buffer.from(owner));
      decipher.setAuthTag(Buffer.from(tag ?? "", "base64"));
      const plain = Buffer.concat([
        decipher.update(Buffer.from(data ?? "", "base64")),
        decipher.final(),
      ]);
      const tokens = JSON.parse(plain.toString("utf8")) as Tokens;
      registerTokens(tokens);
      return tokens;
    } catch {
      return undefined;
    }
  }

  async write(owner: string, tokens: Tokens): Promise<void> {
    registerTokens(tokens);
    const { bytes } = await this.#stateKey();
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", bytes, iv);
    cipher.setAAD(Buffer.from(owner));
    const data = Buffer.concat([cipher.update(JSON.stringify(tokens), "utf8"), cipher.final()]);
    const envelope = {
      version: 1,
      iv: iv.toString("base64"),
      tag: cipher.getAuthTag().toString("base64"),
      data: data.toString("base64"),
    };
    await writePrivate(this.beside(owner, "json"), JSON.stringify(envelope));
  }

  async remove(owner: string): Promise<void> {
    await unlink(this.beside(owner, "json")).catch(() => undefined);
  }

  #stateKey(): Promise<StateKey> {
    this.#key ??= readStateKey(this.#settings);
    return this.#key;
  }
}

function registerTokens({ accessToken, refreshToken }: Tokens): void {
  registerCallerSecret(accessToken);
  registerCallerSecret(refreshToken);
}

/** A file name that stands for an owner and tells nothing about it. */
const nameOf = (owner: string): string =>
  createHash("sha256").update(owner).digest("hex").slice(0, 32);
