import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { pathId, sees, stamp, type Call } from "../call.ts";
import { invalid, jsonApi, notVisible, parameterMissing, recordNotFound } from "../errors.ts";
import { bulkId, itemAnswer, readMany, readOne, type Given } from "../json-api.ts";
import { kebab, text, type Json, type Row } from "../model.ts";
import { newDates, toSent, type Resource } from "../resource.ts";
import type { Handler } from "../routes.ts";
import { ownerOf } from "./attachments.ts";
import { TAGGED, type Kind } from "./kinds.ts";

/** Links from one record to another. They are read by `include=related_items` only. */
export const relatedItems: Resource = {
  name: "related_items",
  operations: [],
  filters: {},
  sorts: [],
  fields: {},
  derive: (call, row) => {
    const [table, id] = text(row, "_owner").split("/");
    const kind = TAGGED.find(({ singular }) => singular === text(row, "destination-type"));
    const destination =
      kind && call.state.store.table(kind.table).get(Number(row.attributes["destination-id"]));
    return {
      "resource-id": Number(id),
      "resource-type": TAGGED.find((entry) => entry.table === table)?.singular ?? null,
      "destination-type": (kind && spelled(call, kind)) ?? null,
      "destination-name": destination?.attributes["name"] ?? null,
    };
  },
};

/** Adds creating, changing the notes, and deleting in bulk. */
export function addRelatedItemRoutes(router: Router<Handler>): void {
  const path = "/:type/:id/relationships/related_items";
  router.add("POST", path, create);
  router.add("PATCH", `${path}/:item`, update);
  router.add("DELETE", path, remove);
}

function spelled(call: Call, kind: Kind): string {
  return call.state.switches.relatedType === "plural" ? kind.plural : kind.singular;
}

function held(call: Call): readonly Row[] {
  return call.state.store.table("related_items").by("_owner", ownerOf(call));
}

function create(call: Call): Answer {
  const owner = ownerOf(call);
  const entries = readMany(call, "related-items").map((given) => readItem(call, given));
  const rows = entries.map((entry) =>
    call.state.store.table("related_items").insert({ _owner: owner, ...entry, ...newDates(call) }),
  );
  return jsonApi(201, { data: rows.map((row) => toSent(call, relatedItems, row)) });
}

function readItem(call: Call, given: Given): { [name: string]: Json } {
  const { "destination-id": id, "destination-type": type, notes } = given.attributes;
  if (id === undefined || id === null) throw parameterMissing("destination_id");
  if (typeof type !== "string" || type === "") throw parameterMissing("destination_type");
  const kind = kindOf(call, type);
  if (!kind) throw invalid("is not included in the list", "/data/attributes/destination-type");
  const row = call.state.store.table(kind.table).get(Number(id));
  if (!row) throw invalid("must exist", "/data/attributes/destination-id");
  if (!sees(call, kind.table, row)) throw notVisible();
  return { "destination-id": row.id, "destination-type": kind.singular, notes: notes ?? null };
}

function kindOf(call: Call, type: string): Kind | undefined {
  const wanted = call.state.switches.relatedType;
  return TAGGED.find(
    ({ singular, plural }) =>
      (wanted !== "plural" && type === singular) || (wanted !== "singular" && type === plural),
  );
}

/** Only the notes can be changed. */
function update(call: Call): Answer {
  const id = pathId(call, "item");
  const row = held(call).find((entry) => entry.id === id);
  if (!row) throw recordNotFound();
  const { attributes } = readOne(call, "related-items");
  const other = Object.keys(attributes).find((name) => !["id", "notes"].includes(kebab(name)));
  if (other !== undefined) throw invalid("cannot be changed", `/data/attributes/${other}`);
  call.state.store
    .table("related_items")
    .update(row, { notes: attributes["notes"] ?? null, "updated-at": stamp(call) });
  return itemAnswer(200, toSent(call, relatedItems, row));
}

function remove(call: Call): Answer {
  const rows = held(call);
  const chosen = readMany(call, "related-items").map((given) => {
    const row = rows.find((entry) => entry.id === bulkId(given));
    if (!row) throw recordNotFound();
    return row;
  });
  const data = chosen.map((row) => toSent(call, relatedItems, row));
  for (const row of chosen) call.state.store.table("related_items").remove(row.id);
  return jsonApi(200, { data });
}
