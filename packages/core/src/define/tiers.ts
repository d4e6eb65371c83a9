/** What a tool does to the vendor's data. `secret` reveals a stored secret and is off unless switched on. */
export type Tier = "read" | "write" | "destructive" | "secret";

/** What a caller may do: viewer reads, editor also writes, admin may do everything. */
export type Role = "viewer" | "editor" | "admin";

/** Roles from the least to the most powerful. */
export const roles: readonly Role[] = ["viewer", "editor", "admin"];

/** The lowest role that may call a tool of each tier. */
export const roleForTier: Readonly<Record<Tier, Role>> = {
  read: "viewer",
  write: "editor",
  destructive: "admin",
  secret: "admin",
};

/** True when `held` includes everything `needed` allows. */
export function roleCovers(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

/** The weaker of two roles. */
export function weakerRole(left: Role, right: Role): Role {
  return roleCovers(left, right) ? right : left;
}
