import { path, PsaError, type PlainRecord, type Settings, type ToolResult } from "@psa-mcp/core";
import { markdownToHtml } from "@psa-mcp/core/text";
import type { HaloApi } from "../api.ts";
import type { Outcome } from "./outcomes.ts";
import { readTicket, textOf, ticketResult, type Ticket } from "./ticket.ts";

/** One action to write on a ticket. */
export interface ActionWish {
  readonly outcome: Outcome;
  readonly note?: string | undefined;
  /** Hours worked. */
  readonly hours?: number | undefined;
  readonly billable?: boolean | undefined;
  readonly chargeRate?: number | undefined;
  /** True when the customer may see it. */
  readonly visible: boolean;
  /** Whom it is mailed to; nothing is mailed when absent. */
  readonly mail?:
    | { readonly to?: string | undefined; readonly cc?: string | undefined }
    | undefined;
  /** Further fields of the action. */
  readonly more?: PlainRecord;
  /** What it changes of the ticket, by name. */
  readonly changes?: { readonly before: PlainRecord; readonly after: PlainRecord } | undefined;
}

/** What was written: the action as Halo stored it, and the ticket after it. */
export interface Acted {
  readonly action: PlainRecord;
  readonly ticket: Ticket;
}

/** Writes one action. It is sent once; what became of the ticket is read back. */
export async function act(vendor: HaloApi, ticket: Ticket, wish: ActionWish): Promise<Acted> {
  const { outcome, note, hours, mail } = wish;
  assertComplete(wish);
  const record: PlainRecord = {
    ticket_id: ticket.id,
    outcome_id: outcome.id,
    ...(note === undefined ? {} : { note_html: markdownToHtml(note) }),
    hiddenfromuser: !wish.visible,
    // A button may be set up to mail; that is never left to it.
    sendemail: mail !== undefined,
    ...(mail?.to === undefined ? {} : { emailto: mail.to }),
    ...(mail?.cc === undefined ? {} : { emailcc: mail.cc }),
    ...(hours === undefined ? {} : { timetaken: hours }),
    ...(wish.billable === undefined ? {} : { actisbillable: wish.billable }),
    ...(wish.chargeRate === undefined ? {} : { chargerate: wish.chargeRate }),
    ...wish.more,
  };
  const [action = {}] = await vendor.save(path`/Actions`, [record], {
    ...(wish.changes === undefined ? { after: record } : wish.changes),
  });
  const after = vendor.client.dryRun ? ticket : await readTicket(vendor, ticket.id);
  return { action, ticket: after };
}

function assertComplete({ outcome, note, more }: ActionWish): void {
  const missing =
    outcome.needsNote && note === undefined
      ? "note"
      : outcome.needsAgent && more?.["new_agent"] === undefined
        ? "agent"
        : undefined;
  if (missing === undefined) return;
  throw new PsaError(
    "invalid_arguments",
    `${missing}: is required by the action button ${outcome.button}.`,
  );
}

/** The ticket after an action, with who can see what was written. */
export function actedResult(
  { action, ticket }: Acted,
  wish: ActionWish,
  settings: Settings,
  more: readonly string[] = [],
): ToolResult {
  const number = textOf(action, "id");
  const named = number === "" || number === "0" ? "The action" : `Action ${number}`;
  const seen = wish.visible
    ? `${named} (${wish.outcome.button}) can be seen by the customer.`
    : `${named} (${wish.outcome.button}) is hidden from the customer.`;
  const warning = textOf(action, "_warning");
  const notes = [seen, mailNote(action, wish), ...more, ...(warning === "" ? [] : [warning])];
  return ticketResult(
    ticket,
    settings,
    notes.filter((note) => note !== ""),
    { action: { id: action["id"], outcome: wish.outcome.button, hours: wish.hours } },
  );
}

function mailNote(action: PlainRecord, { mail, visible }: ActionWish): string {
  if (mail === undefined) {
    return visible
      ? "It was not mailed by this call; notifications that Halo is set up for may still go out."
      : "";
  }
  const to = mail.to ?? textOf(action, "emailto");
  return to === "" ? "Halo was asked to mail it." : `Halo was asked to mail it to ${to}.`;
}
