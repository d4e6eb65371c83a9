import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Keychain } from "./keychain.ts";
import { readStateKey } from "./state-key.ts";
import { TokenStore, type Tokens } from "./store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "psa-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

const tokens: Tokens = {
  accessToken: "access-token-of-this-test",
  refreshToken: "renewal-token-of-this-test",
  expiresAt: 2_000_000_000_000,
  issuedAt: 1_900_000_000_000,
  tokenUrl: "https://gateway.example/o/token/",
  issuer: "https://gateway.example",
};
const KEY = "0123456789abcdef0123456789abcdef";

describe("kept tokens", () => {
  it("come back to their owner, from another process as well", async () => {
    const settings = { stateDirectory: folder, stateKey: KEY };
    await new TokenStore(settings).write("ann", tokens);
    const other = new TokenStore(settings);
    expect(await other.read("ann")).toEqual(tokens);
    expect(await other.read("bob")).toBeUndefined();
    await other.remove("ann");
    expect(await other.read("ann")).toBeUndefined();
  });

  it("cannot be read in their file, with another key, changed, or under another owner's name", async () => {
    const store = new TokenStore({ stateDirectory: folder, stateKey: KEY });
    await store.write("ann", tokens);
    const path = store.beside("ann", "json");
    const text = await readFile(path, "utf8");
    expect(text).not.toContain("of-this-test");
    expect((await stat(path)).mode & 0o077).toBe(0);
    await writeFile(store.beside("bob", "json"), text);
    expect(await store.read("bob")).toBeUndefined();
    const otherKey = new TokenStore({ stateDirectory: folder, stateKey: `${KEY}x` });
    expect(await otherKey.read("ann")).toBeUndefined();
    const envelope = JSON.parse(text) as { data: string };
    const data = Buffer.from(envelope.data, "base64");
    data[0] = (data[0] ?? 0) ^ 1;
    await writeFile(path, JSON.stringify({ ...envelope, data: data.toString("base64") }));
    expect(await store.read("ann")).toBeUndefined();
  });
});

describe("the key of kept tokens", () => {
  it("is the operator's, else the keychain's, else one in a private file", async () => {
    const settings = { stateDirectory: folder };
    expect((await readStateKey({ ...settings, stateKey: KEY })).from).toBe("setting");
    await expect(readStateKey({ ...settings, stateKey: "short" })).rejects.toThrow("too short");

    let kept: string | undefined;
    const keychain: Keychain = {
      read: async () => kept,
      write: async (secret) => void (kept = secret),
    };
    const first = await readStateKey(settings, keychain);
    expect(first.from).toBe("keychain");
    expect((await readStateKey(settings, keychain)).bytes).toEqual(first.bytes);

    const broken: Keychain = {
      read: async () => {
        throw new Error("no session bus");
      },
      write: async () => undefined,
    };
    const inFile = await readStateKey(settings, broken);
    expect(inFile.from).toBe("file");
    expect((await stat(join(folder, "key"))).mode & 0o077).toBe(0);
    expect((await readStateKey(settings, broken)).bytes).toEqual(inFile.bytes);
  });

  it("is one for all who ask at once", async () => {
    const settings = { stateDirectory: folder };
    const keys = await Promise.all(
      Array.from({ length: 6 }, () => readStateKey(settings, undefined)),
    );
    expect(new Set(keys.map(({ bytes }) => bytes.toString("hex"))).size).toBe(1);
  });
});
