import type { Ability, AnyVendor, Principal, Role, Settings, Tier } from "../define/index.ts";
import { decide, isListed, resolveProfile, selectionBeside } from "../policy/index.ts";
import { compileContent, type ToolListing } from "../registry/index.ts";
import { discoveryOf, estimateTokens, prefixOf } from "../server/index.ts";

/** One tool as tables show it. */
export interface ToolRow {
  readonly name: string;
  readonly title: string;
  readonly tier: Tier;
  readonly toolsets: readonly string[];
  /** About how many tokens it costs in a client's context. */
  readonly tokens: number;
  /** As tools/list shows it. */
  readonly listing: ToolListing;
}

/** The tools that settings and a role show, in the vendor's order, and how many the vendor has in all. */
export async function toolRows(options: {
  readonly vendor: AnyVendor;
  readonly settings: Settings;
  readonly role: Role;
  readonly abilities: ReadonlySet<Ability>;
  /** True for what the vendor shows beside others, where several are served together. */
  readonly beside?: boolean;
}): Promise<{ readonly rows: readonly ToolRow[]; readonly of: number }> {
  const { vendor, role } = options;
  const onlooker: Principal = {
    subject: "cli",
    label: "cli",
    role,
    serverRole: role,
    method: "none",
    binding: "cli",
  };
  const granted = vendor.abilities?.(options.settings) ?? [];
  const profile = resolveProfile({
    ...options,
    abilities: new Set([...options.abilities, ...granted]),
    principal: onlooker,
    selection:
      (options.beside === true ? selectionBeside(vendor, options.settings, {}) : undefined) ?? {},
  });
  const content = compileContent(vendor, await vendor.load());
  const shown = content.tools.filter(
    ({ facts }) => decide(facts, profile).allowed && isListed(facts, profile),
  );
  const meta =
    profile.listed === undefined ? [] : discoveryOf(prefixOf(vendor)).listings([profile]);
  return {
    of: content.tools.length,
    rows: [
      ...meta.map((listing) => rowOf(listing, "read", [])),
      ...shown.map(({ facts, listing, tool }) => rowOf(listing, tool.tier, facts.toolsets)),
    ],
  };
}

function rowOf(listing: ToolListing, tier: Tier, toolsets: readonly string[]): ToolRow {
  return {
    name: listing.name,
    title: listing.title,
    tier: listing.annotations.readOnlyHint ? tier : tier === "read" ? "write" : tier,
    toolsets,
    tokens: estimateTokens(JSON.stringify(listing)),
    listing,
  };
}
