import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../define/index.ts";
import { PsaError, registerSecret } from "../errors/index.ts";
import { stateDirectory } from "./directory.ts";
import { systemKeychain, type Keychain } from "./keychain.ts";
import { withLock } from "./lock.ts";
import { writePrivate } from "./private-file.ts";

/** Where the key came from. */
export interface StateKey {
  readonly bytes: Buffer;
  readonly from: "setting" | "keychain" | "file";
}

const SHORTEST = 16;

/**
 * The key that kept tokens are encrypted with: the operator's, else one in the system's keychain, else one in a file of
 * the folder that only its owner can read. Made once; the same for all processes of the user.
 */
export async function readStateKey(
  settings: Settings,
  keychain: Keychain | undefined = systemKeychain(),
): Promise<StateKey> {
  const given = settings["stateKey"];
  if (typeof given === "string" && given !== "") {
    if (given.length < SHORTEST) {
      throw new PsaError("configuration", "MCP_STATE_KEY is too short.", {
        advice: "Give 32 random bytes, for example from: openssl rand -base64 32",
      });
    }
    return { bytes: digest(given), from: "setting" };
  }
  const file = join(stateDirectory(settings), "key");
  const inFile = await readFile(file, "utf8").catch(() => undefined);
  if (inFile !== undefined) return { bytes: digest(secret(inFile)), from: "file" };
  await mkdir(stateDirectory(settings), { recursive: true, mode: 0o700 });
  return withLock(join(stateDirectory(settings), "key.lock"), 20_000, async () => {
    const kept = await fromKeychain(keychain);
    if (kept !== undefined) return { bytes: digest(kept), from: "keychain" };
    const existing = await readFile(file, "utf8").catch(() => undefined);
    const made = existing ?? randomBytes(32).toString("hex");
    if (existing === undefined) await writePrivate(file, made);
    return { bytes: digest(secret(made)), from: "file" };
  });
}

/** The keychain's key, made when it has none; undefined without a keychain that keeps what it is given. */
async function fromKeychain(keychain: Keychain | undefined): Promise<string | undefined> {
  if (keychain === undefined) return undefined;
  try {
    const known = await keychain.read();
    if (known !== undefined) return secret(known);
    const made = randomBytes(32).toString("hex");
    await keychain.write(made);
    return (await keychain.read()) === made ? secret(made) : undefined;
  } catch {
    return undefined;
  }
}

function secret(text: string): string {
  const clean = text.trim();
  registerSecret(clean);
  return clean;
}

const digest = (text: string): Buffer =>
  createHash("sha256").update(`psa-mcp state 1\n${text}`).digest();
