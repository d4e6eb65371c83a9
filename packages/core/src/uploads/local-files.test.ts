import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createUploads } from "./index.ts";
import { readLocalFile } from "./local-files.ts";

let base: string;
let root: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "psa-files-"));
  root = join(base, "root");
  await mkdir(join(root, "sub"), { recursive: true });
  await mkdir(join(base, "root-beside"));
  await writeFile(join(root, "sub", "a.txt"), "hello");
  await writeFile(join(base, "secret.txt"), "secret");
  await writeFile(join(base, "root-beside", "b.txt"), "beside");
  await symlink(join(base, "secret.txt"), join(root, "link.txt"));
  await symlink(join(root, "sub", "a.txt"), join(root, "inner.txt"));
  execFileSync("mkfifo", [join(root, "pipe")]);
});
afterAll(() => rm(base, { recursive: true }));

const read = (path: string, maxBytes = 100): ReturnType<typeof readLocalFile> =>
  readLocalFile(path, { roots: [join(base, "missing"), root], maxBytes });

describe("a local file", () => {
  it("is read under a root, through links that stay inside too", async () => {
    expect(await read(join(root, "sub", "a.txt"))).toEqual({
      bytes: Buffer.from("hello"),
      fileName: "a.txt",
    });
    expect((await read(join(root, "inner.txt"))).bytes).toEqual(Buffer.from("hello"));
    expect((await read(join(root, "sub", "a.txt"), 5)).bytes).toHaveLength(5);
  });

  it.each([
    ["outside", () => join(base, "secret.txt"), "forbidden"],
    ["outside by dots", () => `${root}/sub/../../secret.txt`, "forbidden"],
    ["outside through a link", () => join(root, "link.txt"), "forbidden"],
    ["in a folder whose name begins alike", () => join(base, "root-beside", "b.txt"), "forbidden"],
    ["a system file", () => "/etc/passwd", "forbidden"],
    ["outside and missing", () => join(base, "nope.txt"), "forbidden"],
    ["missing", () => join(root, "nope.txt"), "not_found"],
    ["the root itself", () => root, "forbidden"],
    ["a folder", () => join(root, "sub"), "invalid_arguments"],
    ["a pipe", () => join(root, "pipe"), "invalid_arguments"],
    ["a relative path", () => "sub/a.txt", "invalid_arguments"],
    ["a NUL", () => `${root}/sub/a.txt\0.png`, "invalid_arguments"],
  ])("is refused: %s", async (_name, path, code) => {
    await expect(read(path())).rejects.toMatchObject({ code });
  });

  it("is refused when it is too large", async () => {
    await expect(read(join(root, "sub", "a.txt"), 4)).rejects.toMatchObject({ code: "too_large" });
  });
});

describe("what a server can do with files", () => {
  const principal = { binding: "b" } as never;
  it.each([
    [{ transport: "stdio" }, [], []],
    [{ transport: "stdio", uploadStaging: "memory" }, [], []],
    [{ transport: "stdio", fileRoots: ["/srv"] }, ["local-files"], ["readLocal"]],
    [{ transport: "http", fileRoots: ["/srv"] }, ["uploads"], ["requestUpload", "takeUpload"]],
    [{ transport: "http", uploadStaging: "off" }, [], []],
  ])("%j", (settings, abilities, methods) => {
    const uploads = createUploads(settings);
    expect(uploads.abilities).toEqual(abilities);
    expect(Object.keys(uploads.filesFor(principal))).toEqual(methods);
  });
});
