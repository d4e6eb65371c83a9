import { attempt, id, path, PsaError, z, type AnyTool } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { body, named, nameOrId } from "../arguments.ts";
import { defineTool } from "../define.ts";
import { find } from "../lookup/find.ts";
import { act, actedResult, type ActionWish } from "../tickets/act.ts";
import { applyChange, changedResult, changeOf, nameOf } from "../tickets/change.ts";
import { spokenStatuses, statusesOf } from "../tickets/closing.ts";
import { chosenOutcome, noteOutcome, outcomesOf, type Outcome } from "../tickets/outcomes.ts";
import { assertSwitchedOn } from "../switches.ts";
import {
  headline,
  numberOf,
  readTicket,
  textOf,
  ticketResult,
  type Ticket,
} from "../tickets/ticket.ts";

const further = { last_update: z.string().max(50).optional() };

interface Further {
  readonly last_update?: string;
}

const setStatus = defineTool({
  name: "halo_tickets_set_status",
  title: "Set ticket status",
  tier: "write",
  toolset: "core",
  description:
    "Set a ticket's status by name or id, with an internal note if given. To close it with all that belongs to it: halo_tickets_close.",
  input: z.object({ ticket_id: id("ticket"), status: named, note: body.optional() }),
  accepts: z.object({ status: nameOrId, ...further }),
  handler: async ({ input, vendor, settings }) => {
    const ticket = await readTicket(vendor, input.ticket_id, (input as Further).last_update);
    const { note } = input;
    if (note === undefined) {
      const change = await changeOf(vendor, ticket, { status: input.status });
      const after = await applyChange(vendor, ticket, change);
      return changedResult(after, change, settings, vendor.client.dryRun);
    }
    const status = await find(vendor, "status", input.status);
    const wish = await statusAction(vendor, ticket, status.id, { note, visible: false });
    return actedResult(await act(vendor, ticket, wish), wish, settings);
  },
});

/** An action that sets a status: with the button made for it, or with a note that says the new status. */
async function statusAction(
  vendor: HaloApi,
  ticket: Ticket,
  status: number,
  given: Pick<ActionWish, "note" | "visible"> & { readonly outcome?: Outcome | undefined },
): Promise<ActionWish> {
  const outcomes = given.outcome === undefined ? await outcomesOf(vendor, ticket) : [];
  const made = outcomes.find(
    (one) =>
      one.status === status && !one.needsAgent && (!one.needsNote || given.note !== undefined),
  );
  const outcome =
    given.outcome ?? made ?? noteOutcome(outcomes, { hidden: !given.visible, like: /note/i });
  const name = await nameOf(vendor, "status", { id: status });
  return {
    outcome,
    note: given.note,
    visible: given.visible,
    ...(outcome.status === status ? {} : { more: { new_status: status } }),
    changes: {
      before: { status: ticket.record["status"] },
      after: { status: name ?? status },
    },
  };
}

const setPriority = defineTool({
  name: "halo_tickets_set_priority",
  title: "Set ticket priority",
  tier: "write",
  toolset: "tickets",
  description:
    "Set a ticket's priority by name, or by its number within the ticket's SLA (priorityid of halo_priorities_list).",
  input: z.object({ ticket_id: id("ticket"), priority: named }),
  accepts: z.object({ priority: nameOrId, ...further }),
  handler: async ({ input, vendor, settings }) => {
    const ticket = await readTicket(vendor, input.ticket_id, (input as Further).last_update);
    const change = await changeOf(vendor, ticket, { priority: input.priority });
    const after = await applyChange(vendor, ticket, change);
    return changedResult(after, change, settings, vendor.client.dryRun);
  },
});

const assign = defineTool({
  name: "halo_tickets_assign",
  title: "Assign ticket",
  tier: "write",
  toolset: "core",
  description: "Give a ticket to an agent (name, id, me or unassigned), to a team, or both.",
  input: z.object({
    ticket_id: id("ticket"),
    agent: named.optional(),
    team: named.optional(),
  }),
  accepts: z.object({ agent: nameOrId.optional(), team: nameOrId.optional(), ...further }),
  handler: async ({ input, vendor, settings }) => {
    if (input.agent === undefined && input.team === undefined) {
      throw new PsaError("invalid_arguments", "Give agent, team, or both.");
    }
    const ticket = await readTicket(vendor, input.ticket_id, (input as Further).last_update);
    const change = await changeOf(vendor, ticket, { agent: input.agent, team: input.team });
    const after = await applyChange(vendor, ticket, change);
    return changedResult(after, change, settings, vendor.client.dryRun);
  },
});

const close = defineTool({
  name: "halo_tickets_close",
  title: "Close ticket",
  tier: "write",
  toolset: ["core", "tickets"],
  description:
    "Close a ticket with a note on how it was solved. Hidden from the customer unless visible is true; mails nobody by itself. outcome or status decide where there are several ways to close.",
  input: z.object({
    ticket_id: id("ticket"),
    note: body,
    visible: z.boolean().optional(),
    outcome: named.optional(),
    status: named.optional(),
  }),
  accepts: z.object({ outcome: nameOrId.optional(), status: nameOrId.optional(), ...further }),
  handler: async ({ input, vendor, settings }) => {
    const ticket = await readTicket(vendor, input.ticket_id, (input as Further).last_update);
    const { closed } = await statusesOf(vendor, ticket);
    const now = numberOf(ticket.record, "status_id");
    if (closed.some((status) => status.id === now)) {
      throw new PsaError("conflict", `The ${headline(ticket)} is closed already.`);
    }
    const outcomes = await outcomesOf(vendor, ticket);
    const ends = (one: Outcome): boolean => closed.some((status) => status.id === one.status);
    const chosen = input.outcome === undefined ? undefined : chosenOutcome(outcomes, input.outcome);
    if (chosen !== undefined && chosen.status > 0 && !ends(chosen)) {
      throw new PsaError(
        "invalid_arguments",
        `outcome: ${chosen.button} does not close a ticket.`,
        {
          advice: `Closing statuses: ${spokenStatuses(closed)}. Other buttons: halo_tickets_execute_action.`,
        },
      );
    }
    const wanted =
      input.status === undefined ? undefined : await find(vendor, "status", input.status);
    const ending = outcomes.filter((one) => ends(one) && !one.needsAgent);
    const only =
      ending.length === 1 ? ending[0] : ending.find(({ button }) => /clos/i.test(button));
    const status =
      wanted?.id ??
      (chosen !== undefined && chosen.status > 0 ? chosen.status : undefined) ??
      only?.status ??
      (closed.length === 1 ? closed[0]?.id : undefined);
    if (status === undefined || !closed.some((one) => one.id === status)) {
      throw new PsaError(
        "invalid_arguments",
        status === undefined
          ? "There are several ways to close this ticket, or none."
          : "status: is not one that closes a ticket.",
        { advice: `Give status; those that close are ${spokenStatuses(closed)}.` },
      );
    }
    const wish = await statusAction(vendor, ticket, status, {
      note: input.note,
      visible: input.visible === true,
      outcome: chosen ?? (only?.status === status ? only : undefined),
    });
    return actedResult(await act(vendor, ticket, wish), wish, settings);
  },
});

const reopen = defineTool({
  name: "halo_tickets_reopen",
  title: "Reopen ticket",
  tier: "write",
  toolset: "tickets",
  description: "Open a closed ticket again, with an internal note on why. Mails nobody by itself.",
  input: z.object({ ticket_id: id("ticket"), note: body.optional(), status: named.optional() }),
  accepts: z.object({ status: nameOrId.optional(), ...further }),
  handler: async ({ input, vendor, settings }) => {
    const ticket = await readTicket(vendor, input.ticket_id, (input as Further).last_update);
    const { open, closed } = await statusesOf(vendor, ticket);
    const now = numberOf(ticket.record, "status_id");
    if (!closed.some((status) => status.id === now)) {
      throw new PsaError(
        "conflict",
        `The ${headline(ticket)} is not closed; its status is ${textOf(ticket.record, "status")}.`,
        { advice: "halo_tickets_set_status changes the status of an open ticket." },
      );
    }
    const outcomes = await outcomesOf(vendor, ticket);
    const opens = outcomes.filter((one) => open.some((status) => status.id === one.status));
    const button = opens.find((one) => /re-?open/i.test(one.button) && !one.needsAgent);
    const wanted =
      input.status === undefined ? undefined : await find(vendor, "status", input.status);
    const status = wanted?.id ?? button?.status;
    if (status === undefined || !open.some((one) => one.id === status)) {
      throw new PsaError(
        "invalid_arguments",
        status === undefined ? "status: is required here." : "status: is one that closes a ticket.",
        { advice: `Give one of ${spokenStatuses(open)}.` },
      );
    }
    const usable = button?.status === status && (!button.needsNote || input.note !== undefined);
    const wish = await statusAction(vendor, ticket, status, {
      note: input.note,
      visible: false,
      outcome: usable ? button : undefined,
    });
    return actedResult(await act(vendor, ticket, wish), wish, settings);
  },
});

const restore = defineTool({
  name: "halo_tickets_restore",
  title: "Restore deleted ticket",
  tier: "write",
  toolset: "tickets",
  description: "Bring back a deleted ticket by its id.",
  input: z.object({ ticket_id: id("ticket") }),
  handler: async ({ input, vendor, settings }) => {
    const { value: present, failure } = await attempt(readTicket(vendor, input.ticket_id));
    if (present !== undefined) {
      return ticketResult(present, settings, ["It is not deleted; nothing was changed."]);
    }
    if (failure.code !== "not_found") throw failure;
    const flags = { _recover: true, _validate_updates: true };
    await vendor.save(path`/Tickets`, [{ id: input.ticket_id, ...flags }], {
      before: { deleted: true },
      after: { deleted: false },
    });
    if (vendor.client.dryRun)
      return ticketResult({ id: input.ticket_id, record: {} }, settings, []);
    const ticket = await readTicket(vendor, input.ticket_id);
    return ticketResult(ticket, settings, ["It can be found and read again."]);
  },
});

const link = defineTool({
  name: "halo_tickets_link",
  title: "Link tickets",
  tier: "write",
  toolset: "tickets",
  description: "Make a ticket the child of another one.",
  input: z.object({ ticket_id: id("ticket"), parent_id: id("ticket") }),
  accepts: z.object(further),
  handler: async ({ input, vendor, settings }) => {
    if (input.ticket_id === input.parent_id) {
      throw new PsaError("invalid_arguments", "parent_id: is the ticket itself.");
    }
    const [ticket, parent] = await Promise.all([
      readTicket(vendor, input.ticket_id, (input as Further).last_update),
      readTicket(vendor, input.parent_id),
    ]);
    const change = await changeOf(vendor, ticket, { parent_id: parent.id });
    const after = await applyChange(vendor, ticket, change);
    return changedResult(after, change, settings, vendor.client.dryRun, [
      `Parent: ${headline(parent)}.`,
    ]);
  },
});

const merge = defineTool({
  name: "halo_tickets_merge",
  title: "Merge tickets",
  tier: "destructive",
  idempotent: false,
  toolset: "tickets",
  description:
    "Merge a ticket into another one, which stays; it cannot be undone. Where the operator allows it: Halo documents the effect nowhere.",
  input: z.object({ ticket_id: id("ticket"), into_ticket_id: id("ticket") }),
  preview: async ({ input, vendor }) => {
    const [gone, kept] = await Promise.all([
      readTicket(vendor, input.ticket_id),
      readTicket(vendor, input.into_ticket_id),
    ]);
    return `Merges ${headline(gone)} into ${headline(kept)}. This cannot be undone.`;
  },
  handler: async ({ input, vendor, settings }) => {
    assertSwitchedOn(settings, "haloAllowUnproven", "Merging tickets");
    if (input.ticket_id === input.into_ticket_id) {
      throw new PsaError("invalid_arguments", "into_ticket_id: is the ticket itself.");
    }
    const [ticket, kept] = await Promise.all([
      readTicket(vendor, input.ticket_id),
      readTicket(vendor, input.into_ticket_id),
    ]);
    const fields = { domerge: true, merged_into_id: kept.id };
    await vendor.save(path`/Tickets`, [{ id: ticket.id, ...fields }], {
      before: { merged_into_id: ticket.record["merged_into_id"] },
      after: { merged_into_id: kept.id },
    });
    const { value: after = ticket } = await attempt(readTicket(vendor, ticket.id));
    return ticketResult(after, settings, [
      `Halo was asked to merge it into ${headline(kept)}; look at both to see what became of them.`,
    ]);
  },
});

/** Where a ticket stands, and whose it is. */
export const ticketStateTools: readonly AnyTool[] = [
  setStatus,
  setPriority,
  assign,
  close,
  reopen,
  restore,
  link,
  merge,
];
