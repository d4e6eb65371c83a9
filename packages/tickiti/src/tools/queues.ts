import { id, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change, update } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { passedOn } from "../arguments.ts";
import { defineTool } from "../define.ts";

const listQueues = defineTool({
  name: "tickiti_list_queues",
  title: "List queues",
  tier: "read",
  toolset: "workflow",
  aliases: ["list_queues"],
  description: "List the queues that tickets live in, with their ids and mailboxes.",
  input: z.object({ filters: passedOn }),
  handler: async ({ input, vendor }) =>
    listPage(await vendor.read("workflow.queues.index", input.filters), {
      noun: "queues",
      keys: ["queues"],
      fields: ["id", "name"],
    }),
});

const createQueue = defineTool({
  name: "tickiti_create_queue",
  title: "Create queue",
  tier: "write",
  toolset: "workflow",
  description: "Create a queue; its mail leaves through a mailbox (tickiti_list_mailboxes).",
  input: z.object({ name: text(200), outgoing_mailbox_id: id("mailbox").optional() }),
  handler: async ({ input, ...hands }) =>
    change(hands, "workflow.queues.create", input, `Created the queue ${input.name}`, {
      names: true,
    }),
});

const updateQueue = defineTool({
  name: "tickiti_update_queue",
  title: "Update queue",
  tier: "write",
  toolset: "workflow",
  idempotent: true,
  description: "Rename a queue or change its mailbox; what is left out stays.",
  input: z.object({
    queue_id: id("queue"),
    name: text(200).optional(),
    outgoing_mailbox_id: id("mailbox").optional(),
  }),
  handler: async ({ input: { queue_id: queue, ...changes }, ...hands }) =>
    update(
      hands,
      {
        route: "workflow.queues.update",
        list: "workflow.queues.index",
        key: "queues",
        idField: "queue_id",
        fields: ["name", "outgoing_mailbox_id"],
      },
      queue,
      changes,
      `Updated queue ${String(queue)}`,
    ),
});

const moveQueueTickets = defineTool({
  name: "tickiti_move_queue_tickets",
  title: "Move queue's tickets",
  tier: "destructive",
  toolset: "workflow",
  description:
    "Move every ticket of one queue into another, at once. Single tickets cannot be moved.",
  input: z.object({ from_queue_id: id("queue"), to_queue_id: id("queue") }),
  preview: async ({ input, ...hands }) => {
    const name = async (queue: number): Promise<string> =>
      called(hands, "workflow.queues.index", "queues", queue);
    return `Move ALL tickets of the queue ${await name(input.from_queue_id)} to ${await name(input.to_queue_id)}?`;
  },
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "workflow.queues.move",
      input,
      `Moved the tickets of queue ${String(input.from_queue_id)} to queue ${String(input.to_queue_id)}`,
    ),
});

const deleteQueue = defineTool({
  name: "tickiti_delete_queue",
  title: "Delete queue",
  tier: "destructive",
  toolset: "workflow",
  description: "Delete an empty queue for good; built-in ones and those in use are refused.",
  input: z.object({ queue_id: id("queue") }),
  preview: async ({ input, ...hands }) =>
    `Delete the queue ${await called(hands, "workflow.queues.index", "queues", input.queue_id)}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "workflow.queues.delete", input, `Deleted queue ${String(input.queue_id)}`),
});

/** Queues. */
export const queueTools: readonly AnyTool[] = [
  listQueues,
  createQueue,
  updateQueue,
  moveQueueTickets,
  deleteQueue,
];
