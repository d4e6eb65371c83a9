import {
  id,
  item,
  path,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { CwRecord } from "../api.ts";
import { paging, rawList } from "../arguments.ts";
import { where, type Condition } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { contactTypes } from "../lookup/directories.ts";
import { companyCondition, companyFilter, namedCondition } from "../lookup/filters.ts";
import { listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";

/** Every word of a name must occur in the first or the last name, so that a full name finds its person. */
export function nameCondition(name: string): Condition | undefined {
  const words = name.trim().split(/\s+/).slice(0, 6);
  return where.all(
    ...words.map((word) =>
      where.any(where.contains("firstName", word), where.contains("lastName", word)),
    ),
  );
}

/** A contact with its name in one field and its main ways of being reached. */
function contactRecord(record: CwRecord): PlainRecord {
  const contact = readable(record);
  const ways = (
    Array.isArray(contact["communication_items"]) ? contact["communication_items"] : []
  ) as readonly PlainRecord[];
  const main = (type: string): unknown => {
    const fitting = ways.filter((way) => way["communication_type"] === type);
    return (fitting.find((way) => way["default_flag"] === true) ?? fitting[0])?.["value"];
  };
  return {
    ...contact,
    name: [contact["first_name"], contact["last_name"]]
      .filter((part) => part !== undefined)
      .join(" "),
    email: main("Email"),
    phone: main("Phone") ?? contact["default_phone_nbr"],
  };
}

const searchContacts = defineTool({
  name: "cw_search_contacts",
  title: "Search contacts",
  tier: "read",
  toolset: "companies",
  paged: true,
  description:
    "Find contacts by part of the name or full name, by e-mail address or type; active ones only unless active_only is false.",
  input: z.object({
    name_contains: text(100).optional(),
    ...companyFilter,
    email: text(250).optional(),
    type: text(50).optional(),
    active_only: z.boolean().optional(),
    ...rawList,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/company/contacts`,
      fields: [
        "id",
        "firstName",
        "lastName",
        "title",
        "company/id",
        "company/name",
        "defaultPhoneNbr",
        "inactiveFlag",
        "communicationItems",
      ],
      conditions: where.all(
        input.active_only === false ? undefined : where.is("inactiveFlag", false),
        await companyCondition(vendor, input),
        input.name_contains === undefined ? undefined : nameCondition(input.name_contains),
      ),
      childConditions: where.all(
        input.email === undefined ? undefined : where.is("communicationItems/value", input.email),
        input.email === undefined
          ? undefined
          : where.is("communicationItems/communicationType", "Email"),
        await namedCondition(vendor, "types", contactTypes, input.type),
      ),
      orderBy: "lastName asc",
      view: view(
        "contacts",
        "id",
        "name",
        "title",
        { key: "company.name", label: "company", max: 40 },
        "email",
        "phone",
        { key: "inactive_flag", label: "inactive" },
      ),
      row: (record) => {
        const { communication_items: _ways, ...row } = contactRecord(record);
        return row;
      },
    }),
});

const contactDetail: View = view(
  "contact",
  "id",
  "name",
  "title",
  { key: "company", format: "name" },
  { key: "site", format: "name" },
  { key: "department", format: "name" },
  { key: "relationship", format: "name" },
  "types",
  "email",
  "phone",
  { key: "ways", label: "reached by" },
  { key: "default_flag", label: "main contact" },
  { key: "inactive_flag", label: "inactive" },
);

const getContact = defineTool({
  name: "cw_get_contact",
  title: "Get contact",
  tier: "read",
  toolset: "companies",
  description: "Get one contact with all e-mail addresses and phone numbers.",
  input: z.object({ contact_id: id("contact") }),
  handler: async ({ input, vendor }) => {
    const contact = contactRecord(await vendor.get(path`/company/contacts/${input.contact_id}`));
    const ways = (
      Array.isArray(contact["communication_items"]) ? contact["communication_items"] : []
    ) as readonly PlainRecord[];
    const spoken = ways.map(
      (way) =>
        `${String((way["type"] as PlainRecord | undefined)?.["name"] ?? way["communication_type"])}: ${String(way["value"])}`,
    );
    return item({ ...contact, ways: spoken }, contactDetail);
  },
});

/** Contacts: people at companies. */
export const contactTools: readonly AnyTool[] = [searchContacts, getContact];
