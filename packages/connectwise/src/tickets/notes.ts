import { attempt, joinPaths, path, view, type PlainRecord, type View } from "@psa-mcp/core";
import type { CwApi, CwRecord } from "../api.ts";
import { nameOf, readable } from "../records/records.ts";
import { ticketPath, type TicketKind } from "./kind.ts";

export const noteRows: View = {
  ...view(
    "notes",
    "id",
    { key: "kind" },
    { key: "author", label: "by" },
    { key: "written_at", label: "at", format: "datetime" },
  ),
  body: { key: "text" },
};

export interface TicketNotes {
  readonly notes: readonly PlainRecord[];
  /** False on sites without the route that also gives the notes of time entries. */
  readonly withTimeEntries: boolean;
}

/**
 * The newest notes of a ticket, those of time entries among them. Sites that lack that route answer for it with 404 or
 * 405; there the ticket's own notes are all there is.
 */
export async function newestNotes(
  vendor: CwApi,
  kind: TicketKind,
  id: number,
  most: number,
): Promise<TicketNotes> {
  const ticket = ticketPath(kind, id);
  const everything =
    kind === "service"
      ? path`/service/tickets/${id}/allNotes`
      : path`/project/tickets/${id}/allNotes`;
  const all = await attempt(
    vendor.list(everything, { orderBy: "id desc" }, 1, Math.min(1000, most * 3)),
  );
  if (all.failure === undefined) {
    return { notes: newest(all.value.records, most), withTimeEntries: true };
  }
  const { code } = all.failure;
  if (code !== "not_found" && code !== "unsupported") throw all.failure;
  const own = joinPaths(ticket, path`/notes`);
  const { records } = await vendor.list(own, { orderBy: "id desc" }, 1, most);
  return { notes: newest(records, most), withTimeEntries: false };
}

const newest = (records: readonly CwRecord[], most: number): readonly PlainRecord[] =>
  records
    .map(noteRecord)
    .toSorted((left, right) =>
      String(right["written_at"] ?? "").localeCompare(String(left["written_at"] ?? "")),
    )
    .slice(0, most);

/** A note of either route in one shape. */
export function noteRecord(record: CwRecord): PlainRecord {
  const note = readable(record);
  return {
    id: record.id,
    kind: kindOf(note),
    author:
      nameOf(record["member"]) ??
      nameOf(record["contact"]) ??
      note["original_author"] ??
      note["created_by"] ??
      note["entered_by"],
    written_at:
      note["time_start"] ?? note["date_created"] ?? note["date_entered"] ?? note["last_updated"],
    text: note["text"],
    customer_visible: note["detail_description_flag"] === true || note["resolution_flag"] === true,
    ...(note["note_type"] === undefined ? {} : { note_type: note["note_type"] }),
  };
}

function kindOf(note: PlainRecord): string {
  const kinds = [
    note["note_type"] === "TimeEntryNote" ? "time entry" : undefined,
    note["note_type"] === "MeetingNote" ? "meeting" : undefined,
    note["detail_description_flag"] === true ? "discussion" : undefined,
    note["internal_analysis_flag"] === true ? "internal" : undefined,
    note["resolution_flag"] === true ? "resolution" : undefined,
  ].filter((kind) => kind !== undefined);
  return kinds.join(", ") || "note";
}
