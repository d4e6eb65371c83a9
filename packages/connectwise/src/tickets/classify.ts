import { PsaError, type PlainRecord } from "@psa-mcp/core";
import type { CwApi, FieldEdit } from "../api.ts";
import {
  members,
  partsOf,
  priorities,
  referenceTo,
  sources,
  spoken,
  statusesOf,
} from "../lookup/directories.ts";
import { find, type Directory } from "../lookup/lookup.ts";
import { maskedField } from "../records/custom-fields.ts";
import { idOf, isRecord, nameOf } from "../records/records.ts";
import { wholeSecond } from "../time/moments.ts";
import { ticketsOf } from "./kind.ts";

/** Arguments of create and update that name something; each by name or id. */
export interface Classification {
  readonly status?: string | undefined;
  readonly priority?: string | undefined;
  readonly type?: string | undefined;
  readonly sub_type?: string | undefined;
  readonly item?: string | undefined;
  readonly team?: string | undefined;
  readonly source?: string | undefined;
  readonly owner_identifier?: string | undefined;
}

/** A field of a ticket whose value is a reference, and where its name is looked up. */
export interface NamedField {
  readonly field: string;
  readonly wanted: string;
  readonly directory: Directory;
}

/** The references that the arguments name, on one board. */
export function namedFields(board: number, input: Classification): readonly NamedField[] {
  const fields: readonly (readonly [string, string | undefined, Directory])[] = [
    ["status", input.status, statusesOf(board)],
    ["priority", input.priority, priorities],
    ["type", input.type, partsOf(board, "types")],
    ["subType", input.sub_type, partsOf(board, "subtypes")],
    ["item", input.item, partsOf(board, "items")],
    ["team", input.team, partsOf(board, "teams")],
    ["source", input.source, sources],
    ["owner", input.owner_identifier, members],
  ];
  return fields.flatMap(([field, wanted, directory]) =>
    wanted === undefined ? [] : [{ field, wanted, directory }],
  );
}

/** The fields of a new ticket. */
export async function references(
  vendor: CwApi,
  fields: readonly NamedField[],
): Promise<PlainRecord> {
  const found = await Promise.all(
    fields.map(
      async ({ field, wanted, directory }) =>
        [field, referenceTo(await find(vendor, directory, wanted))] as const,
    ),
  );
  return Object.fromEntries(found);
}

/** The edits of a present ticket. */
export async function referenceEdits(
  vendor: CwApi,
  fields: readonly NamedField[],
  before: PlainRecord,
): Promise<readonly FieldEdit[]> {
  return Promise.all(
    fields.map(async ({ field, wanted, directory }): Promise<FieldEdit> => {
      const found = await find(vendor, directory, wanted);
      return {
        path: field,
        value: referenceTo(found),
        before: shownName(before[field]),
        shown: spoken(found),
      };
    }),
  );
}

/** Members are known by their identifier, everything else by its name. */
function shownName(reference: unknown): unknown {
  const owner = isRecord(reference) ? reference["identifier"] : undefined;
  return owner ?? nameOf(reference);
}

/** The board of a ticket; a ticket without one cannot have a status looked up. */
export function boardOf(ticket: PlainRecord): number {
  const board = idOf(ticket["board"]);
  if (board !== undefined) return board;
  throw new PsaError("conflict", "The ticket has no board that this member can see.");
}

/** The plain edits: those whose value is sent as it is. */
export function plainEdits(values: PlainRecord, before: PlainRecord): readonly FieldEdit[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([path, value]) => ({ path, value, before: before[path] }));
}

/** A time as the API takes it, when there is one. */
export const optionalTime = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : wholeSecond(text);

/**
 * The whole list of custom fields with some values changed, since a list that leaves one out clears it. Fields are named
 * by caption or id. Throws `invalid_arguments` for one that the record does not have.
 */
export function customFieldEdit(
  before: PlainRecord,
  values: Readonly<Record<string, unknown>>,
  dryRun: boolean,
): FieldEdit {
  const present = fieldsOf(before);
  refuseUnknown(present, values);
  const shown = (fields: readonly PlainRecord[]): PlainRecord =>
    Object.fromEntries(
      fields
        .filter((field) => Object.keys(values).some((name) => fits(field, name)))
        .map(maskedField)
        .map((field) => [String(field["caption"]), field["value"]]),
    );
  const changed = present.map((field) => {
    const name = Object.keys(values).find((candidate) => fits(field, candidate));
    return name === undefined ? field : { ...field, value: values[name] };
  });
  // A dry run is shown, and must not show credentials of other fields.
  const value = dryRun ? changed.map(maskedField) : changed;
  return { path: "customFields", value, before: shown(present), shown: shown(changed) };
}

const fieldsOf = (record: PlainRecord): readonly PlainRecord[] =>
  (Array.isArray(record["customFields"]) ? record["customFields"] : []) as readonly PlainRecord[];

const fits = (field: PlainRecord, name: string): boolean =>
  String(field["id"]) === name || String(field["caption"]).toLowerCase() === name.toLowerCase();

function refuseUnknown(
  present: readonly PlainRecord[],
  values: Readonly<Record<string, unknown>>,
): void {
  for (const name of Object.keys(values)) {
    if (present.some((field) => fits(field, name))) continue;
    const known = present.map((field) => String(field["caption"])).join(", ");
    throw new PsaError(
      "invalid_arguments",
      `There is no custom field "${name.slice(0, 60)}" here.`,
      {
        advice: known === "" ? "The record has no custom fields." : `Custom fields are: ${known}.`,
      },
    );
  }
}

/**
 * Custom fields of a new ticket. The newest ticket shows which there are, since the list of definitions is for
 * administrators. Throws `invalid_arguments` for one that there is not.
 */
export async function newCustomFields(
  vendor: CwApi,
  values: Readonly<Record<string, unknown>>,
): Promise<readonly PlainRecord[]> {
  const { records } = await vendor.list(
    ticketsOf.service,
    { fields: ["id", "customFields"], orderBy: "id desc" },
    1,
    1,
  );
  const present = fieldsOf(records[0] ?? {});
  refuseUnknown(present, values);
  return present.flatMap((field) => {
    const name = Object.keys(values).find((candidate) => fits(field, candidate));
    return name === undefined ? [] : [{ ...field, value: values[name] }];
  });
}
