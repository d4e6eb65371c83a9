import { ok, type Body, type Call, type Handler } from "../call.ts";
import { noRecord, Refusal } from "../errors.ts";
import { Input } from "../input.ts";
import type { ResolutionCategory } from "../model.ts";

/** Every one of these routes answers with the whole list, bare. */
export const index: Handler = (call) => list(call);

export const create: Handler = (call) => {
  const input = new Input(call.body);
  const name = input.text("name", { required: true });
  const colour = readColour(input);
  const table = call.state.store.table("resolutionCategories");
  if (table.find((one) => one.name === name)) {
    input.fail("name", "The name has already been taken.");
  }
  input.done();
  const position = Math.max(0, ...table.all().map((one) => one.position)) + 1;
  table.insert({ name, colour, position });
  return list(call);
};

export const update: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("id");
  const name = input.text("name", { required: true });
  const colour = readColour(input);
  input.done();
  Object.assign(mustFind(call, id), { name, colour });
  return list(call);
};

export const reorder: Handler = (call) => {
  const input = new Input(call.body);
  const ids = input.integers("ids", true);
  const table = call.state.store.table("resolutionCategories");
  const known = table.all().map(({ id }) => id);
  if (new Set(ids).size !== known.length || known.some((id) => !ids.includes(id))) {
    input.fail("ids", "The ids must name every category once.");
  }
  input.done();
  for (const [at, id] of ids.entries()) mustFind(call, id).position = at + 1;
  return list(call);
};

export const remove: Handler = (call) => {
  const input = new Input(call.body);
  const id = input.id("id");
  input.done();
  const { store } = call.state;
  const found = mustFind(call, id);
  if (store.table("tickets").find((ticket) => ticket.resolution_category_id === id)) {
    throw new Refusal(`The category ${found.name} is in use.`);
  }
  store.table("resolutionCategories").remove(id);
  return list(call);
};

function list(call: Call): Body {
  const all = call.state.store.table("resolutionCategories").all();
  return ok(all.toSorted((a, b) => a.position - b.position));
}

function readColour(input: Input): string {
  const colour = input.text("colour", { required: true });
  if (colour !== "" && !/^#[0-9a-f]{6}$/i.test(colour)) {
    input.fail("colour", "The colour field format is invalid.");
  }
  return colour;
}

function mustFind(call: Call, id: number): ResolutionCategory {
  const found = call.state.store.table("resolutionCategories").get(id);
  if (!found) throw noRecord("ResolutionCategory", id);
  return found;
}
