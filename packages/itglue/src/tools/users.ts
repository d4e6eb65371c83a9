import { id, item, path, PsaError, text, view, z, type AnyTool, type View } from "@psa-mcp/core";
import { paging, sort } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { dayFromNow } from "../records/days.ts";
import { byName, listPage } from "../records/list.ts";

const userKeys = [
  "id",
  "name",
  "first_name",
  "last_name",
  "email",
  "role_name",
  "reputation",
  "last_sign_in_at",
  "updated_at",
];

const userRows: View = view(
  "users",
  "id",
  "name",
  "email",
  { key: "role_name", label: "role" },
  { key: "last_sign_in_at", label: "last sign-in", format: "date" },
);

const listUsers = defineTool({
  name: "itglue_list_users",
  title: "List users",
  tier: "read",
  toolset: "users",
  description:
    "List IT Glue users (your own staff). People at clients are in itglue_list_contacts.",
  input: z.object({
    filter_name: text().optional(),
    filter_id: id("user").optional(),
    email: text().optional(),
    role_name: z
      .enum(["Administrator", "Manager", "Editor", "Creator", "Lite", "Read-only"])
      .optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const { input } = context;
    return listPage(context, {
      path: path`/users`,
      query: { filter: { id: input.filter_id, email: input.email, role_name: input.role_name } },
      sorts: ["name", "email", "reputation", "id", "created_at", "updated-at"],
      keys: userKeys,
      view: userRows,
      keep: byName(input.filter_name),
      ...(input.filter_name === undefined ? {} : { narrow: { name: input.filter_name } }),
    });
  },
});

const userDetail: View = view(
  "user",
  "id",
  "name",
  "email",
  { key: "role_name", label: "role" },
  "reputation",
  { key: "invitation_accepted_at", format: "datetime" },
  { key: "current_sign_in_at", format: "datetime" },
  { key: "last_sign_in_at", format: "datetime" },
);

const getUser = defineTool({
  name: "itglue_get_user",
  title: "Get user",
  tier: "read",
  toolset: "users",
  description: "Get one IT Glue user with role and sign-in times.",
  input: z.object({ user_id: id("user") }),
  handler: async ({ input, vendor }) =>
    item(await vendor.get(path`/users/${input.user_id}`), userDetail),
});

const groupKeys = ["id", "name", "created_at", "updated_at"];

const listGroups = defineTool({
  name: "itglue_list_groups",
  title: "List groups",
  tier: "read",
  toolset: "users",
  description: "List the groups that decide which users see which organizations.",
  input: z.object({ filter_name: text().optional(), ...paging }),
  paged: true,
  handler: async (context) =>
    listPage(context, {
      path: path`/groups`,
      keys: groupKeys,
      view: view("groups", "id", "name", { key: "updated_at", format: "date" }),
      keep: byName(context.input.filter_name),
    }),
});

/** The log reaches back so many days, and serves so many pages. */
const LOG_DAYS = 30;
const LOG_PAGES = 5;

const logKeys = [
  "id",
  "action",
  "user_name",
  "user_id",
  "organization_id",
  "organization_name",
  "resource_type",
  "resource_id",
  "resource_name",
  "ip_address",
  "created_at",
];

const logRows: View = view(
  "log entries",
  { key: "created_at", label: "when", format: "datetime" },
  { key: "user_name", label: "user" },
  "user_id",
  "action",
  { key: "resource_type", label: "type" },
  { key: "resource_name", label: "name" },
  { key: "organization_name", label: "organization" },
);

const listLogs = defineTool({
  name: "itglue_list_logs",
  title: "List activity log",
  tier: "read",
  toolset: "users",
  description:
    "List the activity log, newest first: who did what. IT Glue keeps 30 days and serves at most 5 pages.",
  input: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional(), ...paging }),
  paged: true,
  handler: async (context) => {
    const { from, to, page_number = 1, page_size } = context.input;
    checkOrder(from, to);
    if (page_number > LOG_PAGES) {
      throw new PsaError(
        "invalid_arguments",
        `IT Glue serves ${String(LOG_PAGES)} pages of the log at most.`,
        {
          advice: "Narrow from and to, or raise page_size (up to 1000).",
        },
      );
    }
    if (from !== undefined && from < dayFromNow(-LOG_DAYS)) {
      throw new PsaError("invalid_arguments", `The log reaches back ${String(LOG_DAYS)} days.`, {
        advice: `Give from as ${dayFromNow(-LOG_DAYS)} or later.`,
      });
    }
    const dates =
      from === undefined && to === undefined
        ? {}
        : {
            filter: {
              created_at: [
                from === undefined ? "*" : `${from}T00:00:00Z`,
                to === undefined ? "*" : `${to}T23:59:59Z`,
              ],
            },
          };
    const listed = await listPage(
      { ...context, input: { page_number, page_size } },
      { path: path`/logs`, query: dates, defaultSort: "-created_at", keys: logKeys, view: logRows },
    );
    if (page_number < LOG_PAGES || listed.next === undefined) return listed;
    const { next: _next, ...last } = listed;
    return {
      ...last,
      notes: ["IT Glue serves no further pages; narrow from and to for older entries."],
    };
  },
});

function checkOrder(from: string | undefined, to: string | undefined): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw new PsaError("invalid_arguments", "from lies after to.", {
    advice: "Exchange the two dates.",
  });
}

/** The vendor refuses longer ranges of metrics. */
const METRIC_DAYS = 7;

const metricKeys = [
  "id",
  "user_id",
  "organization_id",
  "resource_type",
  "date",
  "created",
  "viewed",
  "edited",
  "deleted",
];

const metricRows: View = view(
  "metrics",
  { key: "date", format: "date" },
  "user_id",
  "organization_id",
  { key: "resource_type", label: "type" },
  "created",
  "viewed",
  "edited",
  "deleted",
);

const getUserMetrics = defineTool({
  name: "itglue_get_user_metrics",
  title: "Get user metrics",
  tier: "read",
  toolset: "users",
  description:
    "Count what users created, viewed, edited and deleted per day, organization and kind of record. At most 7 days apart.",
  input: z.object({
    from: z.iso.date(),
    to: z.iso.date().optional(),
    user_id: id("user").optional(),
    organization_id: id("organization").optional(),
    resource_type: text(100).describe('"Document", "Configuration" …').optional(),
    sort,
    ...paging,
  }),
  paged: true,
  handler: async (context) => {
    const { from, to = from, user_id, organization_id, resource_type } = context.input;
    checkOrder(from, to);
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    if (days > METRIC_DAYS) {
      throw new PsaError(
        "invalid_arguments",
        `IT Glue gives metrics for at most ${String(METRIC_DAYS)} days at once; these are ${String(days)}.`,
        {
          advice: "Ask week by week.",
        },
      );
    }
    return listPage(context, {
      path: path`/user_metrics`,
      query: { filter: { date: [from, to], user_id, organization_id, resource_type } },
      sorts: ["id", "created", "viewed", "edited", "deleted", "date"],
      keys: metricKeys,
      view: metricRows,
    });
  },
});

/** IT Glue's own users, their groups, the activity log and metrics. */
export const userTools: readonly AnyTool[] = [
  listUsers,
  getUser,
  listGroups,
  listLogs,
  getUserMetrics,
];
