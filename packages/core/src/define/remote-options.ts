import { PsaError } from "../errors/index.ts";
import { readClientInfo } from "./client-info.ts";
import type { RemoteClient, RemoteEndpoint } from "./remote.ts";
import type { Setting, Settings } from "./settings.ts";

/** What is usual for one kind of remote server. */
export interface RemoteDefaults {
  /** Prefix of the variables (`ACME`), whose settings are then `acmeUrl` and so on. */
  readonly prefix: string;
  readonly title: string;
  /** Where the browser comes back to, as the server's set-up registers it. */
  readonly callbackHost?: string;
  readonly callbackPort?: number;
  readonly callbackPath?: string;
  /** Paths of authorization and token endpoint for when nothing can be discovered. */
  readonly usualAuthorizePath?: string;
  readonly usualTokenPath?: string;
  readonly example: string;
}

const key = (prefix: string, name: string): string => `${prefix.toLowerCase()}${name}`;

/**
 * The settings with which a vendor's remote server is reached and signed in to. Their flags are those that mcp-remote's
 * argument line is translated to.
 */
export function remoteOptions(defaults: RemoteDefaults): readonly Setting[] {
  const { prefix, title } = defaults;
  const setting = (
    name: string,
    env: string,
    rest: Omit<Setting, "key" | "env" | "group">,
  ): Setting => ({
    key: key(prefix, name),
    env: `${prefix}_${env}`,
    group: "vendor",
    ...rest,
  });
  return [
    setting("Url", "URL", {
      flag: "--server-url",
      kind: "url",
      description: `Address of ${title}`,
      example: defaults.example,
    }),
    setting("ClientInfo", "CLIENT_INFO", {
      flag: "--client-info",
      kind: "text",
      secret: true,
      description: "OAuth client as JSON with client_id and client_secret",
      example: '{"client_id":"…","client_secret":"…"}',
    }),
    setting("ClientId", "CLIENT_ID", {
      kind: "text",
      description: "Id of the OAuth client, instead of the JSON",
    }),
    setting("ClientSecret", "CLIENT_SECRET", {
      kind: "text",
      secret: true,
      description: "Secret of the OAuth client, copied before it was saved",
    }),
    setting("Token", "TOKEN", {
      kind: "text",
      secret: true,
      description: "An access token, instead of a sign-in",
    }),
    setting("AllowHttp", "ALLOW_HTTP", {
      flag: "--allow-http",
      kind: "boolean",
      default: false,
      description: "Allow plain http to a server on this machine",
    }),
    setting("SignIn", "SIGN_IN", {
      flag: "--sign-in",
      kind: "choice",
      choices: ["auto", "ask"],
      default: "auto",
      description:
        "Whether a first start on stdio opens the sign-in in the browser by itself, or waits until it is asked for",
    }),
    setting("CallbackPort", "CALLBACK_PORT", {
      flag: "--callback-port",
      kind: "integer",
      min: 1,
      max: 65_535,
      default: defaults.callbackPort ?? 6545,
      description: "Port of the redirect address, as registered",
    }),
    setting("CallbackHost", "CALLBACK_HOST", {
      flag: "--callback-host",
      kind: "choice",
      choices: ["localhost", "127.0.0.1"],
      default: defaults.callbackHost ?? "localhost",
      description: "Host of the redirect address, as registered",
    }),
    setting("CallbackPath", "CALLBACK_PATH", {
      flag: "--callback-path",
      kind: "text",
      default: defaults.callbackPath ?? "/oauth/callback",
      description: "Path of the redirect address, as registered",
    }),
    setting("LoginSeconds", "LOGIN_SECONDS", {
      flag: "--login-seconds",
      kind: "duration",
      min: 5,
      max: 3600,
      default: 300,
      description: "After how long an unfinished sign-in is given up",
    }),
    setting("AuthorizeUrl", "AUTHORIZE_URL", {
      flag: "--authorize-endpoint",
      kind: "url",
      description: "Address to sign in at, instead of the discovered one",
    }),
    setting("TokenUrl", "TOKEN_URL", {
      flag: "--token-endpoint",
      kind: "url",
      description: "Address that issues tokens, instead of the discovered one",
    }),
    setting("TrustedOrigins", "TRUSTED_ORIGINS", {
      kind: "list",
      description: "Further origins that the sign-in may be sent to",
    }),
    setting("Scope", "SCOPE", {
      flag: "--scope",
      kind: "text",
      description: "Scopes to ask for",
    }),
    setting("Resource", "RESOURCE", {
      flag: "--resource",
      kind: "text",
      default: "auto",
      description: "The resource parameter of the sign-in: auto, off, or an address",
    }),
    setting("AuthorizeParameters", "AUTHORIZE_PARAMETERS", {
      flag: "--authorize-param",
      kind: "list",
      description: "Further parameters of the sign-in, as name=value",
    }),
    setting("Headers", "HEADERS", {
      flag: "--headers",
      kind: "text",
      secret: true,
      description: "Further headers of every request, as a JSON object",
      example: '{"X-Zone":"blue"}',
    }),
    setting("IgnoreTools", "IGNORE_TOOLS", {
      flag: "--ignore-tool",
      kind: "list",
      description: "Tools that are never offered; * stands for any characters",
    }),
    setting("Protocol", "PROTOCOL", {
      flag: "--protocol",
      kind: "choice",
      choices: ["legacy", "auto"],
      default: "legacy",
      description: "Protocol: legacy (2025 revisions), or auto (the 2026 revision first)",
    }),
    setting("Proxy", "PROXY", {
      flag: "--enable-proxy",
      kind: "boolean",
      default: false,
      description: "Use the proxy that HTTPS_PROXY and NO_PROXY name",
    }),
  ];
}

/** The endpoint that these settings describe; undefined when no address is set. Throws PsaError `configuration`. */
export function remoteEndpoint(
  settings: Settings,
  defaults: RemoteDefaults,
  url: string | undefined = text(settings, key(defaults.prefix, "Url")),
): RemoteEndpoint | undefined {
  if (url === undefined) return undefined;
  const { prefix } = defaults;
  const at = (name: string): string => key(prefix, name);
  const client = clientOf(settings, defaults, new URL(url).origin);
  const headers = headersOf(text(settings, at("Headers")), `${prefix}_HEADERS`);
  return {
    url,
    allowHttp: settings[at("AllowHttp")] === true,
    proxy: settings[at("Proxy")] === true,
    protocol: settings[at("Protocol")] === "auto" ? "auto" : "legacy",
    trustedOrigins: list(settings, at("TrustedOrigins")),
    ignoredTools: list(settings, at("IgnoreTools")),
    signInAtStart: settings[at("SignIn")] !== "ask",
    ...(headers === undefined ? {} : { headers }),
    ...(client === undefined ? {} : { client }),
  };
}

function clientOf(
  settings: Settings,
  defaults: RemoteDefaults,
  origin: string,
): RemoteClient | undefined {
  const { prefix } = defaults;
  const at = (name: string): string => key(prefix, name);
  const json = text(settings, at("ClientInfo"));
  const id = text(settings, at("ClientId"));
  const secret = text(settings, at("ClientSecret"));
  if (json === undefined && id === undefined) return undefined;
  const info =
    json === undefined
      ? { clientId: String(id), ...(secret === undefined ? {} : { clientSecret: secret }) }
      : readClientInfo(json, `${prefix}_CLIENT_INFO`);
  const resource = text(settings, at("Resource")) ?? "auto";
  const scope = text(settings, at("Scope"));
  const authorizeUrl = text(settings, at("AuthorizeUrl"));
  const tokenUrl = text(settings, at("TokenUrl"));
  const parameters = list(settings, at("AuthorizeParameters")).flatMap((pair) => {
    const equals = pair.indexOf("=");
    return equals > 0 ? [[pair.slice(0, equals), pair.slice(equals + 1)] as const] : [];
  });
  return {
    ...info,
    ...(authorizeUrl === undefined ? {} : { authorizeUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(defaults.usualAuthorizePath === undefined
      ? {}
      : { usualAuthorizeUrl: origin + defaults.usualAuthorizePath }),
    ...(defaults.usualTokenPath === undefined
      ? {}
      : { usualTokenUrl: origin + defaults.usualTokenPath }),
    ...(scope === undefined ? {} : { scope }),
    ...(resource === "off" ? {} : { resource }),
    ...(parameters.length === 0 ? {} : { authorizeParameters: Object.fromEntries(parameters) }),
    callbackHost: text(settings, at("CallbackHost")) ?? "localhost",
    callbackPort: Number(settings[at("CallbackPort")] ?? 6545),
    callbackPath: text(settings, at("CallbackPath")) ?? "/oauth/callback",
    loginSeconds: Number(settings[at("LoginSeconds")] ?? 300),
  };
}

function headersOf(
  json: string | undefined,
  from: string,
): Readonly<Record<string, string>> | undefined {
  if (json === undefined) return undefined;
  const wrong = (): PsaError =>
    new PsaError("configuration", `${from} is not a JSON object of header names and values.`, {
      advice: 'For example {"X-Zone":"blue"}.',
    });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw wrong();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong();
  const entries = Object.entries(value as Record<string, unknown>);
  if (!entries.every(([name, one]) => /^[\w-]+$/.test(name) && typeof one === "string"))
    throw wrong();
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}

const text = (settings: Settings, name: string): string | undefined => {
  const value = settings[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
};

const list = (settings: Settings, name: string): readonly string[] => {
  const value = settings[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};
