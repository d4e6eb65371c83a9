import {
  attempt,
  id,
  item,
  path,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type View,
} from "@psa-mcp/core";
import { dayOrTime, nameOrId, paging, rawList } from "../arguments.ts";
import { moment, where, type Condition } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { configurationStatuses, configurationTypes } from "../lookup/directories.ts";
import { companyCondition, companyFilter, namedCondition } from "../lookup/filters.ts";
import { listPage } from "../records/list.ts";
import { spokenFields } from "../records/custom-fields.ts";
import { nameOf, readable } from "../records/records.ts";
import { deepLink } from "../tickets/fields.ts";
import { ticketsOf } from "../tickets/kind.ts";

/** A hardware address in any of the ways that people write it. Throws `invalid_arguments` for what is none. */
export function macCondition(text_: string): Condition | undefined {
  const digits = text_.replace(/[^0-9a-f]/gi, "").toUpperCase();
  if (digits.length !== 12) {
    throw new PsaError("invalid_arguments", "mac_address needs 12 hexadecimal digits.");
  }
  const pairs = digits.match(/../g) ?? [];
  const quads = digits.match(/.{4}/g) ?? [];
  return where.any(
    where.is("macAddress", digits),
    where.is("macAddress", pairs.join(":")),
    where.is("macAddress", pairs.join("-")),
    where.is("macAddress", quads.join(".")),
  );
}

const listConfigurations = defineTool({
  name: "cw_list_configurations",
  title: "List configurations",
  tier: "read",
  toolset: "configurations",
  paged: true,
  description: "Find configurations (devices); active ones only unless active_only is false.",
  input: z.object({
    ...companyFilter,
    name_contains: text(100).optional(),
    type: nameOrId.optional(),
    status: nameOrId.optional(),
    site_name: text(50).optional(),
    serial_number: text(250).optional(),
    mac_address: text(25).optional(),
    warranty_before: dayOrTime.optional(),
    active_only: z.boolean().optional(),
    ...rawList,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/company/configurations`,
      fields: [
        "id",
        "name",
        "type/name",
        "status/name",
        "company/id",
        "company/name",
        "site/name",
        "contact/name",
        "serialNumber",
        "ipAddress",
        "macAddress",
        "warrantyExpirationDate",
        "activeFlag",
      ],
      conditions: where.all(
        input.active_only === false ? undefined : where.is("activeFlag", true),
        await companyCondition(vendor, input),
        input.name_contains === undefined ? undefined : where.contains("name", input.name_contains),
        await namedCondition(vendor, "type", configurationTypes, input.type),
        await namedCondition(vendor, "status", configurationStatuses, input.status),
        input.site_name === undefined ? undefined : where.contains("site/name", input.site_name),
        input.serial_number === undefined
          ? undefined
          : where.is("serialNumber", input.serial_number),
        input.mac_address === undefined ? undefined : macCondition(input.mac_address),
        input.warranty_before === undefined
          ? undefined
          : where.before("warrantyExpirationDate", moment(input.warranty_before)),
      ),
      orderBy: "name asc",
      view: view(
        "configurations",
        "id",
        "name",
        { key: "type.name", label: "type", max: 24 },
        { key: "status.name", label: "status" },
        { key: "company.name", label: "company", max: 30 },
        { key: "serial_number", label: "serial", max: 30 },
        { key: "ip_address", label: "ip" },
        { key: "warranty_expiration_date", label: "warranty", format: "date" },
      ),
    }),
});

const configurationDetail: View = view(
  "configuration",
  "id",
  "name",
  { key: "type", format: "name" },
  { key: "status", format: "name" },
  { key: "company", format: "name" },
  { key: "contact", format: "name" },
  { key: "site", format: "name" },
  { key: "active_flag", label: "active" },
  "device_identifier",
  "serial_number",
  "model_number",
  "tag_number",
  { key: "manufacturer", format: "name" },
  { key: "vendor", format: "name" },
  "ip_address",
  "mac_address",
  "default_gateway",
  "os_type",
  "os_info",
  "last_login_name",
  { key: "installation_date", format: "date" },
  { key: "purchase_date", format: "date" },
  { key: "warranty_expiration_date", label: "warranty until", format: "date" },
  "notes",
  "vendor_notes",
  { key: "answers", label: "questions", max: 4000 },
  { key: "custom", label: "custom fields" },
  { key: "open_tickets", max: 2000 },
  "link",
);

/** Open tickets that are shown of a configuration. */
const MOST_TICKETS = 10;

const getConfiguration = defineTool({
  name: "cw_get_configuration",
  title: "Get configuration",
  tier: "read",
  toolset: "configurations",
  description:
    "Get one configuration (device) with its questions, custom fields and open tickets; passwords stay hidden.",
  input: z.object({ configuration_id: id("configuration") }),
  handler: async ({ input, vendor, client }) => {
    const [record, tickets] = await Promise.all([
      vendor.get(path`/company/configurations/${input.configuration_id}`),
      attempt(
        vendor.list(
          ticketsOf.service,
          {
            fields: ["id", "summary", "status/name"],
            conditions: where.all(
              where.is("configuration/id", input.configuration_id),
              where.is("closedFlag", false),
            ),
            orderBy: "id desc",
          },
          1,
          MOST_TICKETS,
        ),
      ),
    ]);
    // What a role hides is told; any other failure ends the call.
    if (tickets.failure !== undefined && tickets.failure.code !== "forbidden")
      throw tickets.failure;
    return item(
      {
        open_tickets: tickets.value?.records.map(
          (ticket) =>
            `${String(ticket.id)} ${String(ticket["summary"])} (${nameOf(ticket["status"]) ?? "no status"})`,
        ),
        ...readable(record),
        answers: spokenFields(record["questions"]),
        custom: spokenFields(record["customFields"]),
        link: deepLink(client.baseUrl, "ConfigFV", record.id),
      },
      configurationDetail,
      {
        notes: [
          ...(tickets.failure === undefined ? [] : ["The member's role hides tickets."]),
          ...(tickets.value?.hasMore === true
            ? [`Only the newest ${String(MOST_TICKETS)} open tickets are shown.`]
            : []),
        ],
      },
    );
  },
});

/** Configurations: devices and what is known of them. */
export const configurationTools: readonly AnyTool[] = [listConfigurations, getConfiguration];
