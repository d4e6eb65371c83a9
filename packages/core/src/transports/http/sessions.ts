import { randomBytes } from "node:crypto";
import type { Server } from "@modelcontextprotocol/server";
import type { Principal } from "../../define/index.ts";
import { rpc } from "../json-rpc.ts";
import { HttpProblem } from "./answer.ts";
import type { HttpTransport } from "./transport.ts";

/** What stays of a 2025-era client between its requests. */
export interface Session {
  readonly id: string;
  /** No caller with another binding may use the session. */
  readonly principal: Principal;
  readonly server: Server;
  readonly transport: HttpTransport;
  /** Epoch milliseconds of the last request. */
  lastUsed: number;
}

export interface SessionLimits {
  readonly total: number;
  readonly perPrincipal: number;
  readonly idleMilliseconds: number;
}

/** A session that is neither used nor listened to for this long may make room for a new one. */
const ABANDONED_MILLISECONDS = 60_000;

/** The open sessions, ordered by last use. */
export class Sessions {
  readonly #limits: SessionLimits;
  readonly #now: () => number;
  readonly #onEnd: (session: Session) => void;
  readonly #sessions = new Map<string, Session>();
  readonly #perPrincipal = new Map<string, number>();

  constructor(
    limits: SessionLimits,
    now: () => number,
    onEnd: (session: Session) => void = () => {},
  ) {
    this.#limits = limits;
    this.#now = now;
    this.#onEnd = onEnd;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** A new unguessable session id: 192 random bits. */
  newId(): string {
    return randomBytes(24).toString("base64url");
  }

  /**
   * Makes room for one more session of a caller. At a limit the longest abandoned session goes; throws HttpProblem 429
   * (the caller's own limit) or 503 (the server's) when none is abandoned.
   */
  makeRoom(principal: Principal): void {
    const own = this.#perPrincipal.get(principal.binding) ?? 0;
    if (own >= this.#limits.perPrincipal && !this.#evict(principal.binding)) {
      throw new HttpProblem(
        429,
        rpc.refused,
        `You have ${own} open sessions, as many as allowed. End some with DELETE, or wait.`,
        {
          headers: { "Retry-After": "60" },
          reason: "session_limit_principal",
        },
      );
    }
    if (this.#sessions.size >= this.#limits.total && !this.#evict()) {
      throw new HttpProblem(
        503,
        rpc.refused,
        "The server has as many sessions as it takes. Try again in a minute.",
        {
          headers: { "Retry-After": "60" },
          reason: "session_limit_total",
        },
      );
    }
  }

  add(session: Session): void {
    this.#sessions.set(session.id, session);
    const { binding } = session.principal;
    this.#perPrincipal.set(binding, (this.#perPrincipal.get(binding) ?? 0) + 1);
  }

  /**
   * The session of a request, marked as used. Throws HttpProblem 404 when there is none of this id (clients then
   * initialize again) and 403 when it belongs to another caller.
   */
  find(id: string, principal: Principal): Session {
    const session = this.#sessions.get(id);
    if (session === undefined) {
      throw new HttpProblem(
        404,
        rpc.refused,
        "There is no session of this id. Send initialize to begin a new one.",
      );
    }
    if (session.principal.binding !== principal.binding) {
      throw new HttpProblem(
        403,
        rpc.forbidden,
        "These credentials differ from those the session was begun with.",
        {
          reason: "session_foreign",
        },
      );
    }
    session.lastUsed = this.#now();
    // Re-inserted so that the order is by last use.
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return session;
  }

  /** Ends a session; its running calls are cancelled. */
  end(session: Session): void {
    if (!this.#sessions.delete(session.id)) return;
    const { binding } = session.principal;
    const left = (this.#perPrincipal.get(binding) ?? 1) - 1;
    if (left === 0) this.#perPrincipal.delete(binding);
    else this.#perPrincipal.set(binding, left);
    session.server.close().catch(() => {});
    this.#onEnd(session);
  }

  /** Ends the sessions that were idle for too long. */
  sweep(): void {
    const limit = this.#now() - this.#limits.idleMilliseconds;
    for (const session of this.#sessions.values()) {
      if (session.lastUsed > limit) return;
      if (!session.transport.busy) this.end(session);
    }
  }

  endAll(): void {
    for (const session of this.#sessions.values()) this.end(session);
  }

  #evict(binding?: string): boolean {
    const limit = this.#now() - ABANDONED_MILLISECONDS;
    for (const session of this.#sessions.values()) {
      if (session.lastUsed > limit) return false;
      if (
        session.transport.busy ||
        (binding !== undefined && session.principal.binding !== binding)
      )
        continue;
      this.end(session);
      return true;
    }
    return false;
  }
}
