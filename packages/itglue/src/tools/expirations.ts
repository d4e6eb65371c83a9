import {
  count,
  id,
  path,
  PsaError,
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
import { attempt } from "../records/attempt.ts";
import { dayFromNow, daysUntil } from "../records/days.ts";
import { listPage, type Listing } from "../records/list.ts";
import { pick } from "../records/pick.ts";

const common = {
  organization_id: id("organization").optional(),
  within_days: count(0, 3650).describe("Due from today on within so many days").optional(),
  expired: z.boolean().describe("Only those whose date is past").optional(),
};

interface Window {
  readonly within_days?: number | undefined;
  readonly expired?: boolean | undefined;
}

const refuseBoth = ({ within_days, expired }: Window): void => {
  if (within_days === undefined || expired !== true) return;
  throw new PsaError("invalid_arguments", "within_days looks ahead and expired looks back.", {
    advice: "Give one of within_days and expired.",
  });
};

const expirationKeys = [
  "id",
  "organization_id",
  "organization_name",
  "resource_id",
  "resource_name",
  "resource_type_name",
  "resource_attribute_name",
  "description",
  "expiration_date",
  "updated_at",
];

const expirationRows: View = view(
  "expirations",
  "id",
  { key: "expiration_date", label: "date", format: "date" },
  { key: "days_left", label: "days left" },
  { key: "resource_type_name", label: "type" },
  { key: "resource_name", label: "name" },
  { key: "organization_name", label: "organization" },
);

const listExpirations = defineTool({
  name: "itglue_list_expirations",
  title: "List expirations",
  tier: "read",
  toolset: "expirations",
  description:
    "List what expires, soonest first: domains, certificates, warranties, licences and dated fields of flexible assets.",
  input: z.object({
    ...common,
    filter_id: id("expiration").optional(),
    resource_name: text().optional(),
    resource_type_name: text().describe('"Domain", "Configuration", "Flexible Asset" …').optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const { input } = context;
    refuseBoth(input);
    return listPage(context, {
      path: path`/expirations`,
      query: {
        filter: {
          id: input.filter_id,
          organization_id: input.organization_id,
          resource_name: input.resource_name,
          resource_type_name: input.resource_type_name,
        },
        ...rangeOf(input),
      },
      sorts: ["id", "organization_id", "expiration_date", "created_at", "updated_at"],
      defaultSort: "expiration_date",
      keys: expirationKeys,
      row: (record) => ({
        ...pick(record, expirationKeys),
        days_left: daysUntil(record["expiration_date"]),
      }),
      view: expirationRows,
    });
  },
});

function rangeOf({ within_days, expired }: Window): Pick<NonNullable<Listing["query"]>, "range"> {
  if (within_days !== undefined) {
    return { range: { expiration_date: [dayFromNow(), dayFromNow(within_days)] } };
  }
  return expired === true ? { range: { expiration_date: [undefined, dayFromNow(-1)] } } : {};
}

/** The API cannot filter these lists by date, so a window is applied here, soonest first. */
function window({ within_days, expired }: Window, key: string): Pick<Listing, "keep" | "order"> {
  if (within_days === undefined && expired !== true) return {};
  return {
    keep: (record) => {
      const days = daysUntil(record[key]);
      if (days === null) return false;
      return within_days === undefined ? days < 0 : days >= 0 && days <= within_days;
    },
    order: (left, right) =>
      String(left[key]).localeCompare(String(right[key])) || left.id - right.id,
  };
}

const dated =
  (key: string, keys: readonly string[]) =>
  (record: ItglueRecord): PlainRecord => ({
    ...pick(record, keys),
    days_left: daysUntil(record[key]),
  });

const domainKeys = [
  "id",
  "name",
  "organization_id",
  "organization_name",
  "registrar_name",
  "expires_on",
  "updated_at",
  "resource_url",
];

const domainRows: View = view(
  "domains",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  { key: "registrar_name", label: "registrar" },
  { key: "expires_on", label: "expires", format: "date" },
  { key: "days_left", label: "days left" },
);

const listDomains = defineTool({
  name: "itglue_list_domains",
  title: "List domains",
  tier: "read",
  toolset: "expirations",
  description: "List internet domains of organizations with registrar and expiry.",
  input: z.object({ ...common, filter_id: id("domain").optional(), sort, ...paging }),
  paged: true,
  handler: async (context) => {
    const { input } = context;
    refuseBoth(input);
    return listPage(context, {
      path: path`/domains`,
      query: { filter: { id: input.filter_id, organization_id: input.organization_id } },
      sorts: ["created_at", "updated_at"],
      keys: domainKeys,
      row: dated("expires_on", domainKeys),
      view: domainRows,
      ...window(input, "expires_on"),
    });
  },
});

const certificateKeys = [
  "id",
  "name",
  "host",
  "organization_id",
  "organization_name",
  "issued_by",
  "valid_from",
  "valid_until",
  "active",
  "updated_at",
  "resource_url",
];

const certificateRows: View = view(
  "certificates",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  { key: "issued_by", label: "issuer" },
  { key: "valid_until", label: "expires", format: "date" },
  { key: "days_left", label: "days left" },
);

const CERTIFICATES = path`/ssl_certificates`;

const listCertificates = defineTool({
  name: "itglue_list_ssl_certificates",
  title: "List SSL certificates",
  tier: "read",
  toolset: "expirations",
  description:
    "List SSL certificates with issuer and expiry. Not every account's API serves them; itglue_list_expirations always names them.",
  input: z.object({ ...common, ...paging }),
  paged: true,
  handler: async (context) => {
    const { input, vendor } = context;
    refuseBoth(input);
    const probe = await attempt(vendor.list(CERTIFICATES, { pageSize: 1, cacheSeconds: 600 }));
    if (
      probe.failure !== undefined &&
      ["not_found", "forbidden", "unsupported"].includes(probe.failure.code)
    ) {
      throw new PsaError(
        "unsupported",
        "This account's IT Glue API does not serve SSL certificates.",
        {
          advice: 'Use itglue_list_expirations with resource_type_name "SSL Certificate".',
        },
      );
    }
    return listPage(context, {
      path: CERTIFICATES,
      query: { filter: { organization_id: input.organization_id } },
      keys: certificateKeys,
      row: dated("valid_until", certificateKeys),
      view: certificateRows,
      ...window(input, "valid_until"),
    });
  },
});

/** What expires: expirations of every kind, domains, certificates. */
export const expirationTools: readonly AnyTool[] = [listExpirations, listDomains, listCertificates];
