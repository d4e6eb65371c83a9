import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { UploadRefused } from "./store.ts";

async function* chunks(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size);
}
const status = (promise: Promise<unknown>): Promise<number> =>
  promise.then(
    () => 200,
    (error: UploadRefused) => error.status,
  );

describe("the memory store", () => {
  it("holds so many bytes together and gives them back when they are taken, refused or expired", async () => {
    let time = 0;
    const store = createMemoryStore({ now: () => time, maxBytes: 60, totalBytes: 100 });
    const [first, second, third] = [
      await store.open("a"),
      await store.open("a"),
      await store.open("b"),
    ];
    expect(await status(store.fill("a", first.id, chunks(30, 30)))).toBe(200);
    expect(await status(store.fill("a", second.id, chunks(), { length: 50 }))).toBe(413);
    expect(await status(store.fill("a", second.id, chunks(20, 30)))).toBe(413);
    expect(await status(store.fill("a", second.id, chunks(40)))).toBe(200);
    expect(await status(store.fill("b", third.id, chunks(1)))).toBe(413);
    await store.take("a", first.id);
    expect(await status(store.fill("b", third.id, chunks(60)))).toBe(200);
    time = 15 * 60_000;
    const late = await store.open("c");
    expect(await status(store.fill("c", late.id, chunks(60)))).toBe(200);
    await expect(store.take("b", third.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves a slot open when its bytes end early", async () => {
    const store = createMemoryStore({ totalBytes: 10 });
    const { id } = await store.open("a");
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(8);
      throw new Error("gone");
    }
    expect(await status(store.fill("a", id, broken()))).toBe(400);
    expect(await status(store.fill("a", id, chunks(10)))).toBe(200);
  });

  it("drops bytes whose slot expired while they arrived", async () => {
    let time = 0;
    const store = createMemoryStore({ now: () => time, totalBytes: 10 });
    const { id } = await store.open("a");
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      time = 16 * 60_000;
      await store.open("b");
    }
    expect(await status(store.fill("a", id, slow()))).toBe(404);
    const next = await store.open("a");
    expect(await status(store.fill("a", next.id, chunks(10)))).toBe(200);
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\temp\\a.txt", "a.txt"],
    ["a\u0000b\u202Egpj.exe", "abgpj.exe"],
    ["..", undefined],
    ["", undefined],
  ])("keeps of the name %j only %j", async (given, kept) => {
    const store = createMemoryStore();
    const { id } = await store.open("a", given);
    await store.fill("a", id, chunks(1));
    expect((await store.take("a", id)).fileName).toBe(kept);
  });
});
