import { id, item, path, text, view, z, type AnyTool, type View } from "@psa-mcp/core";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { byName, listPage } from "../records/list.ts";
import { traitField } from "../traits/fields.ts";
import { fieldRecords } from "../traits/load.ts";

const typeRows: View = view(
  "flexible asset types",
  "id",
  "name",
  { key: "description", format: "html", max: 80 },
  "enabled",
);

const listTypes = defineTool({
  name: "itglue_list_flexible_asset_types",
  title: "List flexible asset types",
  tier: "read",
  toolset: "flex",
  description: "List the kinds of structured records (flexible assets) that this account defines.",
  input: z.object({
    filter_name: text().optional(),
    enabled: z.boolean().optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) =>
    listPage(context, {
      path: path`/flexible_asset_types`,
      query: { filter: { enabled: context.input.enabled } },
      sorts: ["name", "id", "created_at", "updated_at"],
      keys: ["id", "name", "description", "enabled"],
      view: typeRows,
      keep: byName(context.input.filter_name),
    }),
});

const typeDetail: View = view(
  "flexible asset type",
  "id",
  "name",
  { key: "description", format: "html" },
  "enabled",
);

const fieldRows: View = view(
  "fields",
  { key: "name_key", label: "trait key" },
  "name",
  "kind",
  "required",
  { key: "tag_type", label: "tags" },
  { key: "options", max: 200 },
  { key: "hint", format: "html" },
);

const getType = defineTool({
  name: "itglue_get_flexible_asset_type",
  title: "Get flexible asset type",
  tier: "read",
  toolset: "flex",
  description:
    "Get a type's fields: name_key (the key in traits), kind, required, options. Read it before writing an asset.",
  input: z.object({ flexible_asset_type_id: id("flexible asset type") }),
  paged: true,
  handler: async ({ input, vendor }) => {
    const type = input.flexible_asset_type_id;
    const [record, fields] = await Promise.all([
      vendor.get(path`/flexible_asset_types/${type}`),
      fieldRecords(vendor, type),
    ]);
    const described = fields.map((field) => {
      const { options } = traitField(field);
      return options.length === 0 ? field : { ...field, options };
    });
    return item({ ...record, fields: described }, typeDetail, {
      rows: "fields",
      rowsView: fieldRows,
    });
  },
});

/** Types of flexible assets: list, read with fields. */
export const flexibleAssetTypeTools: readonly AnyTool[] = [listTypes, getType];
