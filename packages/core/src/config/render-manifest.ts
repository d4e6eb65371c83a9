import type { Setting } from "../define/index.ts";
import { sentence } from "./wording.ts";

/** What an MCPB manifest needs beside the settings. */
export interface ManifestOptions {
  /** Name of the npm package. */
  readonly packageName: string;
  readonly title: string;
  /** Prefix of the vendor's variables, which the names of its options go without. */
  readonly envPrefix: string;
  readonly version: string;
  readonly description: string;
  readonly homepage: string;
  readonly author: string;
  readonly license: string;
  /** Path of the program inside the bundle. */
  readonly entryPoint: string;
  /** Keys of settings without which the server cannot work. */
  readonly required: readonly string[];
  readonly declared: readonly Setting[];
  readonly tools: readonly { readonly name: string; readonly description: string }[];
}

/** The `manifest.json` of an MCPB bundle (manifest version 0.3); the vendor's settings become its `user_config`. */
export function renderManifest(options: ManifestOptions): Record<string, unknown> {
  const offered = options.declared
    .filter((setting) => setting.group === "vendor")
    .map((setting) => ({ setting, name: optionName(setting, options.envPrefix) }));
  return {
    manifest_version: "0.3",
    name: options.packageName.replace(/^@[^/]+\//, ""),
    display_name: options.title,
    version: options.version,
    description: options.description,
    author: { name: options.author },
    homepage: options.homepage,
    license: options.license,
    server: {
      type: "node",
      entry_point: options.entryPoint,
      mcp_config: {
        command: "node",
        args: [`\${__dirname}/${options.entryPoint}`],
        env: Object.fromEntries(
          offered.map(({ setting, name }) => [setting.env, `\${user_config.${name}}`]),
        ),
      },
    },
    tools: options.tools.map(({ name, description }) => ({ name, description })),
    tools_generated: true,
    user_config: Object.fromEntries(
      offered.map(({ setting, name }) => [
        name,
        userOption(setting, name, options.required.includes(setting.key)),
      ]),
    ),
    compatibility: { platforms: ["darwin", "linux", "win32"], runtimes: { node: ">=22.19.0" } },
  };
}

/** `ACME_API_KEY` with the prefix `ACME` becomes `api_key`. */
function optionName(setting: Setting, prefix: string): string {
  const own = setting.env.startsWith(`${prefix}_`)
    ? setting.env.slice(prefix.length + 1)
    : setting.env;
  return own.toLowerCase();
}

const ABBREVIATIONS: ReadonlySet<string> = new Set(["api", "url", "id", "jwt"]);

/** `api_key` becomes `API key`. */
function optionTitle(name: string): string {
  const words = name
    .split("_")
    .map((word) => (ABBREVIATIONS.has(word) ? word.toUpperCase() : word));
  const title = words.join(" ");
  return title.charAt(0).toUpperCase() + title.slice(1);
}

const TYPES: Partial<Record<Setting["kind"], string>> = {
  boolean: "boolean",
  integer: "number",
  duration: "number",
};

function userOption(setting: Setting, name: string, required: boolean): Record<string, unknown> {
  const type = TYPES[setting.kind] ?? "string";
  const choices = setting.kind === "choice" ? ` One of ${(setting.choices ?? []).join(", ")}.` : "";
  return {
    type,
    title: optionTitle(name),
    description: `${sentence(setting.description)}${choices}`,
    required,
    ...(setting.secret === true ? { sensitive: true } : {}),
    ...(setting.default === undefined || Array.isArray(setting.default)
      ? {}
      : { default: setting.default }),
    ...(type === "number" && setting.min !== undefined ? { min: setting.min } : {}),
    ...(type === "number" && setting.max !== undefined ? { max: setting.max } : {}),
  };
}
