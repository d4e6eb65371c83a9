import {
  id,
  item,
  path,
  view,
  z,
  type AnyTool,
  type ItemResult,
  type PlainRecord,
  type PsaError,
  type View,
} from "@psa-mcp/core";
import type { ItglueApi, ListQuery } from "../api.ts";
import { defineTool } from "../define.ts";
import { attempt, reasonOf } from "../records/attempt.ts";
import { dayFromNow, daysUntil } from "../records/days.ts";
import { pick } from "../records/pick.ts";

const SECTIONS = ["counts", "primary_location", "contacts", "expirations", "documents"] as const;
type Section = (typeof SECTIONS)[number];

const overview: View = view(
  "organization",
  "id",
  "name",
  "short_name",
  { key: "organization_type_name", label: "type" },
  { key: "organization_status_name", label: "status" },
  { key: "description", format: "html", max: 500 },
  { key: "alert", format: "html", max: 500 },
  { key: "quick_notes", format: "html", max: 1000 },
  "counts",
  "primary_location",
  "contacts",
  { key: "expirations", label: "expires in 90 days" },
  { key: "documents", label: "recent documents" },
  { key: "missing", label: "could not be read" },
);

/** Told of something that could not be read, so that the rest is still answered. */
type Report = (what: string, failure: PsaError) => void;

type Part = (vendor: ItglueApi, organization: number, report: Report) => Promise<unknown>;

const of = (organization: number, query: ListQuery = {}): ListQuery => ({
  ...query,
  filter: { ...query.filter, organization_id: organization },
});

/** What is counted, each by a list of one row. */
const COUNTED = {
  configurations: path`/configurations`,
  contacts: path`/contacts`,
  locations: path`/locations`,
  passwords: path`/passwords`,
} as const;

const counts: Part = async (vendor, organization, report) => {
  const counted = await Promise.all(
    Object.entries(COUNTED).map(async ([name, at]) => {
      // The count is all that is wanted; of passwords no value may even be asked for.
      const raw = name === "passwords" ? { show_password: "false" } : {};
      const { value, failure } = await attempt(
        vendor.list(at, of(organization, { pageSize: 1, raw })),
      );
      if (failure !== undefined) report(`count of ${name}`, failure);
      return [name, value?.total ?? null] as const;
    }),
  );
  return Object.fromEntries(counted);
};

const primaryLocation: Part = async (vendor, organization) => {
  const { records } = await vendor.list(path`/locations`, of(organization, { pageSize: 100 }));
  const main = records.find((record) => record["primary"] === true) ?? records[0];
  return main === undefined
    ? null
    : pick(main, [
        "id",
        "name",
        "address_1",
        "address_2",
        "city",
        "postal_code",
        "region_name",
        "country_name",
        "phone",
      ]);
};

const contacts: Part = async (vendor, organization) => {
  const { records } = await vendor.list(path`/contacts`, of(organization, { pageSize: 200 }));
  return records
    .toSorted(
      (left, right) => Number(right["important"] === true) - Number(left["important"] === true),
    )
    .slice(0, 5)
    .map((record) => pick(record, ["id", "name", "title", "important"]));
};

const expirations: Part = async (vendor, organization) => {
  const { records } = await vendor.list(
    path`/expirations`,
    of(organization, {
      range: { expiration_date: [dayFromNow(), dayFromNow(90)] },
      sort: "expiration_date",
      pageSize: 5,
    }),
  );
  return records.map((record) => ({
    ...pick(record, ["expiration_date", "resource_type_name", "resource_name"]),
    days_left: daysUntil(record["expiration_date"]),
  }));
};

const documents: Part = async (vendor, organization) => {
  const at = path`/organizations/${organization}/relationships/documents`;
  const { records } = await vendor.list(at, { sort: "-updated_at", pageSize: 25 });
  return records
    .toSorted((left, right) =>
      String(right["updated_at"]).localeCompare(String(left["updated_at"])),
    )
    .slice(0, 5)
    .map((record) => pick(record, ["id", "name", "published", "updated_at"]));
};

const PARTS: Readonly<Record<Section, Part>> = {
  counts,
  primary_location: primaryLocation,
  contacts,
  expirations,
  documents,
};

const getOverview = defineTool({
  name: "itglue_get_organization_overview",
  title: "Get organization overview",
  tier: "read",
  toolset: "core",
  description:
    "Get an organization at a glance: counts, main location, key contacts, next expirations, recent root documents.",
  input: z.object({
    organization_id: id("organization"),
    sections: z.array(z.enum(SECTIONS)).min(1).optional(),
  }),
  handler: async ({ input, vendor }) =>
    organizationOverview(vendor, input.organization_id, input.sections),
});

/** An organization with the sections asked for, or all of them; one that cannot be read is named under `missing`. */
export async function organizationOverview(
  vendor: ItglueApi,
  organization: number,
  sections: readonly Section[] = SECTIONS,
): Promise<ItemResult> {
  const record = await vendor.get(path`/organizations/${organization}`);
  const wanted = SECTIONS.filter((section) => sections.includes(section));
  const missing: PlainRecord[] = [];
  const report: Report = (what, failure) => {
    missing.push({ what, reason: reasonOf(failure) });
  };
  const read = await Promise.all(
    wanted.map(async (section) => {
      const part = await attempt(PARTS[section](vendor, organization, report));
      if (part.failure !== undefined) report(section, part.failure);
      return [section, part.value] as const;
    }),
  );
  return item(
    {
      ...pick(record, [
        "id",
        "name",
        "short_name",
        "organization_type_name",
        "organization_status_name",
        "description",
        "alert",
        "quick_notes",
        "updated_at",
      ]),
      ...Object.fromEntries(read.filter(([, value]) => value !== undefined)),
      ...(missing.length === 0 ? {} : { missing }),
    },
    overview,
  );
}

/** An organization at a glance. */
export const organizationOverviewTools: readonly AnyTool[] = [getOverview];
