// Builds the image and proves it: over stdio and HTTP, hardened, without a network where none is needed. Works with a
// Docker engine, or without one by buildah and podman, on a base made of Debian packages.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { checksOf } from "./checks.ts";
import { findEngine } from "./engine.ts";
import { lintDocker } from "./lint.ts";
import { makeStandIn, standInVariables } from "./stand-in-base.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const dockerfile = path.join(root, "docker/Dockerfile");
const TAG = "localhost/psa-mcp:test";
let failed = 0;

async function step(name: string, work: () => Promise<string>): Promise<boolean> {
  const started = performance.now();
  try {
    const fact = await work();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`ok      ${name}: ${fact} (${seconds} s)`);
    return true;
  } catch (thrown) {
    failed += 1;
    console.error(`FAILED  ${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return false;
  }
}

const { version } = JSON.parse(
  await readFile(path.join(root, "apps/server/package.json"), "utf8"),
) as { version: string };

await step("Dockerfile and compose file", async () => {
  await lintDocker(root);
  return "linted";
});
const engine = await findEngine();
const scratch = await mkdtemp(path.join(tmpdir(), "psa-mcp-base-"));
try {
  const built = await step(`build with ${engine.name}`, async () => {
    if (!engine.pulls) {
      const base = /^ARG NODE_IMAGE=(\S+)$/m.exec(await readFile(dockerfile, "utf8"))?.[1] ?? "";
      const folder = await makeStandIn(scratch, path.join(root, "node_modules/node/bin/node"));
      await engine.importFolder(folder, `docker.io/library/${base}`, standInVariables);
    }
    await engine.build(dockerfile, root, TAG);
    return TAG;
  });
  if (built) {
    for (const [name, check] of checksOf(engine, TAG, version)) await step(name, check);
  }
} finally {
  await engine.close();
  await rm(scratch, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
