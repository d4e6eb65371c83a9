import { roleCovers, roleForTier, type Role, type Tier } from "../define/tiers.ts";
import type { Ability } from "../define/tool.ts";

/** What counts about one tool, resource or prompt. */
export interface PolicyFacts {
  readonly name: string;
  /** Names under which it is still called, so that lists written for them go on holding. */
  readonly formerNames?: readonly string[];
  readonly tier: Tier;
  /** The lowest role, when higher than that of the tier. */
  readonly role?: Role;
  readonly toolsets: readonly string[];
  readonly owner: "vendor" | "server";
  readonly requires: readonly Ability[];
}

/** Tools by group and one by one. */
export interface Selected {
  readonly toolsets: ReadonlySet<string>;
  readonly tools: ReadonlySet<string>;
}

/** What counts about one caller in one selection; equal profiles see equal lists. */
export interface Profile {
  readonly role: Role;
  readonly serverRole: Role;
  readonly readOnly: boolean;
  /** Secrets may be revealed: an operator's switch, never a caller's. */
  readonly secrets: boolean;
  readonly toolsets: ReadonlySet<string>;
  /** Tools switched on one by one, by a preset. */
  readonly tools: ReadonlySet<string>;
  /** When present, a request that narrows what the operator chose: only what both name. */
  readonly within?: Selected;
  /** When present, tools are found by searching, and only what is named here stands in lists; calls are not affected. */
  readonly listed?: Selected;
  /** When present, exactly these tools, whatever their toolset. */
  readonly allow?: readonly string[];
  readonly deny: readonly string[];
  readonly abilities: ReadonlySet<Ability>;
}

/** Why something may not be used; for audit, never for the caller. */
export type Refusal = "role" | "read-only" | "secret" | "denied" | "not-selected" | "ability";

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: Refusal };

const yes: Decision = { allowed: true };
const no = (because: Refusal): Decision => ({ allowed: false, because });

/** Decides, for lists and for calls alike. Everything that is not allowed here does not exist for the caller. */
export function decide(facts: PolicyFacts, profile: Profile): Decision {
  const role = facts.owner === "server" ? profile.serverRole : profile.role;
  if (!roleCovers(role, roleForTier[facts.tier])) return no("role");
  if (facts.role !== undefined && !roleCovers(role, facts.role)) return no("role");
  if (profile.readOnly && facts.tier !== "read") return no("read-only");
  if (facts.tier === "secret" && !profile.secrets) return no("secret");
  if (profile.deny.some((pattern) => fits(facts, pattern))) return no("denied");
  if (!facts.requires.every((ability) => profile.abilities.has(ability))) return no("ability");
  return selected(facts, profile) ? yes : no("not-selected");
}

function selected(facts: PolicyFacts, profile: Profile): boolean {
  if (profile.within !== undefined && !named(facts, profile.within)) return false;
  if (profile.allow !== undefined) return profile.allow.some((pattern) => fits(facts, pattern));
  return named(facts, profile);
}

/** True when a tool that the caller may use also stands in its list. */
export function isListed(facts: PolicyFacts, profile: Profile): boolean {
  return profile.listed === undefined || named(facts, profile.listed);
}

function named(facts: PolicyFacts, by: Selected): boolean {
  return by.tools.has(facts.name) || facts.toolsets.some((toolset) => by.toolsets.has(toolset));
}

function fits({ name, formerNames = [] }: PolicyFacts, pattern: string): boolean {
  return nameFits(name, pattern) || formerNames.some((former) => nameFits(former, pattern));
}

/** `*` stands for any run of characters; everything else is literal. */
function nameFits(name: string, pattern: string): boolean {
  const parts = pattern.split("*");
  if (parts.length === 1) return name === pattern;
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (!name.startsWith(first) || name.length < first.length + last.length) return false;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return name.endsWith(last) && name.length - last.length >= position;
}
