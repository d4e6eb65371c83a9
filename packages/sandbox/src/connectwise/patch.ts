import type { Call } from "./call.ts";
import { badRequest } from "./errors.ts";
import { isFields, type Fields, type Json } from "./model.ts";
import { schemaOf, type Resource } from "./resource.ts";

/**
 * Turns a JSON Patch into the properties that it sets; null stands for a removed one. Paths are case-sensitive and
 * may begin with a slash. Throws a 400 for a body that is no array, an unknown operation and an unknown path.
 */
export function readPatch(call: Call, resource: Resource): Fields {
  const { body } = call;
  if (!Array.isArray(body)) {
    throw badRequest("The patch has to be an array of operations.", "InvalidObject");
  }
  const changes: Fields = {};
  for (const operation of body) {
    if (!isFields(operation)) throw badRequest("A patch operation has to be an object.");
    const { op, path } = operation;
    if (typeof op !== "string" || !["add", "replace", "remove"].includes(op.toLowerCase())) {
      throw badRequest(`The patch operation "${String(op)}" is not supported.`, "InvalidObject");
    }
    if (typeof path !== "string") throw badRequest("A patch operation needs a path.");
    const value = op.toLowerCase() === "remove" ? null : (operation["value"] ?? null);
    apply(call, resource, changes, path.replace(/^\//, ""), value);
  }
  return changes;
}

function apply(call: Call, resource: Resource, changes: Fields, path: string, value: Json): void {
  const [name = "", ...rest] = path.split("/");
  const field = schemaOf(resource).fields.get(name);
  if (!field) {
    if (name === "id" || name === "_info") return;
    throw badRequest(`The path "${path}" does not exist on ${resource.label}.`, "InvalidObject");
  }
  if (rest.length === 0) {
    changes[name] = value;
    return;
  }
  if (field.kind !== "reference") {
    throw badRequest(`The path "${path}" does not exist on ${resource.label}.`, "InvalidObject");
  }
  // The vendor's guide asks for whole references; a path inside one answers 200 and changes nothing.
  if (call.state.switches.nestedPatch === "ignored") return;
  const inner = isFields(changes[name]) ? changes[name] : {};
  changes[name] = { ...inner, [rest.join("/")]: value };
}
