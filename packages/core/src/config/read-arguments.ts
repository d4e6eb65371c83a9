import type { Setting } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { nearest } from "../registry/nearest.ts";
import type { CommandShape } from "./read-settings.ts";

/** The command line, taken apart; values are still text. */
export interface TypedArguments {
  readonly command: string;
  readonly rest: readonly string[];
  /** Text by flag with its dashes; a boolean flag alone is `true`, a list flag given twice is joined by commas. */
  readonly flags: ReadonlyMap<string, string>;
}

interface KnownFlag {
  readonly flag: string;
  readonly kind: Setting["kind"];
}

interface Vocabulary {
  readonly declared: readonly Setting[];
  readonly commands: readonly CommandShape[];
}

const HELP = new Set(["--help", "-h"]);
const VERSION = new Set(["--version", "-V"]);

/** Takes a command line apart. Throws PsaError `configuration` for what it does not know, with the nearest known name. */
export function readArguments(
  options: Vocabulary & { readonly argv: readonly string[] },
): TypedArguments {
  const { argv, commands } = options;
  if (argv.some((word) => HELP.has(word))) return { command: "help", rest: [], flags: new Map() };
  if (argv.some((word) => VERSION.has(word)))
    return { command: "version", rest: [], flags: new Map() };

  const known = knownFlags(options);
  const flags = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? "";
    if (!word.startsWith("-")) {
      words.push(word);
      continue;
    }
    const [name, typed] = splitAtEquals(word);
    const flag = known.get(name) ?? unknownFlag(name, known);
    let value = flag.kind === "boolean" ? (typed ?? "true") : typed;
    if (value === undefined) {
      index += 1;
      value = argv[index];
      if (value === undefined || known.has(splitAtEquals(value)[0]))
        throw mistake(`${name} needs a value.`);
    }
    const before = flag.kind === "list" ? flags.get(flag.flag) : undefined;
    flags.set(flag.flag, before === undefined ? value : `${before},${value}`);
  }

  const command = findCommand(commands, words[0]);
  refuseForeignOptions(options, command, flags);
  const rest = words.slice(1);
  if (rest.length > 0 && command.argument === undefined) {
    throw mistake(`${command.name} takes no further words${shown(rest[0])}.`);
  }
  return { command: command.name, rest, flags };
}

function splitAtEquals(word: string): [name: string, value?: string] {
  const equals = word.indexOf("=");
  return equals === -1 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}

function findCommand(commands: readonly CommandShape[], word: string | undefined): CommandShape {
  const found = word === undefined ? commands[0] : commands.find((shape) => shape.name === word);
  if (found !== undefined) return found;
  const names = commands.map((shape) => shape.name);
  const near = nearest(word ?? "", names);
  const hint = near === undefined ? `commands are ${names.join(", ")}.` : `did you mean ${near}?`;
  throw mistake(`Unknown command${shown(word)}; ${hint}`);
}

function knownFlags({ declared, commands }: Vocabulary): Map<string, KnownFlag> {
  const known = new Map<string, KnownFlag>();
  for (const { flag, shortFlag, kind } of declared) {
    if (flag === undefined) continue;
    known.set(flag, { flag, kind });
    if (shortFlag !== undefined) known.set(shortFlag, { flag, kind });
  }
  for (const option of commands.flatMap((command) => command.options ?? [])) {
    known.set(option.flag, { flag: option.flag, kind: option.kind });
  }
  return known;
}

function unknownFlag(name: string, known: ReadonlyMap<string, KnownFlag>): never {
  const near = nearest(name, [...known.keys(), "--help", "--version"]);
  const hint = near === undefined ? "; see --help." : `; did you mean ${near}?`;
  // Anything else may be a credential behind a dash.
  const plain = /^--?[a-z][a-z-]{0,40}$/i.test(name) ? ` ${name}` : "";
  throw mistake(`Unknown flag${plain}${hint}`);
}

/** An option of another command would be ignored in silence otherwise. */
function refuseForeignOptions(
  { declared, commands }: Vocabulary,
  command: CommandShape,
  flags: ReadonlyMap<string, string>,
): void {
  const own = new Set([...declared, ...(command.options ?? [])].map((setting) => setting.flag));
  for (const flag of flags.keys()) {
    if (own.has(flag)) continue;
    const owners = commands.filter((shape) =>
      shape.options?.some((option) => option.flag === flag),
    );
    throw mistake(
      `${flag} belongs to the command ${owners.map((owner) => owner.name).join(" or ")}.`,
    );
  }
}

/** The word for a message, unless it may be a credential that was typed in the wrong place. */
function shown(word: string | undefined): string {
  return word !== undefined && /^[a-z][a-z-]{0,24}$/i.test(word) ? ` ${JSON.stringify(word)}` : "";
}

function mistake(message: string): PsaError {
  return new PsaError("configuration", message, { advice: "See --help for every flag." });
}
