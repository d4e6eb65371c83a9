import { path } from "@psa-mcp/core";
import { cleanUntrusted } from "@psa-mcp/core/text";
import type { ItglueApi, ItglueRecord } from "./api.ts";
import { SCAN_LIMIT } from "./records/list.ts";

const PAGE = 1000;
/** Typing a name asks again with every letter, so the list is kept for a while. */
const CACHE_SECONDS = 300;
/** Longest name that is suggested; a longer one ends in an ellipsis. */
const LONGEST_NAME = 100;

/** One organization that a person may mean. */
export interface Suggestion {
  readonly id: number;
  /** Name in one line without invisible characters. */
  readonly name: string;
}

/**
 * Organizations whose name, short name or id begins with what was typed, by name; all of them when nothing was typed.
 * Looks at the first 5,000 of an account, as lists do.
 */
export async function organizationsLike(
  vendor: ItglueApi,
  typed: string,
): Promise<readonly Suggestion[]> {
  const wanted = typed.trim().toLowerCase();
  const found: ItglueRecord[] = [];
  for (let pageNumber = 1; pageNumber <= SCAN_LIMIT / PAGE; pageNumber += 1) {
    const page = await vendor.list(path`/organizations`, {
      sort: "name",
      pageNumber,
      pageSize: PAGE,
      cacheSeconds: CACHE_SECONDS,
    });
    found.push(...page.records.filter((record) => beginsWith(record, wanted)));
    if (!page.hasMore) break;
  }
  return found
    .map(({ id, name }) => ({ id, name: oneLine(name) }))
    .toSorted((left, right) => left.name.localeCompare(right.name) || left.id - right.id);
}

const beginsWith = ({ id, name, short_name }: ItglueRecord, wanted: string): boolean =>
  [id, name, short_name].some((value) =>
    String(value ?? "")
      .toLowerCase()
      .startsWith(wanted),
  );

function oneLine(name: unknown): string {
  const clean = cleanUntrusted(String(name ?? ""))
    .replace(/\s+/g, " ")
    .trim();
  if (clean.length <= LONGEST_NAME) return clean;
  // Never between the halves of a surrogate pair.
  return `${clean.slice(0, LONGEST_NAME - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
