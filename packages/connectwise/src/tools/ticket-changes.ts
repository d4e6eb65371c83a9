import { id, item, path, PsaError, text, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import type { CwApi, FieldEdit } from "../api.ts";
import { dayOrTime, nameOrId, ticketType } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { boards } from "../lookup/directories.ts";
import { companyOf } from "../lookup/filters.ts";
import { find } from "../lookup/lookup.ts";
import { idOf, isRecord, nameOf } from "../records/records.ts";
import {
  boardOf,
  customFieldEdit,
  newCustomFields,
  namedFields,
  optionalTime,
  plainEdits,
  referenceEdits,
  references,
} from "../tickets/classify.ts";
import { ticketDetail, ticketRecord } from "../tickets/fields.ts";
import { readTicket, ticketPath } from "../tickets/kind.ts";

/** Arguments by name or id that create and update share. */
const classification = {
  status: nameOrId.optional(),
  priority: nameOrId.optional(),
  type: nameOrId.optional(),
  sub_type: nameOrId.optional(),
  item: nameOrId.optional(),
  team: nameOrId.optional(),
  source: nameOrId.optional(),
  owner_identifier: nameOrId.optional(),
};

const level = z.enum(["Low", "Medium", "High"]);

const customFields = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .describe("By caption or id")
  .optional();

/** The edits of references that are given by id alone. */
const idEdits = (
  ids: Readonly<Record<string, number | undefined>>,
  before: PlainRecord,
): readonly FieldEdit[] =>
  Object.entries(ids).flatMap(([field, id_]) =>
    id_ === undefined
      ? []
      : [
          {
            path: field,
            value: { id: id_ },
            before: nameOf(before[field]),
            shown: `id ${String(id_)}`,
          },
        ],
  );

/** What a ticket hands on to one that copies its classification, explicit arguments aside. */
const COPIED = ["type", "subType", "item", "team", "source", "priority", "contact"] as const;

async function copiedFrom(vendor: CwApi, ticket: number, company: number): Promise<PlainRecord> {
  const record = await vendor.get(ticketPath("service", ticket));
  const same = idOf(record["company"]) === company;
  return Object.fromEntries(
    COPIED.flatMap((field) => {
      const reference = idOf(record[field]);
      // A contact belongs to its company.
      return reference === undefined || (field === "contact" && !same)
        ? []
        : [[field, { id: reference }]];
    }),
  );
}

const createTicket = defineTool({
  name: "cw_create_ticket",
  title: "Create ticket",
  tier: "write",
  toolset: "tickets",
  description:
    "Create a service ticket. initial_description is seen by the customer. Nothing is mailed unless notify is true.",
  input: z.object({
    company_id: id("company").optional(),
    company: nameOrId.optional(),
    board: nameOrId,
    summary: text(100),
    initial_description: z.string().max(32_000).optional(),
    internal_analysis: z.string().max(32_000).optional(),
    ...classification,
    contact_id: id("contact").optional(),
    site_id: id("site").optional(),
    agreement_id: id("agreement").optional(),
    parent_ticket_id: id("ticket").optional(),
    severity: level.optional(),
    impact: level.optional(),
    required_date: dayOrTime.optional(),
    custom_fields: customFields,
    copy_classification_from: id("ticket")
      .describe("Ticket whose type, item, team … to take")
      .optional(),
    notify: z.boolean().optional(),
  }),
  handler: async ({ input, vendor, client }) => {
    const [board, company] = await Promise.all([
      find(vendor, boards, input.board),
      companyOf(vendor, input),
    ]);
    const [named, copied, custom] = await Promise.all([
      references(vendor, namedFields(board.id, input)),
      input.copy_classification_from === undefined
        ? {}
        : copiedFrom(vendor, input.copy_classification_from, company),
      isRecord(input.custom_fields) ? newCustomFields(vendor, input.custom_fields) : undefined,
    ]);
    const created = await vendor.create(path`/service/tickets`, {
      summary: input.summary,
      company: { id: company },
      board: { id: board.id },
      ...copied,
      ...named,
      contact:
        input.contact_id === undefined
          ? (copied as PlainRecord)["contact"]
          : { id: input.contact_id },
      site: input.site_id === undefined ? undefined : { id: input.site_id },
      agreement: input.agreement_id === undefined ? undefined : { id: input.agreement_id },
      parentTicketId: input.parent_ticket_id,
      severity: input.severity,
      impact: input.impact,
      requiredDate: optionalTime(input.required_date),
      initialDescription: input.initial_description,
      initialInternalAnalysis: input.internal_analysis,
      customFields: custom,
      processNotifications: input.notify === true,
    });
    return item(ticketRecord("service", created, client.baseUrl), ticketDetail, {
      notes: [
        ...(input.initial_description === undefined
          ? []
          : ["The customer can see the initial description."]),
        input.notify === true
          ? "ConnectWise was asked to send its notifications."
          : "No mail was asked for.",
      ],
    });
  },
});

const updateTicket = defineTool({
  name: "cw_update_ticket",
  title: "Update ticket",
  tier: "write",
  toolset: "tickets",
  description:
    "Change a ticket; only what is given changes. close sets the board's closing status where it has just one.",
  input: z.object({
    ticket_id: id("ticket"),
    summary: text(100).optional(),
    ...classification,
    contact_id: id("contact").optional(),
    site_id: id("site").optional(),
    agreement_id: id("agreement").optional(),
    severity: level.optional(),
    impact: level.optional(),
    required_date: dayOrTime.optional(),
    close: z.boolean().optional(),
    custom_fields: customFields,
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor, client }) => {
    const {
      kind,
      path: target,
      record,
    } = await readTicket(vendor, input.ticket_id, input.ticket_type);
    const board = boardOf(record);
    const status =
      input.close === true ? (input.status ?? (await closingStatus(vendor, board))) : input.status;
    const edits: readonly FieldEdit[] = [
      ...plainEdits(
        {
          summary: input.summary,
          severity: input.severity,
          impact: input.impact,
          requiredDate: optionalTime(input.required_date),
        },
        record,
      ),
      ...(await referenceEdits(vendor, namedFields(board, { ...input, status }), record)),
      ...idEdits(
        { contact: input.contact_id, site: input.site_id, agreement: input.agreement_id },
        record,
      ),
      ...(isRecord(input.custom_fields)
        ? [customFieldEdit(record, input.custom_fields, client.dryRun)]
        : []),
    ];
    const after = await vendor.edit(target, edits, record);
    return item(ticketRecord(kind, after, client.baseUrl), ticketDetail);
  },
});

/** The one status of a board that closes a ticket. Throws `invalid_arguments` with the candidates when there are more. */
async function closingStatus(vendor: CwApi, board: number): Promise<string> {
  const { records } = await vendor.all(path`/service/boards/${board}/statuses`, {
    conditions: where.all(where.is("closedStatus", true), where.is("inactive", false)),
    fields: ["id", "name"],
    cacheSeconds: 300,
  });
  const [only, other] = records;
  if (only !== undefined && other === undefined) return String(only.id);
  const names = records
    .map((record) => `${String(record["name"])} (${String(record.id)})`)
    .join(", ");
  throw new PsaError(
    "invalid_arguments",
    only === undefined
      ? "No status of this board closes a ticket."
      : `Several statuses close a ticket here: ${names}.`,
    {
      advice: "Give the status as well.",
      details: { candidates: records.map((record) => record["name"]) },
    },
  );
}

/** Creating and changing tickets. */
export const ticketChangeTools: readonly AnyTool[] = [createTicket, updateTicket];
