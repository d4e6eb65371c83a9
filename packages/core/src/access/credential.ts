import { createHash } from "node:crypto";
import type { AnyVendor, Credential, CredentialField, Settings } from "../define/index.ts";
import { registerCallerSecret, registerSecret } from "../errors/index.ts";

/** The parts of a vendor that credentials are read with. */
export type CredentialOwner = Pick<
  AnyVendor,
  "id" | "title" | "envPrefix" | "credential" | "settings"
>;

/** The fields of a vendor's credential with their names. */
export function credentialFields(
  vendor: CredentialOwner,
): readonly (readonly [string, CredentialField])[] {
  return Object.entries(vendor.credential.fields);
}

/** Request headers with which callers bring their own credential, in lower case. */
export function callerHeaders(vendor: CredentialOwner): readonly string[] {
  return credentialFields(vendor).flatMap(([, field]) =>
    field.header === undefined ? [] : [field.header.toLowerCase()],
  );
}

/** A credential with its fingerprint: the same values give the same one on every replica. */
export function makeCredential(
  vendor: CredentialOwner,
  source: Credential["source"],
  values: Readonly<Record<string, string>>,
): Credential {
  const entries = Object.entries(values).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([vendor.id, entries]))
    .digest("hex");
  return Object.freeze({ source, values: Object.freeze({ ...values }), fingerprint });
}

/** Makes the secret parts of a credential unprintable. */
export function registerCredential(vendor: CredentialOwner, credential: Credential): void {
  const register = credential.source === "caller" ? registerCallerSecret : registerSecret;
  for (const [name, field] of credentialFields(vendor)) {
    if (field.secret !== false) register(credential.values[name]);
  }
}

/** The configured value of one credential field. */
export function configuredValue(settings: Settings, field: CredentialField): string | undefined {
  const value = settings[field.setting];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The credential configured for everybody, or undefined when a required part is missing. */
export function serverCredential(
  vendor: CredentialOwner,
  settings: Settings,
): Credential | undefined {
  const values: Record<string, string> = {};
  for (const [name, field] of credentialFields(vendor)) {
    const value = configuredValue(settings, field);
    if (value !== undefined) values[name] = value;
    else if (field.required !== false) return undefined;
  }
  const credential = makeCredential(vendor, "server", values);
  registerCredential(vendor, credential);
  return credential;
}

/** The variables that hold a vendor's server-wide credential, for messages. */
export function credentialVariables(vendor: CredentialOwner): readonly string[] {
  return credentialFields(vendor)
    .filter(([, field]) => field.required !== false)
    .map(
      ([, field]) =>
        vendor.settings.find((setting) => setting.key === field.setting)?.env ?? field.setting,
    );
}
