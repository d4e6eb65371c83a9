import type { Ability, AnyVendor, Principal, Role, Settings, Tier } from "../define/index.ts";
import { decide, resolveProfile } from "../policy/index.ts";
import { compileContent, type ToolListing } from "../registry/index.ts";
import { estimateTokens } from "../server/render/tokens.ts";

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
  const profile = resolveProfile({ ...options, principal: onlooker, selection: {} });
  const content = compileContent(vendor, await vendor.load());
  const shown = content.tools.filter((tool) => decide(tool.facts, profile).allowed);
  return {
    of: content.tools.length,
    rows: shown.map(({ facts, listing, tool }) => ({
      name: facts.name,
      title: listing.title,
      tier: tool.tier,
      toolsets: facts.toolsets,
      tokens: estimateTokens(JSON.stringify(listing)),
      listing,
    })),
  };
}
