import {
  message,
  plainHeaders,
  type HttpAnswer,
  type HttpSession,
  type Sent,
} from "../program/http.ts";
import { initializeParams, REVISION } from "../program/caller.ts";
import { bearer } from "../scene.ts";

/** What a probe knows: a good session of the admin. */
export interface Probing {
  readonly session: HttpSession;
  /** Headers with which callers bring their keys. */
  readonly callerHeaders: readonly string[];
  /** Where upload slots are. */
  readonly uploadRoute: string;
}

/** One bad request and the answer it must get. */
export interface HttpRow {
  readonly name: string;
  sent(probing: Probing): Sent;
  readonly status: number | readonly number[];
  /** JSON-RPC code of the answer. */
  readonly code?: number;
  /** What else the answer must have. */
  check?(answer: HttpAnswer): string | undefined;
}

export const list: string = message("tools/list", {}, 7);
export const initialize: string = message("initialize", initializeParams, 1);

/** A request of the admin without a session. */
export const admin = (more: Partial<Sent>): Sent => ({
  ...more,
  headers: { ...plainHeaders, ...bearer("admin"), ...more.headers },
});
/** A request within the good session. */
export const inSession = ({ session }: Probing, more: Partial<Sent> = {}): Sent => ({
  body: list,
  ...more,
  headers: {
    ...plainHeaders,
    "mcp-protocol-version": REVISION,
    ...session.headers,
    ...more.headers,
  },
});
export const needsChallenge = ({ headers }: HttpAnswer): string | undefined =>
  headers["www-authenticate"]?.startsWith("Bearer ") === true ? undefined : "no WWW-Authenticate";
export const needsAllow = ({ headers }: HttpAnswer): string | undefined =>
  headers.allow === undefined ? "no Allow" : undefined;
