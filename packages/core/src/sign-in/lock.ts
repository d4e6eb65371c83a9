import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, stat, unlink, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { PsaError } from "../errors/index.ts";

/** A lock that this process holds. */
export interface HeldLock {
  release(): Promise<void>;
}

/** An owner shows that it lives this often; one that was silent for `DEAD` is taken for dead, on whatever machine. */
const HEARTBEAT_MILLISECONDS = 5000;
const DEAD_MILLISECONDS = 30_000;
const LOOK_MILLISECONDS = 100;

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly nonce: string;
}

/**
 * Takes a lock that holds across processes, or returns undefined when somebody has it. A lock whose owner has died
 * (killed, or its machine gone) is taken over.
 */
export async function tryLock(path: string): Promise<HeldLock | undefined> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mine = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    nonce: randomBytes(9).toString("base64url"),
  } satisfies Owner);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(path, mine)) return held(path, mine);
    const theirs = await readFile(path, "utf8").catch(() => undefined);
    if (theirs === undefined) continue;
    if (!(await isDead(path, theirs))) return undefined;
    await bury(path, theirs);
  }
  return undefined;
}

/** Runs `work` under a lock, waiting for it. Throws `unavailable` when it is not free in time. */
export async function withLock<Value>(
  path: string,
  waitMilliseconds: number,
  work: () => Promise<Value>,
): Promise<Value> {
  const until = Date.now() + waitMilliseconds;
  for (;;) {
    const lock = await tryLock(path);
    if (lock !== undefined) {
      try {
        return await work();
      } finally {
        await lock.release();
      }
    }
    if (Date.now() >= until) {
      throw new PsaError("unavailable", "Another process is busy with the sign-in.", {
        advice: "Try again in a moment.",
        retryAfterSeconds: 5,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}

/** Writes the whole lock in one step, so that nobody ever reads half of one. */
async function create(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  await file.writeFile(text);
  await file.close();
  try {
    await link(draft, path);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "EEXIST") return false;
    // A file system without links: the file itself is the lock, and half of one counts as somebody's.
    const lock = await open(path, "wx", 0o600).catch(() => undefined);
    await lock?.writeFile(text);
    await lock?.close();
    return lock !== undefined;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

function held(path: string, mine: string): HeldLock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MILLISECONDS);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      const present = await readFile(path, "utf8").catch(() => undefined);
      if (present === mine) await unlink(path).catch(() => undefined);
    },
  };
}

async function isDead(path: string, text: string): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return false;
  if (Date.now() - facts.mtimeMs > DEAD_MILLISECONDS) return true;
  try {
    const owner = JSON.parse(text) as Owner;
    return owner.host === hostname() && !isAlive(owner.pid);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Takes a dead owner's lock away. When another process was quicker and has a fresh one there, that one is put back. */
async function bury(path: string, dead: string): Promise<void> {
  const grave = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await rename(path, grave);
  } catch {
    return;
  }
  const moved = await readFile(grave, "utf8").catch(() => dead);
  if (moved !== dead) await link(grave, path).catch(() => undefined);
  await unlink(grave).catch(() => undefined);
}
