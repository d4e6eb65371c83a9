// Packs every published package and checks what a user would get: files, sizes, package.json, manifests, types.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { checkManifests } from "./check-manifests.ts";
import { root, runProgram } from "./repository.ts";
import { readTarball, type TarFile } from "./tarball.ts";
import { pack, publishedPackages, withFolder, type PublishedPackage } from "./workspace.ts";

/** Bytes, packed and unpacked. A raise is a decision, so the caps stand here and not in a flag. */
const CAPS = {
  app: { packed: 1_500_000, unpacked: 4_500_000 },
  library: { packed: 800_000, unpacked: 4_000_000 },
} as const;
/** Packages that hold every vendor. */
const LARGE: Readonly<Record<string, { readonly packed: number; readonly unpacked: number }>> = {
  "@psa-mcp/server": { packed: 2_000_000, unpacked: 7_000_000 },
  "@psa-mcp/sandbox": { packed: 1_500_000, unpacked: 6_000_000 },
};

const ALWAYS = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
const NEVER = /\.tsbuildinfo$|\.(test|fixture)\.|(^|\/)\.env|\.snap$|(^|\/)node_modules\//;

await withFolder(async (folder) => {
  let failed = 0;
  for (const found of await publishedPackages()) {
    const tarball = await pack(found.folder, folder);
    const files = await readTarball(tarball);
    const problems = [
      ...checkFiles(found, files, (await stat(tarball)).size),
      ...checkPackedManifest(found, files),
      ...(await checkManifests(found)),
      ...(await lint(tarball)),
      ...(found.kind === "library" ? await checkTypes(tarball) : []),
    ];
    const packed = Math.round((await stat(tarball)).size / 1000);
    console.log(
      `${problems.length === 0 ? "ok    " : "FAILED"}  ${found.manifest.name}  ${files.length} files, ${packed} kB packed`,
    );
    for (const problem of problems) console.error(`        ${problem}`);
    failed += problems.length;
  }
  process.exitCode = failed === 0 ? 0 : 1;
});

function checkFiles(
  { kind, manifest }: PublishedPackage,
  files: readonly TarFile[],
  packed: number,
): string[] {
  const problems: string[] = [];
  const folders = kind === "app" ? /^dist\// : /^(dist|src)\//;
  for (const { path: name } of files) {
    if (!ALWAYS.test(name) && !folders.test(name))
      problems.push(`${name} does not belong into the package`);
    if (NEVER.test(name)) problems.push(`${name} must not be published`);
    if (kind === "app" && name.endsWith(".map"))
      problems.push(`${name}: apps carry no source maps`);
  }
  const wanted = [
    "package.json",
    "README.md",
    "LICENSE",
    ...(kind === "app" ? ["dist/cli.js", "dist/THIRD_PARTY_LICENSES"] : []),
  ];
  for (const name of wanted) {
    if (!files.some((file) => file.path === name)) problems.push(`${name} is missing`);
  }
  const unpacked = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const cap = LARGE[manifest.name] ?? CAPS[kind];
  if (packed > cap.packed) problems.push(`${packed} bytes packed exceed ${cap.packed}`);
  if (unpacked > cap.unpacked) problems.push(`${unpacked} bytes unpacked exceed ${cap.unpacked}`);
  return problems;
}

function checkPackedManifest({ kind }: PublishedPackage, files: readonly TarFile[]): string[] {
  const problems: string[] = [];
  const text = files.find((file) => file.path === "package.json")?.bytes.toString("utf8") ?? "{}";
  const manifest = JSON.parse(text) as Record<string, unknown>;
  if (/"(workspace|catalog):/.test(text))
    problems.push("package.json still has workspace: or catalog: versions");
  if (manifest["engines"] === undefined) problems.push("package.json has no engines");
  const publishing = manifest["publishConfig"] as Record<string, unknown> | undefined;
  if (publishing?.["access"] !== "public") problems.push("publishConfig.access is not public");
  if (publishing !== undefined && "provenance" in publishing)
    problems.push("publishConfig must not set provenance");
  for (const field of ["description", "license", "repository", "homepage"]) {
    if (manifest[field] === undefined) problems.push(`package.json has no ${field}`);
  }
  if (kind === "app" && Object.keys(manifest["dependencies"] ?? {}).length > 0) {
    problems.push("an app has no dependencies: everything is bundled");
  }
  for (const [name, file] of Object.entries((manifest["bin"] ?? {}) as Record<string, string>)) {
    const packed = files.find((entry) => entry.path === path.posix.normalize(file));
    if (packed === undefined) problems.push(`bin ${name}: ${file} is missing`);
    else if (!packed.bytes.subarray(0, 20).toString("latin1").startsWith("#!/usr/bin/env node\n"))
      problems.push(`bin ${name} has no shebang`);
    else if ((packed.mode & 0o111) === 0) problems.push(`bin ${name} is not executable`);
  }
  return problems;
}

async function lint(tarball: string): Promise<string[]> {
  const bytes = await readFile(tarball);
  const { messages, pkg } = await publint({
    strict: true,
    level: "warning",
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
  });
  return messages.map((message) => {
    const text = formatMessage(message, pkg as Record<string, unknown>, { color: false });
    return `publint: ${text ?? message.code}`;
  });
}

async function checkTypes(tarball: string): Promise<string[]> {
  const attw = path.join(root, "tooling/scripts/node_modules/.bin/attw");
  try {
    await runProgram(attw, [
      tarball,
      "--profile",
      "esm-only",
      "--format",
      "ascii",
      "--no-emoji",
      "--no-color",
    ]);
    return [];
  } catch (thrown) {
    return [`attw: ${thrown instanceof Error ? thrown.message : String(thrown)}`];
  }
}
