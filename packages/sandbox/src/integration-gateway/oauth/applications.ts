import { randomBytes } from "node:crypto";
import { hashedSecret, INTEGRATION_GATEWAY_CLIENTS, type Application } from "../keys.ts";

/** What is needed to make an application; the rest has a default. */
export interface NewApplication {
  name?: string;
  clientId?: string;
  clientSecret?: string;
  redirectUris?: readonly string[];
  grant?: Application["grant"];
  skipAuthorization?: boolean;
  username?: string;
}

/** The OAuth applications of the instance. Only hashes of secrets are kept, as the vendor does. */
export class Applications {
  #known = new Map<string, Application & { hash: string }>();

  constructor() {
    this.reset();
  }

  reset(): void {
    this.#known = new Map();
    for (const application of Object.values(INTEGRATION_GATEWAY_CLIENTS)) this.#keep(application);
  }

  find(clientId: string | undefined): Application | undefined {
    return clientId === undefined ? undefined : this.#known.get(clientId);
  }

  /** Compares by hash: the hash itself is no secret that works. */
  isSecret(clientId: string, secret: string): boolean {
    const known = this.#known.get(clientId);
    return known !== undefined && known.hash === hashedSecret(secret);
  }

  /** Makes an application and returns it with its secret, which is not shown again. */
  register(wanted: NewApplication): Application {
    const application: Application = {
      clientId: wanted.clientId ?? randomBytes(20).toString("hex"),
      clientSecret: wanted.clientSecret ?? randomBytes(64).toString("hex"),
      name: wanted.name ?? "MCP Tools",
      redirectUris: wanted.redirectUris ?? [],
      grant: wanted.grant ?? "authorization-code",
      skipAuthorization: wanted.skipAuthorization ?? true,
      ...(wanted.username === undefined ? {} : { username: wanted.username }),
    };
    this.#keep(application);
    return application;
  }

  #keep(application: Application): void {
    this.#known.set(application.clientId, {
      ...application,
      hash: hashedSecret(application.clientSecret),
    });
  }
}

const LOOPBACK = ["127.0.0.1", "[::1]"];

/**
 * Scheme, host, port and path have to be those of a registered address, and its query parameters have
 * to be there. The port of 127.0.0.1 and ::1 does not matter; that of localhost does.
 */
export function isRedirectAllowed(application: Application, given: string): boolean {
  const wanted = URL.parse(given);
  if (wanted === null || wanted.hash !== "") return false;
  return application.redirectUris.some((registered) => {
    const allowed = new URL(registered);
    const anyPort = allowed.protocol === "http:" && LOOPBACK.includes(allowed.hostname);
    return (
      wanted.protocol === allowed.protocol &&
      wanted.hostname === allowed.hostname &&
      wanted.pathname === allowed.pathname &&
      (anyPort || wanted.port === allowed.port) &&
      [...allowed.searchParams].every(([name, value]) =>
        wanted.searchParams.getAll(name).includes(value),
      )
    );
  });
}
