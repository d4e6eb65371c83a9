import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBundle, checkServerJson } from "./check-manifests.ts";
import { incompleteFamilies } from "./platform-families.ts";
import { startRegistry } from "./registry.ts";
import { withSections } from "./sections.ts";
import { readTarball } from "./tarball.ts";

const run = promisify(execFile);
let folder = "";
let tarball = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "scripts-"));
  const long = `deep/${"folder/".repeat(20)}file.txt`;
  const source = path.join(folder, "package");
  await mkdir(path.join(source, path.dirname(long)), { recursive: true });
  await writeFile(
    path.join(source, "package.json"),
    JSON.stringify({ name: "@acme/thing", version: "1.0.0" }),
  );
  await writeFile(path.join(source, "cli.js"), "#!/usr/bin/env node\n", { mode: 0o755 });
  await writeFile(path.join(source, long), "deep");
  await mkdir(path.join(folder, "tarballs"));
  tarball = path.join(folder, "tarballs", "acme-thing-1.0.0.tgz");
  await run("tar", ["-czf", tarball, "--format=pax", "-C", folder, "package"]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("tarballs", () => {
  it("are read with modes and names of any length", async () => {
    const files = await readTarball(tarball);
    expect(files.map((file) => file.path).toSorted()).toEqual(
      ["cli.js", `deep/${"folder/".repeat(20)}file.txt`, "package.json"].toSorted(),
    );
    expect((files.find((file) => file.path === "cli.js")?.mode ?? 0) & 0o111).toBe(0o111);
    expect(files.find((file) => file.path === "cli.js")?.bytes.toString()).toBe(
      "#!/usr/bin/env node\n",
    );
  });
});

describe("the registry on loopback", () => {
  it("serves what npm asks for, and nothing else", async () => {
    const registry = await startRegistry(path.join(folder, "tarballs"));
    const document = (await (await fetch(`${registry.url}@acme%2fthing`)).json()) as {
      "dist-tags": { latest: string };
      versions: Record<string, { dist: { tarball: string; integrity: string } }>;
    };
    expect(document["dist-tags"].latest).toBe("1.0.0");
    const bytes = await (await fetch(document.versions["1.0.0"]?.dist.tarball ?? "")).arrayBuffer();
    expect(bytes.byteLength).toBeGreaterThan(100);
    expect((await fetch(`${registry.url}left-pad`)).status).toBe(404);
    expect(registry.missed).toEqual(["/left-pad"]);
    await registry.close();
  });
});

describe("families of platform packages", () => {
  const six = [
    "darwin-arm64",
    "darwin-x64",
    "linux-arm64-gnu",
    "linux-x64-gnu",
    "win32-arm64-msvc",
    "win32-x64-msvc",
  ];
  const lock = (names: readonly string[]): string =>
    names.map((name) => `  '@x/binding-${name}@1.0.0':`).join("\n");

  it("are complete with the six main platforms", () => {
    expect(incompleteFamilies(lock(six))).toEqual({ families: 1, incomplete: [] });
    expect(incompleteFamilies("  turbo-windows-64@2.0.0:\n").families).toBe(1);
  });

  it("name the platform that is missing", () => {
    expect(incompleteFamilies(lock(six.slice(1))).incomplete).toEqual([
      { name: "@x/binding-*@1.0.0", missing: ["darwin-arm64"] },
    ]);
  });
});

describe("generated sections", () => {
  const text = "a\n<!-- generated:tools:start -->\nold\n<!-- generated:tools:end -->\nb\n";

  it("replace what stands between their markers, and are stable", () => {
    const once = withSections(text, { tools: "new $& one" }, "x.md");
    expect(once).toContain("\n\nnew $& one\n\n");
    expect(once).not.toContain("old");
    expect(withSections(once, { tools: "new $& one" }, "x.md")).toBe(once);
  });

  it("refuse a marker nobody fills", () => {
    expect(() => withSections(text, {}, "x.md")).toThrow(
      "x.md: there is no generated section named tools",
    );
  });
});

describe("server.json and manifest.json", () => {
  const manifest = { name: "@acme/server", version: "1.0.0", mcpName: "io.github.acme/server" };
  const entry = {
    registryType: "npm",
    identifier: "@acme/server",
    version: "1.0.0",
    transport: { type: "stdio" },
    environmentVariables: [{ name: "A", isSecret: true, isRequired: false }],
  };
  const server = {
    name: "io.github.acme/server",
    version: "1.0.0",
    description: "A server",
    packages: [entry],
  };

  it("pass when they agree with package.json", () => {
    expect(checkServerJson(server, manifest)).toEqual([]);
    const env = { A: "${user_config.a}" };
    const option = { type: "string", title: "A", description: "A." };
    const bundle = {
      manifest_version: "0.3",
      version: "1.0.0",
      server: { mcp_config: { env } },
      user_config: { a: option },
    };
    expect(checkBundle(bundle, "1.0.0")).toEqual([]);
    expect(checkBundle({ ...bundle, user_config: {} }, "1.0.0")).toEqual([
      "manifest.json: A has no user_config",
    ]);
    expect(checkBundle(bundle, "2.0.0")).toEqual([
      "manifest.json: version differs from package.json",
    ]);
  });

  it.each([
    [{ ...server, name: "acme" }, "not namespace/name"],
    [{ ...server, name: "io.github.acme/other" }, "differs from mcpName"],
    [{ ...server, description: "x".repeat(101) }, "1 to 100"],
    [{ ...server, version: "^1.0.0" }, "range"],
    [{ ...server, packages: [{ ...entry, version: "1.0.1" }] }, "package version"],
    [{ ...server, packages: [{ ...entry, environmentVariables: [{ name: "A" }] }] }, "isSecret"],
  ])("are refused otherwise: %#", (json, problem) => {
    expect(checkServerJson(json, manifest).join()).toContain(problem);
  });
});
