import { id, item, path, text, view, z, type AnyTool, type View } from "@psa-mcp/core";
import { nameOrId, paging, rawList } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { opportunityStages, opportunityStatuses } from "../lookup/directories.ts";
import {
  companyCondition,
  companyFilter,
  memberCondition,
  namedCondition,
} from "../lookup/filters.ts";
import { listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";

const listOpportunities = defineTool({
  name: "cw_list_opportunities",
  title: "List opportunities",
  tier: "read",
  toolset: "sales",
  paged: true,
  description: "Find sales opportunities by company, name, stage or status.",
  input: z.object({
    ...companyFilter,
    name_contains: text(100).optional(),
    stage: nameOrId.optional(),
    status: nameOrId.optional(),
    ...rawList,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/sales/opportunities`,
      conditions: where.all(
        await companyCondition(vendor, input),
        input.name_contains === undefined ? undefined : where.contains("name", input.name_contains),
        await namedCondition(vendor, "stage", opportunityStages, input.stage),
        await namedCondition(vendor, "status", opportunityStatuses, input.status),
      ),
      orderBy: "id desc",
      view: view(
        "opportunities",
        "id",
        { key: "name", max: 70 },
        { key: "company.name", label: "company", max: 40 },
        { key: "stage.name", label: "stage" },
        { key: "status.name", label: "status" },
        { key: "primary_sales_rep.identifier", label: "sales" },
        { key: "expected_close_date", label: "closes", format: "date" },
      ),
    }),
});

const opportunityDetail: View = view(
  "opportunity",
  "id",
  "name",
  { key: "company", format: "name" },
  { key: "contact", format: "name" },
  { key: "type", format: "name" },
  { key: "stage", format: "name" },
  { key: "status", format: "name" },
  { key: "probability", format: "name" },
  { key: "primary_sales_rep.identifier", label: "sales" },
  { key: "expected_close_date", label: "closes", format: "date" },
  "notes",
);

const getOpportunity = defineTool({
  name: "cw_get_opportunity",
  title: "Get opportunity",
  tier: "read",
  toolset: "sales",
  description: "Get one sales opportunity.",
  input: z.object({ opportunity_id: id("opportunity") }),
  handler: async ({ input, vendor }) =>
    item(
      readable(await vendor.get(path`/sales/opportunities/${input.opportunity_id}`)),
      opportunityDetail,
    ),
});

const listActivities = defineTool({
  name: "cw_list_activities",
  title: "List activities",
  tier: "read",
  toolset: "sales",
  paged: true,
  description: "Find activities (calls, meetings, follow-ups) by company, member or opportunity.",
  input: z.object({
    ...companyFilter,
    assigned_to: nameOrId.describe("Member").optional(),
    opportunity_id: id("opportunity").optional(),
    ...rawList,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/sales/activities`,
      conditions: where.all(
        await companyCondition(vendor, input),
        input.opportunity_id === undefined
          ? undefined
          : where.is("opportunity/id", input.opportunity_id),
        await memberCondition(vendor, "assignTo", input.assigned_to),
      ),
      orderBy: "id desc",
      view: view(
        "activities",
        "id",
        { key: "name", max: 70 },
        { key: "type.name", label: "type" },
        { key: "company.name", label: "company", max: 40 },
        { key: "assign_to.identifier", label: "assigned" },
        { key: "date_start", label: "start", format: "datetime" },
        { key: "status.name", label: "status" },
      ),
    }),
});

const getActivity = defineTool({
  name: "cw_get_activity",
  title: "Get activity",
  tier: "read",
  toolset: "sales",
  description: "Get one activity: a call, a meeting, a follow-up.",
  input: z.object({ activity_id: id("activity") }),
  handler: async ({ input, vendor }) =>
    item(
      readable(await vendor.get(path`/sales/activities/${input.activity_id}`)),
      view(
        "activity",
        "id",
        "name",
        { key: "type", format: "name" },
        { key: "company", format: "name" },
        { key: "contact", format: "name" },
        { key: "assign_to.identifier", label: "assigned" },
        { key: "date_start", label: "start", format: "datetime" },
        { key: "date_end", label: "end", format: "datetime" },
        { key: "status", format: "name" },
        { key: "opportunity", format: "name" },
        { key: "ticket", format: "name" },
        "notes",
      ),
    ),
});

/** Opportunities and activities. */
export const salesTools: readonly AnyTool[] = [
  listOpportunities,
  getOpportunity,
  listActivities,
  getActivity,
];
