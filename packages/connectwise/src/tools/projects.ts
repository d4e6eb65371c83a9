import {
  day,
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
import { nameOrId, orderBy, paging, rawConditions } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { members, projectBoards, projectStatuses, referenceTo } from "../lookup/directories.ts";
import { companyCondition, companyFilter, companyOf, namedCondition } from "../lookup/filters.ts";
import { find } from "../lookup/lookup.ts";
import { listAll, listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";
import { rowFields, ticketRow, ticketRows } from "../tickets/fields.ts";
import { ticketsOf } from "../tickets/kind.ts";
import { wholeSecond } from "../time/moments.ts";

const listProjects = defineTool({
  name: "cw_list_projects",
  title: "List projects",
  tier: "read",
  toolset: "projects",
  paged: true,
  description: "Find projects; open ones only unless open_only is false.",
  input: z.object({
    ...companyFilter,
    name_contains: text(100).optional(),
    status: nameOrId.optional(),
    open_only: z.boolean().optional(),
    conditions: rawConditions,
    order_by: orderBy,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/project/projects`,
      conditions: where.all(
        input.open_only === false ? undefined : where.is("closedFlag", false),
        await companyCondition(vendor, input),
        input.name_contains === undefined ? undefined : where.contains("name", input.name_contains),
        await namedCondition(vendor, "status", projectStatuses, input.status),
      ),
      orderBy: "name asc",
      view: view(
        "projects",
        "id",
        { key: "name", max: 70 },
        { key: "company.name", label: "company", max: 40 },
        { key: "status.name", label: "status" },
        { key: "manager.identifier", label: "manager" },
        { key: "percent_complete", label: "done" },
        { key: "estimated_end", label: "ends", format: "date" },
      ),
    }),
});

const projectDetail: View = view(
  "project",
  "id",
  "name",
  { key: "company", format: "name" },
  { key: "status", format: "name" },
  { key: "board", format: "name" },
  { key: "manager.identifier", label: "manager" },
  "billing_method",
  { key: "estimated_start", format: "date" },
  { key: "estimated_end", format: "date" },
  "budget_hours",
  "actual_hours",
  { key: "percent_complete", label: "done" },
  { key: "closed_flag", label: "closed" },
  "description",
);

const getProject = defineTool({
  name: "cw_get_project",
  title: "Get project",
  tier: "read",
  toolset: "projects",
  description: "Get one project: manager, status, dates, hours.",
  input: z.object({ project_id: id("project") }),
  handler: async ({ input, vendor }) =>
    item(readable(await vendor.get(path`/project/projects/${input.project_id}`)), projectDetail),
});

const listPhases = defineTool({
  name: "cw_list_project_phases",
  title: "List project phases",
  tier: "read",
  toolset: "projects",
  description: "List the phases of a project.",
  input: z.object({ project_id: id("project") }),
  handler: async ({ input, vendor }) =>
    listAll(vendor, {
      path: path`/project/projects/${input.project_id}/phases`,
      view: view(
        "phases",
        "id",
        { key: "wbs_code", label: "code" },
        { key: "description", max: 100 },
        { key: "status.name", label: "status" },
        { key: "budget_hours" },
        { key: "actual_hours" },
      ),
    }),
});

const searchTickets = defineTool({
  name: "cw_search_project_tickets",
  title: "Search project tickets",
  tier: "read",
  toolset: "projects",
  paged: true,
  description: "List the tickets of a project; open ones only unless open_only is false.",
  input: z.object({
    project_id: id("project").optional(),
    ...companyFilter,
    summary_contains: text(100).optional(),
    open_only: z.boolean().optional(),
    conditions: rawConditions,
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: ticketsOf.project,
      fields: rowFields.project,
      conditions: where.all(
        input.open_only === false ? undefined : where.is("closedFlag", false),
        input.project_id === undefined ? undefined : where.is("project/id", input.project_id),
        await companyCondition(vendor, input),
        input.summary_contains === undefined
          ? undefined
          : where.contains("summary", input.summary_contains),
      ),
      orderBy: "id desc",
      view: ticketRows,
      row: (record) => ticketRow("project", record),
    }),
});

const listNotes = defineTool({
  name: "cw_list_project_notes",
  title: "List project notes",
  tier: "read",
  toolset: "projects",
  paged: true,
  description: "List the notes of a project, newest first.",
  input: z.object({ project_id: id("project"), ...paging }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/project/projects/${input.project_id}/notes`,
      orderBy: "id desc",
      view: {
        ...view("notes", "id", { key: "type.name", label: "type" }, { key: "flagged" }),
        body: { key: "text" },
      },
    }),
});

const createProject = defineTool({
  name: "cw_create_project",
  title: "Create project",
  tier: "write",
  toolset: "projects",
  description:
    "Create a project on a board for projects. Dates are days; the manager is the member whose keys are used unless given.",
  input: z.object({
    name: text(100),
    company_id: id("company").optional(),
    company: nameOrId.optional(),
    board: nameOrId,
    billing_method: z.enum(["ActualRates", "FixedFee", "NotToExceed", "OverrideRate"]),
    estimated_start: day(),
    estimated_end: day(),
    manager: nameOrId.optional(),
    status: nameOrId.optional(),
    budget_hours: z.number().min(0).max(100_000).optional(),
    description: z.string().max(32_000).optional(),
  }),
  handler: async ({ input, vendor }) => {
    if (input.estimated_end < input.estimated_start) {
      throw new PsaError("invalid_arguments", "estimated_end must not be before estimated_start.");
    }
    const [company, board, manager, status] = await Promise.all([
      companyOf(vendor, input),
      find(vendor, projectBoards, input.board),
      input.manager === undefined ? undefined : find(vendor, members, input.manager),
      input.status === undefined ? undefined : find(vendor, projectStatuses, input.status),
    ]);
    const created = await vendor.create(path`/project/projects`, {
      name: input.name,
      company: { id: company },
      board: { id: board.id },
      billingMethod: input.billing_method,
      estimatedStart: wholeSecond(input.estimated_start),
      estimatedEnd: wholeSecond(input.estimated_end),
      manager: manager === undefined ? undefined : referenceTo(manager),
      status: status === undefined ? undefined : referenceTo(status),
      budgetHours: input.budget_hours,
      description: input.description,
    });
    return item(readable(created), projectDetail);
  },
});

/** Projects, their phases, tickets and notes. */
export const projectTools: readonly AnyTool[] = [
  listProjects,
  getProject,
  listPhases,
  searchTickets,
  listNotes,
  createProject,
];
