import {
  id,
  item,
  joinPaths,
  path,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { paging } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { actingMember } from "../lookup/acting.ts";
import { listAll, listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";

const nameFilters = z.object({
  name_contains: text(50).optional(),
  include_inactive: z.boolean().optional(),
});

const byName = (input: z.output<typeof nameFilters>): ReturnType<typeof where.all> =>
  where.all(
    input.include_inactive === true ? undefined : where.is("inactiveFlag", false),
    input.name_contains === undefined ? undefined : where.contains("name", input.name_contains),
  );

const listWorkRoles = defineTool({
  name: "cw_list_work_roles",
  title: "List work roles",
  tier: "read",
  toolset: "time",
  description: "List work roles, which set the rate of a time entry.",
  input: nameFilters,
  handler: async ({ input, vendor }) =>
    listAll(vendor, {
      path: path`/time/workRoles`,
      fields: ["id", "name", "inactiveFlag"],
      conditions: byName(input),
      orderBy: "name asc",
      view: view("work roles", "id", "name", { key: "inactive_flag", label: "inactive" }),
    }),
});

const listWorkTypes = defineTool({
  name: "cw_list_work_types",
  title: "List work types",
  tier: "read",
  toolset: "time",
  description: "List work types, which classify a time entry.",
  input: nameFilters,
  handler: async ({ input, vendor }) =>
    listAll(vendor, {
      path: path`/time/workTypes`,
      fields: ["id", "name", "billTime", "inactiveFlag"],
      conditions: byName(input),
      orderBy: "name asc",
      view: view(
        "work types",
        "id",
        "name",
        { key: "bill_time", label: "billing" },
        { key: "inactive_flag", label: "inactive" },
      ),
    }),
});

const sheetView: View = view(
  "time sheets",
  "id",
  { key: "member.identifier", label: "member" },
  { key: "date_start", label: "from", format: "date" },
  { key: "date_end", label: "to", format: "date" },
  "status",
  "hours",
  { key: "deadline", format: "date" },
);

const listSheets = defineTool({
  name: "cw_list_my_timesheets",
  title: "List my time sheets",
  tier: "read",
  toolset: "time",
  paged: true,
  description: "List the time sheets of the member whose keys are used, newest first.",
  input: z.object(paging),
  handler: async ({ input, vendor, client, principal }) => {
    const { identifier, warning } = await actingMember({ client, principal });
    return listPage(vendor, input, {
      path: path`/time/sheets`,
      conditions: where.is("member/identifier", identifier),
      orderBy: "dateStart desc",
      view: sheetView,
      notes: warning === undefined ? [] : [warning],
    });
  },
});

const getSheet = defineTool({
  name: "cw_get_timesheet",
  title: "Get time sheet",
  tier: "read",
  toolset: "time",
  description: "Read one time sheet: period, status, hours.",
  input: z.object({ timesheet_id: id("time sheet") }),
  handler: async ({ input, vendor }) =>
    item(readable(await vendor.get(path`/time/sheets/${input.timesheet_id}`)), sheetView),
});

/** Carries out an action on a sheet and reads the sheet again; what the API says about it goes along. */
async function acted(
  vendor: CwApi,
  sheet: number,
  action: "submit" | "approve" | "reject",
  body?: PlainRecord,
): Promise<ReturnType<typeof item>> {
  const target = path`/time/sheets/${sheet}`;
  const answer = await vendor.act(joinPaths(target, path`/${action}`), body);
  const after = readable(await vendor.get(target));
  const said = typeof answer["message"] === "string" ? answer["message"] : undefined;
  return item(
    { ...after, success: answer["success"] !== false, message: said },
    view("time sheet", "success", "message", ...sheetView.fields),
    {
      notes: answer["success"] === false ? ["ConnectWise did not carry it out; see message."] : [],
    },
  );
}

const submitSheet = defineTool({
  name: "cw_submit_timesheet",
  title: "Submit time sheet",
  tier: "write",
  toolset: "time",
  description: "Submit an open time sheet for approval.",
  input: z.object({ timesheet_id: id("time sheet") }),
  handler: async ({ input, vendor }) => acted(vendor, input.timesheet_id, "submit"),
});

const approveSheet = defineTool({
  name: "cw_approve_timesheet",
  title: "Approve time sheet",
  tier: "write",
  toolset: "time",
  description: "Approve a submitted time sheet, as one of its approvers.",
  input: z.object({ timesheet_id: id("time sheet") }),
  handler: async ({ input, vendor }) =>
    acted(vendor, input.timesheet_id, "approve", { id: input.timesheet_id }),
});

const rejectSheet = defineTool({
  name: "cw_reject_timesheet",
  title: "Reject time sheet",
  tier: "write",
  toolset: "time",
  description: "Send a submitted time sheet back to its member.",
  input: z.object({ timesheet_id: id("time sheet") }),
  handler: async ({ input, vendor }) => acted(vendor, input.timesheet_id, "reject"),
});

/** Time sheets, work roles and work types. */
export const timesheetTools: readonly AnyTool[] = [
  listWorkRoles,
  listWorkTypes,
  listSheets,
  submitSheet,
  getSheet,
  approveSheet,
  rejectSheet,
];
