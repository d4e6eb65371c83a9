import { path, PsaError, type PlainRecord, type Settings, type ToolResult } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { directory } from "../lookup/directories.ts";
import { find, type Found } from "../lookup/find.ts";
import { actingAgent } from "../tools/agents-me.ts";
import { numberOf, readTicket, textOf, ticketResult, type Ticket } from "./ticket.ts";

/** What may be changed of a ticket directly; names or ids. */
export interface TicketEdit {
  readonly status?: string | number | undefined;
  readonly agent?: string | number | undefined;
  readonly team?: string | number | undefined;
  readonly priority?: string | number | undefined;
  readonly type?: string | number | undefined;
  readonly category_1?: string | number | undefined;
  readonly parent_id?: number | undefined;
}

/** Fields to send, and the difference by names. */
export interface Change {
  readonly fields: PlainRecord;
  readonly before: PlainRecord;
  readonly after: PlainRecord;
}

/** Names and ids looked up: what is sent for one ticket. Throws `invalid_arguments` with the candidates. */
export async function changeOf(vendor: HaloApi, ticket: Ticket, edit: TicketEdit): Promise<Change> {
  const { record } = ticket;
  const fields: PlainRecord = {};
  const before: PlainRecord = {};
  const after: PlainRecord = {};
  const set = (field: string, shown: string, value: unknown, name: unknown): void => {
    fields[field] = value;
    before[shown] = record[shown] ?? record[field];
    after[shown] = name ?? value;
  };
  if (edit.status !== undefined) {
    const found = await find(vendor, "status", edit.status);
    set("status_id", "status", found.id, await nameOf(vendor, "status", found));
  }
  if (edit.agent !== undefined) {
    const found = await agentNamed(vendor, edit.agent);
    set("agent_id", "agent", found.id, await nameOf(vendor, "agent", found));
  }
  if (edit.team !== undefined) {
    const found = await find(vendor, "team", edit.team);
    const name = await nameOf(vendor, "team", found);
    if (name === undefined) throw unknownId("team", found.id, "halo_teams_list");
    // Tickets keep the name of their team, not its id.
    set("team", "team", name, name);
  }
  if (edit.priority !== undefined) {
    const sla = numberOf(record, "sla_id");
    const found = await find(vendor, "priority", edit.priority, sla > 0 ? sla : undefined);
    set("priority_id", "priority", found.id, await nameOf(vendor, "priority", found));
  }
  if (edit.type !== undefined) {
    const found = await find(vendor, "type", edit.type);
    set("tickettype_id", "type", found.id, await nameOf(vendor, "type", found));
  }
  if (edit.category_1 !== undefined) {
    const found = await find(vendor, "category_1", edit.category_1);
    const name = await nameOf(vendor, "category_1", found);
    if (name === undefined) throw unknownId("category", found.id, "halo_categories_list");
    set("category_1", "category_1", name, name);
  }
  if (edit.parent_id !== undefined) set("parent_id", "parent_id", edit.parent_id, edit.parent_id);
  return { fields, before, after };
}

const unknownId = (noun: string, id: number, tool: string): PsaError =>
  new PsaError("invalid_arguments", `There is no ${noun} with the id ${String(id)}.`, {
    advice: `${tool} shows the ids.`,
  });

/** An agent by id or name, the one that this connection acts as (`me`), or nobody (`unassigned`). */
export async function agentNamed(vendor: HaloApi, wanted: string | number): Promise<Found> {
  const word = String(wanted).trim().toLowerCase();
  if (word === "unassigned") {
    // Nobody is an agent as well, whom lists leave out.
    const nobody = (await directory(vendor, "agent", "")).find(
      ({ name }) => name.toLowerCase() === word,
    );
    if (nobody !== undefined) return nobody;
  }
  if (word !== "me") return find(vendor, "agent", wanted);
  const { id, name } = await actingAgent(vendor);
  if (typeof id !== "number") {
    throw new PsaError("unsupported", "Halo does not say which agent this connection acts as.", {
      advice: "Give the agent by name or id.",
    });
  }
  return typeof name === "string" ? { id, name } : { id };
}

/** The name that belongs to what was found, also where an id was given. */
export async function nameOf(
  vendor: HaloApi,
  kind: Exclude<Parameters<typeof directory>[1], "client">,
  { id, name }: Found,
): Promise<string | undefined> {
  if (name !== undefined) return name;
  return (await directory(vendor, kind, "")).find((entry) => entry.id === id)?.name;
}

/** Sends a change of one ticket and reads the ticket again. */
export async function applyChange(
  vendor: HaloApi,
  ticket: Ticket,
  { fields, before, after }: Change,
): Promise<Ticket> {
  await vendor.save(path`/Tickets`, [{ id: ticket.id, ...fields }], { before, after });
  return vendor.client.dryRun ? ticket : readTicket(vendor, ticket.id);
}

/** The ticket after a change; says so where Halo did not take a value over. */
export function changedResult(
  ticket: Ticket,
  { fields, after }: Change,
  settings: Settings,
  dryRun: boolean,
  more: readonly string[] = [],
): ToolResult {
  const kept = dryRun
    ? []
    : Object.entries(fields).filter(
        ([field, value]) =>
          ticket.record[field] !== undefined && String(ticket.record[field]) !== String(value),
      );
  const notes = kept.map(
    ([field]) =>
      `Halo kept ${field} as ${textOf(ticket.record, field)}; a rule or workflow may decide it (wanted: ${String(after[field.replace(/_id$/, "")] ?? fields[field])}).`,
  );
  return ticketResult(ticket, settings, [...notes, ...more]);
}
