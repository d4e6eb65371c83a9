// Access: who is calling. Role tokens, callers' own vendor credentials, development mode, and what a session is bound to.
export { createAccess, type Access, type AccessOptions, type HttpAccess } from "./access.ts";
export { combineAccess, type CombinedPart } from "./combine.ts";
export { AccessDenied, type AccessDeniedOptions } from "./denied.ts";
export { callerHeaders, serverCredential } from "./credential.ts";
export { assertStartable } from "./start.ts";
export { parseRoleTokens, type RoleToken } from "./tokens.ts";
