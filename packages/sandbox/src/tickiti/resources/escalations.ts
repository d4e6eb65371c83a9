import { ok, type Call, type Handler } from "../call.ts";
import { noRecord } from "../errors.ts";
import { Input } from "../input.ts";
import type { Escalation, Fields } from "../model.ts";
import { settingsOf } from "./areas.ts";

/** The escalations with the hours that their minutes are counted in. */
export const index: Handler = (call) =>
  ok({
    escalations: call.state.store.table("escalations").all(),
    business_hours: settingsOf(call, "business_hours"),
  });

export const create: Handler = (call) => {
  const input = new Input(call.body);
  const fields = read(input);
  input.done();
  return ok({ escalation: call.state.store.table("escalations").insert(fields) });
};

export const update: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("id");
  const fields = read(input);
  input.done();
  const found = mustFind(call, id);
  Object.assign(found, fields);
  return ok({ escalation: found });
};

export const remove: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("id");
  input.done();
  call.state.store.table("escalations").remove(mustFind(call, id).id);
  return ok({ success: true });
};

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Minutes after midnight, from one day's beginning to its end. */
export const updateBusinessHours: Handler = (call) => {
  const input = new Input(call.body);
  const changes: Fields = { mode: input.text("mode", { required: true, oneOf: ["simple"] }) };
  for (const day of DAYS) changes[`${day}_enabled`] = input.flag(`${day}_enabled`, true);
  const start = input.integer("simple_start", { required: true, min: 0, max: 1439 });
  const end = input.integer("simple_end", { required: true, min: 1, max: 1440 });
  if (start !== undefined && end !== undefined && end <= start) {
    input.fail("simple_end", "The simple end field must be greater than simple start.");
  }
  input.done();
  const hours = settingsOf(call, "business_hours");
  Object.assign(hours, changes, { simple_start: start, simple_end: end });
  return ok({ business_hours: hours });
};

function read(input: Input): Omit<Escalation, "id"> {
  return {
    minutes: input.integer("minutes", { required: true, min: 1, max: 525_600 }) ?? 0,
    action: input.text("action", { required: true, oneOf: ["notify", "email"] }),
    email: input.email("email"),
  };
}

function mustFind(call: Call, id: number): Escalation {
  const found = call.state.store.table("escalations").get(id);
  if (!found) throw noRecord("Escalation", id);
  return found;
}
