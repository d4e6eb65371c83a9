import type { Setting, Settings, SettingValue } from "../define/index.ts";
import { PsaError, registerSecret } from "../errors/index.ts";
import { nearest } from "../registry/nearest.ts";
import { readTextFile } from "./process-input.ts";
import { readArguments } from "./read-arguments.ts";
import { secretsWithin } from "./secrets-within.ts";
import { BadValue, parseValue } from "./values.ts";

/** An option of one command (`--json` of `tools`): like a setting, but without a variable. */
export type CommandOption = Pick<
  Setting,
  "key" | "kind" | "choices" | "min" | "max" | "default" | "description"
> & { readonly flag: string };

/** A word that may stand first on the command line, and what may follow it. */
export interface CommandShape {
  readonly name: string;
  readonly description: string;
  /** Words after the command, as help shows them (`<client>`); none are accepted when absent. */
  readonly argument?: string;
  readonly options?: readonly CommandOption[];
}

export interface ReadSettingsOptions {
  readonly declared: readonly Setting[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of the file that a `*_FILE` variable names; the real file when absent. */
  readonly readFile?: (path: string) => string;
  /** The first is the default command. */
  readonly commands?: readonly CommandShape[];
}

/** What a program was asked to do, and with which settings. */
export interface ReadSettings {
  readonly settings: Settings;
  /** Name of a command; `help` and `version` for `--help` and `--version`. */
  readonly command: string;
  /** Words after the command. */
  readonly rest: readonly string[];
  /** Options of the command, by key. */
  readonly options: Settings;
  /** Where each value that is not a default came from: a flag, a variable, or a variable with a file. */
  readonly sources: Readonly<Record<string, string>>;
  /** Variables that held a template nobody filled in, by the key of their setting. */
  readonly templates: Readonly<Record<string, string>>;
  /** Sentences for the operator about what was ignored and may be a mistake. */
  readonly warnings: readonly string[];
}

const SERVE: CommandShape = { name: "serve", description: "Serve clients" };

/**
 * Reads flags and environment into one frozen object. Flags win over variables, a variable over its older names, those
 * over defaults. Empty values and unfilled `${…}` templates count as unset; over HTTP, such a template in a secret is
 * an error. Every secret is registered for redaction. Throws PsaError `configuration` with one line that says what to
 * correct; no value of a secret occurs in it.
 */
export function readSettings(options: ReadSettingsOptions): ReadSettings {
  const commands = options.commands ?? [SERVE];
  const typed = readArguments({ declared: options.declared, argv: options.argv, commands });
  const sources: Record<string, string> = {};
  const templates: Record<string, string> = {};
  const values: Record<string, SettingValue> = {};
  const wanted = typed.command !== "help" && typed.command !== "version";

  for (const setting of options.declared) {
    const found = wanted ? findText(setting, typed.flags, options, templates) : undefined;
    if (found === undefined) {
      values[setting.key] = frozenDefault(setting);
      continue;
    }
    sources[setting.key] = found.source;
    values[setting.key] = parse(setting, found.text, found.source);
    if (setting.secret === true) secretsWithin(found.text).forEach(registerSecret);
  }
  for (const setting of options.declared) {
    if (setting.derived !== undefined && values[setting.key] === undefined) {
      values[setting.key] = setting.derived.from(values);
    }
  }
  if (wanted) refuseTemplates(options.declared, values, templates);

  return {
    settings: Object.freeze(values),
    command: typed.command,
    rest: typed.rest,
    options: commandOptions(commands, typed.command, typed.flags),
    sources,
    templates,
    warnings: wanted ? warnings(options.declared, options.env, templates) : [],
  };
}

/** The same settings with some values replaced; frozen. */
export function withSettings(
  settings: Settings,
  changes: Readonly<Record<string, SettingValue>>,
): Settings {
  return Object.freeze({ ...settings, ...changes });
}

/** The same settings with the values of some variables, as if they had been set. Throws PsaError `configuration`. */
export function withVariables(
  settings: Settings,
  declared: readonly Setting[],
  variables: Readonly<Record<string, string>>,
): Settings {
  const changes: Record<string, SettingValue> = {};
  for (const [name, text] of Object.entries(variables)) {
    const setting = declared.find(
      ({ env, alsoEnv = [] }) => env === name || alsoEnv.includes(name),
    );
    if (setting === undefined) throw mistake(`${name} is no setting of this server.`);
    changes[setting.key] = parse(setting, text, name);
    if (setting.secret === true) secretsWithin(text).forEach(registerSecret);
  }
  return withSettings(settings, changes);
}

interface FoundText {
  readonly text: string;
  readonly source: string;
}

function findText(
  setting: Setting,
  flags: ReadonlyMap<string, string>,
  options: ReadSettingsOptions,
  templates: Record<string, string>,
): FoundText | undefined {
  const typed = setting.flag === undefined ? undefined : flags.get(setting.flag);
  const candidates: [source: string, text: string | undefined][] = [[setting.flag ?? "", typed]];
  for (const name of [setting.env, ...(setting.alsoEnv ?? [])]) {
    candidates.push([name, options.env[name]]);
    if (setting.secret === true)
      candidates.push([`${name}_FILE`, secretFile(setting, name, options)]);
  }
  for (const [source, raw] of candidates) {
    const text = raw?.trim() ?? "";
    if (text === "") continue;
    if (!text.includes("${")) return { text, source };
    templates[setting.key] ??= source;
  }
  return undefined;
}

/** The text of the file that `<NAME>_FILE` names. A file that cannot be read or is empty is a mistake, not "unset". */
function secretFile(
  setting: Setting,
  name: string,
  options: Pick<ReadSettingsOptions, "env" | "readFile">,
): string | undefined {
  const variable = `${name}_FILE`;
  const file = options.env[variable]?.trim() ?? "";
  if (file === "" || file.includes("${")) return undefined;
  const direct = options.env[name]?.trim() ?? "";
  if (direct !== "" && !direct.includes("${")) {
    throw mistake(`${name} and ${variable} are both set; keep one of them.`);
  }
  let text: string;
  try {
    text = (options.readFile ?? readTextFile)(file);
  } catch (thrown) {
    const reason = thrown instanceof Error && "code" in thrown ? ` (${String(thrown.code)})` : "";
    throw mistake(`The file that ${variable} names cannot be read${reason}.`);
  }
  if (text.trim() === "") throw mistake(`The file that ${variable} names is empty.`);
  // Role tokens in a file stand one a line as naturally as side by side.
  return setting.key.startsWith("tokens") ? text.trim().replaceAll(/[\r\n]+/g, ",") : text;
}

function parse(
  setting: Pick<Setting, "kind" | "secret" | "key">,
  text: string,
  source: string,
): SettingValue {
  try {
    return parseValue(setting as Setting, text);
  } catch (thrown) {
    if (!(thrown instanceof BadValue)) throw thrown;
    const shown = setting.secret === true ? "" : `; it is ${JSON.stringify(clip(text))}`;
    throw mistake(`${source} ${thrown.message}${shown}.`);
  }
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function frozenDefault(setting: Setting): SettingValue {
  return Array.isArray(setting.default)
    ? Object.freeze([...(setting.default as string[])])
    : setting.default;
}

/**
 * Over HTTP nobody sees a warning at start, and a token that was meant to protect the server would be missing; a
 * desktop host that leaves an option unfilled starts the server on stdio and must be able to.
 */
function refuseTemplates(
  declared: readonly Setting[],
  values: Settings,
  templates: Readonly<Record<string, string>>,
): void {
  if (values["transport"] !== "http") return;
  for (const setting of declared) {
    const source = templates[setting.key];
    if (source === undefined || setting.secret !== true || values[setting.key] !== undefined)
      continue;
    throw mistake(
      `${source} still contains a template (\${…}) that was not filled in; set it to the real value or remove it.`,
    );
  }
}

function commandOptions(
  commands: readonly CommandShape[],
  command: string,
  flags: ReadonlyMap<string, string>,
): Settings {
  const values: Record<string, SettingValue> = {};
  for (const option of commands.find((shape) => shape.name === command)?.options ?? []) {
    const text = flags.get(option.flag);
    values[option.key] = text === undefined ? option.default : parse(option, text, option.flag);
  }
  return Object.freeze(values);
}

function warnings(
  declared: readonly Setting[],
  env: ReadSettingsOptions["env"],
  templates: Readonly<Record<string, string>>,
): string[] {
  const found: string[] = [];
  for (const setting of declared) {
    const source = templates[setting.key];
    if (source !== undefined && setting.secret === true) {
      found.push(
        `${source} still contains a template (\${…}) that was not filled in; it counts as not set.`,
      );
    }
  }
  return [...found, ...misspelt(declared, env)];
}

/** A variable of ours that is almost right would otherwise be ignored in silence, `MCP_READONLY` for one. */
function misspelt(declared: readonly Setting[], env: ReadSettingsOptions["env"]): string[] {
  const known = new Set<string>();
  for (const setting of declared) {
    for (const name of [setting.env, ...(setting.alsoEnv ?? [])]) {
      known.add(name);
      if (setting.secret === true) known.add(`${name}_FILE`);
    }
  }
  const prefixes = new Set(
    [...known].filter((name) => name.includes("_")).map((name) => `${name.split("_")[0]}_`),
  );
  const found: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (known.has(name) || (value ?? "") === "") continue;
    if (![...prefixes].some((prefix) => name.startsWith(prefix))) continue;
    const meant = nearest(name, known, 2);
    if (meant !== undefined)
      found.push(`${name} is not a setting and is ignored; did you mean ${meant}?`);
  }
  return found;
}

function mistake(message: string): PsaError {
  return new PsaError("configuration", message, { advice: "See --help for every setting." });
}
