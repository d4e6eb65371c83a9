import {
  attempt,
  page,
  PsaError,
  reasonOf,
  type PageResult,
  type PlainRecord,
} from "@psa-mcp/core";
import type { CwApi, CwPage, CwQuery } from "../api.ts";
import { where, type Condition } from "../conditions/build.ts";
import { joinedConditions, USUAL_PAGE, type ListInput } from "../records/list.ts";
import { rowFields, ticketRow, ticketRows } from "./fields.ts";
import { ticketsOf, type TicketKind } from "./kind.ts";

export interface TicketSearch {
  readonly ticket_type?: "both" | TicketKind | undefined;
  /** Only tickets with a smaller id; how further pages go on over both resources. */
  readonly before_id?: number | undefined;
  readonly conditions: Condition | undefined;
  /** Conditions that project tickets do not know: a search with one covers service tickets alone. */
  readonly serviceOnly?: boolean;
  readonly notes?: readonly string[];
}

/** Rows that one merged page reads of each resource at most. */
const DEEPEST = 1000;

/**
 * One page of tickets, newest first, over one resource or both. Over both, pages follow each other by id, so that no
 * row is lost or repeated between them. When one resource refuses, the other's tickets are shown and a note says so.
 */
export async function searchTickets(
  vendor: CwApi,
  input: ListInput,
  search: TicketSearch,
): Promise<PageResult> {
  const size = input.page_size ?? USUAL_PAGE;
  const number = input.page_number ?? 1;
  const before = search.before_id === undefined ? undefined : where.before("id", search.before_id);
  const query = joinedConditions(
    { conditions: where.all(search.conditions, before), orderBy: "id desc" },
    input,
  );
  if (search.serviceOnly === true && search.ticket_type === "project") {
    throw new PsaError(
      "invalid_arguments",
      "Project tickets have no team, SLA or parent; these filters find service tickets.",
    );
  }
  const kind = search.serviceOnly === true ? "service" : (search.ticket_type ?? "both");
  if (kind !== "both") {
    const found = await vendor.list(
      ticketsOf[kind],
      { ...query, fields: rowFields[kind] },
      number,
      size,
    );
    return page({
      items: found.records.map((record) => ticketRow(kind, record)),
      view: ticketRows,
      page: number,
      ...(found.hasMore ? { next: { page_number: number + 1 } } : {}),
      notes: search.notes ?? [],
    });
  }
  return merged(vendor, query, { number, size, notes: search.notes ?? [] });
}

async function merged(
  vendor: CwApi,
  query: CwQuery,
  {
    number,
    size,
    notes,
  }: { readonly number: number; readonly size: number; readonly notes: readonly string[] },
): Promise<PageResult> {
  if (query.orderBy !== "id desc") {
    throw new PsaError("invalid_arguments", "order_by needs ticket_type service or project.", {
      advice: "Tickets of both kinds are shown newest first.",
    });
  }
  const wanted = number * size;
  if (wanted > DEEPEST) {
    throw new PsaError(
      "invalid_arguments",
      `Pages over both kinds of tickets end after ${String(DEEPEST)} rows.`,
      {
        advice: "Give before_id (the last id that you saw) with page_number 1, or a ticket_type.",
      },
    );
  }
  const [service, project] = await Promise.all([
    attempt(vendor.list(ticketsOf.service, { ...query, fields: rowFields.service }, 1, wanted)),
    attempt(vendor.list(ticketsOf.project, { ...query, fields: rowFields.project }, 1, wanted)),
  ]);
  if (
    service.failure !== undefined &&
    (project.failure !== undefined || !isPartial(service.failure))
  )
    throw service.failure;
  if (project.failure !== undefined && !isPartial(project.failure)) throw project.failure;
  const rows = [...rowsOf("service", service.value), ...rowsOf("project", project.value)]
    // A site that lists project tickets among the service tickets must not double them.
    .filter((row, index, all) => all.findIndex((other) => other["id"] === row["id"]) === index)
    .toSorted((left, right) => Number(right["id"]) - Number(left["id"]));
  const items = rows.slice(wanted - size, wanted);
  const more =
    rows.length > wanted || [service, project].some(({ value }) => value?.hasMore === true);
  const last = items.at(-1)?.["id"];
  return page({
    items,
    view: ticketRows,
    page: number,
    ...(more && last !== undefined ? { next: { before_id: last, page_number: 1 } } : {}),
    notes: [
      ...notes,
      ...missing("Service", service.failure),
      ...missing("Project", project.failure),
      ...(more && last !== undefined
        ? [`For older tickets: page_number ${String(number + 1)}, or before_id ${String(last)}.`]
        : []),
    ],
  });
}

const rowsOf = (kind: TicketKind, found: CwPage | undefined): readonly PlainRecord[] =>
  (found?.records ?? []).map((record) => ticketRow(kind, record));

/** Refusals that concern one resource; others speak of the vendor as a whole or of the arguments. */
const isPartial = ({ code }: PsaError): boolean =>
  code === "forbidden" || code === "unsupported" || code === "not_found";

const missing = (what: string, failure: PsaError | undefined): readonly string[] =>
  failure === undefined ? [] : [`${what} tickets are missing: ${reasonOf(failure)}`];
