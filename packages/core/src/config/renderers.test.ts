import { describe, expect, it } from "vitest";
import type { Setting } from "../define/index.ts";
import { declaredSettings } from "./core-settings.ts";
import { readSettings } from "./read-settings.ts";
import { renderEnvExample } from "./render-env-example.ts";
import { renderHelp } from "./render-help.ts";
import { renderManifest } from "./render-manifest.ts";
import { renderServerJson } from "./render-server-json.ts";
import { renderSettingsTable } from "./render-table.ts";

const vendorSettings: readonly Setting[] = [
  {
    key: "acmeKey",
    env: "ACME_API_KEY",
    kind: "text",
    secret: true,
    description: "API key",
    group: "vendor",
  },
  {
    key: "acmeRegion",
    env: "ACME_REGION",
    alsoEnv: ["ACME_AREA"],
    flag: "--region",
    kind: "choice",
    choices: ["us", "eu"],
    default: "us",
    description: "Region of the account",
    group: "vendor",
  },
  {
    key: "acmeDays",
    env: "ACME_DAYS",
    kind: "integer",
    min: 1,
    max: 30,
    default: 7,
    description: "Days | nights.",
    group: "vendor",
  },
];

const declared = declaredSettings({
  id: "acme",
  envPrefix: "ACME",
  title: "Acme",
  limits: { requests: 100, windowSeconds: 60, concurrency: 2 },
  settings: vendorSettings,
});

const common = {
  packageName: "@acme/server-acme",
  title: "Acme",
  version: "1.2.3",
  description: "Acme over MCP",
  declared,
  required: ["acmeKey"],
};

describe("help", () => {
  const text = renderHelp({
    program: "server-acme",
    title: "Acme",
    version: "1.2.3",
    homepage: "https://acme.example",
    commands: [{ name: "serve", description: "Serve" }],
    declared,
  });

  it("names every flag and every variable once a line, within 100 columns", () => {
    for (const setting of declared) {
      if (setting.flag !== undefined) expect(text).toContain(`  ${setting.flag}`);
      expect(text).toContain(setting.env);
    }
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(text).toContain("--region <us|eu>");
    expect(text).toContain("[ACME_REGION, ACME_AREA; default us]");
  });
});

describe(".env.example", () => {
  const text = renderEnvExample("Acme", declared);

  it("has a commented line for every variable and sets nothing", () => {
    for (const { env } of declared) expect(text).toMatch(new RegExp(`^#${env}=`, "m"));
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines).toEqual([]);
  });

  it("can be used with every line switched on, but for the secrets", () => {
    const env: Record<string, string> = {};
    for (const [, name = "", value = ""] of text.matchAll(/^#([A-Z_]+)=(.*)$/gm)) env[name] = value;
    expect(readSettings({ declared, argv: [], env }).warnings).toEqual([]);
  });
});

describe("the table", () => {
  it("has a row for every variable, and no stray column", () => {
    const text = renderSettingsTable("Acme", declared);
    const rows = text.split("\n").filter((line) => line.startsWith("| `"));
    expect(rows).toHaveLength(declared.length);
    for (const row of rows) expect(row.replaceAll("\\|", "").split("|")).toHaveLength(6);
    expect(text).toContain("`ACME_API_KEY`, `ACME_API_KEY_FILE`");
  });
});

describe("the MCPB manifest", () => {
  const manifest = renderManifest({
    ...common,
    envPrefix: "ACME",
    homepage: "https://acme.example",
    author: "Acme",
    license: "MIT",
    entryPoint: "dist/cli.js",
    tools: [{ name: "acme_list", description: "Lists." }],
  });

  it("asks for the vendor's settings alone, secrets as such", () => {
    expect(manifest).toMatchObject({
      manifest_version: "0.3",
      name: "server-acme",
      server: {
        mcp_config: {
          args: ["${__dirname}/dist/cli.js"],
          env: { ACME_API_KEY: "${user_config.api_key}", ACME_DAYS: "${user_config.days}" },
        },
      },
      user_config: {
        api_key: { type: "string", title: "API key", sensitive: true, required: true },
        region: { type: "string", default: "us", required: false },
        days: { type: "number", min: 1, max: 30, default: 7 },
      },
    });
    expect(Object.keys(manifest["user_config"] as object)).toHaveLength(vendorSettings.length);
  });

  it("can start the server with none of its options filled in", () => {
    const { mcp_config } = manifest["server"] as { mcp_config: { env: Record<string, string> } };
    const { settings } = readSettings({ declared, argv: [], env: mcp_config.env });
    expect(settings).toMatchObject({ acmeRegion: "us", acmeDays: 7 });
    expect(settings["acmeKey"]).toBeUndefined();
  });
});

describe("server.json", () => {
  it("marks what is secret and what is required", () => {
    const json = renderServerJson({
      ...common,
      name: "example.acme/server-acme",
      repository: "https://git.example/acme",
      subfolder: "apps/server-acme",
    });
    expect(json).toMatchObject({
      name: "example.acme/server-acme",
      version: "1.2.3",
      packages: [
        {
          registryType: "npm",
          identifier: "@acme/server-acme",
          version: "1.2.3",
          transport: { type: "stdio" },
          environmentVariables: [
            { name: "ACME_API_KEY", isSecret: true, isRequired: true },
            {
              name: "ACME_REGION",
              isSecret: false,
              isRequired: false,
              default: "us",
              choices: ["us", "eu"],
            },
            { name: "ACME_DAYS", format: "number", default: "7" },
          ],
        },
      ],
    });
  });
});
