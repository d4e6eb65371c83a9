import { columns, type Command } from "../command.ts";
import { startTickitiSandbox } from "./index.ts";
import { PROFILES, type ProfileName } from "./profiles.ts";

/** `sandbox tickiti`. */
export const tickitiCommand: Command = {
  profiles: Object.keys(PROFILES),
  async start({ profile, ...common }) {
    const sandbox = await startTickitiSandbox({
      ...common,
      ...(profile === undefined ? {} : { profile: profile as ProfileName }),
    });
    const tokens = Object.entries(sandbox.tokens).map(([name, { token }]) => [name, token]);
    return {
      addresses: `Tickiti sandbox  ${sandbox.url}\nControl          ${sandbox.controlUrl}\n`,
      details: `Tokens (header Authorization: Bearer; invented, they work here only):\n${columns(tokens)}`,
      close: () => sandbox.close(),
    };
  },
};
