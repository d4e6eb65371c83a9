import { columns, type Command } from "../command.ts";
import { startItglueSandbox } from "./index.ts";
import { PROFILES, type ProfileName } from "./profiles.ts";

/** `sandbox itglue`. */
export const itglueCommand: Command = {
  profiles: Object.keys(PROFILES),
  size: { flag: "documents", help: "size of the seed", most: 100_000, usual: 600 },
  async start({ profile, ...common }, documents) {
    const sandbox = await startItglueSandbox({
      ...common,
      ...(documents === undefined ? {} : { documents }),
      ...(profile === undefined ? {} : { profile: profile as ProfileName }),
    });
    return {
      addresses: `IT Glue sandbox  ${sandbox.url}\nControl          ${sandbox.controlUrl}\n`,
      details: `Keys (header x-api-key; invented, they work here only):\n${columns(Object.entries(sandbox.keys))}`,
      close: () => sandbox.close(),
    };
  },
};
