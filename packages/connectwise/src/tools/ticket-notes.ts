import {
  id,
  item,
  joinPaths,
  page,
  path,
  PsaError,
  view,
  z,
  type AnyTool,
  type Settings,
  type View,
} from "@psa-mcp/core";
import { dayOrTime, paging, ticketType } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { USUAL_PAGE } from "../records/list.ts";
import { locateTicket } from "../tickets/kind.ts";
import { everyNote, noteRecord, noteRows } from "../tickets/notes.ts";
import { wholeSecond } from "../time/moments.ts";

const noteDetail: View = view(
  "note",
  "id",
  "ticket_id",
  "kind",
  { key: "author", label: "by" },
  "seen_by",
  "mailed_to",
  "text",
);

/** True when a note without a word on who sees it is for staff alone. */
const staffOnly = (settings: Settings): boolean => settings["cwNoteDefault"] === "internal";

const addNote = defineTool({
  name: "cw_add_ticket_note",
  title: "Add ticket note",
  tier: "write",
  toolset: "tickets",
  description:
    "Add a note to a ticket. THE CUSTOMER SEES IT unless internal is true. Mails nobody unless an email argument says so.",
  input: z.object({
    ticket_id: id("ticket"),
    note: z.string().min(1).max(32_000),
    internal: z.boolean().describe("Staff only").optional(),
    resolution: z.boolean().optional(),
    issue: z.boolean().optional(),
    email_contact: z.boolean().optional(),
    email_resource: z.boolean().optional(),
    email_cc: z.boolean().optional(),
    ticket_type: ticketType,
  }),
  handler: async ({ input, vendor, settings }) => {
    const { kind, path: ticket } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const internal = input.internal ?? (staffOnly(settings) && input.resolution !== true);
    checkMail(input, internal);
    const mailed =
      input.email_contact === true || input.email_resource === true || input.email_cc === true;
    const created = await vendor.create(joinPaths(ticket, path`/notes`), {
      text: input.note,
      detailDescriptionFlag: !internal && input.resolution !== true,
      internalAnalysisFlag: internal,
      resolutionFlag: input.resolution === true,
      ...(kind === "service" && input.issue !== undefined ? { issueFlag: input.issue } : {}),
      processNotifications: mailed,
    });
    const seenBy = internal && input.resolution !== true ? "staff only" : "the customer and staff";
    return item(
      {
        ...noteRecord(created),
        ticket_id: input.ticket_id,
        seen_by: seenBy,
        mailed_to: mailed ? (internal ? "staff" : "the contact and staff") : "nobody",
      },
      noteDetail,
      {
        notes: [
          `Seen by ${seenBy}. ${mailed ? "ConnectWise was asked to mail those whom the ticket notifies." : "No mail was asked for."}`,
        ],
      },
    );
  },
});

/**
 * ConnectWise knows one switch for mail, and then decides by the ticket whom it writes to: never the contact for an
 * internal note, always the contact too for one that the customer sees. What cannot be had is refused.
 */
function checkMail(
  mail: {
    readonly email_contact?: boolean | undefined;
    readonly email_resource?: boolean | undefined;
    readonly email_cc?: boolean | undefined;
  },
  internal: boolean,
): void {
  if (internal && mail.email_contact === true) {
    throw new PsaError("invalid_arguments", "An internal note cannot be mailed to the contact.", {
      advice: "Leave out email_contact, or internal.",
    });
  }
  if (internal || mail.email_contact === true) return;
  if (mail.email_resource === true || mail.email_cc === true) {
    throw new PsaError(
      "invalid_arguments",
      "ConnectWise mails a note that the customer sees to the contact as well.",
      { advice: "Make it internal, or set email_contact too." },
    );
  }
}

/** The words of `kind` that a filter means. */
const KINDS = ["discussion", "internal", "resolution", "time entry"] as const;

const listNotes = defineTool({
  name: "cw_list_ticket_notes",
  title: "List ticket notes",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description:
    "Page through all notes of a ticket, newest first, those of time entries included; by kind and since when.",
  input: z.object({
    ticket_id: id("ticket"),
    kinds: z.array(z.enum(KINDS)).min(1).max(4).optional(),
    since: dayOrTime.optional(),
    ticket_type: ticketType,
    ...paging,
  }),
  handler: async ({ input, vendor }) => {
    const { kind } = await locateTicket(vendor, input.ticket_id, input.ticket_type);
    const since = input.since === undefined ? "" : wholeSecond(input.since);
    const { notes, withTimeEntries, limitReached } = await everyNote(vendor, kind, input.ticket_id);
    const wanted = notes.filter(
      (note) =>
        String(note["written_at"] ?? "") >= since &&
        (input.kinds ?? [""]).some((one) => String(note["kind"]).includes(one)),
    );
    const [number, size] = [input.page_number ?? 1, input.page_size ?? USUAL_PAGE];
    return page({
      items: wanted.slice((number - 1) * size, number * size),
      view: noteRows,
      page: number,
      total: wanted.length,
      ...(number * size < wanted.length ? { next: { page_number: number + 1 } } : {}),
      notes: [
        ...(withTimeEntries ? [] : ["This site does not give the notes of time entries here."]),
        ...(limitReached ? ["Only the newest 1000 notes were read."] : []),
      ],
    });
  },
});

/** Notes of tickets. */
export const ticketNoteTools: readonly AnyTool[] = [addNote, listNotes];
