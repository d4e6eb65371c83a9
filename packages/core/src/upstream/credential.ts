import type { AnyVendor, Credential } from "../define/index.ts";
import { PsaError, registerCallerSecret, registerSecret } from "../errors/index.ts";

/** What an HTTP header value may contain: no line breaks, no control characters, nothing beyond one byte. */
const SENDABLE = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;

/**
 * The headers that present a credential, names in lower case. Throws `credential_missing` with the variables and
 * headers that would supply it, or `credential_rejected` when it cannot be sent at all.
 */
export function credentialHeaders(
  vendor: AnyVendor,
  credential: Credential | undefined,
): Readonly<Record<string, string>> {
  const fields = Object.entries(vendor.credential.fields);
  const missing = fields.filter(
    ([name, field]) => field.required !== false && (credential?.values[name] ?? "") === "",
  );
  if (credential === undefined || missing.length > 0)
    throw missingCredential(
      vendor,
      missing.map(([name]) => name),
    );

  const register = credential.source === "caller" ? registerCallerSecret : registerSecret;
  const open = new Set<string>();
  for (const [name, field] of fields) {
    const value = credential.values[name];
    if (value === undefined) continue;
    if (field.secret === false) open.add(value);
    else register(value);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(vendor.credential.headers(credential.values))) {
    if (!SENDABLE.test(value)) {
      throw new PsaError(
        "credential_rejected",
        `The credential for ${vendor.title} contains characters that cannot be sent.`,
        {
          advice: "Copy it again, without line breaks, quotation marks or invisible characters.",
        },
      );
    }
    // A header often joins or encodes the parts; an echo of the whole must be unprintable as well.
    if (!open.has(value)) register(value);
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

function missingCredential(vendor: AnyVendor, missing: readonly string[]): PsaError {
  const names = missing.length > 0 ? missing : Object.keys(vendor.credential.fields);
  const parts = names.flatMap((name) => {
    const field = vendor.credential.fields[name];
    if (field === undefined) return [];
    const variable =
      vendor.settings.find((setting) => setting.key === field.setting)?.env ?? field.setting;
    return [{ variable, header: field.header }];
  });
  const variables = parts.map((part) => part.variable).join(", ");
  const headers = parts
    .flatMap((part) => (part.header === undefined ? [] : [part.header]))
    .join(", ");
  return new PsaError("credential_missing", `No credential for ${vendor.title} is configured.`, {
    advice:
      `Set ${variables} for this server` +
      (headers === "" ? "" : `, or send ${headers} with the request over HTTP`) +
      `. How to get one: ${vendor.homepage}`,
    details: {
      variables: parts.map((part) => part.variable),
      headers: parts.flatMap((part) => part.header ?? []),
    },
  });
}

/** Headers of every request: our defaults, the vendor's, then the credential's. Names in lower case. */
export function requestHeaders(
  vendorHeaders: Readonly<Record<string, string>>,
  userAgent: string,
  credential: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": "gzip",
    "content-type": "application/json",
    "user-agent": userAgent,
  };
  for (const [name, value] of Object.entries(vendorHeaders)) headers[name.toLowerCase()] = value;
  return { ...headers, ...credential };
}
