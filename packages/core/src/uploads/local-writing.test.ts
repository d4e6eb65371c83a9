import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalFile } from "../define/index.ts";
import { createUploads } from "./index.ts";
import { writeLocalFile } from "./local-writing.ts";

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "psa-export-"));
  folder = join(base, "exports");
  await mkdir(join(folder, "sub"), { recursive: true });
  await mkdir(join(base, "exports-beside"));
  await writeFile(join(base, "outside.txt"), "outside");
  await writeFile(join(folder, "there.txt"), "there");
  await symlink(join(base, "outside.txt"), join(folder, "link.txt"));
  await symlink(base, join(folder, "up"));
});
afterEach(async () => {
  await chmod(join(folder, "sub"), 0o700);
  await rm(base, { recursive: true });
});

const begin = (path: string, more: object = {}): Promise<LocalFile> =>
  writeLocalFile(path, { folder, maxBytes: 100, ...more });

async function write(path: string, text: string, more: object = {}): Promise<string> {
  const file = await begin(path, more);
  await file.write(text);
  return (await file.finish()).path;
}

describe("a local file in the making", () => {
  it.each([
    ["a name", () => "new.txt"],
    ["a relative path", () => "sub/new.txt"],
    ["an absolute path", () => join(folder, "sub", "new.txt")],
  ])("goes under the folder, by %s", async (_name, path) => {
    const file = await begin(path());
    await file.write("one\n");
    await file.write("two ü\n");
    const done = await file.finish();
    expect(await readFile(done.path, "utf8")).toBe("one\ntwo ü\n");
    expect(done.bytes).toBe(11);
    expect((await readdir(join(done.path, ".."))).filter((name) => name.endsWith(".part"))).toEqual(
      [],
    );
  });

  it.each([
    ["outside", () => join(base, "new.txt"), "forbidden"],
    ["outside by dots", () => "../new.txt", "forbidden"],
    ["outside by dots further in", () => join(folder, "sub", "..", "..", "new.txt"), "forbidden"],
    ["outside through a link of the way", () => join(folder, "up", "new.txt"), "forbidden"],
    ["in a folder whose name begins alike", () => join(base, "exports-beside", "x"), "forbidden"],
    ["a system folder", () => "/etc/psa-mcp-test", "forbidden"],
    ["a missing folder outside", () => join(base, "none", "x.txt"), "forbidden"],
    ["a missing folder", () => join(folder, "none", "x.txt"), "not_found"],
    ["the folder itself", () => folder, "forbidden"],
    ["a folder in it", () => "sub", "invalid_arguments"],
    ["a path that ends in a slash", () => "sub/", "invalid_arguments"],
    ["nothing", () => "", "invalid_arguments"],
    ["a NUL", () => "new.txt\0", "invalid_arguments"],
    ["a link, though it leads outside", () => "link.txt", "invalid_arguments"],
    ["a file that is there", () => "there.txt", "conflict"],
  ])("is refused: %s", async (_name, path, code) => {
    await expect(begin(path())).rejects.toMatchObject({ code });
    const forced = begin(path(), { overwrite: true });
    if (code === "conflict") await (await forced).discard();
    else await expect(forced).rejects.toMatchObject({ code });
    expect(await readFile(join(base, "outside.txt"), "utf8")).toBe("outside");
    expect(await readFile(join(folder, "there.txt"), "utf8")).toBe("there");
  });

  it("replaces a file only when asked, and only when it is finished", async () => {
    const file = await begin("there.txt", { overwrite: true });
    await file.write("new");
    expect(await readFile(join(folder, "there.txt"), "utf8")).toBe("there");
    await file.finish();
    expect(await readFile(join(folder, "there.txt"), "utf8")).toBe("new");
  });

  it("does not replace what came to its place meanwhile", async () => {
    const file = await begin("late.txt");
    await writeFile(join(folder, "late.txt"), "first");
    await file.write("second");
    await expect(file.finish()).rejects.toMatchObject({ code: "conflict" });
    expect(await readFile(join(folder, "late.txt"), "utf8")).toBe("first");
    expect((await readdir(folder)).some((name) => name.endsWith(".part"))).toBe(false);
  });

  it("leaves nothing behind when it is given up, and has a limit", async () => {
    const file = await begin("given-up.txt");
    await file.write("x".repeat(100));
    await expect(file.write("y")).rejects.toMatchObject({ code: "too_large" });
    await file.discard();
    expect((await readdir(folder)).toSorted()).toEqual(["link.txt", "sub", "there.txt", "up"]);
  });

  it("says that a folder cannot be written, and lives on", async () => {
    // The superuser may write anywhere.
    if (process.getuid?.() === 0) await writeFile(join(folder, "file"), "");
    else await chmod(join(folder, "sub"), 0o500);
    const path = process.getuid?.() === 0 ? "/proc/1/psa" : "sub/new.txt";
    const options = process.getuid?.() === 0 ? { folder: "/proc/1" } : {};
    await expect(begin(path, options)).rejects.toMatchObject({ code: "forbidden" });
    await expect(write("fine.txt", "fine")).resolves.toContain("fine.txt");
  });

  it("is offered on stdio alone, with a folder", () => {
    const principal = { binding: "b" } as never;
    const can = (settings: Record<string, string>): object =>
      createUploads(settings).filesFor(principal);
    expect(can({ transport: "stdio", exportDir: folder })).toHaveProperty("writeLocal");
    expect(can({ transport: "stdio" })).not.toHaveProperty("writeLocal");
    expect(can({ transport: "http", exportDir: folder })).not.toHaveProperty("writeLocal");
  });
});
