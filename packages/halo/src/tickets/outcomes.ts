import { path, PsaError, type PlainRecord, type Query } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { directory, REMEMBERED } from "../lookup/directories.ts";
import { numberOf, textOf, type Ticket } from "./ticket.ts";

/** An action button: pressing it makes an action and does what it is set up for. */
export interface Outcome {
  readonly id: number;
  /** What the button says. */
  readonly button: string;
  /** What the action is called afterwards. */
  readonly outcome: string;
  /** Status that it sets; 0 for none. */
  readonly status: number;
  readonly mails: boolean;
  readonly hides: boolean;
  readonly needsNote: boolean;
  readonly needsAgent: boolean;
  /** True when it does nothing but write an action. */
  readonly plain: boolean;
}

export function outcomeOf(record: PlainRecord): Outcome {
  const status = Math.max(0, numberOf(record, "newstatus"));
  const mails = numberOf(record, "sendemail") > 0 || record["sendemail"] === true;
  const does = [
    "approval_process_id",
    "createchildticketortemplate",
    "child_template_id",
    "automation_runbookid",
    "integration_method_id",
    "workflow_step_id",
    "script_id",
  ].some((key) => numberOf(record, key) > 0);
  const needsAgent = record["mustassign"] === true;
  return {
    id: numberOf(record, "id"),
    button: textOf(record, "buttonname") || textOf(record, "outcome"),
    outcome: textOf(record, "outcome"),
    status,
    mails,
    hides: record["hidefromuser"] === true,
    needsNote: record["mustaddnote"] === true,
    needsAgent,
    plain: status === 0 && !mails && !needsAgent && !does,
  };
}

/** What narrows the buttons. */
export interface OutcomeFilter {
  readonly tickettype_id?: number | undefined;
  readonly workflow_id?: number | undefined;
  readonly workflow_step?: number | undefined;
  readonly status?: number | undefined;
}

/** Buttons as Halo answers them. */
export async function outcomeRecords(
  vendor: HaloApi,
  filter: OutcomeFilter,
): Promise<readonly PlainRecord[]> {
  const query: Query = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value > 0),
  );
  // Buttons are set-up: they outlive the writes of tickets, which end what is cached by answer.
  return vendor.client.remember(`halo outcomes ${JSON.stringify(query)}`, REMEMBERED, () =>
    vendor.whole({ path: path`/Outcome`, query }),
  );
}

/** The buttons that a ticket has at its step of the workflow. */
export async function outcomesOf(vendor: HaloApi, { record }: Ticket): Promise<readonly Outcome[]> {
  const records = await outcomeRecords(vendor, {
    tickettype_id: numberOf(record, "tickettype_id"),
    workflow_id: numberOf(record, "workflow_id"),
    workflow_step: numberOf(record, "workflow_step"),
  });
  return records.filter((one) => one["hidden"] !== true).map(outcomeOf);
}

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** The button that a name or an id means among those that are available. Throws `invalid_arguments` with the candidates. */
export function chosenOutcome(outcomes: readonly Outcome[], wanted: string | number): Outcome {
  const text = String(wanted).trim();
  const hits = /^\d+$/.test(text)
    ? outcomes.filter(({ id }) => id === Number(text))
    : outcomes.filter(({ button, outcome }) => same(button, text) || same(outcome, text));
  const [hit, other] = hits;
  if (hit !== undefined && other === undefined) return hit;
  throw new PsaError(
    "invalid_arguments",
    hit === undefined
      ? `outcome: "${text.slice(0, 60)}" is not available on this ticket now. There are: ${spoken(outcomes)}.`
      : `outcome: several are called "${text.slice(0, 60)}": ${spoken(hits)}.`,
    {
      advice: "Give one of these by name or id.",
      details: { candidates: hits.length > 0 ? hits : outcomes },
    },
  );
}

/**
 * The button with which a note is written that changes nothing else, the likeliest first. Throws `invalid_arguments`
 * when no button is as harmless as that.
 */
export function noteOutcome(
  outcomes: readonly Outcome[],
  wish: { readonly hidden: boolean; readonly like: RegExp },
): Outcome {
  const plain = outcomes.filter((one) => one.plain);
  const fitting = plain.filter(({ hides }) => hides === wish.hidden);
  const ranked = [...fitting, ...plain];
  const found =
    ranked.find(({ button, outcome }) => wish.like.test(button) || wish.like.test(outcome)) ??
    ranked[0];
  if (found !== undefined) return found;
  throw new PsaError(
    "invalid_arguments",
    "outcome: no action button of this ticket only writes a note.",
    { advice: `Name one, and mind what it does: ${spoken(outcomes)}.` },
  );
}

const MOST_SPOKEN = 20;

const spoken = (outcomes: readonly Outcome[]): string =>
  outcomes.length === 0
    ? "none"
    : outcomes
        .slice(0, MOST_SPOKEN)
        .map(({ id, button }) => `${button} (${String(id)})`)
        .join(", ");

/** What pressing a button does, in words. */
export async function effectsOf(
  vendor: HaloApi,
  outcomes: readonly Outcome[],
): Promise<readonly PlainRecord[]> {
  const statuses = await directory(vendor, "status", "");
  const names = new Map(statuses.map(({ id, name }) => [id, name]));
  return outcomes.map((one) => ({
    id: one.id,
    button: one.button,
    ...(same(one.outcome, one.button) ? {} : { outcome: one.outcome }),
    sets_status: one.status === 0 ? undefined : (names.get(one.status) ?? one.status),
    mails: one.mails || undefined,
    hidden_from_customer: one.hides,
    needs: [...(one.needsNote ? ["note"] : []), ...(one.needsAgent ? ["agent"] : [])].join(", "),
  }));
}
