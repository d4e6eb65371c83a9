import type { Role } from "./tiers.ts";

/** What is presented to the vendor, and whose it is. */
export interface Credential {
  /** `server`: configured for everybody; `caller`: brought by the caller (BYOK). */
  readonly source: "server" | "caller";
  /** Values by field name, as the vendor's credential definition names them. */
  readonly values: Readonly<Record<string, string>>;
  /** Hex digest that stands for the values in keys, logs and audit; not reversible. */
  readonly fingerprint: string;
}

/** Who is calling. */
export interface Principal {
  /** Stable identity: `token:<label>`, `stdio`, `byok:<8 hex>` … */
  readonly subject: string;
  /** Name for logs and audit. */
  readonly label: string;
  /** Decides what vendor calls may do. */
  readonly role: Role;
  /** Decides what may be done to things that belong to the server itself: indexes, uploads, administration. */
  readonly serverRole: Role;
  readonly method: "stdio" | "token" | "byok" | "token+byok" | "none";
  /** Absent when nothing is configured: the first vendor call then says what is missing. */
  readonly credential?: Credential;
  /** Digest of role, label and credential: a session belongs to exactly one. */
  readonly binding: string;
  /** Where one caller speaks to several vendors: who it is for each that it may use. */
  readonly byVendor?: ReadonlyMap<string, Principal>;
}
