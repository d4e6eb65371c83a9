import { PsaError, type Setting, type Settings } from "@psa-mcp/core";

/** What an operator sets for IT Glue. */
export const itglueSettings: readonly Setting[] = [
  {
    key: "itglueApiKey",
    env: "ITGLUE_API_KEY",
    kind: "text",
    secret: true,
    group: "vendor",
    description: "API key (Account, Settings, API Keys), or the JWT of a signed-in user",
    example: "ITG.0123456789abcdef",
  },
  {
    key: "itglueRegion",
    env: "ITGLUE_REGION",
    flag: "--region",
    kind: "choice",
    choices: ["us", "eu", "au"],
    default: "us",
    group: "vendor",
    description: "Region of the account: us, eu or au",
  },
  {
    key: "itglueBaseUrl",
    env: "ITGLUE_BASE_URL",
    flag: "--base-url",
    kind: "url",
    group: "vendor",
    description: "Address of the API, instead of the region's own",
    example: "https://api.eu.itglue.com",
  },
  {
    key: "itglueAdvanced",
    env: "ITGLUE_ADVANCED_TOOLSET",
    flag: "--advanced",
    kind: "boolean",
    default: false,
    group: "vendor",
    description: "Adds the toolset advanced: any read of the API under an allow-list",
  },
];

const HOSTS: ReadonlyMap<string, string> = new Map([
  ["us", "https://api.itglue.com"],
  ["eu", "https://api.eu.itglue.com"],
  ["au", "https://api.au.itglue.com"],
]);

/** The API's base URL without a trailing slash, from configuration alone. */
export function itglueBaseUrl(settings: Settings): string {
  const given = settings["itglueBaseUrl"];
  if (typeof given === "string" && given !== "") return checkedUrl(given);
  const region = String(settings["itglueRegion"] ?? "us").toLowerCase();
  const host = HOSTS.get(region);
  if (host === undefined) {
    throw new PsaError("configuration", `ITGLUE_REGION is "${region.slice(0, 20)}".`, {
      advice: "Use us, eu or au.",
    });
  }
  return host;
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !["http:", "https:"].includes(url.protocol) ||
    url.username !== "" ||
    url.search !== ""
  ) {
    throw new PsaError("configuration", "ITGLUE_BASE_URL is not an http or https address.", {
      advice:
        "Give something like https://api.eu.itglue.com, or leave it out and set ITGLUE_REGION.",
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** Three dotted base64url parts: the token of a signed-in user, which goes as a bearer token. */
const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;

/** The request header that presents a key or a token. */
export function credentialHeaders(key: string): Readonly<Record<string, string>> {
  return JWT.test(key) ? { authorization: `Bearer ${key}` } : { "x-api-key": key };
}
