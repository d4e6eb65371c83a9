import type { ProfileSet } from "../http/profile-set.ts";

/** Questions on which the public evidence is open. Each switch has the answer that we take by default first. */
export interface Switches {
  /** Where tokens are issued: under `/auth` of the tenant's host, or on a server of their own. */
  authLayout: "tenant" | "separate";
  /** Whether a token request has to name the tenant. */
  tenant: "optional" | "required";
  /** The body of a refused token request. */
  tokenErrors: "oauth" | "empty" | "html";
  /** How a list travels in a query. */
  arrays: "any" | "json" | "csv" | "repeated";
  /** Filters that older clients send and the vendor's specification does not have. */
  unlistedFilters: "ignored" | "honoured";
  /** The most rows a page of assets has. */
  assetPage: "50" | "100";
  /** The status of a successful POST. */
  postStatus: "201" | "200";
  /** What a POST of one record answers. */
  postAnswer: "object" | "array";
  /** What a DELETE answers. */
  deleteAnswer: "empty" | "object";
  /** Whether an update keeps the fields that it does not name. */
  updates: "merge" | "replace";
  /** An update of an id that does not exist. */
  unknownId: "404" | "400";
  /** `_validate_only` and `domerge`. */
  validationFlags: "on" | "ignored";
  /** The undocumented operator 6 of advanced_search. */
  operatorSix: "equals" | "error";
  /** `GET /InstanceInfo` without a token. */
  instanceInfo: "open" | "401";
  /** `GET /Agent/me`: the claims document of about 2 MB, or the agent as an object. */
  agentMe: "claims" | "agent";
  /** `GET /Actions` without ticket and dates. */
  unfilteredActions: "empty" | "timeout";
  /** `GET /KBArticle` without paging and filter. */
  unfilteredArticles: "timeout" | "all";
  /** Retry-After on a 429. */
  retryAfter: "none" | "seconds";
  /** X-RateLimit-* on every answer. */
  rateHeaders: "off" | "on";
  /** `who` beside `who_agentid` in actions: clients read it, and the specification does not have it. */
  actionWho: "absent" | "present";
  /** What SQL in a report that takes a minute gets. */
  reports: "run" | "504";
}

export type ProfileName = "documented" | "separate-auth" | "older" | "strict";

const documented: Switches = {
  authLayout: "tenant",
  tenant: "optional",
  tokenErrors: "oauth",
  arrays: "any",
  unlistedFilters: "ignored",
  assetPage: "50",
  postStatus: "201",
  postAnswer: "object",
  deleteAnswer: "empty",
  updates: "merge",
  unknownId: "404",
  validationFlags: "on",
  operatorSix: "equals",
  instanceInfo: "open",
  agentMe: "claims",
  unfilteredActions: "empty",
  unfilteredArticles: "timeout",
  retryAfter: "none",
  rateHeaders: "off",
  actionWho: "absent",
  reports: "run",
};

/** The presets: each takes one side in every open question. */
export const PROFILES: Readonly<Record<ProfileName, Switches>> = {
  documented,
  /** A hosted tenant with an authorization server for many. */
  "separate-auth": { ...documented, authLayout: "separate", tenant: "required" },
  /** An older build. */
  older: {
    ...documented,
    tokenErrors: "html",
    unlistedFilters: "honoured",
    assetPage: "100",
    postStatus: "200",
    postAnswer: "array",
    deleteAnswer: "object",
    unknownId: "400",
    validationFlags: "ignored",
    instanceInfo: "401",
    agentMe: "agent",
    unfilteredArticles: "all",
    actionWho: "present",
  },
  /** The least friendly answer to each question. */
  strict: {
    ...documented,
    tenant: "required",
    tokenErrors: "empty",
    arrays: "json",
    unknownId: "400",
    validationFlags: "ignored",
    operatorSix: "error",
    unfilteredActions: "timeout",
    retryAfter: "seconds",
    rateHeaders: "on",
  },
};

const SWITCH_VALUES: Readonly<Record<keyof Switches, readonly string[]>> = {
  authLayout: ["tenant", "separate"],
  tenant: ["optional", "required"],
  tokenErrors: ["oauth", "empty", "html"],
  arrays: ["any", "json", "csv", "repeated"],
  unlistedFilters: ["ignored", "honoured"],
  assetPage: ["50", "100"],
  postStatus: ["201", "200"],
  postAnswer: ["object", "array"],
  deleteAnswer: ["empty", "object"],
  updates: ["merge", "replace"],
  unknownId: ["404", "400"],
  validationFlags: ["on", "ignored"],
  operatorSix: ["equals", "error"],
  instanceInfo: ["open", "401"],
  agentMe: ["claims", "agent"],
  unfilteredActions: ["empty", "timeout"],
  unfilteredArticles: ["timeout", "all"],
  retryAfter: ["none", "seconds"],
  rateHeaders: ["off", "on"],
  actionWho: ["absent", "present"],
  reports: ["run", "504"],
};

/** The presets with what each switch may be. */
export const profiles: ProfileSet<Switches, ProfileName> = {
  presets: PROFILES,
  values: SWITCH_VALUES,
};
