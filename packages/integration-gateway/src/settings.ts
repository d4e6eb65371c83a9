import {
  remoteOptions,
  type Ability,
  type RemoteDefaults,
  type Setting,
  type Settings,
} from "@psa-mcp/core";
import { readInstance, type Instance } from "./address.ts";

const shared = {
  callbackHost: "localhost",
  callbackPort: 6545,
  callbackPath: "/oauth/callback",
  usualAuthorizePath: "/o/authorize/",
  usualTokenPath: "/o/token/",
  example: "https://glyuedev.bank.example/integrations/mcp/",
} as const;

/** How the vendor's set-up registers the OAuth client that people use with mcp-remote. */
export const mcpRemoteDefaults: RemoteDefaults = { ...shared, prefix: "IG", title: "the instance" };

/** A second instance, to compare with. */
export const otherDefaults: RemoteDefaults = {
  ...shared,
  prefix: "IG_OTHER",
  title: "a second instance, to compare with",
};

/** What may be switched on beside reading. */
const CLASSES = ["write", "execute", "admin"] as const;

const words = (settings: Settings, key: string): string =>
  typeof settings[key] === "string" ? settings[key].trim() : "";

/** What an operator sets for an Integration Gateway instance. */
export const gatewaySettings: readonly Setting[] = [
  ...remoteOptions(mcpRemoteDefaults),
  {
    key: "igAllow",
    env: "IG_ALLOW",
    flag: "--allow",
    kind: "list",
    group: "vendor",
    description: "What is allowed beside reading: write, execute, admin; nothing when absent",
    example: "write,execute",
  },
  {
    key: "igAllowProduction",
    env: "IG_ALLOW_PROD",
    flag: "--allow-prod",
    kind: "list",
    group: "vendor",
    description: "The same on a production instance (glyueprod), where IG_ALLOW does not count",
    example: "execute",
  },
  {
    key: "igServiceClientId",
    env: "IG_SERVICE_CLIENT_ID",
    kind: "text",
    group: "vendor",
    description: "Client id of a service account's application (client credentials), for HTTP",
  },
  {
    key: "igServiceClientSecret",
    env: "IG_SERVICE_CLIENT_SECRET",
    kind: "text",
    secret: true,
    group: "vendor",
    description: "Client secret of that application",
  },
  {
    key: "igUsername",
    env: "IG_USERNAME",
    kind: "text",
    group: "vendor",
    description: "User name for Basic authentication over HTTP, instead of client credentials",
  },
  {
    key: "igPassword",
    env: "IG_PASSWORD",
    kind: "text",
    secret: true,
    group: "vendor",
    description: "Password of that user",
  },
  {
    key: "igExecutePrefix",
    env: "IG_EXECUTE_PREFIX",
    kind: "text",
    default: "/integrations/execute/",
    group: "vendor",
    description: "Path below which integrations are executed; /execute/ on some instances",
  },
  {
    key: "igIntegrations",
    env: "IG_INTEGRATIONS",
    flag: "--integrations",
    kind: "list",
    group: "vendor",
    description: "Integrations that run_integration may run, by path name; all when absent",
    example: "open-account,credit-pull",
  },
  {
    key: "igReadPaths",
    env: "IG_READ_PATHS",
    kind: "list",
    group: "vendor",
    description:
      "Web service endpoints whose GET only reads, below /api/ or /rest/; * stands for any characters",
    example: "accounts/*",
  },
  ...remoteOptions(otherDefaults)
    .filter(({ env }) =>
      /_(URL|CLIENT_INFO|TOKEN|ALLOW_HTTP|AUTHORIZE_URL|TOKEN_URL|TRUSTED_ORIGINS)$/.test(env),
    )
    .map(({ flag: _flag, ...setting }) => setting),
];

/** The instance that is worked with; undefined when none is set. Throws PsaError `configuration`. */
export function instanceOf(
  settings: Settings,
  key = "igUrl",
  variable = "IG_URL",
): Instance | undefined {
  const text = words(settings, key);
  return text === "" ? undefined : readInstance(text, variable);
}

/** What is allowed beside reading, on the instance that is configured. */
export function allowedClasses(settings: Settings): readonly string[] {
  const production = instanceOf(settings)?.production === true;
  const given = settings[production ? "igAllowProduction" : "igAllow"];
  const names = Array.isArray(given) ? given.map((name) => name.trim().toLowerCase()) : [];
  return CLASSES.filter((name) => names.includes(name));
}

/** The same as abilities, which tools require. */
export function allowedAbilities(settings: Settings): readonly Ability[] {
  return allowedClasses(settings).map((name): Ability => `allow-${name}`);
}

/** True when a credential for HTTP without MCP is configured. */
export function hasServiceAccess(settings: Settings): boolean {
  return (
    (words(settings, "igServiceClientId") !== "" &&
      words(settings, "igServiceClientSecret") !== "") ||
    (words(settings, "igUsername") !== "" && words(settings, "igPassword") !== "")
  );
}

/** Path prefix of the execution of integrations, with a slash at both ends. */
export function executePrefix(settings: Settings): string {
  const parts = (words(settings, "igExecutePrefix") || "/integrations/execute/").split("/");
  return `/${parts.filter((part) => part !== "").join("/")}/`;
}
