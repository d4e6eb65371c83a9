import {
  day,
  item,
  path,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type Settings,
  type ToolResult,
} from "@psa-mcp/core";
import { named, nameOrId } from "../arguments.ts";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { cleanRecord, isRecord } from "../records/records.ts";
import { assertSwitchedOn } from "../switches.ts";
import { agentNamed } from "../tickets/change.ts";

const shown = view(
  "timesheets",
  "agent_id",
  "agent_name",
  { key: "date", format: "date" },
  "work_hours",
  "target_hours",
  "actual_hours",
  "chargeable_hours",
  "unlogged_hours",
  "approval_status",
);

/** A flag on an agent's day. All days have the id 0: agent and date tell them apart. */
async function flagged(
  vendor: HaloApi,
  settings: Settings,
  given: {
    readonly agent: string | number;
    readonly date: string;
    readonly message?: string | undefined;
  },
  flag: "_submitapproval" | "_approve" | "_reject",
  done: string,
): Promise<ToolResult> {
  assertSwitchedOn(settings, "haloAllowUnproven", "Submitting and approving timesheets");
  const { id } = await agentNamed(vendor, given.agent);
  const query = { agent_id: id, date: given.date };
  const before = await vendor.get(path`/Timesheet/${0}`, { query });
  await vendor.save(
    path`/Timesheet`,
    [
      {
        agent_id: id,
        date: `${given.date}T00:00:00Z`,
        [flag]: true,
        ...(given.message === undefined ? {} : { _approval_message: given.message }),
      },
    ],
    { before: { approval: statusOf(before) ?? "none" }, after: { approval: done } },
  );
  const now = vendor.client.dryRun ? before : await vendor.get(path`/Timesheet/${0}`, { query });
  const record = cleanRecord(now);
  return item({ ...record, approval_status: statusOf(now) }, shown, {
    notes: [`Halo was told: ${done}.`],
  });
}

/** Halo's number for where the approval of a day stands. */
const statusOf = (record: PlainRecord): unknown =>
  isRecord(record["approval"]) ? record["approval"]["approvalstatus"] : undefined;

const submit = defineTool({
  name: "halo_timesheets_submit",
  title: "Submit timesheet",
  tier: "write",
  toolset: "time",
  description: "Submit an agent's day for approval, where the operator allows it.",
  input: z.object({ agent: named, date: day(), message: z.string().max(2000).optional() }),
  accepts: z.object({ agent: nameOrId }),
  handler: async ({ input, vendor, settings }) =>
    flagged(vendor, settings, input, "_submitapproval", "submitted"),
});

const approve = defineTool({
  name: "halo_timesheets_approve",
  title: "Approve timesheet",
  tier: "write",
  asksFirst: true,
  toolset: "time",
  description: "Approve an agent's submitted day, or reject it, where the operator allows it.",
  input: z.object({
    agent: named,
    date: day(),
    reject: z.boolean().optional(),
    message: z.string().max(2000).optional(),
  }),
  accepts: z.object({ agent: nameOrId }),
  preview: async ({ input }) =>
    `${input.reject === true ? "Rejects" : "Approves"} the timesheet of ${input.agent} for ${input.date}.`,
  handler: async ({ input, vendor, settings }) =>
    input.reject === true
      ? flagged(vendor, settings, input, "_reject", "rejected")
      : flagged(vendor, settings, input, "_approve", "approved"),
});

/** Days on their way to approval. */
export const timesheetTools: readonly AnyTool[] = [submit, approve];
