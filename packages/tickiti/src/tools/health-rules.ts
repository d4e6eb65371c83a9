import { id, item, text, view, z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { isRecord, rowsOf } from "../answers/records.ts";
import { shown } from "../answers/show.ts";
import { defineTool } from "../define.ts";

const getHealth = defineTool({
  name: "tickiti_get_health",
  title: "Get installation's health",
  tier: "read",
  toolset: "supervisor",
  description:
    "Read how the installation is: disks, jobs, exceptions. tickiti_health checks this server's way to it.",
  input: z.object({}),
  handler: async ({ vendor }) => shown(await vendor.read("supervisor.health.status"), "health"),
});

const listHealthRules = defineTool({
  name: "tickiti_list_health_rules",
  title: "List health rules",
  tier: "read",
  toolset: "supervisor",
  description: "List the rules of health: disks that must have room, exceptions that are ignored.",
  input: z.object({}),
  handler: async ({ vendor }) => {
    const answer = await vendor.read("supervisor.health.manage");
    const lists = isRecord(answer) ? answer : {};
    const rows = (["disks", "exceptions"] as const).flatMap((kind) => {
      const list = lists[kind];
      return Array.isArray(list)
        ? rowsOf(list).map((row) => ({ rule: kind.slice(0, -1), ...row }))
        : [];
    });
    return item(
      { disks: lists["disks"], exceptions: lists["exceptions"], rules: rows },
      view("health rules"),
      {
        rows: "rules",
        rowsView: view(
          "rules",
          "rule",
          "id",
          "root_path",
          "min_free_space",
          "warn_free_space",
          "pattern",
          "description",
        ),
      },
    );
  },
});

const space = z.union([z.number().min(0), text(40)]);

const setDiskRule = defineTool({
  name: "tickiti_set_disk_rule",
  title: "Set disk rule",
  tier: "write",
  toolset: "supervisor",
  idempotent: true,
  description: "Set how much room a disk must have before there is a warning or an error.",
  input: z.object({ root_path: text(500), min_free_space: space, warn_free_space: space }),
  handler: async ({ input, ...hands }) =>
    change(hands, "supervisor.health.disk_store", input, `Set the rule for ${input.root_path}`, {
      names: true,
    }),
});

const deleteDiskRule = defineTool({
  name: "tickiti_delete_disk_rule",
  title: "Delete disk rule",
  tier: "destructive",
  toolset: "supervisor",
  description: "Delete a rule about a disk (tickiti_list_health_rules).",
  input: z.object({ id: id("disk rule") }),
  preview: async ({ input }) => `Delete disk rule ${String(input.id)}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "supervisor.health.disk_delete", input, `Deleted disk rule ${String(input.id)}`),
});

const setExceptionRule = defineTool({
  name: "tickiti_set_exception_rule",
  title: "Set exception rule",
  tier: "write",
  toolset: "supervisor",
  idempotent: true,
  description: "Let exceptions of a pattern count as no fault.",
  input: z.object({ pattern: text(500), description: text(500).optional() }),
  handler: async ({ input, ...hands }) =>
    change(hands, "supervisor.health.exception_store", input, "Set the rule for exceptions", {
      names: true,
    }),
});

const deleteExceptionRule = defineTool({
  name: "tickiti_delete_exception_rule",
  title: "Delete exception rule",
  tier: "destructive",
  toolset: "supervisor",
  description: "Delete a rule about exceptions (tickiti_list_health_rules).",
  input: z.object({ id: id("exception rule") }),
  preview: async ({ input }) => `Delete exception rule ${String(input.id)}?`,
  handler: async ({ input, ...hands }) =>
    change(
      hands,
      "supervisor.health.exception_delete",
      input,
      `Deleted exception rule ${String(input.id)}`,
    ),
});

const getSupervisorDiagnostics = defineTool({
  name: "tickiti_get_supervisor_diagnostics",
  title: "Get supervisor diagnostics",
  tier: "read",
  toolset: "supervisor",
  description: "Read the diagnostics of the server that the installation runs on.",
  input: z.object({}),
  handler: async ({ vendor }) => shown(await vendor.read("supervisor.diagnostics"), "diagnostics"),
});

/** The installation's own supervision. */
export const healthRuleTools: readonly AnyTool[] = [
  getHealth,
  listHealthRules,
  setDiskRule,
  deleteDiskRule,
  setExceptionRule,
  deleteExceptionRule,
  getSupervisorDiagnostics,
];
