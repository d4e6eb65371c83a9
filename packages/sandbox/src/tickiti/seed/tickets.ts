import { createRandom, type Random } from "../../http/random.ts";
import { stamp, type Attachment, type Status, type Ticket, type TicketResponse } from "../model.ts";
import { cycle, DAY, HOUR, MINUTE, type SeedContext } from "./context.ts";
import { richAttachments, richResponses, richTicket, RICH_TICKET_ID } from "./rich-ticket.ts";
import { AGENTS, CUSTOMER_EMAILS } from "./people.ts";
import { ANSWERS, HASHTAGS, HOSTILE, NOTES, QUESTIONS, SUBJECTS } from "./prose.ts";

/** How many tickets each queue has besides the rich one. */
const COUNTS: readonly [queue: number, count: number][] = [
  [1, 110],
  [2, 70],
  [3, 45],
  [4, 15],
];

const STATUSES: readonly [Status, ...Status[]] = ["open", "open", "closed", "on-hold", "closed"];
const PRIORITIES: readonly [number, ...number[]] = [20, 20, 20, 10, 30, 20, 40];

export function tickets(context: SeedContext): Ticket[] {
  const { today } = context;
  const random = createRandom("tickets");
  const plan = COUNTS.flatMap(([queue, count]) => Array.from({ length: count }, () => queue));
  const rows = plan.map((queue, index): Ticket => {
    const id = RICH_TICKET_ID + 1 + index;
    const status = cycle(STATUSES, random.between(0, 99));
    const age = index < 30 ? 150 : random.between(1, 180);
    const created =
      today - age * DAY + (index < 30 ? 9 * HOUR : random.between(0, DAY / 1000 - 1) * 1000);
    const updated = Math.min(created + random.between(1, 96) * HOUR, today - MINUTE);
    const originator = cycle(CUSTOMER_EMAILS, random.between(1, CUSTOMER_EMAILS.length - 1));
    const agents = AGENTS[queue] ?? ["grace.holm@larkfield.example"];
    const assigned = random.chance(0.25) ? null : cycle(agents, random.between(0, 9));
    const subjects = SUBJECTS[queue] ?? ["Question"];
    return {
      id,
      number: 220_050 + index * 41,
      subject: cycle(subjects, random.between(0, subjects.length - 1)),
      status,
      priority: cycle(PRIORITIES, random.between(0, 6)),
      queue_id: queue,
      originator_email: originator,
      assigned_to_email: assigned,
      resolved: status === "closed" ? stamp(updated) : null,
      resolution_category_id: status === "closed" ? random.between(1, 4) : null,
      on_hold_until: status === "on-hold" ? day(today + random.between(2, 40) * DAY) : null,
      participants: [originator, ...(assigned === null ? [] : [assigned])],
      hashtags: random.chance(0.4) ? [random.pick(HASHTAGS)] : [],
      intervention_id: null,
      uid: null,
      created_at: stamp(created),
      updated_at: stamp(updated),
    };
  });
  return [richTicket(today), ...rows];
}

export function responses(context: SeedContext): TicketResponse[] {
  const random = createRandom("responses");
  const made = richResponses(context.today);
  let id = made.length;
  for (const ticket of context.rows("tickets")) {
    if (ticket.id === RICH_TICKET_ID) continue;
    const start = Date.parse(ticket.created_at);
    const end = Date.parse(ticket.updated_at);
    const count = random.between(1, 7);
    for (let turn = 0; turn < count; turn += 1) {
      id += 1;
      const time = stamp(start + Math.floor(((end - start) / count) * turn));
      made.push(response(random, ticket, id, turn, time));
    }
  }
  return made;
}

function response(
  random: Random,
  ticket: Ticket,
  id: number,
  turn: number,
  time: string,
): TicketResponse {
  const byStaff = turn > 0 && random.chance(0.6);
  const isInternal = byStaff && random.chance(0.35);
  const agent = ticket.assigned_to_email ?? "grace.holm@larkfield.example";
  const texts = isInternal ? NOTES : byStaff ? ANSWERS : QUESTIONS;
  const isHostile = !byStaff && random.chance(0.03);
  const isDeleted = turn > 0 && random.chance(0.02);
  return {
    id,
    ticket_id: ticket.id,
    is_internal: isInternal,
    is_pinned: isInternal && random.chance(0.1),
    staff_response: byStaff,
    created_by_email: byStaff ? agent : ticket.originator_email,
    is_email_sourced: !byStaff && random.chance(0.8),
    html: isHostile ? random.pick(HOSTILE) : random.pick(texts),
    created_at: time,
    updated_at: time,
    deleted_at: isDeleted ? time : null,
  };
}

export function attachments(context: SeedContext): Attachment[] {
  const rich = richAttachments();
  const log = Buffer.from("2026-05-04 08:11:02 connection lost\n2026-05-04 08:11:09 connected\n");
  const some = context
    .rows("responses")
    .filter((one) => one.ticket_id !== RICH_TICKET_ID && !one.staff_response && one.id % 9 === 0);
  return [
    ...rich,
    ...some.map(({ id }, index): Attachment => ({
      id: 14_600 + index,
      response_id: id,
      name: `connection-${index + 1}.log`,
      mime_type: "text/plain",
      file_size: log.length,
      is_inline: false,
      content_id: null,
      content: log.toString("base64"),
    })),
  ];
}

function day(time: number): string {
  return stamp(time).slice(0, 10);
}
