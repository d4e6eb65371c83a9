import type { IncomingHttpHeaders } from "node:http";
import type { Credential, Settings } from "../define/index.ts";
import {
  configuredValue,
  credentialFields,
  makeCredential,
  type CredentialOwner,
} from "./credential.ts";

/** Longest value of one credential header. */
const LONGEST_VALUE = 4096;
/** What may stand in a credential header: printable ASCII. */
const PRINTABLE = /^[\u0020-\u007E]+$/;

/** What the headers of a request say about the caller's own credential. */
export type CallerKey =
  | { readonly kind: "none"; readonly placeholders: readonly string[] }
  | { readonly kind: "repeated"; readonly header: string }
  | { readonly kind: "malformed"; readonly header: string }
  | { readonly kind: "incomplete"; readonly missing: readonly string[] }
  | { readonly kind: "complete"; readonly credential: Credential };

/** True for a header that occurs more than once; Node has joined its values with commas or kept only the first. */
export function isRepeated(
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[] | undefined,
  name: string,
): boolean {
  const value = headers[name];
  if (Array.isArray(value) || (typeof value === "string" && value.includes(","))) return true;
  if (rawHeaders === undefined) return false;
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const raw = rawHeaders[index];
    if (raw !== undefined && raw.length === name.length && raw.toLowerCase() === name) count += 1;
  }
  return count > 1;
}

/**
 * The caller's own credential. Parts that callers cannot bring, and open parts that this one left out (a company name),
 * come from the server's configuration; a secret part never does, so that two tenants are not mixed.
 */
export function readCallerKey(
  vendor: CredentialOwner,
  settings: Settings,
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[] | undefined,
): CallerKey {
  const brought: Record<string, string> = {};
  const placeholders: string[] = [];
  let any = false;
  for (const [name, field] of credentialFields(vendor)) {
    if (field.header === undefined) continue;
    const header = field.header.toLowerCase();
    const raw = headers[header];
    if (raw === undefined) continue;
    if (isRepeated(headers, rawHeaders, header)) return { kind: "repeated", header };
    const value = String(raw).trim();
    if (value === "") continue;
    if (value.includes("${")) {
      placeholders.push(header);
      continue;
    }
    if (value.length > LONGEST_VALUE || !PRINTABLE.test(value))
      return { kind: "malformed", header };
    brought[name] = value;
    // A part without which the credential still works is no credential of its own.
    if (field.required !== false || field.alone === true) any = true;
  }
  if (!any) return { kind: "none", placeholders };

  const missing: string[] = [];
  const values: Record<string, string> = { ...brought };
  for (const [name, field] of credentialFields(vendor)) {
    if (values[name] !== undefined) continue;
    const mayShare =
      field.shared !== false && (field.header === undefined || field.secret === false);
    const shared = mayShare ? configuredValue(settings, field) : undefined;
    if (shared !== undefined) values[name] = shared;
    else if (field.required !== false) missing.push(field.header?.toLowerCase() ?? field.setting);
  }
  if (missing.length > 0) return { kind: "incomplete", missing };
  return { kind: "complete", credential: makeCredential(vendor, "caller", values) };
}
