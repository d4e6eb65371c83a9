import { columns, type Command } from "../command.ts";
import { startConnectwiseSandbox } from "./index.ts";
import { PROFILES, type ProfileName } from "./profiles.ts";

/** `sandbox connectwise`. */
export const connectwiseCommand: Command = {
  profiles: Object.keys(PROFILES),
  async start({ profile, ...common }) {
    const sandbox = await startConnectwiseSandbox({
      ...common,
      ...(profile === undefined ? {} : { profile: profile as ProfileName }),
    });
    const members = Object.entries(sandbox.members).map(
      ([name, { publicKey, privateKey, identifier }]) => [name, identifier, publicKey, privateKey],
    );
    return {
      addresses: `ConnectWise sandbox  ${sandbox.apiUrl}\nControl              ${sandbox.controlUrl}\n`,
      details:
        `Company ${sandbox.companyId}, clientId ${sandbox.clientId}\n` +
        `Members with public and private keys (invented, they work here only):\n${columns(members)}`,
      close: () => sandbox.close(),
    };
  },
};
