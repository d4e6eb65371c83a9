import { ok, type Call, type Handler } from "../call.ts";
import { Failure, noRecord, Refusal } from "../errors.ts";
import { Input } from "../input.ts";
import { isFields, type Condition, type Perspective } from "../model.ts";
import { hasRole } from "../roles.ts";
import { mayUse } from "./ticket-query.ts";

const OPERATORS = ["=", "!=", "in", "not in", "contains", ">=", "<="];

/** One's own perspectives, the shared ones and the built-in ones. */
export const index: Handler = (call) =>
  ok({
    perspectives: call.state.store
      .table("perspectives")
      .all()
      .filter((perspective) => mayUse(call, perspective)),
  });

export const create: Handler = (call) => {
  const input = new Input(call.body);
  const name = input.text("name", { required: true });
  const shared = input.flag("shared") ?? false;
  const conditions = readConditions(input);
  const orders = readOrders(input);
  input.done();
  mayShare(call, shared);
  const made = call.state.store.table("perspectives").insert({
    name,
    built_in: false,
    shared,
    show_in_crm: false,
    owner_id: call.user.id,
    conditions,
    orders: orders.length > 0 ? orders : [{ field: "updated_at", ascending: false }],
    columns: ["subject", "status", "priority", "queue_name", "originator_email", "updated_at"],
  });
  return ok({ perspective_id: made.id });
};

export const update: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("perspective_id");
  const name = input.text("name");
  const shared = input.flag("shared");
  const showInCrm = input.flag("show_in_crm");
  const conditions = input.has("conditions") ? readConditions(input) : undefined;
  const orders = input.has("orders") ? readOrders(input) : undefined;
  input.done();
  const found = mustEdit(call, id);
  if (shared !== undefined) mayShare(call, shared);
  if (name !== "") found.name = name;
  if (shared !== undefined) found.shared = shared;
  if (showInCrm !== undefined) found.show_in_crm = showInCrm;
  if (conditions) found.conditions = conditions;
  if (orders) found.orders = orders;
  return ok({ perspective: found });
};

export const remove: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("perspective_id");
  input.done();
  const found = mustEdit(call, id);
  call.state.store.table("perspectives").remove(found.id);
  return ok({ success: true });
};

function mustEdit(call: Call, id: number): Perspective {
  const found = call.state.store.table("perspectives").get(id);
  if (!found || !mayUse(call, found)) throw noRecord("Perspective", id);
  if (found.built_in) throw new Refusal("A built-in perspective cannot be changed.", "amf_error");
  mayShare(call, found.shared);
  return found;
}

/** Shared perspectives are the administrators' business. */
function mayShare({ user }: Call, shared: boolean): void {
  if (shared && !hasRole(user, "admin")) {
    throw new Failure(403, "forbidden", "Only administrators may edit shared perspectives.");
  }
}

function readConditions(input: Input): Condition[] {
  return input.list("conditions").flatMap((entry, at) => {
    const field = isFields(entry) ? entry["field"] : undefined;
    const operator = isFields(entry) ? entry["operator"] : undefined;
    if (
      typeof field !== "string" ||
      typeof operator !== "string" ||
      !OPERATORS.includes(operator)
    ) {
      input.fail(`conditions.${at}`, "A condition needs a field, an operator and a value.");
      return [];
    }
    return [{ field, operator, value: isFields(entry) ? entry["value"] : null }];
  });
}

function readOrders(input: Input): Perspective["orders"] {
  return input.list("orders").flatMap((entry, at) => {
    const field = isFields(entry) ? entry["field"] : undefined;
    if (typeof field !== "string" || !isFields(entry)) {
      input.fail(`orders.${at}`, "An order needs a field.");
      return [];
    }
    return [{ field, ascending: entry["ascending"] !== false }];
  });
}
