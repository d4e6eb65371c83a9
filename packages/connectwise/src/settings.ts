import { PsaError, type Setting, type Settings } from "@psa-mcp/core";

/** What an operator sets for ConnectWise PSA. */
export const connectwiseSettings: readonly Setting[] = [
  {
    key: "cwSite",
    env: "CW_SITE",
    flag: "--site",
    kind: "text",
    group: "vendor",
    description: "Host of the site, as in the browser's address bar",
    example: "na.myconnectwise.net",
  },
  {
    key: "cwCompanyId",
    env: "CW_COMPANY_ID",
    kind: "text",
    group: "vendor",
    description: "Company id that is typed at the sign-in",
    example: "orchard",
  },
  {
    key: "cwClientId",
    env: "CW_CLIENT_ID",
    kind: "text",
    group: "vendor",
    description: "Client id of the integration, a GUID from developer.connectwise.com",
    example: "00000000-0000-0000-0000-000000000000",
  },
  {
    key: "cwPublicKey",
    env: "CW_PUBLIC_KEY",
    kind: "text",
    secret: true,
    group: "vendor",
    description: "Public key of a member (My Account, API Keys)",
    example: "AbCdEfGhIjKlMnOp",
  },
  {
    key: "cwPrivateKey",
    env: "CW_PRIVATE_KEY",
    kind: "text",
    secret: true,
    group: "vendor",
    description: "Private key of the same pair",
    example: "QrStUvWxYz012345",
  },
  {
    key: "cwMemberIdentifier",
    env: "CW_MEMBER_IDENTIFIER",
    kind: "text",
    group: "vendor",
    description:
      "Identifier of the member whom the keys belong to, for the tools of one's own work",
    example: "rvale",
  },
  {
    key: "cwBaseUrl",
    env: "CW_BASE_URL",
    flag: "--base-url",
    kind: "url",
    group: "vendor",
    description: "Whole address of the API, instead of the one made from the site",
    example: "https://psa.example.com/v4_6_release/apis/3.0",
  },
  {
    key: "cwApiVersion",
    env: "CW_API_VERSION",
    kind: "text",
    group: "vendor",
    description: "Version of the API's model to ask for; the site's latest when absent",
    example: "2025.1",
  },
  {
    key: "cwNoteDefault",
    env: "CW_NOTE_DEFAULT",
    kind: "choice",
    choices: ["discussion", "internal"],
    default: "discussion",
    group: "vendor",
    description:
      "Who sees a new ticket note when the call does not say: the customer, or only staff",
  },
];

const API_PATH = "/v4_6_release/apis/3.0";

/** Hosts that people see; their API answers under a prefix of its own. */
const CLOUD = /^(?:na|eu|au|aus|za|staging)\.(?:myconnectwise\.net|connectwisedev\.com)$/;

/** Hosts for which plain http is allowed. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const words = (settings: Settings, key: string): string => {
  const value = settings[key];
  return typeof value === "string" ? value.trim() : "";
};

/** The API's base URL without a trailing slash, from configuration alone. Throws `configuration` with what to correct. */
export function connectwiseBaseUrl(settings: Settings): string {
  const whole = words(settings, "cwBaseUrl");
  if (whole !== "") return wholeAddress(whole);
  const site = words(settings, "cwSite");
  if (site === "") {
    throw new PsaError("configuration", "CW_SITE is not set.", {
      advice: "Set it to the host of your site, for example na.myconnectwise.net.",
    });
  }
  const address = site.includes("://") ? site : `https://${site}`;
  const host = URL.canParse(address) && !site.includes("@") ? new URL(address).host : "";
  if (host === "" || !/^[a-z0-9.-]+(?::\d+)?$/.test(host)) {
    throw new PsaError("configuration", "CW_SITE is not the name of a host.", {
      advice: "Give the host alone, for example na.myconnectwise.net or psa.example.com.",
    });
  }
  return `https://${CLOUD.test(host) ? `api-${host}` : host}${API_PATH}`;
}

function wholeAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === "http:" && LOOPBACK.test(url.hostname);
  if (url === undefined || !(url.protocol === "https:" || plain) || url.username !== "") {
    throw new PsaError("configuration", "CW_BASE_URL is not an https address.", {
      advice:
        "Give something like https://psa.example.com/v4_6_release/apis/3.0; http is for loopback alone.",
    });
  }
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.origin}${path === "" ? API_PATH : path}`;
}

const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;

/**
 * What pins the model of the API's answers; nothing when no version is set. Throws `configuration` for a version or a
 * client id that cannot be one, so that a start does not end in a refusal that says neither.
 */
export function versionHeaders(settings: Settings): Readonly<Record<string, string>> {
  const clientId = words(settings, "cwClientId");
  if (clientId !== "" && !GUID.test(clientId)) {
    throw new PsaError("configuration", "CW_CLIENT_ID is not a client id.", {
      advice:
        "It is the GUID that developer.connectwise.com gives an integration, not the company id and not a key.",
    });
  }
  const version = words(settings, "cwApiVersion");
  if (version === "") return {};
  if (!/^\d{4}\.\d{1,2}$/.test(version)) {
    throw new PsaError("configuration", "CW_API_VERSION is not a version.", {
      advice: "Give a year and a release, for example 2025.1.",
    });
  }
  return { accept: `application/vnd.connectwise.com+json; version=${version}` };
}

/** The request headers that present a member's keys and the integration. */
export function credentialHeaders({
  company = "",
  clientId = "",
  publicKey = "",
  privateKey = "",
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const pair = `${company}+${publicKey}:${privateKey}`;
  return {
    authorization: `Basic ${Buffer.from(pair, "utf8").toString("base64")}`,
    clientid: clientId,
  };
}
