import {
  item,
  page,
  PsaError,
  view,
  type ItemResult,
  type PageResult,
  type PlainRecord,
  type View,
  type ViewField,
} from "@psa-mcp/core";
import { concealed, isRecord, listIn, rowsOf } from "./records.ts";

/** Most columns of a list whose fields are not established. */
const MOST_COLUMNS = 9;
const MOST_FIELDS = 60;

/** Fields that readers look for first, whatever the record. */
const FIRST = ["id", "number", "identifier", "name", "title", "subject"];

const isMarkup = (value: unknown): boolean =>
  typeof value === "string" && /<(?:p|div|br|span|b|i|a|ul|table|h\d|img)\b[^>]*>/i.test(value);

function fieldOf(key: string, records: readonly PlainRecord[]): ViewField {
  const values = records.map((record) => record[key]);
  if (values.some(isMarkup)) return { key, format: "html" };
  if (key.endsWith("_at")) return { key, format: "datetime" };
  return { key, format: values.some((value) => isRecord(value)) ? "name" : "plain" };
}

/** A view of what the records hold: the wanted fields first, then what is filled, up to a number. */
export function viewOf(
  noun: string,
  records: readonly PlainRecord[],
  wanted: readonly string[] = [],
  most: number = MOST_COLUMNS,
): View {
  const filled = new Set(
    records.flatMap((record) =>
      Object.keys(record).filter((key) => record[key] !== null && record[key] !== ""),
    ),
  );
  const first = [...new Set([...wanted, ...FIRST])].filter((key) => filled.has(key));
  const rest = [...filled].filter((key) => !first.includes(key));
  const keys = [...first, ...rest].slice(0, Math.max(most, Math.min(first.length, most * 2)));
  return view(noun, ...keys.map((key) => fieldOf(key, records)));
}

export interface Listing {
  readonly noun: string;
  /** Where the list stands in the answer, when it is no bare array. */
  readonly keys?: readonly string[];
  /** Fields to show first. */
  readonly fields?: readonly string[];
  /** Name of the field for rows that are plain values. */
  readonly plain?: string;
  readonly notes?: readonly string[];
}

/** A list of any of the API's shapes as one page. Throws `bad_response` when the answer holds no list. */
export function listPage(answer: unknown, listing: Listing): PageResult {
  const list = listIn(answer, ...(listing.keys ?? []));
  if (list === undefined) throw noList();
  const items = rowsOf(list, listing.plain);
  return page({
    items,
    view: viewOf(listing.noun, items, listing.fields),
    total: items.length,
    ...(listing.notes === undefined ? {} : { notes: listing.notes }),
  });
}

/**
 * An answer of any shape: its rows with the facts beside them where it is about rows, else the record that it is.
 */
export function tableOrRecord(
  answer: unknown,
  noun: string,
  fields: readonly string[] = [],
): ItemResult | PageResult {
  const facts = isRecord(answer) ? Object.entries(answer) : [];
  const lists = facts.filter(([, value]) => Array.isArray(value));
  const [list] = lists;
  if (Array.isArray(answer)) return listPage(answer, { noun, fields });
  if (list === undefined || lists.length > 1) return shown(answer, noun, fields);
  const rest = facts.filter(([key]) => key !== list[0]);
  return {
    ...listPage(list[1], { noun, fields }),
    ...(rest.length === 0 ? {} : { about: concealed(Object.fromEntries(rest)) as PlainRecord }),
  };
}

export const noList = (): PsaError =>
  new PsaError("bad_response", "Tickiti answered with something else than a list.");

/**
 * A record of any shape, with credentials hidden. A record that only wraps another is left out, and what is no record is
 * shown under `result`.
 */
export function shown(answer: unknown, noun: string, fields: readonly string[] = []): ItemResult {
  const [inner, ...others] = isRecord(answer) ? Object.values(answer) : [];
  if (others.length === 0 && isRecord(inner)) return shown(inner, noun, fields);
  const record = isRecord(answer)
    ? (concealed(answer) as PlainRecord)
    : { result: concealed(answer) };
  return item(record, viewOf(noun, [record], fields, MOST_FIELDS));
}
