import { id, item, path, text, view, z, type AnyTool, type View } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { nameOrId, paging, rawList } from "../arguments.ts";
import { where, type Condition } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { companyStatuses, companyTypes } from "../lookup/directories.ts";
import { namedCondition } from "../lookup/filters.ts";
import { listAll, listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";
import { deepLink } from "../tickets/fields.ts";

const companyRows: View = view(
  "companies",
  "id",
  "identifier",
  "name",
  { key: "status.name", label: "status" },
  { key: "city" },
  { key: "phone_number", label: "phone" },
);

const ROW = ["id", "identifier", "name", "status/name", "city", "state", "phoneNumber", "website"];

/**
 * Companies that are in use. Sites name their statuses as they like, so all but those that are marked inactive or called
 * so count as active.
 */
async function activeOnly(vendor: CwApi): Promise<Condition | undefined> {
  const { records } = await vendor.all(path`/company/companies/statuses`, {
    fields: ["id", "name", "inactiveFlag"],
    cacheSeconds: 300,
  });
  const ended = (name: unknown): boolean =>
    /^(?:in-?active|not active|former|closed|lost|terminated)\b/i.test(String(name));
  const active = records.filter(
    (status) => status["inactiveFlag"] !== true && !ended(status["name"]),
  );
  const ids = active.map((status) => status.id);
  return ids.length === 0 ? undefined : where.oneOf("status/id", ids);
}

const searchCompanies = defineTool({
  name: "cw_search_companies",
  title: "Search companies",
  tier: "read",
  toolset: "companies",
  paged: true,
  description:
    "Find companies by part of the name or identifier; active ones only unless active_only is false.",
  input: z.object({
    name_contains: text(50).optional(),
    identifier: text(25).optional(),
    type: text(50).optional(),
    status: nameOrId.optional(),
    city: text(50).optional(),
    active_only: z.boolean().optional(),
    ...rawList,
    ...paging,
  }),
  handler: async ({ input, vendor }) => {
    const { name_contains: part } = input;
    const active =
      input.active_only === false || input.status !== undefined
        ? undefined
        : await activeOnly(vendor);
    return listPage(vendor, input, {
      path: path`/company/companies`,
      fields: ROW,
      conditions: where.all(
        where.is("deletedFlag", false),
        active,
        part === undefined
          ? undefined
          : where.any(where.contains("name", part), where.contains("identifier", part)),
        input.identifier === undefined ? undefined : where.is("identifier", input.identifier),
        await namedCondition(vendor, "status", companyStatuses, input.status),
        input.city === undefined ? undefined : where.contains("city", input.city),
      ),
      childConditions: await namedCondition(vendor, "types", companyTypes, input.type),
      orderBy: "name asc",
      view: companyRows,
    });
  },
});

const companyDetail: View = view(
  "company",
  "id",
  "identifier",
  "name",
  { key: "status", format: "name" },
  "types",
  "address_line1",
  "address_line2",
  "city",
  "state",
  "zip",
  { key: "country", format: "name" },
  { key: "phone_number", label: "phone" },
  "website",
  { key: "default_contact", format: "name" },
  { key: "territory", format: "name" },
  { key: "market", format: "name" },
  { key: "site", format: "name", label: "main site" },
  { key: "time_zone_setup", format: "name", label: "time zone" },
  { key: "deleted_flag", label: "deleted" },
  { key: "date_entered", label: "entered", format: "date" },
  "link",
);

const getCompany = defineTool({
  name: "cw_get_company",
  title: "Get company",
  tier: "read",
  toolset: "companies",
  description: "Get one company: status, types, address, main contact.",
  input: z.object({ company_id: id("company") }),
  handler: async ({ input, vendor, client }) => {
    const company = await vendor.get(path`/company/companies/${input.company_id}`);
    return item(
      { ...readable(company), link: deepLink(client.baseUrl, "AccountFV", company.id) },
      companyDetail,
    );
  },
});

const listSites = defineTool({
  name: "cw_list_company_sites",
  title: "List company sites",
  tier: "read",
  toolset: "companies",
  description: "List the sites (addresses) of a company.",
  input: z.object({ company_id: id("company") }),
  handler: async ({ input, vendor }) =>
    listAll(vendor, {
      path: path`/company/companies/${input.company_id}/sites`,
      orderBy: "name asc",
      view: view(
        "sites",
        "id",
        "name",
        { key: "address_line1", label: "street" },
        "city",
        { key: "state_reference.name", label: "state" },
        "zip",
        { key: "phone_number", label: "phone" },
        { key: "primary_address_flag", label: "main" },
        { key: "inactive_flag", label: "inactive" },
      ),
    }),
});

/** Companies and their sites. */
export const companyTools: readonly AnyTool[] = [searchCompanies, getCompany, listSites];
