// Writes everything that is made from the registry and the settings: tables in Markdown, .env.example, manifests.
// With --check nothing is written; the exit code is 1 when a file differs.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { apps } from "./apps.ts";
import { combinedFiles } from "./combined-files.ts";
import { generatedFiles } from "./generated-files.ts";
import { root } from "./repository.ts";

const check = process.argv.includes("--check");
const different: string[] = [];

const everything = [...(await Promise.all(apps.map(generatedFiles))), await combinedFiles()];
for (const files of everything) {
  for (const [file, text] of files) {
    const present = await readFile(path.join(root, file), "utf8").catch(() => undefined);
    if (present === text) continue;
    different.push(file);
    if (!check) await writeFile(path.join(root, file), text);
  }
}

if (different.length === 0) console.log("Generated files are up to date.");
else if (check)
  console.error(
    `These files differ from what is generated; run pnpm generate:\n  ${different.join("\n  ")}`,
  );
else console.log(`Written:\n  ${different.join("\n  ")}`);
process.exitCode = check && different.length > 0 ? 1 : 0;
