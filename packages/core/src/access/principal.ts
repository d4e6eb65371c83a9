import { createHash } from "node:crypto";
import type { Principal } from "../define/index.ts";

/** A principal with its binding: the digest of everything that decides what it may do. */
export function makePrincipal(parts: Omit<Principal, "binding">): Principal {
  const decisive = [
    parts.subject,
    parts.label,
    parts.role,
    parts.serverRole,
    parts.method,
    parts.credential?.fingerprint ?? "",
    ...[...(parts.byVendor ?? [])].map(([vendor, own]) => [vendor, own.binding]),
  ];
  const binding = createHash("sha256").update(JSON.stringify(decisive)).digest("hex");
  return Object.freeze({ ...parts, binding });
}
