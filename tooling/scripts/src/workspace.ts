import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pnpm, readManifest, root, type PackageManifest } from "./repository.ts";

/** A package that is published: where it lies and what it says of itself. */
export interface PublishedPackage {
  readonly folder: string;
  readonly kind: "app" | "library";
  readonly manifest: PackageManifest;
}

/** Every package that is not private, libraries first. */
export async function publishedPackages(): Promise<readonly PublishedPackage[]> {
  const found: PublishedPackage[] = [];
  for (const [parent, kind] of [
    ["packages", "library"],
    ["apps", "app"],
  ] as const) {
    const names = await readdir(path.join(root, parent), { withFileTypes: true });
    for (const entry of names
      .filter((name) => name.isDirectory())
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
      const folder = `${parent}/${entry.name}`;
      const manifest = await readManifest(folder).catch(() => undefined);
      if (manifest !== undefined && manifest.private !== true)
        found.push({ folder, kind, manifest });
    }
  }
  return found;
}

/** Packs a package as it would be published and resolves with the path of the tarball. */
export async function pack(folder: string, destination: string): Promise<string> {
  const before = new Set(await readdir(destination));
  await pnpm(["pack", "--pack-destination", destination], { cwd: path.join(root, folder) });
  const made = (await readdir(destination)).find(
    (name) => name.endsWith(".tgz") && !before.has(name),
  );
  if (made === undefined) throw new Error(`${folder}: pnpm pack wrote no tarball`);
  return path.join(destination, made);
}

/** Runs work with a folder of its own, which is gone afterwards. */
export async function withFolder<Result>(
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "psa-mcp-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
