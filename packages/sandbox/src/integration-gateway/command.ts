import { columns, type Command } from "../command.ts";
import { startIntegrationGatewaySandbox } from "./index.ts";
import { PROFILES, type ProfileName } from "./profiles.ts";
import { ENVIRONMENTS, type Environment } from "./state.ts";

/** `sandbox integration-gateway`. */
export const integrationGatewayCommand: Command = {
  profiles: Object.keys(PROFILES),
  choice: { flag: "environment", help: "the instance", values: ENVIRONMENTS },
  async start({ profile, choice, ...common }) {
    const sandbox = await startIntegrationGatewaySandbox({
      ...common,
      ...(choice === undefined ? {} : { environment: choice as Environment }),
      ...(profile === undefined ? {} : { profile: profile as ProfileName }),
    });
    const users = Object.entries(sandbox.users).map(([name, { username, password, type }]) => [
      name,
      username,
      password,
      type,
    ]);
    const clients = Object.entries(sandbox.clients).map(
      ([name, { clientId, clientSecret, redirectUris }]) => [
        name,
        clientId,
        clientSecret,
        redirectUris[0] ?? "client credentials",
      ],
    );
    return {
      addresses:
        `Integration Gateway sandbox  ${sandbox.mcpUrl}  (${sandbox.environment})\n` +
        `Control                      ${sandbox.controlUrl}\n`,
      details:
        "It approximates an instance; where the vendor publishes nothing, it guesses.\n" +
        `Users with passwords (invented, they work here only):\n${columns(users)}` +
        `OAuth clients with secrets:\n${columns(clients)}`,
      close: () => sandbox.close(),
    };
  },
};
