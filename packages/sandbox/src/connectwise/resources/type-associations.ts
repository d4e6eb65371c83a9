import { allow, changedBy, type Call } from "../call.ts";
import { bodyOf, listRows, type Add } from "../engine.ts";
import { invalidObject, notFound } from "../errors.ts";
import { number, numbers, type Row } from "../model.ts";
import { selectionOf } from "../query.ts";
import { answer, EVERYTHING, findRecord, noContent, show, type Resource } from "../resource.ts";
import { readFields } from "../write.ts";

/** The types of a company or a contact as records of their own; they share ids with the types. */
export function addTypeAssociations(add: Add, owners: Resource, kind: string, label: string): void {
  const field = owners.table === "contacts" ? "contact" : "company";
  const resource: Resource = {
    path: `${owners.path}/:owner/typeAssociations`,
    table: owners.table,
    schema: kind,
    label,
    operations: EVERYTHING,
  };
  const rowsOf = (owner: Row): Row[] =>
    numbers(owner, "types").map((type) => ({ id: type, type, [field]: owner.id }));
  const find = (call: Call): Row =>
    findRecord({ ...call, parameters: { id: call.parameters["owner"] ?? "" } }, owners);
  const keep = (call: Call, owner: Row, types: number[]): void => {
    call.state.store.table(owners.table).update(owner, { types, ...changedBy(call) });
  };
  add("GET", resource.path, (call) =>
    listRows(call, resource, rowsOf(find(call)), selectionOf(call)),
  );
  add("GET", `${resource.path}/count`, (call) => answer(200, { count: rowsOf(find(call)).length }));
  add("POST", resource.path, (call) => {
    const owner = find(call);
    allow(call, owners.module, "edit", true);
    const problems: Parameters<typeof readFields>[4] = [];
    const given = readFields(call, resource, bodyOf(call), {}, problems);
    const type = number(given, "type");
    if (type === undefined && problems.length === 0) {
      problems.push({
        code: "MissingRequiredField",
        message: "type is required.",
        resource: "typeAssociation",
        field: "type",
      });
    }
    if (problems.length > 0 || type === undefined) {
      throw invalidObject("typeAssociation", problems);
    }
    keep(call, owner, [...new Set([...numbers(owner, "types"), type])]);
    return answer(201, show(call, resource, { id: type, type, [field]: owner.id }));
  });
  add("DELETE", `${resource.path}/:type`, (call) => {
    const owner = find(call);
    allow(call, owners.module, "edit", true);
    const types = numbers(owner, "types");
    const left = types.filter((type) => String(type) !== call.parameters["type"]);
    if (left.length === types.length) throw notFound("Type association not found");
    keep(call, owner, left);
    return noContent();
  });
}
