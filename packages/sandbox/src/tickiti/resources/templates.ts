import { ok, type Call, type Handler } from "../call.ts";
import { noRecord, Refusal } from "../errors.ts";
import { takeImages } from "../html.ts";
import { Input } from "../input.ts";
import type { Fields, Template } from "../model.ts";

/** The documented kinds, and the one that the sweep of the existing server sends. */
const TYPES = ["template", "faq", "email"];
const MODES = ["identifier", "subject", "content", "all"];

/** Templates without their bodies, as a bare array. */
export const index: Handler = (call) =>
  ok(
    all(call)
      .filter(({ type }) => type !== "faq")
      .map(row),
  );

export const faqs: Handler = (call) =>
  ok({
    faqs: all(call)
      .filter(({ type }) => type === "faq")
      .map(row),
  });

/** Takes `search`, as documented, and `q`, as others send it. */
export const search: Handler = (call) => {
  const input = new Input(call.body);
  const wanted = (input.text("search") || input.text("q")).toLowerCase();
  const mode = input.text("mode", { oneOf: MODES }) || "all";
  const type = input.text("type", { oneOf: TYPES });
  input.done();
  const found = all(call).filter((template) => {
    if (type !== "" && template.type !== type) return false;
    const fields = mode === "all" ? ["identifier", "subject", "content"] : [mode];
    return fields.some((field) =>
      String((template as unknown as Fields)[field])
        .toLowerCase()
        .includes(wanted),
    );
  });
  return ok({ templates: found.map(row) });
};

export const show: Handler = (call) => ok({ template: mustFind(call) });

export const create: Handler = (call) => {
  const input = new Input(call.body);
  const type = input.text("type", { required: true, oneOf: TYPES });
  const identifier = input.text("identifier", { required: type !== "faq" });
  if (identifier !== "" && all(call).some((template) => template.identifier === identifier)) {
    input.fail("identifier", "The identifier has already been taken.");
  }
  const made = {
    type,
    identifier,
    category: input.text("category"),
    subcategory: input.text("subcategory"),
    subject: input.text("subject"),
    ...withImages(identifier, input.text("content", { max: 20_000_000 })),
  };
  input.done();
  return ok({ template: call.state.store.table("templates").insert(made) });
};

export const update: Handler = (call) => {
  const input = new Input(call.body);
  const template = input.object("template", true);
  const id = template.id("id");
  const found = call.state.store.table("templates").get(id);
  const changes: Partial<Template> = {};
  for (const name of ["type", "identifier", "category", "subcategory", "subject"] as const) {
    if (template.raw(name) === undefined) continue;
    changes[name] = template.text(name, name === "type" ? { oneOf: TYPES } : {});
  }
  const { identifier } = changes;
  if (identifier && all(call).some((one) => one.identifier === identifier && one.id !== id)) {
    template.fail("identifier", "The identifier has already been taken.");
  }
  const content = template.raw("content");
  const html = template.text("content", { max: 20_000_000 });
  input.done();
  if (!found) throw noRecord("Template", id);
  Object.assign(found, changes);
  if (content !== undefined) Object.assign(found, withImages(found.identifier, html));
  return ok({ template: found });
};

export const remove: Handler = (call) => {
  const found = mustFind(call);
  const { store } = call.state;
  const owner = found.identifier.replace(/\.(?:private|public|final)$/, "");
  const isUsed =
    owner !== found.identifier && store.table("interventions").find(({ name }) => name === owner);
  if (isUsed) throw new Refusal(`The template belongs to the intervention ${owner}.`, "error");
  store.table("templates").remove(found.id);
  return ok({ success: true });
};

/** Images in a template are stored apart, as in a response. */
function withImages(identifier: string, html: string): { content: string; images: number } {
  const taken = takeImages(html, (at) => `template-${identifier}-${at + 1}@larkfield.example`);
  return { content: taken.html, images: taken.images.length };
}

function all(call: Call): Template[] {
  return call.state.store.table("templates").all();
}

function row({ content: _content, images: _images, ...fields }: Template): Fields {
  return fields;
}

function mustFind(call: Call): Template {
  const input = new Input(call.body);
  const id = input.id("template_id");
  input.done();
  const found = call.state.store.table("templates").get(id);
  if (!found) throw noRecord("Template", id);
  return found;
}
