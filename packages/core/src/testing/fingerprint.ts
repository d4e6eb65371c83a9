import { createHash } from "node:crypto";

/** A stand-in digest for a credential under test. */
export function fingerprintOf(values: Readonly<Record<string, string>>): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}
