import type { PlainRecord } from "@psa-mcp/core";
import { textAt } from "../records/pick.ts";
import { tagIds } from "./check.ts";
import { isEmptyTrait, REDACTED, type TraitField } from "./fields.ts";

/** A stored file that has to be sent again, since the API drops files that a write leaves out. */
export interface StoredFile {
  readonly key: string;
  /** Name and address of the file, where the stored trait tells them. */
  readonly name?: string;
  readonly link?: string;
}

export interface WritableTraits {
  /** Stored traits in the form in which they can be written back, without files. */
  readonly traits: PlainRecord;
  readonly files: readonly StoredFile[];
}

/** Stored traits in the form of a write: tags as ids, files apart, headings and forgotten fields left out. */
export function writableTraits(fields: readonly TraitField[], stored: PlainRecord): WritableTraits {
  const traits: PlainRecord = {};
  const files: StoredFile[] = [];
  for (const { key, kind } of fields) {
    const value = stored[key];
    if (isEmptyTrait(value) || kind === "Header") continue;
    if (kind === "Upload") files.push(storedFile(key, value));
    else if (kind === "Tag") traits[key] = tagIds(value) ?? [];
    else traits[key] = value;
  }
  return { traits, files };
}

const LINK_KEYS = ["url", "download_url", "download-url", "link"];
const NAME_KEYS = [
  "file_name",
  "file-name",
  "attachment_file_name",
  "attachment-file-name",
  "name",
];

function storedFile(key: string, value: unknown): StoredFile {
  const nested = (value as PlainRecord | undefined)?.["values"];
  const holder = Array.isArray(nested)
    ? (nested[0] as unknown)
    : Array.isArray(value)
      ? (value[0] as unknown)
      : value;
  const record = typeof holder === "object" && holder !== null ? (holder as PlainRecord) : {};
  const link =
    firstText(record, LINK_KEYS) ??
    (typeof holder === "string" && /^https?:/.test(holder) ? holder : undefined);
  const name = firstText(record, NAME_KEYS);
  return { key, ...(name === undefined ? {} : { name }), ...(link === undefined ? {} : { link }) };
}

function firstText(record: PlainRecord, keys: readonly string[]): string | undefined {
  const key = keys.find(
    (candidate) => typeof record[candidate] === "string" && record[candidate] !== "",
  );
  return key === undefined ? undefined : String(record[key]);
}

/**
 * Traits that a full replacement would erase without a word although a reader cannot simply send them again: files and
 * password values. Naming a trait, be it with null, makes the loss deliberate.
 */
export function silentLosses(
  fields: readonly TraitField[],
  stored: PlainRecord,
  given: PlainRecord,
): readonly TraitField[] {
  return fields.filter(
    ({ key, kind }) =>
      (kind === "Upload" || kind === "Password") &&
      !isEmptyTrait(stored[key]) &&
      !Object.hasOwn(given, key),
  );
}

/** Given traits with the mask of a Password trait exchanged for what is stored: giving the mask back changes nothing. */
export function unmasked(
  fields: readonly TraitField[],
  stored: PlainRecord,
  given: PlainRecord,
): PlainRecord {
  const passwords = new Set(fields.filter(({ kind }) => kind === "Password").map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) =>
      passwords.has(key) && value === REDACTED ? [key, stored[key] ?? null] : [key, value],
    ),
  );
}

/** Traits as a plan and a difference may show them: passwords masked, file contents left out. */
export function shownTraits(
  fields: readonly TraitField[],
  traits: PlainRecord,
  mark: string = REDACTED,
): PlainRecord {
  const kinds = new Map(fields.map(({ key, kind }) => [key, kind]));
  return Object.fromEntries(
    Object.entries(traits).map(([key, value]) => {
      if (isEmptyTrait(value)) return [key, value];
      const kind = kinds.get(key);
      if (kind === "Password") return [key, mark];
      return kind === "Upload"
        ? [key, `file ${textAt(value as PlainRecord, "file_name")}`.trim()]
        : [key, value];
    }),
  );
}
