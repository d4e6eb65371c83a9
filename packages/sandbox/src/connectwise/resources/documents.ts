import type { Answer } from "../../http/message.ts";
import { allow, madeBy, type Call } from "../call.ts";
import { listRows, serve, type Add } from "../engine.ts";
import { badRequest, invalidObject } from "../errors.ts";
import { text, type Row } from "../model.ts";
import { selectionOf } from "../query.ts";
import { answer, findRecord, isMine, show, type Resource } from "../resource.ts";
import { problem } from "../write.ts";
import { readForm, type Form } from "./multipart.ts";
import { pdf } from "./pdf.ts";

/** The records to which a document can belong. */
const RECORDS: Readonly<Record<string, string>> = {
  ticket: "tickets",
  company: "companies",
  contact: "contacts",
  configuration: "configurations",
  project: "projects",
  opportunity: "opportunities",
  agreement: "agreements",
  projectticket: "tickets",
};

const documents: Resource = {
  path: "/system/documents",
  table: "documents",
  schema: "DocumentInfo",
  label: "Document",
  operations: ["get", "delete"],
  module: "documents",
};

/** A picture of one pixel. */
const PIXEL: Buffer = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const TYPES: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/** Every resource of this file, for the addresses of references. */
export const documentResources: readonly Resource[] = [documents];

/** Adds documents; they are listed by the record to which they belong. */
export function addDocuments(add: Add): void {
  serve(add, documents);
  add("GET", documents.path, list);
  add("GET", `${documents.path}/count`, (call) => answer(200, { count: rowsOf(call).length }));
  add("POST", documents.path, (call) =>
    answer(201, show(call, documents, upload(call, undefined))),
  );
  add("POST", `${documents.path}/:id`, (call) => {
    const row = findRecord(call, documents);
    return answer(200, show(call, documents, upload(call, row)));
  });
  add("GET", `${documents.path}/:id/download`, (call) => {
    const row = findRecord(call, documents);
    return download(text(row, "fileName"), contentOf(call, row));
  });
  add("GET", `${documents.path}/:id/thumbnail`, (call) => {
    findRecord(call, documents);
    return download("thumbnail.png", PIXEL);
  });
}

function download(name: string, body: Buffer): Answer {
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  const safe = name.replace(/[^\w.-]/g, "_");
  return {
    status: 200,
    headers: {
      "content-type": TYPES[ending] ?? "application/octet-stream",
      "content-disposition": `attachment; filename="${safe}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body,
  };
}

function contentOf(call: Call, row: Row): Buffer {
  const uploaded = call.state.store.files.get(row.id);
  if (uploaded) return uploaded;
  const name = text(row, "fileName");
  if (name.endsWith(".png")) return PIXEL;
  if (name.endsWith(".pdf")) return pdf([text(row, "title")]);
  return Buffer.from(text(row, "_text") || `${text(row, "title")}\n`);
}

function rowsOf(call: Call): readonly Row[] {
  allow(call, "documents", "inquire", false);
  const type = call.query.get("recordtype");
  const id = Number(call.query.get("recordid") ?? "");
  if (type === undefined || !Number.isInteger(id) || id < 1) {
    throw badRequest("recordType and recordId are required.");
  }
  if (RECORDS[type.toLowerCase()] === undefined) {
    throw badRequest(`The record type "${type}" is not supported.`);
  }
  const rows = call.state.store.table("documents").by("_record", id);
  return rows.filter((row) => text(row, "_recordType").toLowerCase() === type.toLowerCase());
}

function list(call: Call): Answer {
  return listRows(call, documents, rowsOf(call), selectionOf(call));
}

function upload(call: Call, before: Row | undefined): Row {
  const mine = before ? isMine(call, documents, before) : true;
  allow(call, "documents", before ? "edit" : "add", mine);
  const form = readForm(String(call.headers["content-type"] ?? ""), call.raw);
  const table = call.state.store.table("documents");
  const record = before ? undefined : recordOf(call, form);
  const { file } = form;
  const url = form.fields.get("url");
  if (!file && url === undefined) {
    throw invalidObject("document", [
      problem(documents, "MissingRequiredField", "file", "file or url is required."),
    ]);
  }
  const values = {
    title: form.fields.get("title") ?? file?.name ?? text(before, "title"),
    fileName: file?.name ?? url,
    size: file?.content.length ?? 0,
    imageFlag: /\.(?:png|jpe?g|gif)$/i.test(file?.name ?? ""),
    publicFlag: form.fields.get("privateFlag")?.toLowerCase() !== "true",
    readOnlyFlag: form.fields.get("readOnlyFlay")?.toLowerCase() === "true",
    linkFlag: url !== undefined,
    urlFlag: url !== undefined,
    owner: call.principal.identifier,
  };
  const row = before ?? table.insert({ ...record, ...madeBy(call) });
  table.update(row, { ...values, serverFileName: `${row.id}.bin` });
  if (file) call.state.store.files.set(row.id, file.content);
  return row;
}

function recordOf(call: Call, form: Form): { _record: number; _recordType: string } {
  const type = form.fields.get("recordType") ?? "";
  const id = Number(form.fields.get("recordId") ?? "");
  const table = RECORDS[type.toLowerCase()];
  if (table === undefined || !call.state.store.table(table).get(id)) {
    throw invalidObject("document", [
      problem(documents, "NotFound", "recordId", `${type || "Record"} ${id} not found`),
    ]);
  }
  return { _record: id, _recordType: type };
}
