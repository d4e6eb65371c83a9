import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Signs short-lived statements that a caller carries back, and recognises its own. */
export interface Signer {
  /** A URL-safe token that holds the payload in readable form; it proves origin and hides nothing. */
  sign(payload: object, ttlSeconds: number): string;
  /** The payload of a token signed with this key and not yet expired; undefined for anything else. */
  verify(token: string): Record<string, unknown> | undefined;
}

/** Longer texts are no tokens of ours and are not hashed. */
const LONGEST_TOKEN = 16_384;

/**
 * A signer (HMAC-SHA-256). With the same key replicas accept each other's tokens; without one a random key is made and
 * tokens end with the process.
 */
export function createSigner(key?: string, now: () => number = Date.now): Signer {
  // A label keeps these signatures apart from any other use of the same key.
  const secret = createHmac("sha256", key ?? randomBytes(32))
    .update("psa-mcp signed statement 1")
    .digest();
  const seal = (text: string): Buffer => createHmac("sha256", secret).update(text).digest();
  return {
    sign(payload, ttlSeconds) {
      const text = JSON.stringify({ until: now() + ttlSeconds * 1000, payload });
      const body = Buffer.from(text, "utf8").toString("base64url");
      return `${body}.${seal(body).toString("base64url")}`;
    },
    verify(token) {
      const dot = token.indexOf(".");
      if (dot < 1 || token.length > LONGEST_TOKEN) return undefined;
      const body = token.slice(0, dot);
      const given = Buffer.from(token.slice(dot + 1), "base64url");
      const expected = seal(body);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      // Base64 has several spellings of the same bytes; only the one we issued counts, so that a token can be remembered as spent.
      if (token.slice(dot + 1) !== expected.toString("base64url")) return undefined;
      const { until, payload } = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as {
        until: number;
        payload: Record<string, unknown>;
      };
      return until > now() ? payload : undefined;
    },
  };
}
