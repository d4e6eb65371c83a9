import { id, page, PsaError, view, z, type AnyTool, type PlainRecord } from "@psa-mcp/core";
import { body, named, nameOrId } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { find } from "../lookup/find.ts";
import { act, actedResult, type ActionWish } from "../tickets/act.ts";
import { agentNamed, nameOf } from "../tickets/change.ts";
import {
  chosenOutcome,
  effectsOf,
  outcomeOf,
  outcomeRecords,
  outcomesOf,
} from "../tickets/outcomes.ts";
import { readTicket, textOf } from "../tickets/ticket.ts";

const outcomeRows = view(
  "action buttons",
  "id",
  "button",
  "outcome",
  "sets_status",
  "mails",
  "hidden_from_customer",
  "needs",
);

const outcomes = defineTool({
  name: "halo_outcomes_list",
  title: "List action buttons",
  tier: "read",
  toolset: "core",
  description:
    "List action buttons (outcomes) and what each does: the status it sets, mail, who sees it. All, those of a ticket type, or those that a ticket has now.",
  input: z.object({
    ticket_id: id("ticket").optional(),
    tickettype: named.optional(),
  }),
  accepts: z.object({
    tickettype: nameOrId.optional(),
    tickettype_id: nameOrId.optional(),
    workflow_id: z.int().optional(),
    workflow_step: z.int().optional(),
    status: nameOrId.optional(),
  }),
  handler: async ({ input, vendor }) => {
    const more = input as {
      tickettype_id?: string | number;
      workflow_id?: number;
      workflow_step?: number;
      status?: string | number;
    };
    if (input.ticket_id !== undefined) {
      const found = await outcomesOf(vendor, await readTicket(vendor, input.ticket_id));
      return page({
        items: await effectsOf(vendor, found),
        view: outcomeRows,
        total: found.length,
      });
    }
    const type = input.tickettype ?? more.tickettype_id;
    const records = await outcomeRecords(vendor, {
      tickettype_id: type === undefined ? undefined : (await find(vendor, "type", type)).id,
      workflow_id: more.workflow_id,
      workflow_step: more.workflow_step,
      status:
        more.status === undefined ? undefined : (await find(vendor, "status", more.status)).id,
    });
    const rows = await effectsOf(vendor, records.map(outcomeOf));
    return page({ items: rows, view: outcomeRows, total: rows.length });
  },
});

const available = defineTool({
  name: "halo_tickets_available_actions",
  title: "Available actions of ticket",
  tier: "read",
  toolset: "tickets",
  description:
    "List the action buttons that a ticket has at its present workflow step, with what each does; halo_tickets_execute_action presses one.",
  input: z.object({ ticket_id: id("ticket") }),
  handler: async ({ input, vendor }) => {
    const ticket = await readTicket(vendor, input.ticket_id);
    const found = await outcomesOf(vendor, ticket);
    const { record } = ticket;
    return page({
      items: await effectsOf(vendor, found),
      view: outcomeRows,
      total: found.length,
      about: {
        ticket_id: ticket.id,
        status: record["status"],
        workflow_id: record["workflow_id"],
        workflow_step: record["workflow_step"],
      },
    });
  },
});

const value = z.union([z.string(), z.number(), z.boolean()]);

const execute = defineTool({
  name: "halo_tickets_execute_action",
  title: "Execute action on ticket",
  tier: "write",
  toolset: "tickets",
  asksFirst: ({ send_email }: { readonly send_email?: boolean | undefined }) => send_email === true,
  description:
    "Press one of a ticket's action buttons (halo_tickets_available_actions). Who sees it is the button's choice unless visible is given; nothing is mailed unless send_email is true. fields: others of the action by Halo's names (new_category1 …).",
  input: z.object({
    ticket_id: id("ticket"),
    outcome: named,
    note: body.optional(),
    agent: named.optional(),
    hours: z.number().positive().max(24).optional(),
    visible: z.boolean().optional(),
    send_email: z.boolean().optional(),
    fields: z.record(z.string().max(100), value).optional(),
  }),
  accepts: z.object({
    outcome: nameOrId,
    agent: nameOrId.optional(),
    last_update: z.string().max(50).optional(),
  }),
  preview: async ({ input, vendor }) => {
    const ticket = await readTicket(vendor, input.ticket_id);
    const outcome = chosenOutcome(await outcomesOf(vendor, ticket), input.outcome);
    return `Presses ${outcome.button} on ticket ${String(ticket.id)} and mails it to ${textOf(ticket.record, "user_email") || "the ticket's user"}${input.note === undefined ? "." : `:\n${input.note}`}`;
  },
  handler: async ({ input, vendor, settings }) => {
    const { last_update } = input as { last_update?: string };
    const ticket = await readTicket(vendor, input.ticket_id, last_update);
    const outcome = chosenOutcome(await outcomesOf(vendor, ticket), input.outcome);
    const agent = input.agent === undefined ? undefined : await agentNamed(vendor, input.agent);
    const before: PlainRecord = {};
    const after: PlainRecord = {};
    if (outcome.status > 0) {
      before["status"] = ticket.record["status"];
      after["status"] = (await nameOf(vendor, "status", { id: outcome.status })) ?? outcome.status;
    }
    if (agent !== undefined) {
      before["agent"] = ticket.record["agent"];
      after["agent"] = (await nameOf(vendor, "agent", agent)) ?? agent.id;
    }
    const wish: ActionWish = {
      outcome,
      note: input.note,
      hours: input.hours,
      visible: input.visible ?? !outcome.hides,
      ...(input.send_email === true ? { mail: {} } : {}),
      more: {
        ...checkedFields(input.fields ?? {}),
        ...(agent === undefined ? {} : { new_agent: agent.id }),
      },
      ...(Object.keys(after).length === 0 ? {} : { changes: { before, after } }),
    };
    return actedResult(await act(vendor, ticket, wish), wish, settings);
  },
});

/** Fields that this tool sets itself, and flags that would change what a call means. */
const OWN = new Set([
  "id",
  "ticket_id",
  "outcome_id",
  "outcome",
  "note",
  "note_html",
  "hiddenfromuser",
  "sendemail",
  "timetaken",
  "new_agent",
]);

function checkedFields(fields: PlainRecord): PlainRecord {
  const taken = Object.keys(fields).find((name) => OWN.has(name) || !/^[a-z]\w*$/i.test(name));
  if (taken === undefined) return fields;
  throw new PsaError(
    "invalid_arguments",
    `fields: "${taken.slice(0, 60)}" does not belong there.`,
    {
      advice: "Use the arguments note, agent, hours, visible and send_email.",
    },
  );
}

/** Action buttons, and pressing one. */
export const ticketActionTools: readonly AnyTool[] = [outcomes, available, execute];
