import { randomInt } from "node:crypto";
import { INTEGRATION_GATEWAY_TOKEN, INTEGRATION_GATEWAY_USERS } from "../keys.ts";

const CODE_SECONDS = 60;
/** The life of an access token. */
export const ACCESS_SECONDS = 36_000;

/** What a person agreed to, until the code is exchanged. */
export interface CodeGrant {
  clientId: string;
  username: string;
  redirectUri: string;
  scope: string;
  challenge: string;
  challengeMethod: string;
  expires: number;
}

/** A token that opens the interfaces. */
export interface AccessToken {
  token: string;
  clientId: string;
  username: string;
  scope: string;
  expires: number;
}

/** A token that gets another access token. */
export interface RefreshToken {
  token: string;
  clientId: string;
  username: string;
  scope: string;
  /** The access token that it was handed out with. */
  access: string;
}

const FIXED: AccessToken = {
  token: INTEGRATION_GATEWAY_TOKEN,
  clientId: "sandbox",
  username: INTEGRATION_GATEWAY_USERS.superuser.username,
  scope: "read write",
  expires: Date.UTC(2100, 0, 1),
};

/** Codes and tokens. Times are milliseconds of the imitation's clock. */
export class Grants {
  readonly #codes = new Map<string, CodeGrant>();
  readonly #access = new Map<string, AccessToken>();
  readonly #refresh = new Map<string, RefreshToken>();

  reset(): void {
    this.#codes.clear();
    this.#access.clear();
    this.#refresh.clear();
  }

  issueCode(grant: Omit<CodeGrant, "expires">, now: number): string {
    const code = randomText(30);
    this.#codes.set(code, { ...grant, expires: now + CODE_SECONDS * 1000 });
    return code;
  }

  /** The grant of a code that is not too old; it stays until `useCode`. */
  findCode(code: string, now: number): CodeGrant | undefined {
    const grant = this.#codes.get(code);
    return grant !== undefined && grant.expires > now ? grant : undefined;
  }

  useCode(code: string): void {
    this.#codes.delete(code);
  }

  issueAccess(owner: Omit<AccessToken, "token" | "expires">, now: number): AccessToken {
    const token = { ...owner, token: randomText(30), expires: now + ACCESS_SECONDS * 1000 };
    this.#access.set(token.token, token);
    return token;
  }

  issueRefresh(access: AccessToken): RefreshToken {
    const { clientId, username, scope } = access;
    const token = { clientId, username, scope, token: randomText(30), access: access.token };
    this.#refresh.set(token.token, token);
    return token;
  }

  findAccess(token: string): AccessToken | undefined {
    if (token === INTEGRATION_GATEWAY_TOKEN) return FIXED;
    return this.#access.get(token);
  }

  findRefresh(token: string): RefreshToken | undefined {
    return this.#refresh.get(token);
  }

  /** Takes a token away; a refresh token takes its access token with it. */
  revoke(token: string): void {
    const refresh = this.#refresh.get(token);
    if (refresh !== undefined) this.#access.delete(refresh.access);
    this.#refresh.delete(token);
    this.#access.delete(token);
  }

  /** Keeps the token for further use, but with another access token. */
  attach(refresh: RefreshToken, access: AccessToken): void {
    this.#refresh.set(refresh.token, { ...refresh, access: access.token });
  }

  /** Ends the life of access tokens; `all` takes refresh tokens as well. How many are left of each. */
  end(all: boolean): { access: number; refresh: number } {
    this.#access.clear();
    if (all) this.#refresh.clear();
    return { access: this.#access.size, refresh: this.#refresh.size };
  }
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits that nobody can guess. */
export function randomText(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}
