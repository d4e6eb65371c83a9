import type { Switches } from "../profiles.ts";

const KNOWN = ["read", "write"];

/** False when a scope is asked for that the instance does not have; without scopes, any text will do. */
export function isScopeKnown(switches: Switches, asked: string | null): boolean {
  if (switches.scopes === "none" || asked === null || asked === "") return true;
  return asked.split(" ").every((scope) => KNOWN.includes(scope));
}

/** The scopes of a grant: what was asked for, or all. */
export function scopeOf(switches: Switches, asked: string | null): string {
  if (switches.scopes === "none" || asked === null || asked === "") return KNOWN.join(" ");
  return asked;
}
