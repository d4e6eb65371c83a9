import type { Command } from "./command.ts";
import { connectwiseCommand } from "./connectwise/command.ts";
import { haloCommand } from "./halo/command.ts";
import { itglueCommand } from "./itglue/command.ts";
import { tickitiCommand } from "./tickiti/command.ts";

/** The imitations by the names under which the command knows them. */
export const commands: Readonly<Record<string, Command>> = {
  connectwise: connectwiseCommand,
  halo: haloCommand,
  itglue: itglueCommand,
  tickiti: tickitiCommand,
};
