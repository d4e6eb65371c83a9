import {
  item,
  page,
  PsaError,
  z,
  type AnyTool,
  type PlainRecord,
  type ToolResult,
} from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { find } from "../lookup/find.ts";
import type { LookupKind } from "../lookup/directories.ts";
import { holdsHidden, isRecord } from "../records/records.ts";
import type { Domain } from "./domain.ts";
import { readOne } from "./get.ts";
import { assertPermitted } from "./permitted.ts";
import { detailOf, headline, rowsOf } from "./rows.ts";
import { toolOf } from "./tool.ts";

/** What the existing server takes, and most records of one call. */
const LONGEST_DATA = 512_000;
const MOST_RECORDS = 100;
/** Records of one call whose present state is read for the difference. */
const MOST_COMPARED = 20;

const anyFields = z.record(z.string(), z.unknown());
const mode = z.enum(["create", "update"]).optional();
const lastUpdate = z.string().max(50).optional();
/** In `data`: one record or several, checked by Halo's own names alone. */
const records = z.union([anyFields, z.array(anyFields).min(1).max(MOST_RECORDS)]);

interface SaveInput {
  readonly data: PlainRecord | readonly PlainRecord[];
  readonly mode?: "create" | "update" | "auto";
  readonly last_update?: string;
}

/** `halo_<stem>_upsert`. */
export function saveTool(domain: Domain, toolset: readonly string[]): AnyTool {
  const { stem, noun, notes, fields } = domain;
  return toolOf({
    name: `halo_${stem}_upsert`,
    title: `Save ${noun}`,
    tier: "write",
    toolset,
    description: `Create or change ${article(noun)}: with an id in data it is changed.${notes?.save === undefined ? "" : ` ${notes.save}`}`,
    input: () =>
      z.object({
        data: fields === undefined ? anyFields : z.looseObject(fields()),
        ...(fields === undefined ? {} : { mode }),
        ...(domain.changed === undefined ? {} : { last_update: lastUpdate }),
      }),
    accepts: () =>
      z.object({
        data: fields === undefined ? records : typed(fields()),
        mode: z.enum(["create", "update", "auto"]).optional(),
        last_update: lastUpdate,
      }),
    handler: ({ input, vendor, settings, principal }) => {
      const given = input as unknown as SaveInput;
      assertPermitted(domain, recordsOf(given), settings, principal);
      return saveRecords(vendor, domain, given);
    },
  });
}

const article = (noun: string): string => (/^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`);

/** Ids that have names are checked where they are looked up. */
function typed(fields: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const own = Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [
      name,
      !LOOKED_UP.has(name) ? schema.nullable() : z.union([z.int(), z.string().max(200)]).nullish(),
    ]),
  );
  const one = z.looseObject(own);
  return z.union([one, z.array(one).min(1).max(MOST_RECORDS)]);
}

/** Fields that hold ids and take names as well. */
const LOOKED_UP: ReadonlyMap<string, LookupKind> = new Map([
  ["client_id", "client"],
  ["status_id", "status"],
  ["agent_id", "agent"],
  ["tickettype_id", "type"],
  ["priority_id", "priority"],
  ["new_status", "status"],
  ["new_agent", "agent"],
  ["new_priority", "priority"],
]);

const recordsOf = ({ data }: SaveInput): readonly PlainRecord[] =>
  Array.isArray(data) ? (data as PlainRecord[]) : [data as PlainRecord];

async function saveRecords(vendor: HaloApi, domain: Domain, input: SaveInput): Promise<ToolResult> {
  const given = recordsOf(input);
  assertFits(input.data);
  const updates = given.map((record) => isUpdate(domain, record, input.mode));
  const present = await presentRecords(vendor, domain, given, updates, input.last_update);
  const wire = await Promise.all(
    given.map((record, index) => onWire(vendor, domain, record, present[index])),
  );
  const changed = updates.some(Boolean);
  const several = wire.length > 1;
  const stored = await vendor.save(domain.path, wire, {
    ...(changed
      ? {
          before: joined(
            wire.map((record, index) => only(present[index], record)),
            given,
            several,
          ),
        }
      : {}),
    after: joined(wire, given, several),
  });
  return saved(domain, wire, updates, stored);
}

function assertFits(data: unknown): void {
  const length = JSON.stringify(data).length;
  if (length > LONGEST_DATA) {
    throw new PsaError(
      "too_large",
      `data: is ${String(length)} characters long; ${String(LONGEST_DATA)} are allowed.`,
    );
  }
  if (holdsHidden(data)) {
    throw new PsaError(
      "invalid_arguments",
      'data: contains "[hidden]", which stands for a secret.',
      {
        advice: "Leave out the fields that are hidden; an update keeps what it does not name.",
      },
    );
  }
}

/** Tells a change from a new record; without an id Halo would make another one of what was meant to be changed. */
function isUpdate(domain: Domain, record: PlainRecord, wanted: SaveInput["mode"]): boolean {
  const named =
    record["id"] !== undefined &&
    record["id"] !== null &&
    record["id"] !== 0 &&
    record["id"] !== "";
  if (domain.stem === "timesheets") return wanted === "update";
  if (wanted === "update" && !named) {
    throw new PsaError(
      "invalid_arguments",
      `data: has no id, so that Halo would make a new ${domain.noun} instead of changing one.`,
      { advice: `Give data.id; halo_${domain.stem}_list shows ids.` },
    );
  }
  if (wanted === "create" && named) {
    throw new PsaError("invalid_arguments", `data: has the id of a ${domain.noun} that exists.`, {
      advice: "Leave out data.id to make a new one, or give mode update.",
    });
  }
  if (named && domain.withinTicket === true && record["ticket_id"] === undefined) {
    throw new PsaError(
      "invalid_arguments",
      "data.ticket_id: is required; ids of actions count within their ticket.",
    );
  }
  return named;
}

/** The records that are to be changed, as they are now. Throws `not_found`, or `conflict` when one has changed meanwhile. */
async function presentRecords(
  vendor: HaloApi,
  domain: Domain,
  given: readonly PlainRecord[],
  updates: readonly boolean[],
  expected: string | undefined,
): Promise<readonly (PlainRecord | undefined)[]> {
  const wanted = expected !== undefined && given.length > 1;
  if (wanted) {
    throw new PsaError("invalid_arguments", "last_update: fits a single record only.");
  }
  if (given.length > MOST_COMPARED || domain.stem === "attachments" || domain.stem === "timesheets")
    return [];
  return Promise.all(
    given.map(async (record, index) => {
      // A deleted record cannot be read until it is back.
      if (updates[index] !== true || record["_recover"] === true) return undefined;
      const query = {
        ...(domain.withinTicket === true ? { ticket_id: Number(record["ticket_id"]) } : {}),
        ...(domain.stem === "fields" ? { kind: String(record["kind"] ?? "") } : {}),
      };
      const now = await readOne(vendor, domain, record["id"] as number | string, query);
      assertUnchanged(domain, now, expected);
      return now;
    }),
  );
}

function assertUnchanged(domain: Domain, now: PlainRecord, expected: string | undefined): void {
  if (expected === undefined || domain.changed === undefined) return;
  const actual = now[domain.changed];
  if (actual === expected || Date.parse(String(actual)) === Date.parse(expected)) return;
  throw new PsaError(
    "conflict",
    `The ${domain.noun} has changed since: ${domain.changed} is ${String(actual)}, not ${expected}. Nothing was written.`,
    {
      advice: `Read it again with halo_${domain.stem}_get, then repeat the change on its present state.`,
    },
  );
}

/** A record as Halo takes it: ids for names, custom fields in their list. */
async function onWire(
  vendor: HaloApi,
  domain: Domain,
  record: PlainRecord,
  present: PlainRecord | undefined,
): Promise<PlainRecord> {
  const wire: PlainRecord = {};
  const custom: PlainRecord[] = [];
  for (const [key, value] of Object.entries(record)) {
    const kind = LOOKED_UP.get(key);
    if (/^CF\w/.test(key)) custom.push({ name: key, value });
    else if (key === "custom_fields" && isRecord(value))
      custom.push(...Object.entries(value).map(([name, one]) => ({ name, value: one })));
    else if (
      kind !== undefined &&
      looksUp(domain, kind) &&
      typeof value === "string" &&
      value !== ""
    ) {
      const sla = Number(record["sla_id"] ?? present?.["sla_id"]);
      const found = await find(vendor, kind, value, Number.isSafeInteger(sla) ? sla : undefined);
      wire[key] = found.id;
    } else if (key === "id" && domain.ids === "text" && /^\d{1,15}$/.test(String(value)))
      // The vendor's addresses take these ids as texts, its records as numbers.
      wire[key] = Number(value);
    else wire[key] = value;
  }
  if (custom.length === 0) return wire;
  const listed = Array.isArray(wire["customfields"]) ? wire["customfields"] : [];
  return { ...wire, customfields: [...listed, ...custom] };
}

/** Statuses and priorities of other records (assets, orders) are not those of tickets. */
const TICKETS = new Set(["tickets", "projects", "opportunities", "actions"]);
const looksUp = ({ stem }: Domain, kind: LookupKind): boolean =>
  kind === "client" || kind === "agent" || kind === "type" || TICKETS.has(stem);

/** Of a present record the fields that a change names. */
function only(present: PlainRecord | undefined, wanted: PlainRecord): PlainRecord {
  if (present === undefined) return {};
  return Object.fromEntries(
    Object.entries(wanted).map(([key, value]) => [
      key,
      key === "customfields" ? customBefore(present[key], value) : present[key],
    ]),
  );
}

/** The same custom fields as the change names, with the values that they have. */
function customBefore(present: unknown, wanted: unknown): unknown {
  const now = Array.isArray(present) ? present.filter(isRecord) : [];
  if (!Array.isArray(wanted)) return present;
  return wanted.filter(isRecord).map((field) => ({
    ...field,
    value: now.find(({ name, id: number }) =>
      field["name"] === undefined ? number === field["id"] : name === field["name"],
    )?.["value"],
  }));
}

/** The fields of one record, or those of several with each record's id before them. */
function joined(
  parts: readonly PlainRecord[],
  given: readonly PlainRecord[],
  several: boolean,
): PlainRecord {
  if (!several) return parts[0] ?? {};
  return Object.fromEntries(
    parts.flatMap((part, index) => {
      const label = given[index]?.["id"] ?? `new ${String(index + 1)}`;
      return Object.entries(part).map(([key, value]) => [`${String(label)}.${key}`, value]);
    }),
  );
}

function saved(
  domain: Domain,
  wire: readonly PlainRecord[],
  updates: readonly boolean[],
  stored: readonly PlainRecord[],
): ToolResult {
  const warnings = stored
    .map((record) => record["_warning"])
    .filter((text): text is string => typeof text === "string" && text !== "");
  if (wire.length === 1) {
    const record = stored[0] ?? wire[0] ?? {};
    const done = updates[0] === true ? "Changed" : "Created";
    const { record: shown, view } = detailOf(domain, record, undefined);
    return item(shown, view, { notes: [`${done} ${headline(domain, record)}.`, ...warnings] });
  }
  const rows = stored.length === 0 ? wire : stored;
  const changed = updates.filter(Boolean).length;
  const counts = [
    ...(changed === 0 ? [] : [`Changed ${String(changed)}`]),
    ...(changed === wire.length ? [] : [`Created ${String(wire.length - changed)}`]),
  ].join(", ");
  const { items, view } = rowsOf(domain, rows, undefined);
  return page({ items, view, notes: [`${counts} of ${domain.nouns}.`, ...warnings] });
}
