import type { Setting } from "../define/index.ts";

/** What an MCPB manifest needs beside the settings. */
export interface ManifestOptions {
  /** Name of the npm package. */
  readonly packageName: string;
  readonly title: string;
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
  const offered = options.declared.filter((setting) => setting.group === "vendor");
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
          offered.map((setting) => [setting.env, `\${user_config.${optionName(setting)}}`]),
        ),
      },
    },
    tools: options.tools.map(({ name, description }) => ({ name, description })),
    tools_generated: true,
    user_config: Object.fromEntries(
      offered.map((setting) => [
        optionName(setting),
        userOption(setting, options.required.includes(setting.key)),
      ]),
    ),
    compatibility: { platforms: ["darwin", "linux", "win32"], runtimes: { node: ">=22.19.0" } },
  };
}

function optionName(setting: Setting): string {
  return setting.key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function userOption(setting: Setting, required: boolean): Record<string, unknown> {
  const type =
    setting.kind === "boolean"
      ? "boolean"
      : setting.kind === "integer" || setting.kind === "duration"
        ? "number"
        : "string";
  const words = optionName(setting).replaceAll("_", " ");
  const choices = setting.kind === "choice" ? ` One of ${(setting.choices ?? []).join(", ")}.` : "";
  return {
    type,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    description: `${setting.description}${choices}`,
    required,
    ...(setting.secret === true ? { sensitive: true } : {}),
    ...(setting.default === undefined || Array.isArray(setting.default)
      ? {}
      : { default: setting.default }),
    ...(type === "number" && setting.min !== undefined ? { min: setting.min } : {}),
    ...(type === "number" && setting.max !== undefined ? { max: setting.max } : {}),
  };
}
