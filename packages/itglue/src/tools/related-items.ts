import {
  id,
  item,
  joinPaths,
  longText,
  message,
  page,
  path,
  view,
  z,
  type AnyTool,
  type ApiPath,
  type PlainRecord,
  type VendorClient,
  type View,
} from "@psa-mcp/core";
import { resourceType, type resourceTypes } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { isRecord, wireAttributes } from "../json-api.ts";
import { attempt } from "../records/attempt.ts";
import { given } from "../records/pick.ts";

/**
 * What each kind of record may be called in a body, likeliest first. Public evidence on the spelling disagrees, so a
 * spelling that the API does not know is followed by the next.
 */
const CALLED: Readonly<Record<(typeof resourceTypes)[number], readonly string[]>> = {
  documents: ["Document", "Documents"],
  flexible_assets: ["Flexible Asset", "FlexibleAsset", "FlexibleAssets"],
  configurations: ["Configuration", "Configurations"],
  contacts: ["Contact", "Contacts"],
  passwords: ["Password", "Passwords"],
  domains: ["Domain", "Domains"],
  locations: ["Location", "Locations"],
  ssl_certificates: ["SSL Certificate", "SslCertificate", "SslCertificates"],
  tickets: ["Ticket", "Tickets"],
  checklists: ["Checklist", "Checklists"],
  checklist_templates: ["Checklist Template", "ChecklistTemplate", "ChecklistTemplates"],
};

const source = { resource_type: resourceType, resource_id: id("resource") };

/** Kinds that the API serves one by one; only there can related items be read. */
const readable = z.enum([
  "checklists",
  "configurations",
  "contacts",
  "documents",
  "flexible_assets",
  "locations",
  "passwords",
]);

const rows: View = view(
  "related items",
  "id",
  { key: "resource_type", label: "type" },
  { key: "destination_type", label: "to type" },
  { key: "resource_id", label: "record id" },
  { key: "destination_id", label: "to id" },
  { key: "name" },
  { key: "resource_name", label: "record" },
  { key: "destination_name", label: "to" },
  { key: "notes", format: "html" },
);

const collection = (type: string, record: number): ApiPath =>
  path`/${type}/${record}/relationships/related_items`;

const listRelatedItems = defineTool({
  name: "itglue_list_related_items",
  title: "List related items",
  tier: "read",
  toolset: "relations",
  description: "List what a record is related to.",
  input: z.object({ resource_type: readable, resource_id: id("resource") }),
  handler: async ({ input, vendor }) => {
    const record = await vendor.get(path`/${input.resource_type}/${input.resource_id}`, {
      include: ["related_items"],
      // A password's value must not even be asked for.
      ...(input.resource_type === "passwords" ? { query: { show_password: false } } : {}),
    });
    const items = (record.included ?? []).filter(({ type }) => type === "related-items");
    return page({
      items,
      view: rows,
      total: items.length,
      about: {
        resource_type: input.resource_type,
        resource_id: record.id,
        resource_name: record["name"],
      },
    });
  },
});

const createRelatedItem = defineTool({
  name: "itglue_create_related_item",
  title: "Create related item",
  tier: "write",
  toolset: "relations",
  description: "Relate a record to another one; shown on both.",
  input: z.object({
    ...source,
    destination_type: resourceType,
    destination_id: id("destination"),
    notes: longText().optional(),
  }),
  handler: async ({ input, client }) => {
    const { destination_id, destination_type, notes } = input;
    const at = collection(input.resource_type, input.resource_id);
    const relation = given({ destination_id, notes });
    return item(await relate(client, at, relation, CALLED[destination_type]), rows);
  },
});

/** Makes a relation under the first spelling of its destination that the API takes; a refused one has done nothing. */
async function relate(
  client: VendorClient,
  at: ApiPath,
  relation: PlainRecord,
  [spelling = "", ...others]: readonly string[],
): Promise<PlainRecord> {
  const attributes = { ...relation, destination_type: spelling };
  const { value, failure } = await attempt(
    client.post<{ readonly data?: unknown }>(at, {
      // This route takes a list and nothing else.
      body: { data: [{ type: "related_items", attributes: wireAttributes(attributes) }] },
      after: attributes,
      simulated: { data: [] },
    }),
  );
  if (failure !== undefined) {
    const misspelt = failure.reasons.some(({ text: reason, field }) =>
      /destination.type/i.test(`${field ?? ""} ${reason}`),
    );
    if (failure.code !== "invalid_arguments" || !misspelt || others.length === 0) throw failure;
    return relate(client, at, relation, others);
  }
  const made: unknown = Array.isArray(value.data) ? value.data[0] : value.data;
  return isRecord(made) ? { id: Number(made["id"]), ...attributes } : attributes;
}

const updateRelatedItem = defineTool({
  name: "itglue_update_related_item",
  title: "Update related item",
  tier: "write",
  toolset: "relations",
  idempotent: true,
  description: "Change the notes of a relation. Its id comes from itglue_list_related_items.",
  input: z.object({ ...source, related_item_id: id("related item"), notes: longText() }),
  handler: async ({ input, vendor }) => {
    const at = joinPaths(
      collection(input.resource_type, input.resource_id),
      path`/${input.related_item_id}`,
    );
    return item(await vendor.update(at, "related_items", { notes: input.notes }), rows);
  },
});

const deleteRelatedItem = defineTool({
  name: "itglue_delete_related_item",
  title: "Delete related item",
  tier: "write",
  toolset: "relations",
  erases: true,
  idempotent: true,
  description: "Remove a relation; both records stay.",
  input: z.object({ ...source, related_item_id: id("related item") }),
  handler: async ({ input, vendor }) => {
    await vendor.removeMany(collection(input.resource_type, input.resource_id), "related_items", [
      input.related_item_id,
    ]);
    return message(`Relation ${String(input.related_item_id)} is removed; both records stay.`, {
      id: input.related_item_id,
      status: "deleted",
    });
  },
});

/** Relations between records: list, create, change, delete. */
export const relatedItemTools: readonly AnyTool[] = [
  listRelatedItems,
  createRelatedItem,
  updateRelatedItem,
  deleteRelatedItem,
];
