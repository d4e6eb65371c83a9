import {
  attempt,
  joinPaths,
  path,
  view,
  type ApiPath,
  type PlainRecord,
  type PsaError,
  type View,
} from "@psa-mcp/core";
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
  /** Newest first. */
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
  const all = await attempt(
    vendor.list(notesOf(kind, id, "allNotes"), { orderBy: "id desc" }, 1, Math.min(1000, most * 3)),
  );
  if (all.failure === undefined) {
    return { notes: newest(all.value.records, most), withTimeEntries: true };
  }
  if (!isMissing(all.failure)) throw all.failure;
  const own = notesOf(kind, id, "notes");
  const { records } = await vendor.list(own, { orderBy: "id desc" }, 1, most);
  return { notes: newest(records, most), withTimeEntries: false };
}

/**
 * Every note of a ticket, as `newestNotes` finds them; `limitReached` when there are more than could be read. The two
 * kinds have ids of their own, so that only reading all of them can put them in order.
 */
export async function everyNote(
  vendor: CwApi,
  kind: TicketKind,
  id: number,
): Promise<TicketNotes & { readonly limitReached: boolean }> {
  const all = await attempt(vendor.all(notesOf(kind, id, "allNotes"), { orderBy: "id desc" }));
  if (all.failure === undefined) {
    const { records, limitReached } = all.value;
    return { notes: newest(records, records.length), withTimeEntries: true, limitReached };
  }
  if (!isMissing(all.failure)) throw all.failure;
  const own = await vendor.all(notesOf(kind, id, "notes"), { orderBy: "id desc" });
  return {
    notes: newest(own.records, own.records.length),
    withTimeEntries: false,
    limitReached: own.limitReached,
  };
}

const isMissing = ({ code }: PsaError): boolean => code === "not_found" || code === "unsupported";

const notesOf = (kind: TicketKind, id: number, route: "notes" | "allNotes"): ApiPath =>
  joinPaths(ticketPath(kind, id), route === "notes" ? path`/notes` : path`/allNotes`);

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
