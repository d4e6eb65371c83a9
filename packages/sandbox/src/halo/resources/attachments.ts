import { allow, now, table, type Call } from "../call.ts";
import { notFound, ok, sentence } from "../errors.ts";
import type { Answer } from "../../http/message.ts";
import { addResource, findRecord, listRows, type AddRoute } from "../engine.ts";
import { equals } from "../filters.ts";
import { number, text, type Row } from "../model.ts";
import { visible, type Resource } from "../resource.ts";
import { seededBytes } from "../seed/attachments.ts";
import { guid } from "../seed/context.ts";

const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  txt: "text/plain",
  csv: "text/csv",
  pdf: "application/pdf",
};

const attachments: Resource = {
  path: "/Attachment",
  table: "attachments",
  envelope: "attachments",
  takes: ["order"],
  area: "tickets",
  without: ["list", "get"],
  filters: {
    ticket_id: equals("ticket_id"),
    action_id: equals("action_id"),
    type: (call, name) => {
      const wanted = Number(call.query.get(name)?.[0]);
      return Number.isInteger(wanted) ? (row) => number(row, "type") === wanted : undefined;
    },
    unique_id: equals("unique_id"),
  },
  brief: (_call, row) => visible(row, ["ticket_id", "action_id", "guid"]),
  required: [["filename", "Filename must be entered"]],
  defaults: (call, { given }) => ({
    datecreated: now(call),
    note: "",
    desc: "",
    type: 0,
    unique_id: number(given, "ticket_id"),
    action_id: 0,
    showforusers: false,
    isimage: /\.(?:png|jpe?g|gif)$/i.test(text(given, "filename")),
    guid: guid(60, table(call, "attachments").nextId()),
  }),
  check(call, { row, before, given }) {
    const ticketId = number(row, "ticket_id");
    if (ticketId > 0 && !table(call, "tickets").get(ticketId)) {
      throw sentence("The Ticket could not be found");
    }
    const source = text(given, "data_base64") || text(given, "data").replace(/^data:[^,]*,/, "");
    if (!before && source === "") throw sentence("No data was included");
    if (source !== "" && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(source)) {
      throw sentence("The data could not be decoded");
    }
    if (source !== "") row["$data"] = source;
    row["filesize"] =
      source === "" ? number(row, "filesize") : Buffer.from(source, "base64").length;
    delete row["data_base64"];
    delete row["data"];
  },
  saved(call, row, { before }) {
    const source = text(row, "$data");
    if (source !== "") call.state.store.files.set(Number(row.id), Buffer.from(source, "base64"));
    const stored = table(call, "attachments").update(row, { $data: "" });
    const ticket = table(call, "tickets").get(number(row, "ticket_id"));
    if (ticket && !before) {
      table(call, "tickets").update(ticket, {
        attachment_count: number(ticket, "attachment_count") + 1,
      });
    }
    return stored;
  },
  removing(call, row) {
    const ticket = table(call, "tickets").get(number(row, "ticket_id"));
    if (ticket) {
      table(call, "tickets").update(ticket, {
        attachment_count: Math.max(0, number(ticket, "attachment_count") - 1),
      });
    }
    return undefined;
  },
};

/** Files in one list, folders in another; nothing is counted. */
function list(call: Call): Answer {
  allow(call, "read", "tickets");
  const answer = listRows(call, attachments, table(call, "attachments").all());
  const { attachments: files } = JSON.parse(String(answer.body)) as { attachments: unknown };
  return ok({ attachments: files, folders: [] });
}

/** The file itself, not a record. */
function download(call: Call): Answer {
  allow(call, "read", "tickets");
  return bytes(call, findRecord(call, attachments));
}

function image(call: Call): Answer {
  allow(call, "read", "tickets");
  const row = table(call, "attachments").by("guid", call.parameters["guid"])[0];
  if (!row) throw notFound();
  return bytes(call, row);
}

function bytes(call: Call, row: Row): Answer {
  const name = text(row, "filename");
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const plain = name.replaceAll(/[^\x20-\x7E]|["\\]/g, "_");
  return {
    status: 200,
    headers: {
      "content-type": TYPES[extension] ?? "application/octet-stream",
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: call.state.store.files.get(Number(row.id)) ?? seededBytes(row),
  };
}

export function addAttachments(add: AddRoute): void {
  add("GET", "/Attachment", list);
  add("GET", "/Attachment/:id", download);
  add("GET", "/Attachment/image/:guid", image);
  addResource(add, attachments);
}
