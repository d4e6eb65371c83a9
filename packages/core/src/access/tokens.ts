import { createHash, timingSafeEqual } from "node:crypto";
import { roles, type Role, type Settings } from "../define/index.ts";
import { PsaError, registerSecret } from "../errors/index.ts";

/** A bearer token that the operator gave out. Only its digest is kept. */
export interface RoleToken {
  readonly label: string;
  readonly role: Role;
  readonly digest: Buffer;
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

/**
 * The role tokens of a configuration (`label:token,…` per role) and warnings about them. A token given to two roles
 * keeps the first: viewer before editor before admin. Throws PsaError `configuration` for an entry without a token.
 */
export function parseRoleTokens(settings: Settings): {
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
      const token = entry.slice(colon + 1).trim();
      const named = label === "" ? `${role}-${index + 1}` : label;
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
      found.set(digest.toString("hex"), { label: named, role, digest });
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
