import { PsaError, type Setting, type Settings } from "@psa-mcp/core";

/** What an operator sets for Tickiti. */
export const tickitiSettings: readonly Setting[] = [
  {
    key: "tickitiApiBase",
    env: "TICKITI_API_BASE",
    flag: "--base-url",
    kind: "url",
    group: "vendor",
    description: "Address of the installation, as in the browser, without /api",
    example: "https://desk.example.com",
  },
  {
    key: "tickitiApiToken",
    env: "TICKITI_API_TOKEN",
    kind: "text",
    secret: true,
    group: "vendor",
    description: "API token (Administration, API keys), of the form number|secret",
    example: "12|AbCdEfGhIjKlMnOp",
  },
  {
    key: "tickitiApiTimeout",
    env: "TICKITI_API_TIMEOUT_MS",
    kind: "integer",
    min: 1000,
    max: 600_000,
    group: "vendor",
    description:
      "Longest time for one request, in milliseconds; MCP_DEADLINE_SECONDS goes before it",
    example: "30000",
  },
  {
    key: "tickitiApiBases",
    env: "TICKITI_API_BASES",
    kind: "list",
    group: "vendor",
    description:
      "Further installations that callers with a token of their own may name in x-tickiti-api-base",
    example: "https://desk.example.com,https://desk.example.net",
  },
  {
    key: "tickitiCompatToolNames",
    env: "TICKITI_COMPAT_TOOL_NAMES",
    kind: "boolean",
    default: false,
    group: "vendor",
    description:
      "Also lists the tools under their earlier names without the prefix; those names always work",
  },
  {
    key: "tickitiSecrets",
    env: "TICKITI_SECRETS",
    kind: "text",
    secret: true,
    group: "vendor",
    description:
      "Named secrets that tools may set without seeing them, one name=value a line; for mailbox passwords and the like",
    example: "support-imap=a-password",
  },
  {
    key: "exportDir",
    env: "TICKITI_EXPORT_DIR",
    kind: "text",
    group: "uploads",
    description: "Folder under which exports are written, on stdio only",
    example: "/home/alice/exports",
  },
];

/** Hosts for which plain http is allowed. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const API = "/api/v1";

/**
 * An installation's address without a trailing slash, in one spelling. A path is kept; a trailing /api or /api/v1 is what
 * people copy along. Throws with the given code for what is no address or plain http.
 */
function installation(text: string, code: "configuration" | "credential_rejected"): string {
  const wrong = (message: string): PsaError =>
    new PsaError(code, message, {
      advice: "Give the address, for example https://desk.example.com.",
    });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.host === "") {
    throw wrong("The address of Tickiti is no http address.");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw wrong("The address of Tickiti must not hold a user, a query or a fragment.");
  }
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname)) {
    throw wrong("Tickiti must be reached by https; http is taken for this machine alone.");
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/api(?:\/v1)?$/, "");
}

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** The installations that this server may call, the usual one first. */
function permitted(settings: Settings): readonly string[] {
  const own = textOf(settings["tickitiApiBase"]);
  const listed = settings["tickitiApiBases"];
  const others = Array.isArray(listed) ? listed.map(String) : [];
  return [...new Set([...(own === "" ? [] : [own]), ...others])].map((text) =>
    installation(text, "configuration"),
  );
}

/** The API's base URL without a trailing slash, from configuration alone. Throws `configuration` with what to correct. */
export function tickitiBaseUrl(settings: Settings): string {
  const [first] = permitted(settings);
  if (first !== undefined) return first + API;
  throw new PsaError("configuration", "TICKITI_API_BASE is not set.", {
    advice: "Set it to the address of your installation, for example https://desk.example.com.",
  });
}

/** The base URL of the installation that a caller's token belongs to. Throws `credential_rejected` unless the operator permits it. */
export function callerBaseUrl(
  values: Readonly<Record<string, string>>,
  settings: Settings,
): string {
  const { base = "" } = values;
  if (base === "") return tickitiBaseUrl(settings);
  const wanted = installation(base, "credential_rejected");
  if (permitted(settings).includes(wanted)) return wanted + API;
  throw new PsaError("credential_rejected", "This server does not call that installation.", {
    advice: "Ask its operator to add the address to TICKITI_API_BASES.",
  });
}
