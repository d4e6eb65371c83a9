import { id, text, z, type AnyTool } from "@psa-mcp/core";
import { called, change } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { email } from "../arguments.ts";
import { defineTool } from "../define.ts";

const listUsers = defineTool({
  name: "tickiti_list_users",
  title: "List users",
  tier: "read",
  toolset: "administration",
  description: "List users with their ids and roles.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("administration.users.index"), {
      noun: "users",
      keys: ["users"],
      fields: ["id", "name", "email", "is_staff", "is_admin"],
    }),
});

const flag = z.boolean().optional();
const rights = { is_staff: flag, is_admin: flag, tonic_notifications: flag };

const createUser = defineTool({
  name: "tickiti_create_user",
  title: "Create user",
  tier: "destructive",
  toolset: "administration",
  description: "Create a user, perhaps with the rights of staff or of an administrator.",
  input: z.object({ name: text(200), email, ...rights }),
  preview: async ({ input }) =>
    `Create the user ${input.name} <${input.email}>${input.is_admin === true ? " as ADMINISTRATOR" : input.is_staff === true ? " as staff" : ""}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "administration.users.create", input, `Created the user ${input.email}`, {
      names: true,
    }),
});

const updateUser = defineTool({
  name: "tickiti_update_user",
  title: "Update user",
  tier: "destructive",
  toolset: "administration",
  description: "Give a user the rights of staff or of an administrator, or take them.",
  input: z.object({ user_id: id("user"), ...rights }),
  preview: async ({ input: { user_id: user, ...changes }, ...hands }) =>
    `Change the user ${await called(hands, "administration.users.index", "users", user)}: ${JSON.stringify(changes)}?`,
  handler: async ({ input: { user_id: user, ...input }, ...hands }) =>
    change(hands, "administration.users.update", input, `Updated user ${String(user)}`, {
      params: { user },
    }),
});

const at = { user_id: id("user"), queue_id: id("queue") };

const setUserQueueRights = defineTool({
  name: "tickiti_set_user_queue_rights",
  title: "Set user's queue rights",
  tier: "destructive",
  toolset: "administration",
  description: "Set what a user may do in a queue; without can_view its tickets are invisible.",
  input: z.object({
    ...at,
    can_view: flag,
    can_manage: flag,
    can_delete: flag,
    treat_as_inbox: flag,
    receive_inbox_errors: flag,
  }),
  preview: async ({ input: { user_id: user, queue_id: queue, ...rest }, ...hands }) =>
    `Set the rights of ${await called(hands, "administration.users.index", "users", user)} in queue ${String(queue)}: ${JSON.stringify(rest)}?`,
  handler: async ({ input: { user_id: user, queue_id: queue, ...input }, ...hands }) =>
    change(
      hands,
      "administration.users.queue_upsert",
      input,
      `Set the rights of user ${String(user)} in queue ${String(queue)}`,
      { params: { user, queue } },
    ),
});

const detachUserQueue = defineTool({
  name: "tickiti_detach_user_queue",
  title: "Detach user from queue",
  tier: "destructive",
  toolset: "administration",
  description: "Take every right in a queue from a user.",
  input: z.object(at),
  preview: async ({ input, ...hands }) =>
    `Take every right in queue ${String(input.queue_id)} from ${await called(hands, "administration.users.index", "users", input.user_id)}?`,
  handler: async ({ input: { user_id: user, queue_id: queue }, ...hands }) =>
    change(
      hands,
      "administration.users.queue_detach",
      {},
      `Detached user ${String(user)} from queue ${String(queue)}`,
      { params: { user, queue } },
    ),
});

/** Users and their rights. */
export const userTools: readonly AnyTool[] = [
  listUsers,
  createUser,
  updateUser,
  setUserQueueRights,
  detachUserQueue,
];
