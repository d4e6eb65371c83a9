import type { ProfileSet } from "../http/profile-set.ts";

/** Questions that the published text leaves open. Each switch has the answer that we take by default first. */
export interface Switches {
  /** What `tickets/query` puts its rows into. */
  queryEnvelope: "array" | "data";
  /** Whether rows have every column or those of the perspective. */
  queryColumns: "all" | "perspective";
  /** How many rows `tickets/query` gives at most. */
  queryLimit: "none" | "100";
  /** Where the ids of a new ticket stand; `ids` leaves the number out. */
  createBody: "data" | "flat" | "ids";
  /** The ticket number in the answer to a creation. */
  createNumber: "integer" | "text";
  /** Whether the code of a failed tickets route is a text or an object. */
  errorCode: "text" | "object";
  /** Status codes of attachments that are refused: 403, 409 and 413, or 422 for all. */
  attachmentRefusal: "distinct" | "422";
  /** How long a key is remembered. */
  idempotencyRetention: "24h" | "1h" | "none";
  /** Whether a replayed answer says so in a header. */
  replayHeader: "absent" | "present";
  /** Whether `idempotency_key` needs a token. */
  mintKey: "open" | "authenticated";
  /** What an unknown path and a wrong method are answered with. */
  errorPages: "json" | "html";
  /** Whom calls run as: the token's owner, or the built-in system user. */
  actsAs: "owner" | "system";
  /** The answer to a deletion of something in use: 200 with `my_error`, or 409. */
  inUse: "200" | "409";
  /** Requests a minute for one token, told in headers. */
  rateLimit: "none" | "60";
  /** Ids outside the tickets family: those of the screens. */
  screenIds: "integer" | "text";
  /** Whether reports take `queue_id`. */
  reportQueue: "ignored" | "honoured";
}

export type ProfileName = "documented" | "flat" | "strict";

const documented: Switches = {
  queryEnvelope: "array",
  queryColumns: "all",
  queryLimit: "none",
  createBody: "data",
  createNumber: "integer",
  errorCode: "text",
  attachmentRefusal: "distinct",
  idempotencyRetention: "24h",
  replayHeader: "absent",
  mintKey: "open",
  errorPages: "json",
  actsAs: "owner",
  inUse: "200",
  rateLimit: "none",
  screenIds: "integer",
  reportQueue: "ignored",
};

/** The presets: each takes one side in every open question. */
export const PROFILES: Readonly<Record<ProfileName, Switches>> = {
  documented,
  flat: {
    ...documented,
    queryColumns: "perspective",
    createBody: "flat",
    createNumber: "text",
    attachmentRefusal: "422",
    idempotencyRetention: "none",
    errorPages: "html",
    actsAs: "system",
    screenIds: "text",
    reportQueue: "honoured",
  },
  strict: {
    ...documented,
    queryEnvelope: "data",
    queryLimit: "100",
    createBody: "ids",
    errorCode: "object",
    idempotencyRetention: "1h",
    replayHeader: "present",
    mintKey: "authenticated",
    inUse: "409",
    rateLimit: "60",
  },
};

const SWITCH_VALUES: Readonly<Record<keyof Switches, readonly string[]>> = {
  queryEnvelope: ["array", "data"],
  queryColumns: ["all", "perspective"],
  queryLimit: ["none", "100"],
  createBody: ["data", "flat", "ids"],
  createNumber: ["integer", "text"],
  errorCode: ["text", "object"],
  attachmentRefusal: ["distinct", "422"],
  idempotencyRetention: ["24h", "1h", "none"],
  replayHeader: ["absent", "present"],
  mintKey: ["open", "authenticated"],
  errorPages: ["json", "html"],
  actsAs: ["owner", "system"],
  inUse: ["200", "409"],
  rateLimit: ["none", "60"],
  screenIds: ["integer", "text"],
  reportQueue: ["ignored", "honoured"],
};

/** The presets with what each switch may be. */
export const profiles: ProfileSet<Switches, ProfileName> = {
  presets: PROFILES,
  values: SWITCH_VALUES,
};
