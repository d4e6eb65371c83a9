import type { Setting } from "../define/index.ts";
import type { CommandShape } from "./read-settings.ts";
import { defaultText, placeholder, sentence } from "./wording.ts";

/** What help needs beside the tables. */
export interface HelpOptions {
  /** The name of the program as it is typed. */
  readonly program: string;
  readonly title: string;
  readonly version: string;
  readonly commands: readonly CommandShape[];
  readonly declared: readonly Setting[];
  /** Address of the documentation. */
  readonly homepage: string;
}

const WIDTH = 100;

/** The text of `--help`: usage, commands, flags, then the variables that have no flag. Plain text, 100 columns. */
export function renderHelp(options: HelpOptions): string {
  const { program, declared, commands } = options;
  const withFlag = declared.filter((setting) => setting.flag !== undefined);
  const withoutFlag = declared.filter((setting) => setting.flag === undefined);
  const optionRows = commands.flatMap((command) =>
    (command.options ?? []).map((option): [string, string] => [
      `${option.flag}${option.kind === "boolean" ? "" : ` ${placeholder(option)}`}`,
      `${command.name}: ${option.description}`,
    ]),
  );
  const sections: string[] = [
    `${options.title} for AI assistants, ${program} ${options.version}`,
    `Usage: ${program} [command] [flags]`,
    section(
      "Commands",
      commands.map((command, index) => [
        [command.name, command.argument].filter((part) => part !== undefined).join(" "),
        `${command.description}${index === 0 ? " (default)" : ""}.`,
      ]),
    ),
    section("Flags, each with its variables", [
      ...withFlag.map((setting): [string, string] => [flagText(setting), described(setting, true)]),
      ["--help, -h", "Show this text."],
      ["--version, -V", "Show the version."],
    ]),
    ...(optionRows.length === 0 ? [] : [section("Flags of single commands", optionRows)]),
    section(
      "Variables without a flag",
      withoutFlag.map((setting) => [variables(setting), described(setting, false)]),
    ),
    "A flag wins over its variable. NAME_FILE instead of a secret NAME reads the secret from a file.",
    `Documentation: ${options.homepage}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function flagText(setting: Setting): string {
  const names = [setting.flag, setting.shortFlag].filter((name) => name !== undefined).join(", ");
  return setting.kind === "boolean" ? names : `${names} ${placeholder(setting)}`;
}

function variables(setting: Setting): string {
  return [setting.env, ...(setting.alsoEnv ?? [])].join(", ");
}

function described(setting: Setting, withVariables: boolean): string {
  const facts: string[] = [];
  if (withVariables) facts.push(variables(setting));
  const shown = defaultText(setting);
  if (!withVariables && setting.kind === "choice") facts.push((setting.choices ?? []).join("|"));
  if (shown !== undefined) facts.push(`default ${shown}`);
  if (setting.secret === true) facts.push("secret");
  const text = sentence(setting.description);
  return facts.length === 0 ? text : `${text} [${facts.join("; ")}]`;
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const indent = 32;
  const lines = rows.flatMap(([name, text]) => {
    const wrapped = wrap(text, WIDTH - indent);
    const head = `  ${name}`;
    const first =
      head.length < indent - 1
        ? [`${head.padEnd(indent)}${wrapped[0] ?? ""}`]
        : [head, `${" ".repeat(indent)}${wrapped[0] ?? ""}`];
    return [...first, ...wrapped.slice(1).map((line) => `${" ".repeat(indent)}${line}`)];
  });
  return [`${title}:`, ...lines].join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
