import {
  attempt,
  id,
  item,
  path,
  reasonOf,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { FieldEdit } from "../api.ts";
import { nameOrId, paging } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { find } from "../lookup/lookup.ts";
import type { Directory } from "../lookup/lookup.ts";
import { listPage } from "../records/list.ts";
import { given, nameOf, readable } from "../records/records.ts";
import { rowFields, ticketRow } from "../tickets/fields.ts";
import { ticketsOf } from "../tickets/kind.ts";

const companyStatuses: Directory = {
  noun: "company status",
  path: path`/company/companies/statuses`,
  fields: ["id", "name"],
  names: (record) => [nameOf(record)],
};

const companyView: View = view(
  "company",
  "id",
  "identifier",
  "name",
  { key: "status", format: "name" },
  "address_line1",
  "city",
  "state",
  "zip",
  { key: "phone_number", label: "phone" },
  "website",
);

const address = {
  address_line1: text(50).optional(),
  address_line2: text(50).optional(),
  city: text(50).optional(),
  state: text(50).optional(),
  zip: text(12).optional(),
  phone_number: text(30).optional(),
  website: text(255).optional(),
};

type Address = { readonly [Key in keyof typeof address]?: string | undefined };

const wireAddress = (input: Address): PlainRecord =>
  given({
    addressLine1: input.address_line1,
    addressLine2: input.address_line2,
    city: input.city,
    state: input.state,
    zip: input.zip,
    phoneNumber: input.phone_number,
    website: input.website,
  });

const createCompany = defineTool({
  name: "cw_create_company",
  title: "Create company",
  tier: "write",
  toolset: "companies",
  description: "Create a company. Search for an existing one first; the identifier must be unique.",
  input: z.object({
    identifier: text(25),
    name: text(50),
    status: nameOrId.optional(),
    ...address,
  }),
  handler: async ({ input, vendor }) => {
    const status =
      input.status === undefined ? undefined : await find(vendor, companyStatuses, input.status);
    const created = await vendor.create(path`/company/companies`, {
      identifier: input.identifier,
      name: input.name,
      status: status === undefined ? undefined : { id: status.id },
      ...wireAddress(input),
    });
    return item(readable(created), companyView);
  },
});

const updateCompany = defineTool({
  name: "cw_update_company",
  title: "Update company",
  tier: "write",
  toolset: "companies",
  description: "Change fields of a company; only what is given changes.",
  input: z.object({
    company_id: id("company"),
    name: text(50).optional(),
    status: nameOrId.optional(),
    ...address,
  }),
  handler: async ({ input, vendor }) => {
    const target = path`/company/companies/${input.company_id}`;
    const before = await vendor.get(target);
    const status =
      input.status === undefined ? undefined : await find(vendor, companyStatuses, input.status);
    const values = given({ name: input.name, ...wireAddress(input) });
    const edits: FieldEdit[] = Object.entries(values).map(([field, value]) => ({
      path: field,
      value,
      before: before[field],
    }));
    if (status !== undefined) {
      edits.push({
        path: "status",
        value: { id: status.id },
        before: nameOf(before["status"]),
        shown: status.name ?? status.id,
      });
    }
    return item(readable(await vendor.edit(target, edits, before)), companyView);
  },
});

const noteRows: View = {
  ...view(
    "notes",
    "id",
    { key: "type.name", label: "type" },
    { key: "flagged" },
    { key: "entered_by", label: "by" },
  ),
  body: { key: "text" },
};

const listNotes = defineTool({
  name: "cw_list_company_notes",
  title: "List company notes",
  tier: "read",
  toolset: "companies",
  paged: true,
  description: "List the notes of a company, newest first.",
  input: z.object({ company_id: id("company"), ...paging }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/company/companies/${input.company_id}/notes`,
      orderBy: "id desc",
      view: noteRows,
    }),
});

const addNote = defineTool({
  name: "cw_add_company_note",
  title: "Add company note",
  tier: "write",
  toolset: "companies",
  description: "Add a note to a company; staff see it.",
  input: z.object({
    company_id: id("company"),
    note: z.string().min(1).max(32_000),
    flagged: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const created = await vendor.create(path`/company/companies/${input.company_id}/notes`, {
      text: input.note,
      flagged: input.flagged,
    });
    return item(readable(created), view("note", "id", "text", "flagged", "entered_by"));
  },
});

const overview = defineTool({
  name: "cw_company_overview",
  title: "Company overview",
  tier: "read",
  toolset: "companies",
  description:
    "Show a company at a glance: counts of open tickets, contacts, configurations and active agreements, its newest open tickets.",
  input: z.object({ company_id: id("company") }),
  handler: async ({ input, vendor }) => {
    const own = where.is("company/id", input.company_id);
    const company = readable(await vendor.get(path`/company/companies/${input.company_id}`));
    const open = where.all(own, where.is("closedFlag", false));
    const parts = {
      open_tickets: vendor.count(ticketsOf.service, { conditions: open }),
      contacts: vendor.count(path`/company/contacts`, {
        conditions: where.all(own, where.is("inactiveFlag", false)),
      }),
      configurations: vendor.count(path`/company/configurations`, {
        conditions: where.all(own, where.is("activeFlag", true)),
      }),
      active_agreements: vendor.count(path`/finance/agreements`, {
        conditions: where.all(own, where.is("agreementStatus", "Active")),
      }),
      newest_tickets: vendor
        .list(
          ticketsOf.service,
          { conditions: open, orderBy: "id desc", fields: rowFields.service },
          1,
          5,
        )
        .then(({ records }) => records.map((record) => ticketRow("service", record))),
    };
    const found = await Promise.all(
      Object.entries(parts).map(async ([name, part]) => ({
        name,
        ...(await attempt<unknown>(part)),
      })),
    );
    const values = found
      .filter(({ failure }) => failure === undefined)
      .map(({ name, value }) => [name, value] as const);
    const missing = found.flatMap(({ name, failure }) =>
      failure === undefined ? [] : [{ what: name, reason: reasonOf(failure) }],
    );
    return item(
      { ...company, ...Object.fromEntries(values), ...(missing.length === 0 ? {} : { missing }) },
      view(
        "company",
        "id",
        "identifier",
        "name",
        { key: "status", format: "name" },
        "city",
        { key: "default_contact", format: "name" },
        "open_tickets",
        "contacts",
        "configurations",
        "active_agreements",
        "missing",
      ),
      {
        rows: "newest_tickets",
        rowsView: view(
          "newest open tickets",
          "id",
          { key: "summary", max: 70 },
          { key: "status.name", label: "status" },
          "assigned",
        ),
      },
    );
  },
});

/** Changing companies, notes of companies, a company at a glance. */
export const companyChangeTools: readonly AnyTool[] = [
  overview,
  listNotes,
  addNote,
  createCompany,
  updateCompany,
];
