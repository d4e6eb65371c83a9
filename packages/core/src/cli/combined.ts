import { combinedSettings, enabledVendors, vendorSettings } from "../config/combined-settings.ts";
import { processInput } from "../config/process-input.ts";
import { readSettings, type ReadSettings } from "../config/read-settings.ts";
import { renderHelp } from "../config/render-help.ts";
import { commands } from "./commands.ts";
import { processOutput, type Output } from "./output.ts";
import type { Program } from "./program.ts";
import { explain, runCli, runCommand, type CommandInput } from "./run.ts";

/** What an app with several vendors tells the command line about itself. */
export interface CombinedProgram {
  readonly title: string;
  readonly homepage: string;
  readonly version: string;
  /** Name of the npm package; its last part is the name of the program. */
  readonly packageName: string;
  /** What the names of the server's own tools begin with. */
  readonly toolPrefix: string;
  /** Each vendor as its own server would present it. */
  readonly parts: readonly Program[];
}

/** A command of a server with several vendors. */
export interface CombinedInput {
  readonly program: CombinedProgram;
  /** The vendors that are served, in order. */
  readonly parts: readonly CommandInput[];
  readonly read: ReadSettings;
  readonly output: Output;
}

/**
 * Runs one command of a server with several vendors and resolves with the exit code. A vendor's id as the first word
 * stands for that vendor's own server; so does a configuration in which one vendor alone is there.
 */
export async function runCombinedCli(
  program: CombinedProgram,
  argv: readonly string[] = processInput().argv,
  env: Readonly<Record<string, string | undefined>> = processInput().env,
  output: Output = processOutput(),
): Promise<number> {
  const alone = program.parts.find(({ vendor }) => vendor.id === argv[0]);
  if (alone !== undefined) return runCli(alone, argv.slice(1), env, output);
  try {
    const vendors = program.parts.map(({ vendor }) => vendor);
    const read = readSettings({ declared: combinedSettings(vendors), argv, env, commands });
    if (read.command === "help") return await printCombinedHelp(program, output);
    if (read.command === "version") {
      await output.out(`${program.version}\n`);
      return 0;
    }
    const enabled = enabledVendors(vendors, read.settings, read.sources);
    const parts = program.parts
      .filter(({ vendor }) => enabled.includes(vendor))
      .map((part) => ({ program: part, read: partOf(part, read), output }));
    const [first] = parts;
    if (first !== undefined && parts.length === 1 && read.command !== "config")
      return await runCommand(first);
    return await run({ program, parts, read, output });
  } catch (thrown) {
    await output.error(`${nameOf(program)}: ${explain(thrown)}\n`);
    return 1;
  }
}

const nameOf = ({ packageName }: CombinedProgram): string => packageName.replace(/^@[^/]+\//, "");

/** What was read, as one vendor's own server would have read it. */
function partOf({ vendor }: Program, read: ReadSettings): ReadSettings {
  const prefix = `${vendor.id}/`;
  const own = <Value>(of: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(
      Object.entries(of).flatMap(([key, value]) => {
        if (key.startsWith(prefix)) return [[key.slice(prefix.length), value] as const];
        return key.includes("/") ? [] : [[key, value] as const];
      }),
    );
  return {
    ...read,
    settings: vendorSettings(vendor, read.settings),
    sources: own(read.sources),
    templates: own(read.templates),
  };
}

async function printCombinedHelp(program: CombinedProgram, output: Output): Promise<number> {
  await output.out(
    renderHelp({
      program: nameOf(program),
      title: program.title,
      version: program.version,
      commands,
      declared: combinedSettings(program.parts.map(({ vendor }) => vendor)),
      homepage: program.homepage,
    }),
  );
  return 0;
}

async function run(input: CombinedInput): Promise<number> {
  switch (input.read.command) {
    case "tools":
      return (await import("./combined-tools.ts")).printCombinedTools(input);
    case "config":
      return (await import("./client-config.ts")).printCombinedConfig(input);
    case "token":
      return (await import("./token.ts")).printToken(input);
    case "doctor":
      return runCombinedDoctor(input);
    default:
      return (await import("./serve-combined.ts")).serveCombined(input);
  }
}

/** Every vendor's own findings, one vendor after the other. */
async function runCombinedDoctor({ parts, output }: CombinedInput): Promise<number> {
  const { runDoctor } = await import("./doctor.ts");
  let worst = 0;
  for (const part of parts) {
    await output.out(`${part.program.vendor.title}\n`);
    worst = Math.max(worst, await runDoctor(part));
    await output.out("\n");
  }
  return worst;
}
