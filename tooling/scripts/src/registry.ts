import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { readTarball } from "./tarball.ts";

/** A package registry on loopback that serves the tarballs of one folder. */
export interface LoopbackRegistry {
  readonly url: string;
  /** Paths that were asked for and are not here. */
  readonly missed: readonly string[];
  close(): Promise<void>;
}

interface Entry {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly integrity: string;
  readonly file: string;
}

/**
 * Serves every tarball of a folder as a registry would. Other packages are redirected to `publicRegistry`, or answered
 * 404 when there is none: then an install proves that nothing else is needed.
 */
export async function startRegistry(
  folder: string,
  publicRegistry?: string,
): Promise<LoopbackRegistry> {
  const entries = new Map<string, Entry>();
  const bytesOf = new Map<string, Buffer>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".tgz"))) {
    const bytes = await readFile(path.join(folder, file));
    const packed = (await readTarball(path.join(folder, file))).find(
      (entry) => entry.path === "package.json",
    );
    if (packed === undefined) throw new Error(`${file} has no package.json`);
    const manifest = JSON.parse(packed.bytes.toString("utf8")) as Entry["manifest"];
    entries.set(manifest.name, {
      manifest,
      file,
      integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
    });
    bytesOf.set(file, bytes);
  }
  const missed: string[] = [];

  const server = createServer((request, response) => {
    const target = request.url ?? "/";
    const name = decodeURIComponent(target.slice(1).split("?")[0] ?? "");
    const bytes = name.startsWith("-/t/") ? bytesOf.get(name.slice(4)) : undefined;
    const entry = entries.get(name);
    if (bytes !== undefined) {
      response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes);
    } else if (entry !== undefined) {
      const { name: packageName, version } = entry.manifest;
      const dist = {
        integrity: entry.integrity,
        tarball: `http://${request.headers.host}/-/t/${entry.file}`,
      };
      const body = {
        name: packageName,
        "dist-tags": { latest: version },
        versions: { [version]: { ...entry.manifest, dist } },
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    } else if (name.startsWith("-/npm/")) {
      // npm's own questions (advisories) are not about a package that an install needs.
      response.writeHead(404).end();
    } else if (publicRegistry === undefined) {
      missed.push(target);
      response.writeHead(404, { "content-type": "application/json" }).end('{"error":"not found"}');
    } else {
      response.writeHead(307, { location: `${publicRegistry.replace(/\/$/, "")}${target}` }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    missed,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
