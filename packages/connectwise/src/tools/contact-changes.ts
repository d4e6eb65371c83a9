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
import type { CwApi } from "../api.ts";
import { nameOrId } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { companyOf } from "../lookup/filters.ts";
import { given, readable } from "../records/records.ts";

const contactView: View = view(
  "contact",
  "id",
  { key: "first_name", label: "first name" },
  { key: "last_name", label: "last name" },
  "title",
  { key: "company", format: "name" },
  { key: "inactive_flag", label: "inactive" },
);

const createContact = defineTool({
  name: "cw_create_contact",
  title: "Create contact",
  tier: "write",
  toolset: "companies",
  description: "Create a contact at a company. Search for an existing one first.",
  input: z.object({
    company_id: id("company").optional(),
    company: nameOrId.optional(),
    first_name: text(30),
    last_name: text(30).optional(),
    title: text(100).optional(),
    email: z.email().optional(),
    phone: text(50).optional(),
  }),
  handler: async ({ input, vendor }) => {
    const ways = await waysOf(vendor, input);
    const created = await vendor.create(path`/company/contacts`, {
      firstName: input.first_name,
      lastName: input.last_name,
      title: input.title,
      company: { id: await companyOf(vendor, input) },
      ...(ways.length === 0 ? {} : { communicationItems: ways }),
    });
    return item(readable(created), contactView);
  },
});

/** Ways of being reached, each under the site's first type of its kind. */
async function waysOf(
  vendor: CwApi,
  input: { readonly email?: string | undefined; readonly phone?: string | undefined },
): Promise<readonly PlainRecord[]> {
  if (input.email === undefined && input.phone === undefined) return [];
  const { records } = await vendor.all(path`/company/communicationTypes`, { cacheSeconds: 300 });
  const typeFor = (flag: string): PlainRecord => {
    const fitting = records.filter((record) => record[flag] === true);
    const type = fitting.find((record) => record["defaultFlag"] === true) ?? fitting[0];
    return type === undefined ? {} : { type: { id: type.id } };
  };
  return [
    ...(input.email === undefined
      ? []
      : [
          {
            ...typeFor("emailFlag"),
            value: input.email,
            communicationType: "Email",
            defaultFlag: true,
          },
        ]),
    ...(input.phone === undefined
      ? []
      : [
          {
            ...typeFor("phoneFlag"),
            value: input.phone,
            communicationType: "Phone",
            defaultFlag: true,
          },
        ]),
  ];
}

const updateContact = defineTool({
  name: "cw_update_contact",
  title: "Update contact",
  tier: "write",
  toolset: "companies",
  description: "Change name, title or activity of a contact; only what is given changes.",
  input: z.object({
    contact_id: id("contact"),
    first_name: text(30).optional(),
    last_name: text(30).optional(),
    title: text(100).optional(),
    inactive: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const target = path`/company/contacts/${input.contact_id}`;
    const before = await vendor.get(target);
    const values = given({
      firstName: input.first_name,
      lastName: input.last_name,
      title: input.title,
      inactiveFlag: input.inactive,
    });
    const edits = Object.entries(values).map(([field, value]) => ({
      path: field,
      value,
      before: before[field],
    }));
    return item(readable(await vendor.edit(target, edits, before)), contactView);
  },
});

/** Creating and changing contacts. */
export const contactChangeTools: readonly AnyTool[] = [createContact, updateContact];
