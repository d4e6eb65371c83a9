import {
  content,
  defineResource,
  file,
  id,
  item,
  PsaError,
  view,
  type AnyResource,
} from "@psa-mcp/core";
import { isRecord } from "./answers/records.ts";
import { listPage } from "./answers/show.ts";
import { recordIn, type TickitiApi } from "./api.ts";
import { fetchAttachment } from "./tickets/attachment.ts";
import { exportOf, exportPages } from "./tickets/export.ts";
import { chosenResponses, responseView } from "./tickets/rows.ts";

/** Largest export that is read as a resource, in bytes: it lies in memory and travels in one message. */
const MOST_BYTES = 32 * 1024 * 1024;

/** A number out of an address. Throws `not_found` for anything else. */
function numberIn(text: string | undefined, what: string): number {
  const parsed = id(what).safeParse(text);
  if (parsed.success) return parsed.data;
  throw new PsaError("not_found", `There is no such ${what}.`);
}

const ticket = defineResource<TickitiApi>({
  uri: "tickiti://ticket/{number}",
  name: "ticket",
  title: "Ticket",
  description: "One ticket with its responses",
  mimeType: "text/markdown",
  toolset: "tickets",
  read: async ({ input, vendor }) => {
    const number = numberIn(input["number"], "ticket");
    const answer = await vendor.read("tickets.show", { ticket_number: String(number) });
    const list = isRecord(answer) && Array.isArray(answer["responses"]) ? answer["responses"] : [];
    return item(
      { ...recordIn(answer, "ticket"), responses: chosenResponses(list, {}) },
      view(
        "ticket",
        "number",
        "subject",
        "status",
        "priority",
        "originator_email",
        "assigned_to_email",
      ),
      { rows: "responses", rowsView: responseView },
    );
  },
});

const attachment = defineResource<TickitiApi>({
  uri: "tickiti://ticket/{number}/attachment/{id}",
  name: "attachment",
  title: "Attachment",
  description: "A file of a ticket's response",
  mimeType: "application/octet-stream",
  toolset: "attachments",
  read: async ({ input, vendor }) => {
    const found = await fetchAttachment(vendor, {
      number: numberIn(input["number"], "ticket"),
      id: numberIn(input["id"], "attachment"),
    });
    return file({ name: found.name, mimeType: found.mimeType, bytes: found.bytes });
  },
});

const exported = defineResource<TickitiApi>({
  uri: "tickiti://export/{query}",
  name: "export",
  title: "Exported responses",
  description: "Responses as one JSON object a line; tickiti_export_responses gives the address",
  mimeType: "application/x-ndjson",
  toolset: "export",
  read: async ({ input, vendor, signal, progress }) => {
    const wanted = exportOf(input["query"] ?? "");
    const lines: string[] = [];
    let size = 0;
    for await (const { rows } of exportPages(vendor, wanted, signal)) {
      for (const row of rows) {
        const line = JSON.stringify(row);
        size += line.length + 1;
        if (size > MOST_BYTES) throw tooLarge();
        lines.push(line);
      }
      progress(lines.length, wanted.maxRecords);
    }
    return content([{ kind: "text", text: lines.map((line) => `${line}\n`).join("") }]);
  },
});

const tooLarge = (): PsaError =>
  new PsaError("too_large", "The export is larger than 32 MB.", {
    advice: "Export a shorter span of time, or fewer queues, or give max_records.",
  });

const queues = defineResource<TickitiApi>({
  uri: "tickiti://queues",
  name: "queues",
  title: "Queues",
  description: "The queues that tickets live in",
  mimeType: "text/markdown",
  toolset: "workflow",
  cacheSeconds: 300,
  read: async ({ vendor }) =>
    listPage(await vendor.read("workflow.queues.index"), { noun: "queues", keys: ["queues"] }),
});

const perspectives = defineResource<TickitiApi>({
  uri: "tickiti://perspectives",
  name: "perspectives",
  title: "Perspectives",
  description: "The saved views of tickets",
  mimeType: "text/markdown",
  toolset: "settings",
  cacheSeconds: 300,
  read: async ({ vendor }) =>
    listPage(await vendor.read("settings.perspectives.index"), {
      noun: "perspectives",
      keys: ["perspectives"],
    }),
});

/** What clients can read by address. */
export const resources: readonly AnyResource[] = [
  ticket,
  attachment,
  exported,
  queues,
  perspectives,
];
