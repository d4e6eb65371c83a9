import type { Setting } from "../define/index.ts";

/** What an entry of the MCP registry needs beside the settings. */
export interface ServerJsonOptions {
  /** Registry name, `namespace/name`; equals `mcpName` of package.json. */
  readonly name: string;
  readonly packageName: string;
  readonly title: string;
  readonly version: string;
  /** At most 100 characters. */
  readonly description: string;
  readonly repository: string;
  /** Folder of the app inside the repository. */
  readonly subfolder: string;
  readonly required: readonly string[];
  readonly declared: readonly Setting[];
}

/** The `server.json` of the MCP registry (schema 2025-12-11), with the npm package and the vendor's variables. */
export function renderServerJson(options: ServerJsonOptions): Record<string, unknown> {
  return {
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name: options.name,
    title: options.title,
    description: options.description,
    version: options.version,
    repository: { url: options.repository, source: "github", subfolder: options.subfolder },
    packages: [
      {
        registryType: "npm",
        identifier: options.packageName,
        version: options.version,
        transport: { type: "stdio" },
        environmentVariables: options.declared
          .filter((setting) => setting.group === "vendor")
          .map((setting) => variable(setting, options.required.includes(setting.key))),
      },
    ],
  };
}

function variable(setting: Setting, required: boolean): Record<string, unknown> {
  const formats: Partial<Record<Setting["kind"], string>> = {
    integer: "number",
    duration: "number",
    boolean: "boolean",
  };
  return {
    name: setting.env,
    description: setting.description,
    format: formats[setting.kind] ?? "string",
    isRequired: required,
    isSecret: setting.secret === true,
    ...(setting.default === undefined ? {} : { default: String(setting.default) }),
    ...(setting.kind === "choice" ? { choices: setting.choices } : {}),
  };
}
