import { PsaError, type Setting, type Settings } from "@psa-mcp/core";
import { switchSettings } from "./switches.ts";

/** What an operator sets for Halo. */
export const haloSettings: readonly Setting[] = [
  {
    key: "haloBaseUrl",
    env: "HALO_BASE_URL",
    alsoEnv: ["HALO_URL"],
    flag: "--base-url",
    kind: "url",
    group: "vendor",
    description: "Address of the Halo instance, as in the browser's address bar",
    example: "https://northwind.halopsa.example",
  },
  {
    key: "haloClientId",
    env: "HALO_CLIENT_ID",
    kind: "text",
    group: "vendor",
    description:
      "Client id of an application of type Client ID and Secret (Services), from Configuration, Integrations, HaloPSA API",
    example: "00000000-0000-0000-0000-000000000000",
  },
  {
    key: "haloClientSecret",
    env: "HALO_CLIENT_SECRET",
    kind: "text",
    secret: true,
    group: "vendor",
    description: "Client secret of the same application",
    example: "11111111-1111-1111-1111-111111111111-22222222",
  },
  {
    key: "haloScope",
    env: "HALO_SCOPE",
    kind: "text",
    default: "all",
    group: "vendor",
    description: "Scopes to ask for, separated by spaces; the application must grant them",
    example: "read:tickets edit:tickets",
  },
  {
    key: "haloTenant",
    env: "HALO_TENANT",
    kind: "text",
    group: "vendor",
    description: "Tenant that hosted instances want with the token request",
    example: "northwind",
  },
  {
    key: "haloAuthUrl",
    env: "HALO_AUTH_URL",
    kind: "url",
    group: "vendor",
    description:
      "Address of the authorization server where it is not the instance's /auth; what Halo's own settings page calls Authorisation Server",
    example: "https://auth.halopsa.example",
  },
  {
    key: "haloTenantIn",
    env: "HALO_TENANT_IN",
    kind: "choice",
    choices: ["query", "form"],
    default: "query",
    group: "vendor",
    description: "Where the token request names the tenant",
  },
  {
    key: "haloArrays",
    env: "HALO_ARRAYS",
    kind: "choice",
    choices: ["json", "comma", "repeat"],
    default: "json",
    group: "vendor",
    description: "How filters with several values are written: [1,2], 1,2 or one by one",
  },
  {
    key: "haloUncheckedFilters",
    env: "HALO_UNCHECKED_FILTERS",
    kind: "list",
    group: "vendor",
    description:
      "List filters, as domain.filter, that are sent although Halo's description does not know them",
    example: "agents.section_id",
  },
  {
    key: "haloAllowDelete",
    env: "HALO_ALLOW_DELETE",
    kind: "boolean",
    default: true,
    group: "vendor",
    description: "Whether the delete tools may delete; each asks first in any case",
  },
  ...switchSettings,
];

/** Hosts for which plain http is allowed. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** A text setting without blanks around it; empty when absent. */
export function words(settings: Settings, key: string): string {
  const value = settings[key];
  return typeof value === "string" ? value.trim() : "";
}

/** The instance's address without a trailing slash and without /api. Throws `configuration` with what to correct. */
export function instanceUrl(settings: Settings): string {
  const given = words(settings, "haloBaseUrl");
  if (given === "") {
    throw new PsaError("configuration", "HALO_BASE_URL is not set.", {
      advice: "Set it to the address of your Halo, for example https://northwind.halopsa.example.",
    });
  }
  return address(given, "HALO_BASE_URL").replace(/\/api$/i, "");
}

/** The API's base URL without a trailing slash. Throws `configuration` with what to correct. */
export function haloBaseUrl(settings: Settings): string {
  return `${instanceUrl(settings)}/api`;
}

/** The token endpoint, with the tenant in its query where it belongs there. Throws `configuration`. */
export function tokenAddress(settings: Settings): string {
  const given = words(settings, "haloAuthUrl");
  const server = given === "" ? `${instanceUrl(settings)}/auth` : address(given, "HALO_AUTH_URL");
  const endpoint = server.endsWith("/token") ? server : `${server}/token`;
  const tenant = words(settings, "haloTenant");
  return tenant === "" || settings["haloTenantIn"] === "form"
    ? endpoint
    : `${endpoint}?tenant=${encodeURIComponent(tenant)}`;
}

/** The form of the token request. Without a scope Halo would issue a token that may read nothing. */
export function tokenForm(
  { clientId = "", clientSecret = "" }: Readonly<Record<string, string>>,
  settings: Settings,
): Readonly<Record<string, string>> {
  const tenant = words(settings, "haloTenant");
  const scope = words(settings, "haloScope");
  return {
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: scope === "" ? "all" : scope,
    ...(tenant !== "" && settings["haloTenantIn"] === "form" ? { tenant } : {}),
  };
}

function address(text: string, variable: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === "http:" && LOOPBACK.test(url.hostname);
  if (
    url === undefined ||
    !(url.protocol === "https:" || plain) ||
    url.username !== "" ||
    url.password !== "" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    throw new PsaError("configuration", `${variable} is not an https address.`, {
      advice: "Give something like https://northwind.halopsa.example; http is for loopback alone.",
    });
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}
