import { ok, type Call, type Handler } from "../call.ts";
import { noRecord } from "../errors.ts";
import { Input } from "../input.ts";
import type { StockResponse } from "../model.ts";

export const index: Handler = (call) =>
  ok({ stock_responses: call.state.store.table("stockResponses").all() });

export const show: Handler = (call) => ok({ template: mustFind(call) });

/** Makes an empty one, as the screen does; it is filled by an update. */
export const create: Handler = (call) =>
  ok({
    template: call.state.store
      .table("stockResponses")
      .insert({ title: "", category: "", subcategory: "", content: "" }),
  });

export const update: Handler = (call) => {
  const input = new Input(call.body);
  const template = input.object("template", true);
  const id = template.id("id");
  const names = ["title", "category", "subcategory", "content"] as const;
  const changes: Partial<StockResponse> = {};
  for (const name of names) {
    if (template.raw(name) === undefined) continue;
    changes[name] = template.text(name, { max: name === "content" ? 1_000_000 : 255 });
  }
  input.done();
  const found = call.state.store.table("stockResponses").get(id);
  if (!found) throw noRecord("StockResponse", id);
  Object.assign(found, changes);
  return ok({ template: found });
};

export const remove: Handler = (call) => {
  call.state.store.table("stockResponses").remove(mustFind(call).id);
  return ok({ success: true });
};

function mustFind(call: Call): StockResponse {
  const input = new Input(call.body);
  const id = input.id("template_id");
  input.done();
  const found = call.state.store.table("stockResponses").get(id);
  if (!found) throw noRecord("StockResponse", id);
  return found;
}
