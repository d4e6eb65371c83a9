import type { ProfileSet } from "../http/profile-set.ts";

/** Questions that no public page answers. Each switch has the answer that we take by default first. */
export interface Switches {
  /** Discovery documents: RFC 9728 and 8414, RFC 8414 alone at the root, OpenID under `/o/`, or none. */
  discovery: "protected-resource" | "authorization-server" | "openid" | "none";
  /** How the token endpoint wants the client to prove itself. */
  clientAuthentication: "either" | "post" | "basic";
  /** What happens to a refresh token that is used; `none` hands out no refresh tokens. */
  refresh: "rotating" | "static" | "none";
  /** `read-write` checks scopes: a tool that changes something needs `write`. */
  scopes: "none" | "read-write";
  /** The `resource` parameter of RFC 8707. */
  resource: "ignored" | "required" | "refused";
  /** The `iss` parameter of RFC 9207 on the way back; `wrong` names another server. */
  issuer: "absent" | "present" | "wrong";
  /** `automatic` signs the staff member in without a form. */
  signIn: "form" | "automatic";
  /** A POST to `/integrations/mcp` without the slash at the end. */
  missingSlash: "301" | "500";
  /** The newest protocol revision that the endpoint speaks. */
  protocol: "2025-06-18" | "2025-03-26" | "2025-11-25";
  /** Whether the endpoint keeps sessions. */
  sessions: "stateful" | "stateless";
  /** `sticky` finds a session only with the cookie that came with it, as behind a load balancer. */
  loadBalancer: "none" | "sticky";
  /** Whether lists come in pages of five. */
  listing: "whole" | "paged";
  /** The form of answers; `mixed` streams only a call that asks for progress, or that asks the client. */
  answers: "mixed" | "json" | "sse";
  /** Whether a change of the tool list is announced. */
  listChanged: "off" | "on";
  /** Which tools are listed; `drifting` has another description each time, `malformed` a broken schema. */
  catalogue: "14" | "12" | "drifting" | "malformed";
  /** Whether annotations tell the truth. */
  annotations: "honest" | "lying" | "absent";
  /** Whether results have `structuredContent` and tools an output schema. */
  structuredContent: "absent" | "present";
  /** Resources, prompts and completion. */
  resources: "present" | "absent";
  /** What `execute_integration` asks of the client in the middle of a call. */
  serverRequests: "none" | "sampling" | "elicitation";
  /** Where integrations are executed: below `/integrations/execute/`, below `/execute/`, or both. */
  executePath: "integrations" | "short" | "both";
}

export type ProfileName = "documented" | "bare" | "modern" | "hostile";

const documented: Switches = {
  discovery: "protected-resource",
  clientAuthentication: "either",
  refresh: "rotating",
  scopes: "none",
  resource: "ignored",
  issuer: "absent",
  signIn: "form",
  missingSlash: "301",
  protocol: "2025-06-18",
  sessions: "stateful",
  loadBalancer: "none",
  listing: "whole",
  answers: "mixed",
  listChanged: "off",
  catalogue: "14",
  annotations: "honest",
  structuredContent: "absent",
  resources: "present",
  serverRequests: "none",
  executePath: "integrations",
};

/** The presets: each takes one side in every open question. */
export const PROFILES: Readonly<Record<ProfileName, Switches>> = {
  documented,
  bare: {
    ...documented,
    discovery: "none",
    clientAuthentication: "basic",
    refresh: "none",
    resource: "refused",
    missingSlash: "500",
    protocol: "2025-03-26",
    sessions: "stateless",
    answers: "json",
    catalogue: "12",
    annotations: "absent",
    resources: "absent",
    executePath: "short",
  },
  modern: {
    ...documented,
    clientAuthentication: "post",
    refresh: "static",
    scopes: "read-write",
    resource: "required",
    issuer: "present",
    protocol: "2025-11-25",
    listing: "paged",
    answers: "sse",
    listChanged: "on",
    structuredContent: "present",
    serverRequests: "elicitation",
    executePath: "both",
  },
  hostile: {
    ...documented,
    discovery: "openid",
    issuer: "wrong",
    answers: "sse",
    listChanged: "on",
    catalogue: "drifting",
    annotations: "lying",
    serverRequests: "sampling",
  },
};

const SWITCH_VALUES: Readonly<Record<keyof Switches, readonly string[]>> = {
  discovery: ["protected-resource", "authorization-server", "openid", "none"],
  clientAuthentication: ["either", "post", "basic"],
  refresh: ["rotating", "static", "none"],
  scopes: ["none", "read-write"],
  resource: ["ignored", "required", "refused"],
  issuer: ["absent", "present", "wrong"],
  signIn: ["form", "automatic"],
  missingSlash: ["301", "500"],
  protocol: ["2025-06-18", "2025-03-26", "2025-11-25"],
  sessions: ["stateful", "stateless"],
  loadBalancer: ["none", "sticky"],
  listing: ["whole", "paged"],
  answers: ["mixed", "json", "sse"],
  listChanged: ["off", "on"],
  catalogue: ["14", "12", "drifting", "malformed"],
  annotations: ["honest", "lying", "absent"],
  structuredContent: ["absent", "present"],
  resources: ["present", "absent"],
  serverRequests: ["none", "sampling", "elicitation"],
  executePath: ["integrations", "short", "both"],
};

/** The presets with what each switch may be. */
export const profiles: ProfileSet<Switches, ProfileName> = {
  presets: PROFILES,
  values: SWITCH_VALUES,
};
