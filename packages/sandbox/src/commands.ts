import type { Command } from "./command.ts";
import { connectwiseCommand } from "./connectwise/command.ts";
import { haloCommand } from "./halo/command.ts";
import { integrationGatewayCommand } from "./integration-gateway/command.ts";
import { itglueCommand } from "./itglue/command.ts";
import { tickitiCommand } from "./tickiti/command.ts";

/** The imitations by the names under which the command knows them. */
export const commands: Readonly<Record<string, Command>> = {
  connectwise: connectwiseCommand,
  halo: haloCommand,
  "integration-gateway": integrationGatewayCommand,
  itglue: itglueCommand,
  tickiti: tickitiCommand,
};
