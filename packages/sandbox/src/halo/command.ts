import { columns, type Command } from "../command.ts";
import { startHaloSandbox } from "./index.ts";
import { PROFILES, type ProfileName } from "./profiles.ts";

/** `sandbox halo`. */
export const haloCommand: Command = {
  profiles: Object.keys(PROFILES),
  async start({ profile, ...common }) {
    const sandbox = await startHaloSandbox({
      ...common,
      ...(profile === undefined ? {} : { profile: profile as ProfileName }),
    });
    const applications = Object.entries(sandbox.applications).map(
      ([name, { clientId, clientSecret }]) => [name, clientId, clientSecret],
    );
    return {
      addresses:
        `Halo sandbox          ${sandbox.url}\n` +
        `Authorization server  ${sandbox.authServerUrl}\n` +
        `Control               ${sandbox.controlUrl}\n`,
      details:
        `Tenant ${sandbox.tenant}\n` +
        `Applications with client id and secret (invented, they work here only):\n${columns(applications)}`,
      close: () => sandbox.close(),
    };
  },
};
