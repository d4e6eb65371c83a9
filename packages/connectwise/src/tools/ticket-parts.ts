import {
  id,
  item,
  joinPaths,
  path,
  PsaError,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { paging, ticketType } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { listAll } from "../records/list.ts";
import { given, readable } from "../records/records.ts";
import { chargeType, locateTicket } from "../tickets/kind.ts";
import { listTime } from "../time/list.ts";

const taskRows: View = view(
  "tasks",
  "id",
  "priority",
  { key: "closed_flag", label: "done" },
  { key: "notes", max: 300 },
  { key: "resolution", max: 200 },
);

const ticketTime = defineTool({
  name: "cw_list_ticket_time",
  title: "List ticket time",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description: "List the time entries of a ticket with the hours of the page.",
  input: z.object({ ticket_id: id("ticket"), ticket_type: ticketType, ...paging }),
  handler: async ({ input, vendor }) => {
    const { kind } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    return listTime(vendor, input, {
      conditions: where.all(
        where.is("chargeToId", input.ticket_id),
        where.is("chargeToType", chargeType[kind]),
      ),
    });
  },
});

const listTasks = defineTool({
  name: "cw_list_ticket_tasks",
  title: "List ticket tasks",
  tier: "read",
  toolset: "tickets",
  description: "List the tasks (checklist) of a ticket and how many are done.",
  input: z.object({ ticket_id: id("ticket"), ticket_type: ticketType }),
  handler: async ({ input, vendor }) => {
    const { path: ticket } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    return listAll(vendor, {
      path: joinPaths(ticket, path`/tasks`),
      orderBy: "priority asc",
      view: taskRows,
      about: (records) => ({
        done: `${String(records.filter((task) => task["closedFlag"] === true).length)} of ${String(records.length)}`,
      }),
    });
  },
});

const taskDetail: View = view(
  "task",
  "id",
  "ticket_id",
  "notes",
  "priority",
  { key: "closed_flag", label: "done" },
  "resolution",
);

const createTask = defineTool({
  name: "cw_create_ticket_task",
  title: "Create ticket task",
  tier: "write",
  toolset: "tickets",
  description: "Add a task to a ticket's checklist.",
  input: z.object({
    ticket_id: id("ticket"),
    notes: z.string().min(1).max(4000),
    priority: z.int().min(1).max(1000).optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor }) => {
    const { path: ticket } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const task = await vendor.create(
      joinPaths(ticket, path`/tasks`),
      given({ notes: input.notes, priority: input.priority }),
    );
    return item(readable(task), taskDetail);
  },
});

const updateTask = defineTool({
  name: "cw_update_ticket_task",
  title: "Update ticket task",
  tier: "write",
  toolset: "tickets",
  description: "Complete, reopen or rewrite a task of a ticket; only what is given changes.",
  input: z.object({
    ticket_id: id("ticket"),
    task_id: id("task"),
    notes: z.string().min(1).max(4000).optional(),
    done: z.boolean().optional(),
    resolution: z.string().max(4000).optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor }) => {
    const { path: ticket } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const target = joinPaths(ticket, path`/tasks/${input.task_id}`);
    const before = await vendor.get(target);
    const values: PlainRecord = {
      notes: input.notes,
      closedFlag: input.done,
      resolution: input.resolution,
    };
    const edits = Object.entries(values).flatMap(([field, value]) =>
      value === undefined ? [] : [{ path: field, value, before: before[field] }],
    );
    return item(readable(await vendor.edit(target, edits, before)), taskDetail);
  },
});

/** The most children that one call bundles. */
const MOST_CHILDREN = 50;

const bundleRows: View = view("tickets", "id", "summary", "result", "reason");

const bundle = defineTool({
  name: "cw_bundle_tickets",
  title: "Bundle tickets",
  tier: "write",
  toolset: "tickets",
  asksFirst: true,
  description:
    "Make service tickets children of another one. Only ConnectWise's own screen can undo it.",
  input: z.object({
    parent_ticket_id: id("ticket"),
    child_ticket_ids: z.array(id("ticket")).min(1).max(MOST_CHILDREN),
  }),
  preview: async ({ input }) =>
    `Makes ${String(new Set(input.child_ticket_ids).size)} tickets children of ticket ${String(input.parent_ticket_id)}. This cannot be undone through the API.`,
  handler: async ({ input, vendor }) =>
    bundleTickets(vendor, input.parent_ticket_id, input.child_ticket_ids),
});

async function bundleTickets(
  vendor: Parameters<typeof locateTicket>[0],
  parent: number,
  wanted: readonly number[],
): Promise<ReturnType<typeof item>> {
  const target = path`/service/tickets`;
  const fields = ["id", "summary", "parentTicketId"];
  const children = [...new Set(wanted)];
  const read = async (): Promise<ReadonlyMap<number, PlainRecord>> => {
    const { records } = await vendor.all(target, {
      conditions: where.oneOf("id", [...children, parent]),
      fields,
    });
    return new Map(records.map((record) => [record.id, record]));
  };
  const before = await read();
  if (!before.has(parent))
    throw new PsaError("not_found", "There is no service ticket with the parent's id.");
  const refused = children.flatMap((child) => {
    const ticket = before.get(child);
    const reason =
      child === parent
        ? "it is the parent itself"
        : ticket === undefined
          ? "no such service ticket"
          : typeof ticket["parentTicketId"] === "number"
            ? `it is a child of ticket ${String(ticket["parentTicketId"])}`
            : undefined;
    return reason === undefined
      ? []
      : [{ id: child, summary: ticket?.["summary"], result: "refused", reason }];
  });
  const good = children.filter((child) => !refused.some((one) => one.id === child));
  if (good.length === 0) {
    const why = refused.map((one) => `${String(one.id)}: ${one.reason}`).join("; ");
    throw new PsaError("invalid_arguments", `None of these tickets can be bundled (${why}).`);
  }
  await vendor.act(path`/service/tickets/${parent}/attachChildren`, { childTicketIds: good });
  const after = vendor.client.dryRun ? before : await read();
  const done = good.map((child) => {
    const attached = vendor.client.dryRun || after.get(child)?.["parentTicketId"] === parent;
    return {
      id: child,
      summary: before.get(child)?.["summary"],
      result: attached ? "verified" : "failed",
    };
  });
  const rows = [...done, ...refused];
  const ids = (result: string): readonly number[] =>
    rows.filter((row) => row.result === result).map((row) => row.id);
  return item(
    {
      parent,
      verified: ids("verified"),
      failed: ids("failed"),
      refused: ids("refused"),
      tickets: rows,
    },
    view("bundle", "parent", "verified", "failed", "refused"),
    { rows: "tickets", rowsView: bundleRows },
  );
}

/** Time, tasks and children of tickets. */
export const ticketPartTools: readonly AnyTool[] = [
  ticketTime,
  listTasks,
  createTask,
  updateTask,
  bundle,
];
