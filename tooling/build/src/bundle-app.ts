#!/usr/bin/env node
// Builds the app in the current folder: src/cli.ts with all it needs becomes dist/, without runtime dependencies.
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { parseArgs } from "node:util";
import { rolldown, type OutputChunk } from "rolldown";
import { builtinsWithoutFacades } from "./builtins-without-facades.ts";
import { thirdPartyLicenses } from "./licenses.ts";

const { values } = parseArgs({ options: { cap: { type: "string", default: "2500" } } });
const capKilobytes = Number(values.cap);
/** Native packages that a bundled one tries to import for a rare proxy, and does without: they are never there. */
const absent = ["kerberos"];

await rm("dist", { recursive: true, force: true });
const build = await rolldown({
  input: "src/cli.ts",
  platform: "node",
  external: absent,
  plugins: [builtinsWithoutFacades()],
  resolve: { conditionNames: ["@psa-mcp/source", "import", "node", "default"] },
  checks: { circularDependency: false },
});
const { output } = await build.write({
  dir: "dist",
  format: "esm",
  minify: true,
  sourcemap: true,
  chunkFileNames: "chunks/[name]-[hash].js",
});
await build.close();

const chunks = output.filter((part): part is OutputChunk => part.type === "chunk");
const kilobytes = Math.round(
  chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk.code), 0) / 1000,
);
await chmod("dist/cli.js", 0o755);
await writeFile("dist/package.json", '{"type":"module"}\n');
await writeFile(
  "dist/THIRD_PARTY_LICENSES",
  await thirdPartyLicenses(chunks.flatMap((chunk) => chunk.moduleIds)),
);

const start = await readFile("dist/cli.js", "utf8");
if (!start.startsWith("#!/usr/bin/env node\n")) throw new Error("dist/cli.js has no shebang");
const strangers = [
  ...new Set(chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])),
].filter(
  (name) =>
    !isBuiltin(name) && !absent.includes(name) && !chunks.some((chunk) => chunk.fileName === name),
);
if (strangers.length > 0) throw new Error(`not bundled: ${strangers.join(", ")}`);
if (kilobytes > capKilobytes) {
  throw new Error(`${kilobytes} kB of JavaScript exceed the cap of ${capKilobytes} kB`);
}
console.log(`dist: ${chunks.length} files, ${kilobytes} kB of JavaScript`);
