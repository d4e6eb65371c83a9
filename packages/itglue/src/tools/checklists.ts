import { id, item, longText, path, text, view, z, type AnyTool, type View } from "@psa-mcp/core";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { byName, listPage } from "../records/list.ts";
import { updateRecord } from "../records/write.ts";

const keys = [
  "id",
  "name",
  "description",
  "organization_id",
  "organization_name",
  "completed",
  "due_date",
  "checklist_template_id",
  "archived",
  "updated_at",
  "resource_url",
];

const rows: View = view(
  "checklists",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  "completed",
  { key: "due_date", label: "due", format: "date" },
  "archived",
  { key: "updated_at", format: "date" },
);

const detail: View = view(
  "checklist",
  "id",
  "name",
  { key: "description", format: "html" },
  "organization_id",
  { key: "organization_name", label: "organization" },
  "completed",
  { key: "due_date", label: "due", format: "date" },
  "archived",
  { key: "tasks", format: "json" },
  "resource_url",
);

const listChecklists = defineTool({
  name: "itglue_list_checklists",
  title: "List checklists",
  tier: "read",
  toolset: "checklists",
  description: "List checklists with state and due date.",
  input: z.object({
    organization_id: id("organization").optional(),
    filter_name: text().optional(),
    filter_id: id("checklist").optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) =>
    listPage(context, {
      path: path`/checklists`,
      query: {
        filter: { id: context.input.filter_id, organization_id: context.input.organization_id },
      },
      sorts: ["completed", "created_at", "updated_at"],
      keys,
      view: rows,
      keep: byName(context.input.filter_name),
    }),
});

const getChecklist = defineTool({
  name: "itglue_get_checklist",
  title: "Get checklist",
  tier: "read",
  toolset: "checklists",
  description: "Get one checklist with its tasks.",
  input: z.object({ checklist_id: id("checklist") }),
  handler: async ({ input, vendor }) => {
    const { included, ...record } = await vendor.get(path`/checklists/${input.checklist_id}`, {
      include: ["checklist_tasks"],
    });
    return item(included === undefined ? record : { ...record, tasks: included }, detail);
  },
});

const updateChecklist = defineTool({
  name: "itglue_update_checklist",
  title: "Update checklist",
  tier: "write",
  toolset: "checklists",
  idempotent: true,
  description:
    "Change a checklist: name, description, due date, completed, archived. Only what is given changes.",
  input: z.object({
    checklist_id: id("checklist"),
    name: text().optional(),
    description: longText().optional(),
    completed: z.boolean().optional(),
    due_date: z.iso.date().nullable().optional(),
    archived: z.boolean().optional(),
  }),
  handler: async ({ input: { checklist_id, ...changes }, vendor }) =>
    updateRecord(vendor, {
      path: path`/checklists/${checklist_id}`,
      type: "checklists",
      changes,
      view: detail,
    }),
});

/** Checklists: list, read, change. */
export const checklistTools: readonly AnyTool[] = [listChecklists, getChecklist, updateChecklist];
