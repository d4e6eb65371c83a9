/** A token as v1 takes it, `id|secret`, with what it may do and whose it is. */
export interface TokenRecord {
  token: string;
  id: number;
  abilities: readonly string[];
  /** The user as whom the calls run; 0 for a token that was withdrawn. */
  userId: number;
}

/** The names of the tokens. */
export type TokenName =
  | "superuser"
  | "sysadmin"
  | "administrator"
  | "readOnly"
  | "staff"
  | "agent"
  | "ticketsOnly"
  | "oneQueue"
  | "customer"
  | "legacy"
  | "revoked";

/** The tokens by name. */
export type TickitiTokens = Readonly<Record<TokenName, TokenRecord>>;

const FAMILIES = [
  "tickets",
  "settings",
  "workflow",
  "mail",
  "templates",
  "administration",
  "supervisor",
];

const READS = [...FAMILIES.map((family) => `${family}:read`), "reports:read"];
const EVERYTHING = [...FAMILIES.map((family) => `${family}:write`), "reports:read"];

const token = (id: number, userId: number, abilities: readonly string[]): TokenRecord => ({
  id,
  token: `${id}|SANDBOXtoken${String(id).padStart(28, "0")}`,
  abilities,
  userId,
});

/** The tokens of the imitation. Fixed and invented. */
export const TICKITI_TOKENS: TickitiTokens = {
  /** Sol Amari: every route. */
  superuser: token(11, 1, EVERYTHING),
  /** Ines Park: everything but the supervisor family. */
  sysadmin: token(12, 2, EVERYTHING),
  /** Grace Holm: neither the sysadmin routes nor the supervisor family. */
  administrator: token(13, 3, EVERYTHING),
  /** Grace Holm again, reads only. */
  readOnly: token(14, 3, READS),
  /** Rowan Vale: every ability, but no role above staff. */
  staff: token(15, 4, EVERYTHING),
  /** Rowan Vale at work: tickets and own settings. */
  agent: token(16, 4, ["tickets:write", "settings:write"]),
  /** Rowan Vale, tickets only. */
  ticketsOnly: token(17, 4, ["tickets:write"]),
  /** Marta Quill: may see the queue Accounts and no other. */
  oneQueue: token(18, 5, ["tickets:write", "settings:read"]),
  /** Dana Orchard, a customer: own tickets without internal notes. */
  customer: token(19, 101, ["tickets:write", "settings:read"]),
  /** Abilities of the older API, which v1 does not take. */
  legacy: token(20, 3, ["create-ticket", "ticket-respond", "ticket-index", "send-email"]),
  /** Always 401. */
  revoked: token(21, 0, EVERYTHING),
};

/** The record of a bearer token; undefined when there is none, or it was withdrawn. */
export function tokenOf(authorization: string | undefined): TokenRecord | undefined {
  const given = /^bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  return Object.values(TICKITI_TOKENS).find(
    ({ token: known, userId }) => known === given && userId > 0,
  );
}
