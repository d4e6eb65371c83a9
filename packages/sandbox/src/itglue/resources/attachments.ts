import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { findRow, pathId, stamp, type Call } from "../call.ts";
import { invalid, jsonApi, parameterMissing, recordNotFound, routeNotFound } from "../errors.ts";
import { contentType, presign } from "../files.ts";
import { bulkId, itemAnswer, kebabKeys, readMany, readOne } from "../json-api.ts";
import { isObject, text, type Attributes, type Row } from "../model.ts";
import { newDates, toSent, type Resource } from "../resource.ts";
import { indexRows, type Handler, type ResourceLookup } from "../routes.ts";
import { decodeBase64 } from "./images.ts";
import { HOLDERS } from "./kinds.ts";

/** Files beside a record; they have no path of their own. */
export const attachments: Resource = {
  name: "attachments",
  operations: [],
  filters: { id: "id" },
  sorts: ["name", "id", "created-at", "updated-at"],
  fields: {},
  derive: (call, row) => {
    const file = text(row, "attachment-file-name");
    return {
      "attachment-content-type": contentType(file),
      "download-url": presign(call.state, "attachments", row.id, file),
    };
  },
};

/** Adds the attachments under every kind of record that can hold them. */
export function addAttachmentRoutes(router: Router<Handler>, lookup: ResourceLookup): void {
  const path = "/:type/:id/relationships/attachments";
  router.add("GET", path, (call) => indexRows(call, attachments, lookup, held(call)));
  router.add("POST", path, create);
  router.add("DELETE", path, removeMany);
  router.add("GET", `${path}/:file`, (call) =>
    itemAnswer(200, toSent(call, attachments, find(call))),
  );
  router.add("PATCH", `${path}/:file`, rename);
}

/** The record that holds: `configurations/6100077`. A type that cannot hold has no such route. */
export function ownerOf(call: Call): string {
  const type = call.parameters["type"] ?? "";
  const kind = HOLDERS.find(({ table }) => table === type);
  const hidden = ["checklist_templates", "ssl_certificates", "tickets"].includes(type);
  if (!kind || (hidden && call.state.switches.extraRoutes === "disabled")) throw routeNotFound();
  return `${type}/${findRow(call, type, pathId(call, "id")).id}`;
}

function held(call: Call): readonly Row[] {
  return call.state.store.table("attachments").by("_owner", ownerOf(call));
}

function find(call: Call): Row {
  const id = pathId(call, "file");
  const row = held(call).find((entry) => entry.id === id);
  if (!row) throw recordNotFound();
  return row;
}

function create(call: Call): Answer {
  const owner = ownerOf(call);
  const { attributes } = readOne(call, "attachments");
  const attachment = attributes["attachment"];
  if (!isObject(attachment)) throw parameterMissing("attachment");
  const { content, "file-name": name } = kebabKeys(attachment);
  if (typeof content !== "string" || content === "") throw parameterMissing("content");
  if (typeof name !== "string" || name === "") throw parameterMissing("file_name");
  const bytes = decodeBase64(content);
  if (!bytes) throw invalid("is not valid base64", "data/attributes/attachment");
  const row = call.state.store.table("attachments").insert({
    _owner: owner,
    name,
    "attachment-file-name": name,
    "attachment-file-size": bytes.length,
    ...newDates(call),
  });
  call.state.store.files.set(`attachments/${row.id}`, bytes);
  return itemAnswer(201, toSent(call, attachments, row));
}

function rename(call: Call): Answer {
  const row = find(call);
  const { attributes } = readOne(call, "attachments");
  const given = nameIn(attributes);
  if (typeof given !== "string" || given === "") throw parameterMissing("name");
  call.state.store.table("attachments").update(row, { name: given, "updated-at": stamp(call) });
  return itemAnswer(200, toSent(call, attachments, row));
}

/** The new name stands in the attributes, or in the nested object that create takes. */
function nameIn(attributes: Attributes): Attributes[string] | undefined {
  const nested = attributes["attachment"];
  return attributes["name"] ?? (isObject(nested) ? nested["name"] : undefined);
}

function removeMany(call: Call): Answer {
  const rows = held(call);
  const chosen = readMany(call, "attachments").map((given) => {
    const row = rows.find(({ id }) => id === bulkId(given));
    if (!row) throw recordNotFound();
    return row;
  });
  const data = chosen.map((row) => toSent(call, attachments, row));
  for (const row of chosen) call.state.store.table("attachments").remove(row.id);
  return jsonApi(200, { data });
}
