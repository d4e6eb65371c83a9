import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../../http/clock.ts";

/** What stands behind an access token. */
export interface Grant {
  clientId: string;
  agentId: number;
  scopes: readonly string[];
}

/** A code of the authorization page, waiting for its exchange. */
export interface Code extends Grant {
  redirectUri: string;
  challenge: string | undefined;
  expires: number;
}

/** A minute for a code, as long as such codes live. */
const CODE_LIFE = 60_000;

/** Keeps the tokens that were issued, by the clock of the imitation. */
export class Tokens {
  readonly #clock: Clock;
  readonly #access = new Map<string, Grant & { expires: number }>();
  readonly #refresh = new Map<string, Grant>();
  readonly #codes = new Map<string, Code>();
  /** Seconds that an access token lives; 3600 at first. */
  life = 3600;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Issues an access token that looks like a JWT. */
  issue(grant: Grant): string {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    const part = (value: unknown): string =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    const head = part({ alg: "RS256", kid: "SANDBOX", typ: "at+jwt" });
    const claims = part({
      sub: String(grant.agentId),
      client_id: grant.clientId,
      scope: grant.scopes.join(" "),
      iat: now,
      exp: now + this.life,
      jti: randomBytes(12).toString("hex"),
    });
    const token = `${head}.${claims}.${randomBytes(32).toString("base64url")}`;
    this.#access.set(token, { ...grant, expires: (now + this.life) * 1000 });
    return token;
  }

  /** The grant of a live access token. */
  find(token: string): Grant | undefined {
    const grant = this.#access.get(token);
    if (!grant || grant.expires <= this.#clock.now().getTime()) return undefined;
    return grant;
  }

  issueRefresh(grant: Grant): string {
    const token = randomBytes(32).toString("base64url");
    this.#refresh.set(token, grant);
    return token;
  }

  /** Uses up a refresh token: each works once. */
  takeRefresh(token: string): Grant | undefined {
    const grant = this.#refresh.get(token);
    this.#refresh.delete(token);
    return grant;
  }

  issueCode(code: Omit<Code, "expires">): string {
    const value = randomBytes(24).toString("base64url");
    this.#codes.set(value, { ...code, expires: this.#clock.now().getTime() + CODE_LIFE });
    return value;
  }

  /** Uses up a code: each works once, within its minute. */
  takeCode(value: string): Code | undefined {
    const code = this.#codes.get(value);
    this.#codes.delete(value);
    return code && code.expires > this.#clock.now().getTime() ? code : undefined;
  }

  /** Ends every access token; refresh tokens stay. */
  expire(): void {
    this.#access.clear();
  }

  /** Ends everything that was issued. */
  revoke(): void {
    this.#access.clear();
    this.#refresh.clear();
    this.#codes.clear();
  }

  /** How many access tokens are live. */
  get size(): number {
    return [...this.#access.keys()].filter((token) => this.find(token) !== undefined).length;
  }

  reset(): void {
    this.revoke();
    this.life = 3600;
  }
}

/** True when a verifier fits the challenge of a code (S256 only). */
export function proves(verifier: string, challenge: string): boolean {
  return createHash("sha256").update(verifier).digest("base64url") === challenge;
}
