import { text, z, type AnyTool } from "@psa-mcp/core";
import { change } from "../answers/changed.ts";
import { listPage } from "../answers/show.ts";
import { defineTool } from "../define.ts";

const listJobs = defineTool({
  name: "tickiti_list_jobs",
  title: "List jobs",
  tier: "read",
  toolset: "supervisor",
  description: "List background jobs that wait or have failed.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("supervisor.jobs.index"), {
      noun: "jobs",
      keys: ["jobs", "failed_jobs"],
      fields: ["id", "uuid", "queue", "name", "status", "failed_at"],
    }),
});

const jobs = {
  job_ids: z
    .array(z.union([z.int().positive(), text(100)]))
    .min(1)
    .max(200),
};

const retryJobs = defineTool({
  name: "tickiti_retry_jobs",
  title: "Retry jobs",
  tier: "write",
  toolset: "supervisor",
  description: "Run failed jobs again, by the ids of tickiti_list_jobs.",
  input: z.object(jobs),
  handler: async ({ input, ...hands }) =>
    change(hands, "supervisor.jobs.retry", input, `Retried ${String(input.job_ids.length)} jobs`),
});

const deleteJobs = defineTool({
  name: "tickiti_delete_jobs",
  title: "Delete jobs",
  tier: "destructive",
  toolset: "supervisor",
  description: "Delete jobs for good: what they were to do is not done.",
  input: z.object(jobs),
  preview: async ({ input }) => `Delete these jobs for good: ${input.job_ids.join(", ")}?`,
  handler: async ({ input, ...hands }) =>
    change(hands, "supervisor.jobs.delete", input, `Deleted ${String(input.job_ids.length)} jobs`),
});

const listSuperTasks = defineTool({
  name: "tickiti_list_super_tasks",
  title: "List super tasks",
  tier: "read",
  toolset: "supervisor",
  description: "List the tasks that run programs on the server; they cannot be changed here.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listPage(await vendor.read("supervisor.super_tasks.fetch"), {
      noun: "super tasks",
      keys: ["super_tasks", "tasks"],
    }),
});

/** Background work. */
export const jobTools: readonly AnyTool[] = [listJobs, retryJobs, deleteJobs, listSuperTasks];
