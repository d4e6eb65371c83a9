import { path, PsaError, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import { markdownToHtml } from "@psa-mcp/core/text";
import type { HaloApi } from "../api.ts";
import { body, named, nameOrId } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { REMEMBERED } from "../lookup/directories.ts";
import { find } from "../lookup/find.ts";
import { findWithin } from "../lookup/people.ts";
import { isRecord } from "../records/records.ts";
import { changeOf } from "../tickets/change.ts";
import { numberOf, readTicket, textOf, ticketResult } from "../tickets/ticket.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const create = defineTool({
  name: "halo_tickets_create_guided",
  title: "Create ticket",
  tier: "write",
  toolset: "core",
  description:
    "Create a ticket; client, site, user, type, priority, category, team and agent by name or id. Says beforehand which fields the type needs. fields holds others, custom ones by CFname. Halo mails the user only with notify: true.",
  input: z.object({
    summary: z.string().trim().min(1).max(255),
    details: body.optional(),
    client: named.optional(),
    site: named.optional(),
    user: named.optional(),
    type: named.optional(),
    priority: named.optional(),
    category: named.optional(),
    team: named.optional(),
    agent: named.optional(),
    fields: z.record(z.string().max(100), value).optional(),
    notify: z.boolean().optional(),
  }),
  accepts: z.object({
    client: nameOrId.optional(),
    site: nameOrId.optional(),
    user: nameOrId.optional(),
    type: nameOrId.optional(),
    priority: nameOrId.optional(),
    category: nameOrId.optional(),
    team: nameOrId.optional(),
    agent: nameOrId.optional(),
    check_fields: z.boolean().optional(),
  }),
  handler: async ({ input, vendor, settings }) => {
    const type = input.type === undefined ? undefined : await find(vendor, "type", input.type);
    const client =
      input.client === undefined ? undefined : await find(vendor, "client", input.client);
    const [setup, site, user] = await Promise.all([
      type === undefined ? {} : typeSetup(vendor, type.id),
      input.site === undefined ? undefined : findWithin(vendor, "site", input.site, client?.id),
      input.user === undefined ? undefined : findWithin(vendor, "user", input.user, client?.id),
    ]);
    const blank = { id: 0, record: { sla_id: numberOf(setup, "default_sla") } };
    const { fields } = await changeOf(vendor, blank, {
      priority: input.priority,
      category_1: input.category,
      team: input.team,
      agent: input.agent,
    });
    const { plain, custom } = splitFields(input.fields ?? {});
    const record: PlainRecord = {
      summary: input.summary,
      ...(input.details === undefined ? {} : { details_html: markdownToHtml(input.details) }),
      ...(type === undefined ? {} : { tickettype_id: type.id }),
      ...(client === undefined ? {} : { client_id: client.id }),
      ...(site === undefined ? {} : { site_id: site.id }),
      ...(user === undefined ? {} : { user_id: user.id }),
      ...fields,
      ...plain,
      ...(custom.length === 0 ? {} : { customfields: custom }),
      ...(input.notify === true ? {} : { _prevent_outgoing: true }),
    };
    const unchecked = (input as { check_fields?: boolean }).check_fields === false;
    if (!unchecked && type !== undefined) await assertFilled(vendor, setup, type.id, record);
    const [stored = {}] = await vendor.save(path`/Tickets`, [record], { after: record });
    const notes = [
      input.notify === true
        ? "Halo may mail its acknowledgement to the user."
        : "Halo was asked to mail nothing about it.",
      textOf(stored, "_warning"),
    ].filter((note) => note !== "");
    const number = numberOf(stored, "id");
    if (vendor.client.dryRun || number === 0) {
      return ticketResult({ id: number, record: { ...record, ...stored } }, settings, notes);
    }
    return ticketResult(await readTicket(vendor, number), settings, notes);
  },
});

/** Fields of the ticket itself, and custom ones in the form that Halo keeps; sent flat, those would be lost. */
function splitFields(given: PlainRecord): {
  readonly plain: PlainRecord;
  readonly custom: readonly PlainRecord[];
} {
  const own = Object.entries(given).filter(([name]) => !/^CF\w/.test(name));
  const misplaced = own.find(([name]) => name === "id" || name.startsWith("_"));
  if (misplaced !== undefined) {
    throw new PsaError("invalid_arguments", `fields: ${misplaced[0]} does not belong there.`);
  }
  const custom = Object.entries(given).filter(([name]) => /^CF\w/.test(name));
  return {
    plain: Object.fromEntries(own),
    custom: custom.map(([name, one]) => ({ name, value: one })),
  };
}

/** A ticket type with the fields of its form. */
async function typeSetup(vendor: HaloApi, type: number): Promise<PlainRecord> {
  return vendor.get(path`/TicketType/${type}`, {
    query: { includeconfig: true },
    cacheSeconds: REMEMBERED,
  });
}

/** How a form's field says that agents must fill it on a new ticket. */
const MANDATORY = 2;

/** Labels of forms that are properties of the ticket. */
const PROPERTIES: Readonly<Record<string, string>> = {
  summary: "summary",
  details: "details_html",
  category: "category_1",
  "category 1": "category_1",
  "category 2": "category_2",
  "category 3": "category_3",
  "category 4": "category_4",
  impact: "impact",
  urgency: "urgency",
};

/** Throws `invalid_arguments` with every mandatory field that is missing; Halo would name one at a time. */
async function assertFilled(
  vendor: HaloApi,
  setup: PlainRecord,
  type: number,
  record: PlainRecord,
): Promise<void> {
  const form = Array.isArray(setup["fields"])
    ? setup["fields"].filter(isRecord)
    : await formOf(vendor, type);
  const needed = form.filter((field) => numberOf(field, "technew") === MANDATORY);
  if (needed.length === 0) return;
  const infos = await vendor.whole({ path: path`/FieldInfo`, cacheSeconds: REMEMBERED });
  const given = Array.isArray(record["customfields"])
    ? record["customfields"].filter(isRecord)
    : [];
  const missing = needed.flatMap((field) => {
    const label = textOf(field, "fieldname");
    const own = PROPERTIES[label.trim().toLowerCase()];
    if (own !== undefined) return record[own] === undefined ? [nameFor(own, label)] : [];
    const info = infos.find((one) => one["id"] === field["fieldid"]);
    const name = info === undefined ? "" : textOf(info, "name");
    // What is neither is for Halo to judge.
    if (!/^CF/i.test(name)) return [];
    return given.some((one) => one["name"] === name) ? [] : [`fields.${name} (${label})`];
  });
  if (missing.length === 0) return;
  throw new PsaError(
    "invalid_arguments",
    `This ticket type needs more: ${missing.join(", ")}. Nothing was written.`,
    { advice: "Give these, or check_fields: false to let Halo decide.", details: { missing } },
  );
}

/** What the argument is called here. */
function nameFor(property: string, label: string): string {
  if (property === "category_1") return "category";
  return property === "details_html" ? "details" : `fields.${property} (${label})`;
}

async function formOf(vendor: HaloApi, type: number): Promise<readonly PlainRecord[]> {
  const query = { tickettype_id: type };
  const rows = await vendor.whole({
    path: path`/TicketTypeField`,
    query,
    cacheSeconds: REMEMBERED,
  });
  return rows.filter((row) => row["rtid"] === undefined || row["rtid"] === type);
}

/** Making tickets. */
export const ticketCreateTools: readonly AnyTool[] = [create];
