import { id, PsaError, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import { body, named, nameOrId } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { act, actedResult, type ActionWish } from "../tickets/act.ts";
import { chosenOutcome, noteOutcome, outcomesOf, type Outcome } from "../tickets/outcomes.ts";
import { numberOf, readTicket, textOf } from "../tickets/ticket.ts";

/** What these tools take beside what they list. */
const accepts = z.object({
  outcome: nameOrId.optional(),
  last_update: z.string().max(50).optional(),
});

const HOURS_IN_DAY = 24;

const addNote = defineTool({
  name: "halo_tickets_add_note",
  title: "Add note to ticket",
  tier: "write",
  toolset: "core",
  description:
    "Write a note on a ticket (Markdown). Internal unless visible is true; mails nobody, changes nothing else.",
  input: z.object({ ticket_id: id("ticket"), note: body, visible: z.boolean().optional() }),
  accepts,
  handler: async ({ input, vendor, settings }) => {
    const { outcome, last_update } = input as Further;
    const ticket = await readTicket(vendor, input.ticket_id, last_update);
    const outcomes = await outcomesOf(vendor, ticket);
    const visible = input.visible === true;
    const wish: ActionWish = {
      outcome: pick(outcomes, outcome, {
        hidden: !visible,
        like: visible ? /public|note/i : /private|internal|note/i,
      }),
      note: input.note,
      visible,
    };
    return actedResult(await act(vendor, ticket, wish), wish, settings);
  },
});

interface Further {
  readonly outcome?: string | number;
  readonly last_update?: string;
}

function pick(
  outcomes: readonly Outcome[],
  wanted: string | number | undefined,
  wish: Parameters<typeof noteOutcome>[1],
): Outcome {
  return wanted === undefined ? noteOutcome(outcomes, wish) : chosenOutcome(outcomes, wanted);
}

const reply = defineTool({
  name: "halo_tickets_reply",
  title: "Reply to customer",
  tier: "write",
  toolset: "core",
  asksFirst: ({ send_email }: { readonly send_email?: boolean | undefined }) => send_email === true,
  description:
    "Answer the customer on a ticket (Markdown): they can see it. Mailed only with send_email: true, to the ticket's user unless to is given; the mail button may set a status.",
  input: z.object({
    ticket_id: id("ticket"),
    body,
    send_email: z.boolean().optional(),
    to: z.string().max(1000).optional(),
    cc: z.string().max(1000).optional(),
    outcome: named.optional().describe("Action button"),
  }),
  accepts,
  preview: async ({ input, vendor }) => {
    const ticket = await readTicket(vendor, input.ticket_id);
    const to = input.to ?? userAddress(ticket.record);
    return `Mails this to ${to === "" ? "the ticket's user" : to}${input.cc === undefined ? "" : `, cc ${input.cc}`} about ticket ${String(ticket.id)}:\n${input.body}`;
  },
  handler: async ({ input, vendor, settings }) => {
    const ticket = await readTicket(vendor, input.ticket_id, (input as Further).last_update);
    const outcomes = await outcomesOf(vendor, ticket);
    const mails = input.send_email === true;
    if (!mails && (input.to !== undefined || input.cc !== undefined)) {
      throw new PsaError("invalid_arguments", "to and cc: need send_email: true.");
    }
    const to = input.to ?? userAddress(ticket.record);
    if (mails && to === "") {
      throw new PsaError("invalid_arguments", "to: is required; the ticket's user has no address.");
    }
    const outcome = replyOutcome(outcomes, input.outcome, mails);
    const wish: ActionWish = {
      outcome,
      note: input.body,
      visible: true,
      ...(mails ? { mail: { to, cc: input.cc } } : {}),
    };
    return actedResult(await act(vendor, ticket, wish), wish, settings);
  },
});

const userAddress = (record: PlainRecord): string =>
  textOf(record, "user_email") || textOf(record, "emailaddress");

function replyOutcome(
  outcomes: readonly Outcome[],
  wanted: string | number | undefined,
  mails: boolean,
): Outcome {
  if (wanted !== undefined) return chosenOutcome(outcomes, wanted);
  const mailing = outcomes.filter(
    (one) => one.mails && !one.hides && !one.needsAgent && !/suppl|clos|resol/i.test(one.button),
  );
  const found = mails
    ? (mailing.find(({ button }) => /user|customer|repl/i.test(button)) ?? mailing[0])
    : undefined;
  return found ?? noteOutcome(outcomes, { hidden: false, like: /public|note/i });
}

const logTime = defineTool({
  name: "halo_tickets_log_time",
  title: "Log time on ticket",
  tier: "write",
  toolset: "core",
  description:
    "Book time worked on a ticket, in hours or in minutes, with a note. Hidden from the customer.",
  input: z.object({
    ticket_id: id("ticket"),
    hours: z.number().positive().max(HOURS_IN_DAY).optional(),
    minutes: z
      .number()
      .positive()
      .max(HOURS_IN_DAY * 60)
      .optional(),
    note: body,
    billable: z.boolean().optional(),
    charge_rate: z.int().min(0).optional(),
  }),
  accepts,
  handler: async ({ input, vendor, settings }) => {
    const { outcome, last_update } = input as Further;
    if ((input.hours === undefined) === (input.minutes === undefined)) {
      throw new PsaError("invalid_arguments", "Give either hours or minutes.");
    }
    const hours = input.hours ?? Math.round(((input.minutes ?? 0) / 60) * 10_000) / 10_000;
    const ticket = await readTicket(vendor, input.ticket_id, last_update);
    const outcomes = await outcomesOf(vendor, ticket);
    const wish: ActionWish = {
      outcome: pick(outcomes, outcome, { hidden: true, like: /time/i }),
      note: input.note,
      hours,
      billable: input.billable,
      chargeRate: input.charge_rate,
      visible: false,
    };
    const acted = await act(vendor, ticket, wish);
    const total = numberOf(acted.ticket.record, "timetaken");
    return actedResult(acted, wish, settings, [
      `Logged ${spokenHours(hours)}; the ticket has ${spokenHours(total)} in all.`,
    ]);
  },
});

const spokenHours = (hours: number): string =>
  `${String(Math.round(hours * 100) / 100)} h (${String(Math.round(hours * 60))} min)`;

/** Words and time on a ticket. */
export const ticketNoteTools: readonly AnyTool[] = [addNote, reply, logTime];
