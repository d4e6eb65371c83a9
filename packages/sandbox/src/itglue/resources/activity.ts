import type { Answer } from "../../http/message.ts";
import type { Router } from "../../http/router.ts";
import { findOrganization, type Call } from "../call.ts";
import { ApiError, errorAnswer, forbidden, invalid } from "../errors.ts";
import { json } from "../../http/message.ts";
import { contentType, presign } from "../files.ts";
import { text } from "../model.ts";
import { readPage } from "../query.ts";
import type { Resource } from "../resource.ts";
import { indexRows, visibleRows, type Handler, type ResourceLookup } from "../routes.ts";

const DAY = 24 * 3600 * 1000;

/** The engineers of the account. */
export const users: Resource = {
  name: "users",
  operations: ["index", "show", "update"],
  filters: {
    id: "id",
    name: "contains",
    email: "exact",
    "role-name": "exact",
    "salesforce-id": (row, filter) => filter.values.includes(text(row, "_salesforce-id")),
  },
  sorts: ["name", "email", "reputation", "id", "created-at", "updated-at"],
  fields: { "first-name": "string", "last-name": "string" },
  required: ["first-name"],
  changed: (call, row) => {
    const name = `${text(row, "first-name")} ${text(row, "last-name")}`.trim();
    call.state.store.table("users").update(row, { name });
  },
};

/** What each user did, by day. */
const userMetrics: Resource = {
  name: "user_metrics",
  operations: [],
  filters: { "user-id": "id", "organization-id": "id", "resource-type": "exact", date: "date" },
  sorts: ["id", "created", "viewed", "edited", "deleted", "date"],
  fields: {},
  present: (_call, _row, attributes) => {
    const { "created-at": _created, "updated-at": _updated, ...rest } = attributes;
    return rest;
  },
};

/** The activity log. */
const logs: Resource = {
  name: "logs",
  operations: [],
  filters: { "created-at": "date" },
  sorts: ["created-at"],
  fields: {},
};

/** Exports of an account or an organization: asked for, then ready a little later. */
export const exportsResource: Resource = {
  name: "exports",
  operations: ["index", "show", "create", "delete"],
  filters: { id: "id", "organization-id": "id" },
  sorts: ["id", "created-at", "updated-at"],
  fields: { "organization-id": "number", "include-logs": "boolean", "zip-password": "string" },
  defaults: { "organization-id": null, "include-logs": false, _ready: 0 },
  check: (call, changes) => {
    const id = changes["organization-id"];
    if (typeof id === "number") findOrganization(call, id);
  },
  created: (call, row) => {
    const ready = call.state.clock.now().getTime() + 5000;
    delete row.attributes["zip-password"];
    call.state.store.table("exports").update(row, { _ready: ready });
  },
  derive: (call, row) => {
    const ready = Number(row.attributes["_ready"]) <= call.state.clock.now().getTime();
    return {
      status: ready ? "completed" : "processing",
      "download-url": ready ? presign(call.state, "exports", row.id, "export.zip") : null,
      "content-type": contentType("export.zip"),
    };
  },
};

/** Adds logs, metrics and the family that only fails. */
export function addActivityRoutes(router: Router<Handler>, lookup: ResourceLookup): void {
  router.add("GET", "/user_metrics", (call) => {
    checkMetricDates(call);
    return indexRows(call, userMetrics, lookup, visibleRows(call, userMetrics));
  });
  router.add("GET", "/logs", (call) => listLogs(call, lookup));
  for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
    router.add(method, "/copilot_smart_assist/documents", brokenFamily);
  }
}

/** A week at most, and an open beginning not at all. */
function checkMetricDates(call: Call): void {
  const filter = call.query.filters.find(({ field }) => field === "date");
  if (!filter) return;
  const [start = "", end = start] = filter.values;
  const span = Date.parse(end) - Date.parse(start);
  if (start === "*" || (end !== "*" && span > 7 * DAY)) {
    throw new ApiError({
      ...errorAnswer(422, []),
      body: JSON.stringify({
        errors: [
          {
            status: 422,
            title:
              "date range filter cannot be longer than a week, and cannot start with a wildcard",
          },
        ],
      }),
    });
  }
}

function listLogs(call: Call, lookup: ResourceLookup): Answer {
  if (!call.principal.logs) throw forbidden("Logs are not part of your plan");
  const page = readPage(call.query.search, call.state.switches);
  if (page.number > 5) throw invalid("Only the first five pages are available", "page[number]");
  const since = call.state.clock.now().getTime() - 30 * DAY;
  const rows = visibleRows(call, logs)
    .filter((row) => Date.parse(text(row, "created-at")) >= since)
    .toSorted((a, b) => (text(a, "created-at") < text(b, "created-at") ? 1 : -1));
  return indexRows(call, logs, lookup, rows.slice(0, page.size * 5));
}

/** Answers 500 with a body that was encoded twice, as was seen at the vendor. */
function brokenFamily(): Answer {
  const inner = JSON.stringify({ errors: [{ status: 500, title: "Internal Server Error" }] });
  return json(500, inner);
}
