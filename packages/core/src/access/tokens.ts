import { createHash, timingSafeEqual } from "node:crypto";
import { roles, type Role, type Settings } from "../define/index.ts";
import { PsaError, registerSecret } from "../errors/index.ts";

/** A bearer token that the operator gave out. Only its digest is kept. */
export interface RoleToken {
  readonly label: string;
  readonly role: Role;
  readonly digest: Buffer;
  /** The vendors it is good for, where it was narrowed; all of them when absent. */
  readonly vendors?: ReadonlySet<string>;
}

/** Which setting holds the tokens of each role, and the variable an operator knows it by. */
const sources: Readonly<Record<Role, { readonly key: string; readonly env: string }>> = {
  viewer: { key: "tokensViewer", env: "MCP_TOKENS_VIEWER" },
  editor: { key: "tokensEditor", env: "MCP_TOKENS_EDITOR" },
  admin: { key: "tokensAdmin", env: "MCP_TOKENS_ADMIN" },
};

/** Below this a token can be guessed by patience. */
const SHORTEST_GOOD_TOKEN = 16;

function digestOf(value: string): Buffer {
  return createHash("sha256").update(value, "utf8").digest();
}

/** The end of a token that names vendors: `@acme+other`. */
const NARROWED = /^(.*)@([a-z][a-z-]*(?:\+[a-z][a-z-]*)*)$/s;

/** A token without its vendors, and those. Throws PsaError `configuration` for a vendor that is none of the server's. */
function narrowed(
  text: string,
  vendors: readonly string[],
  where: string,
): { readonly token: string; readonly vendors?: ReadonlySet<string> } {
  const [, token, named] = NARROWED.exec(text) ?? [];
  if (vendors.length === 0 || token === undefined || named === undefined) return { token: text };
  const unknown = named.split("+").filter((name) => !vendors.includes(name));
  if (unknown.length > 0) {
    throw new PsaError(
      "configuration",
      `${where} is narrowed to ${unknown.join(", ")}, which this server does not know.`,
      {
        advice: `Vendors: ${vendors.join(", ")}. Write label:token@vendor+vendor.`,
      },
    );
  }
  return { token, vendors: new Set(named.split("+")) };
}

/**
 * The role tokens of a configuration (`label:token,…` per role) and warnings about them. A token given to two roles
 * keeps the first: viewer before editor before admin. Where a server has several `vendors`, `label:token@vendor+vendor`
 * narrows a token to some of them. Throws PsaError `configuration` for an entry without a token.
 */
export function parseRoleTokens(
  settings: Settings,
  vendors: readonly string[] = [],
): {
  tokens: readonly RoleToken[];
  warnings: readonly string[];
} {
  const found = new Map<string, RoleToken>();
  const warnings: string[] = [];
  for (const role of roles) {
    const { key, env } = sources[role];
    const value = settings[key];
    if (typeof value !== "string") continue;
    const entries = value
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== "");
    for (const [index, entry] of entries.entries()) {
      const colon = entry.indexOf(":");
      const label = colon === -1 ? "" : entry.slice(0, colon).trim();
      const named = label === "" ? `${role}-${index + 1}` : label;
      const { token, ...reach } = narrowed(
        entry.slice(colon + 1).trim(),
        vendors,
        `${env}: entry ${index + 1} (${named})`,
      );
      if (token === "") {
        throw new PsaError(
          "configuration",
          `${env}: entry ${index + 1} (${named}) has a label and no token.`,
          {
            advice: `Write ${env} as label:token,label:token.`,
          },
        );
      }
      registerSecret(token);
      const digest = digestOf(token);
      const first = found.get(digest.toString("hex"));
      if (first !== undefined) {
        warnings.push(
          `${env}: the token of ${named} is already that of ${first.label} (${first.role}); it stays ${first.role}.`,
        );
        continue;
      }
      if (token.length < SHORTEST_GOOD_TOKEN) {
        warnings.push(
          `${env}: the token of ${named} is short; use at least ${SHORTEST_GOOD_TOKEN} random characters.`,
        );
      }
      found.set(digest.toString("hex"), { label: named, role, digest, ...reach });
    }
  }
  return { tokens: [...found.values()], warnings };
}

/** The token that was presented, or undefined. Looks at every token whichever matches, so that time tells nothing. */
export function findToken<Token extends { readonly digest: Buffer }>(
  tokens: readonly Token[],
  presented: string,
): Token | undefined {
  const digest = digestOf(presented);
  let found: Token | undefined;
  for (const token of tokens) {
    if (timingSafeEqual(token.digest, digest)) found = token;
  }
  return found;
}
