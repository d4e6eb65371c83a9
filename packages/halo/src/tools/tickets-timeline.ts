import {
  id,
  page,
  path,
  view,
  withBody,
  z,
  type AnyTool,
  type PageResult,
  type PlainRecord,
} from "@psa-mcp/core";
import { moment } from "../arguments.ts";
import type { HaloApi } from "../api.ts";
import { defineTool } from "../define.ts";
import { actionLabels, withLabels } from "../lookup/labels.ts";
import { momentOf } from "../records/moments.ts";
import { cleanRecord } from "../records/records.ts";
import { numberOf, readTicket, textOf } from "../tickets/ticket.ts";

type Kind = "public" | "private" | "time" | "system";

const USUAL_CHARACTERS = 12_000;
/** Characters of one entry's text. */
const LONGEST_ENTRY = 3000;
/** Outcomes of the system's own actions have a number for it. */
const isSystem = (action: PlainRecord): boolean => numberOf(action, "action_systemid") > 0;

const timeline = defineTool({
  name: "halo_tickets_timeline",
  title: "Ticket timeline",
  tier: "read",
  toolset: ["core", "tickets"],
  paged: true,
  description:
    "What happened on a ticket as text, oldest first: description, notes, mails, time. Leaves out the system's own entries unless kinds names them.",
  input: z.object({
    ticket_id: id("ticket"),
    kinds: z
      .array(z.enum(["public", "private", "time", "system"]))
      .min(1)
      .optional(),
    since: moment.optional(),
    max_chars: z.int().min(500).max(60_000).optional(),
  }),
  handler: async ({ input, vendor }) => timelineOf(vendor, input),
});

interface Wanted {
  readonly ticket_id: number;
  readonly kinds?: readonly Kind[] | undefined;
  readonly since?: string | undefined;
  readonly max_chars?: number | undefined;
}

/** The history of a ticket as far as it was asked for. */
export async function timelineOf(vendor: HaloApi, input: Wanted): Promise<PageResult> {
  const [ticket, raw] = await Promise.all([
    readTicket(vendor, input.ticket_id),
    vendor.whole({
      path: path`/Actions`,
      key: "actions",
      query: { ticket_id: input.ticket_id, includehtmlnote: true },
    }),
  ]);
  const actions = await withLabels(vendor, raw, actionLabels);
  const kinds = new Set<Kind>(input.kinds ?? ["public", "private", "time"]);
  const since = input.since === undefined ? undefined : momentOf(input.since);
  const entries = actions
    .filter((action) => kindsOf(action).some((kind) => kinds.has(kind)))
    .filter((action) => since === undefined || momentOf(textOf(action, "datetime")) >= since)
    .toSorted(
      (left, right) =>
        momentOf(textOf(left, "datetime")) - momentOf(textOf(right, "datetime")) ||
        numberOf(left, "id") - numberOf(right, "id"),
    )
    .map((action) => entryOf(action, ticket.record));
  const kept = withinLimit(entries, input.max_chars ?? USUAL_CHARACTERS);
  const { record } = ticket;
  const left = entries.length - kept.length;
  return page({
    items: kept,
    view: withBody(
      view("entries", { key: "at", format: "datetime" }, "who", "what", "seen_by", {
        key: "hours",
        label: "hours",
      }),
      { key: "text", format: "html", max: LONGEST_ENTRY },
    ),
    total: entries.length,
    about: {
      ticket_id: ticket.id,
      summary: record["summary"],
      status: record["status"],
      agent: record["agent"],
      user: record["user_name"],
      ...(left > 0 ? { truncated: true } : {}),
    },
    ...(left > 0
      ? {
          notes: [`The ${String(left)} oldest entries are left out; raise max_chars to see them.`],
        }
      : {}),
  });
}

function kindsOf(action: PlainRecord): readonly Kind[] {
  const time: readonly Kind[] = numberOf(action, "timetaken") > 0 ? ["time"] : [];
  if (isSystem(action) && textOf(action, "note") === "") return ["system"];
  if (isSystem(action) && action["hiddenfromuser"] === true) return ["system"];
  return [action["hiddenfromuser"] === true ? "private" : "public", ...time];
}

/** Who wrote an action: an agent by name, or the user whom Halo gives by id alone. */
function whoOf(action: PlainRecord, ticket: PlainRecord): unknown {
  if (action["who"] !== undefined && action["who"] !== "") return action["who"];
  const user = numberOf(action, "actionby_user_id");
  if (user === 0) return undefined;
  return user === numberOf(ticket, "user_id") ? ticket["user_name"] : `user ${String(user)}`;
}

function entryOf(action: PlainRecord, ticket: PlainRecord): PlainRecord {
  const clean = cleanRecord(action);
  const mailed = textOf(clean, "emaildirection");
  const to = textOf(clean, "emailto");
  return {
    id: clean["id"],
    at: clean["datetime"],
    who: whoOf(action, ticket),
    what: clean["outcome"],
    seen_by: action["hiddenfromuser"] === true ? "staff" : "customer",
    ...(numberOf(action, "timetaken") > 0 ? { hours: action["timetaken"] } : {}),
    ...(mailed === "O" && to !== "" ? { mailed_to: to } : {}),
    ...(textOf(clean, "new_status_name") === "" ? {} : { new_status: clean["new_status_name"] }),
    text: textOf(clean, "note_html") || textOf(clean, "note"),
  };
}

/** The newest entries that fit; the last one always does. */
function withinLimit(entries: readonly PlainRecord[], most: number): readonly PlainRecord[] {
  let used = 0;
  let first = entries.length;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    used += Math.min(textOf(entries[index] ?? {}, "text").length, LONGEST_ENTRY) + 60;
    if (used > most && first < entries.length) break;
    first = index;
  }
  return entries.slice(first);
}

/** A ticket's history. */
export const ticketTimelineTools: readonly AnyTool[] = [timeline];
