import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tryLock, withLock } from "./lock.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "psa-lock-"));
  path = join(folder, "below", "lock");
});
afterEach(() => rm(folder, { recursive: true }));

/** A pid that nobody has: above the largest that Linux gives out. */
const NOBODY = 4_194_305;

describe("a lock over processes", () => {
  it("is held by one at a time, and freed", async () => {
    const first = await tryLock(path);
    expect(first).toBeDefined();
    expect(await tryLock(path)).toBeUndefined();
    await first?.release();
    const second = await tryLock(path);
    expect(second).toBeDefined();
    await second?.release();
    expect(await readdir(join(folder, "below"))).toEqual([]);
  });

  it("lets many through one after another", async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withLock(path, 20_000, async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
  });

  it("is freed when the work fails", async () => {
    await expect(
      withLock(path, 1000, async () => {
        throw new Error("failed");
      }),
    ).rejects.toThrow("failed");
    expect(await tryLock(path)).toBeDefined();
  });

  it("is taken from an owner that is dead, here or silent for long, and from no other", async () => {
    await (await tryLock(path))?.release();
    const owner = (pid: number, host: string): string => JSON.stringify({ pid, host, nonce: "x" });
    await writeFile(path, owner(NOBODY, hostname()));
    const taken = await tryLock(path);
    expect(taken).toBeDefined();
    await taken?.release();

    await writeFile(path, owner(NOBODY, "another-machine"));
    expect(await tryLock(path)).toBeUndefined();
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);
    expect(await tryLock(path)).toBeDefined();
  });

  it("is not freed by an owner that has lost it", async () => {
    const first = await tryLock(path);
    await writeFile(path, "somebody else's");
    await first?.release();
    expect(await readFile(path, "utf8")).toBe("somebody else's");
  });

  it("says so when it is not free in time", async () => {
    const held = await tryLock(path);
    await expect(withLock(path, 150, async () => 1)).rejects.toThrow("busy with the sign-in");
    await held?.release();
  });
});
