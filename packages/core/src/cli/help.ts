import { declaredSettings } from "../config/core-settings.ts";
import { renderHelp } from "../config/render-help.ts";
import { commandsOf } from "./commands.ts";
import { programName } from "./program.ts";
import type { CommandInput } from "./run.ts";

/** Prints the text of `--help`. */
export async function printHelp({ program, output }: CommandInput): Promise<number> {
  await output.out(
    renderHelp({
      program: programName(program),
      title: program.vendor.title,
      version: program.version,
      commands: commandsOf(program.vendor),
      declared: declaredSettings(program.vendor),
      homepage: program.vendor.homepage,
    }),
  );
  return 0;
}
