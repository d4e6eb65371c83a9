// A native tool publishes one package per platform. When one of them is not there on the day a lockfile is written, pnpm
// leaves it out without a word, and the lockfile is broken on that platform. This finds such families.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { incompleteFamilies } from "./platform-families.ts";
import { root } from "./repository.ts";

const { families, incomplete } = incompleteFamilies(
  await readFile(path.join(root, "pnpm-lock.yaml"), "utf8"),
);
for (const { name, missing } of incomplete) console.error(`${name} lacks ${missing.join(", ")}`);
console.log(`${families} families of platform packages, ${incomplete.length} incomplete`);
process.exitCode = incomplete.length === 0 ? 0 : 1;
