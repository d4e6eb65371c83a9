import { path, text, view, z, type AnyTool } from "@psa-mcp/core";
import { paging, rawList } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { listPage } from "../records/list.ts";

const searchCatalog = defineTool({
  name: "cw_search_catalog",
  title: "Search catalog",
  tier: "read",
  toolset: "procurement",
  paged: true,
  description:
    "Find products of the catalog by part of their identifier or description; active ones only unless active_only is false.",
  input: z.object({
    contains: text(100).optional(),
    active_only: z.boolean().optional(),
    ...rawList,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/procurement/catalog`,
      conditions: where.all(
        input.active_only === false ? undefined : where.is("inactiveFlag", false),
        input.contains === undefined
          ? undefined
          : where.any(
              where.contains("identifier", input.contains),
              where.contains("description", input.contains),
            ),
      ),
      orderBy: "identifier asc",
      view: view(
        "products",
        "id",
        "identifier",
        { key: "description", max: 80 },
        { key: "category.name", label: "category" },
        "price",
        "cost",
        { key: "unit_of_measure.name", label: "unit" },
      ),
    }),
});

/** The product catalog. */
export const catalogTools: readonly AnyTool[] = [searchCatalog];
