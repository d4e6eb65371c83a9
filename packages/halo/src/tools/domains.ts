import type { AnyTool } from "@psa-mcp/core";
import type { Domain } from "../domains/domain.ts";
import { getTool } from "../domains/get.ts";
import { listTool } from "../domains/list.ts";
import { removeTool } from "../domains/remove.ts";
import { saveTool } from "../domains/save.ts";
import { domains } from "../domains/table/index.ts";

/** Toolset of exactly what the existing server has. */
const COMPAT = "compat";

function toolsOf(domain: Domain): readonly AnyTool[] {
  const [list, get, save, remove] =
    typeof domain.toolset === "string"
      ? [domain.toolset, domain.toolset, domain.toolset, domain.toolset]
      : domain.toolset;
  // Whoever switches on what a domain is written with can find and read it as well.
  const within = (own: string): readonly string[] => [...new Set([own, save, COMPAT])];
  return [
    listTool(domain, within(list)),
    getTool(domain, within(get)),
    saveTool(domain, within(save)),
    ...(domain.keeps === true ? [] : [removeTool(domain, within(remove))]),
  ];
}

/** List, get, save and delete of every domain: `halo_<stem>_<list|get|upsert|delete>`. */
export const domainTools: readonly AnyTool[] = domains.flatMap(toolsOf);
