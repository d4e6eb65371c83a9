import type { Answer } from "../../http/message.ts";
import { allow, changedBy, type Call } from "../call.ts";
import { bodyOf, type Add } from "../engine.ts";
import { invalidObject, notFound } from "../errors.ts";
import { isFields, numbers, type Row } from "../model.ts";
import { presentReference } from "../present.ts";
import { listAnswer, paginate, select, selectionOf } from "../query.ts";
import {
  answer,
  assignedTo,
  findRecord,
  noContent,
  scopeOf,
  viewOf,
  type Resource,
} from "../resource.ts";

/** Routes that give references only; the records themselves take a second request. */
export function addReferences(add: Add, tickets: Resource): void {
  const lists: [string, string, (call: Call, ticket: Row) => readonly Row[]][] = [
    [
      "timeentries",
      "TimeEntry",
      (call, { id }) => call.state.store.table("timeEntries").by("_ticket", id),
    ],
    [
      "scheduleentries",
      "ScheduleEntry",
      (call, { id }) => call.state.store.table("scheduleEntries").by("_ticket", id),
    ],
    [
      "activities",
      "Activity",
      (call, { id }) => call.state.store.table("activities").by("ticket", id),
    ],
    [
      "documents",
      "Document",
      (call, { id }) =>
        call.state.store
          .table("documents")
          .by("_record", id)
          .filter((row) => row["_recordType"] === "Ticket"),
    ],
    [
      "products",
      "ProductItem",
      (call, { id }) => call.state.store.table("products").by("ticket", id),
    ],
  ];
  for (const [name, type, rows] of lists) {
    add("GET", `${tickets.path}/:id/${name}`, (call) => {
      const page = paginate(call, rows(call, findRecord(call, tickets)));
      return referencesAnswer(
        call,
        type === "ProductItem" ? "Product" : type,
        type,
        page.rows,
        page.link,
      );
    });
    add("GET", `${tickets.path}/:id/${name}/count`, (call) =>
      answer(200, { count: rows(call, findRecord(call, tickets)).length }),
    );
  }
}

function referencesAnswer(
  call: Call,
  shownAs: string,
  type: string,
  rows: readonly Row[],
  link: string | undefined,
): Answer {
  const shown = rows.map((row) => {
    const reference = presentReference(viewOf(call), type, row.id);
    if (shownAs !== "Product" || !isFields(reference)) return reference;
    const { name, ...rest } = reference;
    return { ...rest, description: name };
  });
  return listAnswer(answer(200, shown), { rows: [], link });
}

/** Adds the configurations that are attached to tickets. */
export function addConfigurations(add: Add, tickets: Resource): void {
  const path = `${tickets.path}/:id/configurations`;
  const configurations: Resource = {
    path: "/company/configurations",
    table: "configurations",
    schema: "Company.Configuration",
    label: "Configuration",
    operations: [],
  };
  const attached = (call: Call): Row[] => {
    const ids = numbers(findRecord(call, tickets), "_configurations");
    const table = call.state.store.table("configurations");
    const rows = ids.map((id) => table.get(id)).filter((row) => row !== undefined);
    return select(call, scopeOf(call, configurations), rows, selectionOf(call));
  };
  add("GET", path, (call) => {
    const page = paginate(call, attached(call));
    return referencesAnswer(call, "Configuration", "Configuration", page.rows, page.link);
  });
  add("GET", `${path}/count`, (call) => answer(200, { count: attached(call).length }));
  add("POST", path, (call) => attach(call, tickets));
  add("DELETE", `${path}/:configuration`, (call) => {
    const ticket = findRecord(call, tickets);
    allow(call, tickets.module, "edit", assignedTo(call, ticket));
    const id = Number(call.parameters["configuration"]);
    const ids = numbers(ticket, "_configurations");
    if (!ids.includes(id)) throw notFound(`Configuration ${id} not found`);
    const left = ids.filter((one) => one !== id);
    call.state.store.table("tickets").update(ticket, { _configurations: left });
    return noContent();
  });
}

function attach(call: Call, tickets: Resource): Answer {
  const ticket = findRecord(call, tickets);
  allow(call, tickets.module, "edit", assignedTo(call, ticket));
  const body = bodyOf(call);
  const table = call.state.store.table("configurations");
  const { id, deviceIdentifier } = body;
  if (typeof id !== "number" && typeof deviceIdentifier !== "string") {
    throw invalidObject("configuration", [
      {
        code: "MissingRequiredField",
        message: "id or deviceIdentifier is required.",
        resource: "configuration",
        field: "id",
      },
    ]);
  }
  const row =
    typeof id === "number" ? table.get(id) : table.by("deviceIdentifier", deviceIdentifier)[0];
  if (!row) {
    throw invalidObject("configuration", [
      {
        code: "NotFound",
        message: `Configuration ${String(id ?? deviceIdentifier)} not found`,
        resource: "configuration",
        field: "id",
      },
    ]);
  }
  const ids = [...new Set([...numbers(ticket, "_configurations"), row.id])];
  call.state.store.table("tickets").update(ticket, { _configurations: ids, ...changedBy(call) });
  return answer(201, presentReference(viewOf(call), "Configuration", row.id));
}
