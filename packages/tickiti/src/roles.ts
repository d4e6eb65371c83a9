import { roleCovers, roleForTier, type AnyTool, type Role, type Tier } from "@psa-mcp/core";

/** Families that are an administrator's business even to read: people and their rights, other people's mail, the machine. */
const CLOSED: ReadonlySet<string> = new Set(["administration", "supervisor", "mail"]);

/** Families that everybody may read and administrators alone may change: they shape everybody's work. */
const SHAPING: ReadonlySet<string> = new Set(["workflow", "templates"]);

/**
 * The role that something of a family takes here: a viewer reads tickets, settings, workflow and reports, an editor also
 * answers tickets and keeps settings, the rest is an administrator's. What the token may do comes on top.
 */
export function roleFor(family: string, tier: Tier): Role {
  if (CLOSED.has(family) || (SHAPING.has(family) && tier !== "read")) return "admin";
  return roleForTier[tier];
}

/** A tool with the role of its toolset, where that is higher than its tier asks for. */
export function withRole(tool: AnyTool): AnyTool {
  const toolsets = typeof tool.toolset === "string" ? [tool.toolset] : tool.toolset;
  const role = toolsets
    .map((toolset) => roleFor(toolset, tool.calls?.least ?? tool.tier))
    .reduce((highest, one) => (roleCovers(one, highest) ? one : highest), "viewer");
  return role === roleForTier[tool.calls?.least ?? tool.tier] ? tool : { ...tool, role };
}
