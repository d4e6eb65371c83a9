import { readFile } from "node:fs/promises";
import path from "node:path";
import { clients, connectionOf, toolRows, type Connection, type ToolRow } from "@psa-mcp/core/cli";
import {
  declaredSettings,
  readSettings,
  renderEnvExample,
  renderManifest,
  renderServerJson,
  renderSettingsTable,
} from "@psa-mcp/core/config";
import { exactTokens } from "@psa-mcp/core/testing";
import type { App } from "./apps.ts";
import { readManifest, root, type PackageManifest } from "./repository.ts";
import { withSections } from "./sections.ts";

/** Every generated file of one app: path below the root, and its text. */
export async function generatedFiles(app: App): Promise<ReadonlyMap<string, string>> {
  const { vendor, folder } = app;
  const manifest = await readManifest(folder);
  const declared = declaredSettings(vendor);
  const every = await rowsOf(app, ["--toolsets", "all", ...(app.everything ?? [])]);
  const usual = await rowsOf(app, []);
  const sections = {
    tools: toolsSection(every, new Set(usual.map((row) => row.name))),
    configuration: renderSettingsTable(vendor.title, declared),
    clients: clientsSection(app, manifest),
  };
  const common = {
    declared,
    packageName: manifest.name,
    title: vendor.title,
    version: manifest.version,
    required: requiredKeys(app),
  };
  const files = new Map<string, string>([
    [`${folder}/.env.example`, renderEnvExample(vendor.title, declared)],
    [
      `${folder}/manifest.json`,
      json(
        renderManifest({
          ...common,
          envPrefix: vendor.envPrefix,
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
      `${folder}/server.json`,
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
  ]);
  for (const document of [`${folder}/README.md`, `docs/vendors/${vendor.id}.md`]) {
    const text = await readFile(path.join(root, document), "utf8").catch(() => undefined);
    if (text !== undefined) files.set(document, withSections(text, sections, document));
  }
  return files;
}

/** A vendor's tools under these flags, alone or beside other vendors, with their exact tokens. */
export async function rowsOf(
  { vendor }: Pick<App, "vendor">,
  argv: readonly string[],
  beside = false,
): Promise<readonly ToolRow[]> {
  const { settings } = readSettings({ declared: declaredSettings(vendor), argv, env: {} });
  const abilities = new Set(["uploads", "local-files"] as const);
  const { rows } = await toolRows({ vendor, settings, role: "admin", abilities, beside });
  return rows.map((row) => ({ ...row, tokens: exactTokens(JSON.stringify(row.listing)) }));
}

function requiredKeys({ vendor }: App): readonly string[] {
  if (vendor.needs !== undefined) return vendor.needs;
  return Object.values(vendor.credential.fields)
    .filter((field) => field.required !== false)
    .map((field) => field.setting);
}

function toolsSection(rows: readonly ToolRow[], usual: ReadonlySet<string>): string {
  const sum = (some: readonly ToolRow[]): string =>
    some.reduce((total, row) => total + row.tokens, 0).toLocaleString("en-US");
  const shown = rows.filter((row) => usual.has(row.name));
  const lines = rows.map((row) => {
    const cells = [
      `\`${row.name}\``,
      row.tier,
      row.toolsets.join(", "),
      usual.has(row.name) ? "yes" : "",
      String(row.tokens),
      firstSentence(row.listing.description),
    ];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return [
    `${rows.length} tools, ${sum(rows)} tokens; ${shown.length} of them are shown by default, ${sum(shown)} tokens.`,
    "",
    "| Tool | Tier | Toolsets | Default | Tokens | What it does |",
    "|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/** The first sentence of a description. */
export function firstSentence(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  return /^(.+?[.!?])(?:\s|$)/.exec(flat)?.[1] ?? flat;
}

function clientsSection({ vendor }: App, manifest: PackageManifest): string {
  const program = { vendor, version: manifest.version, packageName: manifest.name };
  const read = readSettings({ declared: declaredSettings(vendor), argv: [], env: {} });
  return clientBlocks(connectionOf(program, read));
}

/** What to paste into the commonest clients. */
export function clientBlocks(connection: Connection): string {
  return ["claude-desktop", "claude-code", "cursor", "vscode", "codex"]
    .map((name) => {
      const text = clients[name]?.(connection) ?? "";
      const [where = "", ...what] = text.split("\n\n");
      const body = what.join("\n\n");
      const language = body.startsWith("{") ? "json" : name === "codex" ? "toml" : "sh";
      return `${where}\n\n\`\`\`${language}\n${body}\n\`\`\``;
    })
    .join("\n\n");
}

/** A file of JSON. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
