import type { FaultRule } from "../app.ts";

/** What a row may send on: the address of a stranger. */
export interface Surroundings {
  readonly strangerUrl: string;
}

/** One way in which the vendor misbehaves, and what must come of it. */
export interface FaultRow {
  readonly name: string;
  rules(surroundings: Surroundings): readonly FaultRule[];
  /** Codes of ours that may answer the call, or "ok". */
  readonly outcome: readonly string[];
  /** Fewest and most requests that may reach the vendor. */
  readonly sent: readonly [number, number];
  /** Longest time of the call in seconds. */
  readonly seconds: number;
  /** What is known of the records afterwards; for writes. */
  readonly written?: readonly [number, number];
  /** False when the next call may still be refused: a limit or a circuit remembers. */
  readonly recovers?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  /** True when the vendor rejects the access token: one more request is right where the server renews tokens. */
  readonly rejects?: boolean;
  /** Tried over HTTP as well; what the transports do not touch need not be. */
  readonly everywhere?: boolean;
}

const always = (rule: FaultRule): (() => readonly FaultRule[]) => {
  return () => [rule];
};
const once = (rule: FaultRule): (() => readonly FaultRule[]) => always({ ...rule, times: 1 });

/** The deadline of one second, and no deadline at all, with room for a busy machine. */
const BY_DEADLINE = 6;
const SOON = 5;

const BAD = ["bad_response"];
const AWAY = ["unavailable"];
/** Some vendors say with a plain 500 that something took them too long; and where a read is tried again, a busy machine may reach the deadline first. */
const FAILED = [...AWAY, "timeout"];

/** Faults while something is read. */
export const readRows: readonly FaultRow[] = [
  {
    name: "429 once with Retry-After in seconds is waited for and tried again",
    everywhere: true,
    rules: once({ kind: "retry-after", retryAfter: 1 }),
    outcome: ["ok"],
    sent: [2, 2],
    seconds: 8,
    variables: { MCP_DEADLINE_SECONDS: "5" },
  },
  {
    name: "429 once with Retry-After as a date is waited for and tried again",
    rules: once({ kind: "retry-after", retryAfter: "date:1" }),
    outcome: ["ok"],
    sent: [2, 2],
    seconds: 8,
    variables: { MCP_DEADLINE_SECONDS: "5" },
  },
  {
    name: "429 for ever ends in an error within the deadline",
    rules: always({ kind: "retry-after", retryAfter: 2 }),
    outcome: ["rate_limited"],
    sent: [1, 3],
    seconds: BY_DEADLINE,
    recovers: false,
  },
  {
    name: "Retry-After of a day is not waited for",
    rules: always({ kind: "retry-after", retryAfter: 86_400 }),
    outcome: ["rate_limited"],
    sent: [1, 1],
    seconds: BY_DEADLINE,
    recovers: false,
  },
  {
    name: "an unreadable Retry-After neither hangs nor floods",
    rules: always({ kind: "retry-after", retryAfter: "soon, maybe -1" }),
    outcome: ["rate_limited"],
    sent: [1, 3],
    seconds: BY_DEADLINE,
    recovers: false,
  },
  {
    name: "503 once is tried again",
    everywhere: true,
    rules: once({ kind: "status", status: 503 }),
    outcome: ["ok"],
    sent: [2, 2],
    seconds: 8,
    variables: { MCP_DEADLINE_SECONDS: "5" },
  },
  {
    name: "503 with a far Retry-After ends within the deadline",
    rules: always({ kind: "retry-after", status: 503, retryAfter: 600 }),
    outcome: AWAY,
    sent: [1, 1],
    seconds: BY_DEADLINE,
  },
  {
    name: "500 is an error",
    rules: always({ kind: "status", status: 500 }),
    outcome: FAILED,
    sent: [1, 3],
    seconds: BY_DEADLINE,
  },
  {
    name: "502 as a page of HTML is an error without its HTML",
    rules: always({ kind: "status", status: 502 }),
    outcome: FAILED,
    sent: [1, 3],
    seconds: BY_DEADLINE,
  },
  {
    name: "401 is told once and not tried again",
    everywhere: true,
    rules: always({ kind: "status", status: 401 }),
    outcome: ["credential_rejected"],
    sent: [1, 1],
    seconds: SOON,
    rejects: true,
  },
  {
    name: "403 is told once and not tried again",
    rules: always({ kind: "status", status: 403 }),
    outcome: ["forbidden"],
    sent: [1, 1],
    seconds: SOON,
  },
  {
    name: "no answer ends at the deadline",
    everywhere: true,
    rules: always({ kind: "hang" }),
    outcome: ["timeout"],
    sent: [1, 1],
    seconds: BY_DEADLINE,
  },
  {
    name: "a body that never ends, ends at the deadline",
    everywhere: true,
    rules: always({ kind: "slow-body" }),
    outcome: ["timeout"],
    sent: [1, 1],
    seconds: BY_DEADLINE,
  },
  {
    name: "a slow answer within the deadline is an answer",
    rules: always({ kind: "latency", milliseconds: 300 }),
    outcome: ["ok"],
    sent: [1, 1],
    seconds: SOON,
  },
  {
    name: "cut JSON with 200 is an error",
    everywhere: true,
    rules: always({ kind: "malformed" }),
    outcome: BAD,
    sent: [1, 1],
    seconds: SOON,
  },
  {
    name: "HTML with 200 is an error",
    everywhere: true,
    rules: always({ kind: "html" }),
    outcome: BAD,
    sent: [1, 1],
    seconds: SOON,
  },
  {
    name: "nothing with 200 is an error",
    everywhere: true,
    rules: always({ kind: "empty" }),
    outcome: BAD,
    sent: [1, 1],
    seconds: SOON,
  },
  {
    name: "a connection that breaks inside every body is an error",
    everywhere: true,
    rules: always({ kind: "reset" }),
    outcome: FAILED,
    sent: [2, 3],
    seconds: BY_DEADLINE,
  },
  {
    name: "a connection that breaks once is tried again",
    rules: once({ kind: "reset" }),
    outcome: ["ok"],
    sent: [2, 2],
    seconds: 8,
    variables: { MCP_DEADLINE_SECONDS: "5" },
  },
  ...[301, 302, 303, 307, 308].map((status): FaultRow => ({
    name: `${status} to another host is not followed`,
    everywhere: status === 302,
    rules: ({ strangerUrl }) => [
      { kind: "redirect", status, location: `${strangerUrl}/elsewhere` },
    ],
    outcome: BAD,
    sent: [1, 1],
    seconds: SOON,
  })),
  ...["//127.0.0.1:9/x", "/users", "http://[::1", "javascript:alert(1)"].map(
    (location): FaultRow => ({
      name: `a redirect to ${location} is not followed`,
      rules: always({ kind: "redirect", location }),
      outcome: BAD,
      sent: [1, 1],
      seconds: SOON,
    }),
  ),
  ...[400, 401, 404, 422, 429, 500].map((status): FaultRow => ({
    name: `${status} that echoes the request's headers gives nothing away`,
    everywhere: status === 400 || status === 500,
    rules: always({ kind: "echo", status }),
    outcome: [
      "invalid_arguments",
      "credential_rejected",
      "forbidden",
      "not_found",
      "rate_limited",
      ...FAILED,
    ],
    sent: [1, 3],
    seconds: BY_DEADLINE,
    recovers: status !== 429,
  })),
  {
    name: "50 MB are refused, not passed on",
    everywhere: true,
    rules: always({ kind: "huge" }),
    outcome: ["too_large"],
    sent: [1, 1],
    seconds: BY_DEADLINE,
    variables: { MCP_DEADLINE_SECONDS: "5" },
  },
];

/** Faults while something is created. Whatever happens, it is created once at most. */
export const writeRows: readonly FaultRow[] = [
  {
    name: "a create answered with 503 is not sent again",
    rules: always({ kind: "status", status: 503 }),
    outcome: ["outcome_unknown"],
    sent: [1, 1],
    seconds: SOON,
    written: [0, 0],
  },
  {
    name: "a create answered with 503 after it was made is not sent again",
    everywhere: true,
    rules: once({ kind: "status", status: 503, commit: true }),
    outcome: ["outcome_unknown"],
    sent: [1, 1],
    seconds: SOON,
    written: [1, 1],
  },
  {
    name: "a create refused by the limiter once is made once",
    rules: once({ kind: "retry-after", retryAfter: 1 }),
    outcome: ["ok"],
    sent: [2, 2],
    seconds: 8,
    written: [1, 1],
    variables: { MCP_DEADLINE_SECONDS: "5" },
  },
  ...(["reset", "html", "empty", "malformed"] as const).map((kind): FaultRow => ({
    name: `a create that was made and answered with ${kind} has an unknown outcome`,
    everywhere: kind === "reset",
    rules: once({ kind, commit: true }),
    outcome: ["outcome_unknown"],
    sent: [1, 1],
    seconds: SOON,
    written: [1, 1],
  })),
  {
    name: "a create that was made and never answered has an unknown outcome at the deadline",
    rules: once({ kind: "hang", commit: true }),
    outcome: ["outcome_unknown"],
    sent: [1, 1],
    seconds: BY_DEADLINE,
    written: [1, 1],
  },
  {
    name: "a create whose answer trickles has an unknown outcome at the deadline",
    rules: once({ kind: "slow-body" }),
    outcome: ["outcome_unknown"],
    sent: [1, 1],
    seconds: BY_DEADLINE,
    written: [1, 1],
  },
  {
    name: "a create answered with a redirect is not sent elsewhere",
    rules: ({ strangerUrl }) => [{ kind: "redirect", status: 307, location: `${strangerUrl}/x` }],
    outcome: ["outcome_unknown", "bad_response"],
    sent: [1, 1],
    seconds: SOON,
    written: [0, 0],
  },
  {
    name: "a create answered with an echo of its headers gives nothing away",
    rules: always({ kind: "echo", status: 422 }),
    outcome: ["invalid_arguments"],
    sent: [1, 1],
    seconds: SOON,
    written: [0, 0],
  },
];
