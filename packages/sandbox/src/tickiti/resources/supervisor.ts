import { now, ok, type Call, type Handler } from "../call.ts";
import { noRecord, Refusal } from "../errors.ts";
import { Input } from "../input.ts";
import type { Fields, Job } from "../model.ts";

/** The queue of jobs that these routes never touch. */
const UNTOUCHED = "portal_default";

export const jobsIndex: Handler = (call) => ok({ jobs: call.state.store.table("jobs").all() });

/** Starts failed jobs again. Unknown ids and those of the untouched queue are passed over. */
export const jobsRetry: Handler = (call) => {
  const jobs = named(call).filter(({ status }) => status === "failed");
  for (const job of jobs) {
    Object.assign(job, { status: "pending", attempts: 0, exception: null, failed_at: null });
  }
  return ok({ success: true, retried: jobs.length });
};

export const jobsDelete: Handler = (call) => {
  const jobs = named(call);
  for (const { id } of jobs) call.state.store.table("jobs").remove(id);
  return ok({ success: true, deleted: jobs.length });
};

function named(call: Call): Job[] {
  const input = new Input(call.body);
  const ids = input.integers("job_ids", true);
  input.done();
  return call.state.store
    .table("jobs")
    .all()
    .filter(({ id, queue }) => ids.includes(id) && queue !== UNTOUCHED);
}

/** Free space in gigabytes and what is too little of it. */
export const healthStatus: Handler = (call) => {
  const { store } = call.state;
  const disks = store
    .table("diskRules")
    .all()
    .map((rule): Fields => {
      const free = 7;
      const isLow = free < rule.min_free_space;
      const status = isLow ? "critical" : free < rule.warn_free_space ? "warning" : "ok";
      return { ...rule, free_space: free, status };
    });
  const failed = store
    .table("jobs")
    .all()
    .filter(({ status }) => status === "failed").length;
  const worst = ["critical", "warning"].find((level) =>
    disks.some((one) => one["status"] === level),
  );
  return ok({ checked_at: now(call), status: worst ?? "ok", disks, failed_jobs: failed });
};

/** The rules behind the status. */
export const healthManage: Handler = (call) =>
  ok({
    disks: call.state.store.table("diskRules").all(),
    exceptions: call.state.store.table("exceptionRules").all(),
  });

export const diskStore: Handler = (call) => {
  const input = new Input(call.body);
  const root = input.text("root_path", { required: true });
  const least = input.integer("min_free_space", { required: true, min: 0 }) ?? 0;
  const warn = input.integer("warn_free_space", { required: true, min: 0 }) ?? 0;
  if (warn < least) {
    input.fail(
      "warn_free_space",
      "The warn free space field must not be less than min free space.",
    );
  }
  input.done();
  const table = call.state.store.table("diskRules");
  if (table.find(({ root_path }) => root_path === root)) {
    throw new Refusal(`There is a rule for ${root} already.`, "ok");
  }
  return ok({
    disk: table.insert({ root_path: root, min_free_space: least, warn_free_space: warn }),
  });
};

export const diskDelete: Handler = (call) => removeRule(call, "diskRules", "DiskRule");

export const exceptionStore: Handler = (call) => {
  const input = new Input(call.body);
  const pattern = input.text("pattern", { required: true });
  const description = input.text("description");
  input.done();
  return ok({
    exception: call.state.store.table("exceptionRules").insert({ pattern, description }),
  });
};

export const exceptionDelete: Handler = (call) =>
  removeRule(call, "exceptionRules", "ExceptionRule");

function removeRule(
  call: Call,
  name: "diskRules" | "exceptionRules",
  model: string,
): ReturnType<Handler> {
  const input = new Input(call.body);
  const id = input.id("id");
  input.done();
  const table = call.state.store.table(name);
  if (!table.get(id)) throw noRecord(model, id);
  table.remove(id);
  return ok({ success: true });
}

export const superTasksFetch: Handler = (call) =>
  ok({ super_tasks: call.state.store.table("superTasks").all() });

export const diagnostics: Handler = (call) =>
  ok({
    version: "5.2.0",
    environment: "production",
    time: now(call),
    timezone: "UTC",
    queue_workers: 3,
    tables: { tickets: call.state.store.table("tickets").size },
  });
