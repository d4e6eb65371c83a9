import {
  id,
  item,
  longText,
  path,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { allOf, byName, listPage } from "../records/list.ts";
import { removalPreview, removeRecords, MOST_REMOVED, type Removal } from "../records/remove.ts";
import { createRecord, isSynced, updateRecord } from "../records/write.ts";

const ORGANIZATIONS = path`/organizations`;

const rowKeys = [
  "id",
  "name",
  "description",
  "organization_type_name",
  "organization_status_name",
  "short_name",
  "updated_at",
];

const rows: View = view(
  "organizations",
  "id",
  "name",
  { key: "short_name", label: "short" },
  { key: "organization_type_name", label: "type" },
  { key: "organization_status_name", label: "status" },
  { key: "description", format: "html", max: 60 },
  { key: "updated_at", format: "date" },
);

const detail: View = view(
  "organization",
  "id",
  "name",
  "short_name",
  { key: "organization_type_name", label: "type" },
  { key: "organization_status_name", label: "status" },
  { key: "description", format: "html" },
  { key: "alert", format: "html" },
  { key: "quick_notes", format: "html" },
  { key: "psa_integration" },
  { key: "updated_at", format: "datetime" },
);

const listOrganizations = defineTool({
  name: "itglue_list_organizations",
  title: "List organizations",
  tier: "read",
  toolset: "core",
  description:
    "List or find client organizations. Start here: most other tools need an organization_id. filter_name finds parts of names.",
  input: z.object({
    filter_name: text().optional(),
    filter_id: id("organization").optional(),
    organization_type_id: id("organization type").optional(),
    organization_status_id: id("organization status").optional(),
    updated_after: z.iso.date().optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const { input } = context;
    return listPage(context, {
      path: ORGANIZATIONS,
      query: {
        filter: {
          id: input.filter_id,
          organization_type_id: input.organization_type_id,
          organization_status_id: input.organization_status_id,
          updated_at:
            input.updated_after === undefined
              ? undefined
              : [`${input.updated_after}T00:00:00Z`, "*"],
        },
      },
      sorts: [
        "name",
        "id",
        "updated_at",
        "created_at",
        "organization_status_name",
        "organization_type_name",
        "short_name",
        "my_glue_account_id",
      ],
      keys: rowKeys,
      view: rows,
      // The API finds whole names alone, so parts of names are looked for here.
      keep: allOf(byName(input.filter_name, ["name", "short_name"])),
      ...(input.filter_name === undefined ? {} : { narrow: { name: input.filter_name } }),
    });
  },
});

const getOrganization = defineTool({
  name: "itglue_get_organization",
  title: "Get organization",
  tier: "read",
  toolset: "core",
  description: "Get one organization: type, status, description, alert, quick notes.",
  input: z.object({ organization_id: id("organization") }),
  handler: async ({ input, vendor }) =>
    item(await vendor.get(path`/organizations/${input.organization_id}`), detail),
});

const attributes = {
  short_name: text(100).optional(),
  description: longText().optional(),
  alert: longText().optional(),
  quick_notes: longText().optional(),
  organization_type_id: id("organization type").optional(),
  organization_status_id: id("organization status").optional(),
  parent_id: id("parent organization").optional(),
};

const createOrganization = defineTool({
  name: "itglue_create_organization",
  title: "Create organization",
  tier: "write",
  toolset: "core",
  description:
    "Create a client organization. Type and status ids come from itglue_list_reference_data; look for an existing one first.",
  input: z.object({ name: text(), ...attributes }),
  handler: async ({ input, vendor }) =>
    createRecord(vendor, {
      path: ORGANIZATIONS,
      type: "organizations",
      attributes: input,
      view: detail,
    }),
});

/** What IT Glue lets be changed of an organization that the PSA keeps in step. */
const FREE_WHEN_SYNCED: readonly string[] = ["alert", "description", "quick_notes"];

function guardSynced(before: PlainRecord, changes: PlainRecord): void {
  const refused = Object.keys(changes).filter((field) => !FREE_WHEN_SYNCED.includes(field));
  if (!isSynced(before) || refused.length === 0) return;
  throw new PsaError(
    "invalid_arguments",
    `This organization is synchronised from the PSA: ${refused.join(", ")} cannot be changed in IT Glue.`,
    { advice: `Change only ${FREE_WHEN_SYNCED.join(", ")} here, and the rest in the PSA.` },
  );
}

const updateOrganization = defineTool({
  name: "itglue_update_organization",
  title: "Update organization",
  tier: "write",
  toolset: "core",
  idempotent: true,
  description:
    "Change fields of an organization; only what is given changes. Of PSA-synced ones only alert, description and quick_notes.",
  input: z.object({ organization_id: id("organization"), name: text().optional(), ...attributes }),
  handler: async ({ input: { organization_id, ...changes }, vendor }) =>
    updateRecord(vendor, {
      path: path`/organizations/${organization_id}`,
      type: "organizations",
      changes,
      view: detail,
      guard: guardSynced,
    }),
});

const removal = (ids: readonly number[]): Removal => ({
  path: ORGANIZATIONS,
  type: "organizations",
  ids,
  noun: "organization",
  outcome: "marked_for_deletion",
  notes: [
    "IT Glue deletes organizations later, with everything in them; until then they may still be listed.",
  ],
});

const deleteOrganizations = defineTool({
  name: "itglue_delete_organizations",
  title: "Delete organizations",
  tier: "destructive",
  toolset: "core",
  description:
    "Delete organizations with all their documentation. IT Glue does it later, not at once.",
  input: z.object({ organization_ids: z.array(id("organization")).min(1).max(MOST_REMOVED) }),
  preview: async ({ input, vendor }) =>
    `${await removalPreview(vendor, removal(input.organization_ids))} All their documentation goes too.`,
  handler: async ({ input, vendor }) => removeRecords(vendor, removal(input.organization_ids)),
});

/** Organizations: list, read, create, change, delete. */
export const organizationTools: readonly AnyTool[] = [
  listOrganizations,
  getOrganization,
  createOrganization,
  updateOrganization,
  deleteOrganizations,
];
