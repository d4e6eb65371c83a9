import { runCombinedCli } from "@psa-mcp/core/cli";
import manifest from "../package.json" with { type: "json" };
import { parts } from "./parts.ts";

const code: number = await runCombinedCli({
  title: "psa-mcp",
  homepage: manifest.homepage,
  version: manifest.version,
  packageName: manifest.name,
  toolPrefix: "psa",
  parts,
});
process.exit(code);
