import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Connection } from "@psa-mcp/core/cli";
import {
  combinedSettings,
  renderEnvExample,
  renderManifest,
  renderServerJson,
  renderSettingsTable,
} from "@psa-mcp/core/config";
import { apps, combinedFolder } from "./apps.ts";
import { clientBlocks, firstSentence, json, rowsOf } from "./generated-files.ts";
import { readManifest, root } from "./repository.ts";
import { withSections } from "./sections.ts";

/** Every generated file of the server with all vendors: path below the root, and its text. */
export async function combinedFiles(): Promise<ReadonlyMap<string, string>> {
  const manifest = await readManifest(combinedFolder);
  const declared = combinedSettings(apps.map(({ vendor }) => vendor));
  const usual = (await Promise.all(apps.map((app) => rowsOf(app, [], true)))).flat();
  const common = {
    declared,
    packageName: manifest.name,
    title: "psa-mcp",
    version: manifest.version,
    required: [],
  };
  const connection: Connection = {
    name: "psa",
    transport: "stdio",
    args: ["-y", manifest.name],
    variables: ["ITGLUE_API_KEY"],
  };
  const sections = {
    vendors: await vendorsSection(),
    configuration: renderSettingsTable("Vendors", declared),
    clients: clientBlocks(connection),
  };
  const readme = `${combinedFolder}/README.md`;
  return new Map<string, string>([
    [`${combinedFolder}/.env.example`, renderEnvExample("psa-mcp", declared)],
    [
      `${combinedFolder}/manifest.json`,
      json(
        renderManifest({
          ...common,
          envPrefix: "PSA",
          description: manifest.description,
          homepage: manifest.homepage,
          author: "psa-mcp contributors",
          license: manifest.license,
          entryPoint: "dist/cli.js",
          tools: usual.map((row) => ({
            name: row.name,
            description: firstSentence(row.listing.description),
          })),
        }),
      ),
    ],
    [
      `${combinedFolder}/server.json`,
      json(
        renderServerJson({
          ...common,
          name: manifest.mcpName,
          description: manifest.description,
          repository: manifest.repository.url.replace(/^git\+/, "").replace(/\.git$/, ""),
          subfolder: manifest.repository.directory,
        }),
      ),
    ],
    [readme, withSections(await readFile(path.join(root, readme), "utf8"), sections, readme)],
  ]);
}

/** What each vendor shows on the combined endpoint and on its own. */
async function vendorsSection(): Promise<string> {
  const count = (rows: readonly { readonly tokens: number }[]): string =>
    `${rows.length} tools, ${rows.reduce((sum, row) => sum + row.tokens, 0).toLocaleString("en-US")} tokens`;
  const lines = await Promise.all(
    apps.map(async ({ vendor }) => {
      const cells = [
        vendor.title,
        `\`/${vendor.id}/mcp\``,
        count(await rowsOf({ vendor }, [], true)),
        count(await rowsOf({ vendor }, [])),
        count(await rowsOf({ vendor }, ["--toolsets", "all"])),
        `[guide](https://github.com/psa-mcp/psa-mcp/blob/main/docs/vendors/${vendor.id}.md)`,
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  );
  return [
    "| Vendor | Endpoint of its own | Shown at `/mcp` | Shown by itself | All | |",
    "|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}
