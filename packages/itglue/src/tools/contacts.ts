import {
  id,
  item,
  longText,
  path,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { ItglueRecord } from "../api.ts";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { byName, listPage } from "../records/list.ts";
import { given, pick } from "../records/pick.ts";
import { MOST_REMOVED, removalPreview, removeRecords, type Removal } from "../records/remove.ts";
import { createRecord, refuseSynced, updateRecord } from "../records/write.ts";

const CONTACTS = path`/contacts`;

const rowKeys = [
  "id",
  "name",
  "first_name",
  "last_name",
  "title",
  "organization_id",
  "organization_name",
  "contact_type_name",
  "location_name",
  "important",
  "primary_email",
  "primary_phone",
  "updated_at",
  "resource_url",
];

const rows: View = view(
  "contacts",
  "id",
  "name",
  "title",
  { key: "organization_name", label: "organization" },
  { key: "contact_type_name", label: "type" },
  { key: "primary_email", label: "email" },
  { key: "primary_phone", label: "phone" },
  "important",
);

const detail: View = view(
  "contact",
  "id",
  "name",
  "title",
  "organization_id",
  { key: "organization_name", label: "organization" },
  { key: "contact_type_name", label: "type" },
  { key: "location_name", label: "location" },
  "important",
  { key: "primary_email", label: "email" },
  { key: "primary_phone", label: "phone" },
  { key: "contact_emails", format: "json" },
  { key: "contact_phones", format: "json" },
  { key: "notes", format: "html" },
  "psa_integration",
  "resource_url",
  { key: "updated_at", format: "datetime" },
);

/** A contact with its main e-mail address and phone number at hand. */
function withMainWays(record: ItglueRecord): PlainRecord {
  return {
    ...record,
    primary_email: mainValue(record["contact_emails"]),
    primary_phone: mainValue(record["contact_phones"]),
  };
}

function mainValue(entries: unknown): string | null {
  if (!Array.isArray(entries)) return null;
  const records = entries as readonly PlainRecord[];
  const main = records.find((entry) => entry["primary"] === true) ?? records[0];
  const value = main?.["formatted-value"] ?? main?.["value"];
  return typeof value === "string" ? value : null;
}

const listContacts = defineTool({
  name: "itglue_list_contacts",
  title: "List contacts",
  tier: "read",
  toolset: "people",
  description:
    "List or find contacts: people at client organizations. Users of IT Glue itself are in itglue_list_users.",
  input: z.object({
    organization_id: id("organization").optional(),
    filter_name: text().describe("Part of the full name").optional(),
    filter_id: id("contact").optional(),
    first_name: text().optional(),
    last_name: text().optional(),
    title: text().optional(),
    primary_email: text().optional(),
    contact_type_id: id("contact type").optional(),
    important: z.boolean().optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const {
      filter_name,
      filter_id,
      page_number: _page,
      page_size: _size,
      sort: _sort,
      ...filters
    } = context.input;
    return listPage(context, {
      path: CONTACTS,
      query: { filter: { id: filter_id, ...filters } },
      sorts: ["first_name", "last_name", "id", "created_at", "updated_at"],
      keys: rowKeys,
      row: (record) => pick(withMainWays(record), rowKeys),
      view: rows,
      keep: byName(filter_name),
    });
  },
});

const getContact = defineTool({
  name: "itglue_get_contact",
  title: "Get contact",
  tier: "read",
  toolset: "people",
  description: "Get one contact with all e-mail addresses and phone numbers.",
  input: z.object({ contact_id: id("contact") }),
  handler: async ({ input, vendor }) =>
    item(withMainWays(await vendor.get(path`/contacts/${input.contact_id}`)), detail),
});

const email = z.strictObject({
  value: z.email(),
  primary: z.boolean().optional(),
  label: text(50).optional(),
});

const phone = z.strictObject({
  value: text(50),
  extension: z.string().max(20).optional(),
  primary: z.boolean().optional(),
  label: text(50).optional(),
});

const attributes = {
  title: z.string().max(200).optional(),
  contact_type_id: id("contact type").optional(),
  location_id: id("location").nullable().optional(),
  important: z.boolean().optional(),
  notes: longText().describe("HTML").optional(),
  emails: z.array(email).max(20).optional(),
  phones: z.array(phone).max(20).optional(),
};

/** E-mail addresses and phone numbers under the names that the API gives them. */
function contactAttributes({
  emails,
  phones,
  ...fields
}: PlainRecord & {
  readonly emails?: readonly z.output<typeof email>[] | undefined;
  readonly phones?: readonly z.output<typeof phone>[] | undefined;
}): PlainRecord {
  return given({
    ...fields,
    contact_emails: emails?.map(entry),
    contact_phones: phones?.map(entry),
  });
}

const entry = (
  { label, primary, ...values }: z.output<typeof email> | z.output<typeof phone>,
  index: number,
  all: readonly { readonly primary?: boolean | undefined }[],
): PlainRecord =>
  given({
    ...values,
    // The first one counts as the main one when none is named.
    primary: primary ?? (index === 0 && !all.some((other) => other.primary === true)),
    "label-name": label,
  });

const createContact = defineTool({
  name: "itglue_create_contact",
  title: "Create contact",
  tier: "write",
  toolset: "people",
  description: "Create a contact. Look for an existing one with itglue_find_matches first.",
  input: z.object({
    organization_id: id("organization"),
    first_name: text(200),
    last_name: z.string().max(200).optional(),
    ...attributes,
  }),
  handler: async ({ input, vendor }) =>
    createRecord(vendor, {
      path: CONTACTS,
      type: "contacts",
      attributes: contactAttributes(input),
      view: detail,
    }),
});

const updateContact = defineTool({
  name: "itglue_update_contact",
  title: "Update contact",
  tier: "write",
  toolset: "people",
  idempotent: true,
  description:
    "Change fields of a contact; only what is given changes. emails and phones replace the whole list. PSA-synced contacts cannot be changed here.",
  input: z.object({
    contact_id: id("contact"),
    first_name: text(200).optional(),
    last_name: z.string().max(200).optional(),
    ...attributes,
  }),
  handler: async ({ input: { contact_id, ...changes }, vendor }) =>
    updateRecord(vendor, {
      path: path`/contacts/${contact_id}`,
      type: "contacts",
      changes: contactAttributes(changes),
      view: detail,
      guard: refuseSynced("contact"),
    }),
});

const removal = (ids: readonly number[]): Removal => ({
  path: CONTACTS,
  type: "contacts",
  ids,
  noun: "contact",
});

const deleteContacts = defineTool({
  name: "itglue_delete_contacts",
  title: "Delete contacts",
  tier: "destructive",
  toolset: "people",
  description: "Delete contacts for good.",
  input: z.object({ contact_ids: z.array(id("contact")).min(1).max(MOST_REMOVED) }),
  preview: async ({ input, vendor }) => removalPreview(vendor, removal(input.contact_ids)),
  handler: async ({ input, vendor }) => removeRecords(vendor, removal(input.contact_ids)),
});

/** Contacts: list, read, create, change, delete. */
export const contactTools: readonly AnyTool[] = [
  listContacts,
  getContact,
  createContact,
  updateContact,
  deleteContacts,
];
