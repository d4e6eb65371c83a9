import { PsaError, type ApiPath, type PlainRecord } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import type { Condition } from "../conditions/build.ts";

/** A record that an argument named. `name` is absent when it was given by id, which only the API then checks. */
export interface Found {
  readonly id: number;
  readonly name?: string;
}

/** A list in which an argument's name is looked up. */
export interface Directory {
  /** What one is called: "board". */
  readonly noun: string;
  readonly path: ApiPath;
  readonly fields: readonly string[];
  readonly conditions?: Condition | undefined;
  /** The names under which a record is found; the first one is shown. */
  names(record: PlainRecord): readonly (string | undefined)[];
  /** Where the reader sees all of them. */
  readonly advice?: string;
}

/** Seconds for which a directory is remembered per credential. */
const REMEMBERED = 300;
const MOST_CANDIDATES = 12;

/**
 * The one record that a name or an id (digits) means. A name must fit whole, whatever its case. Throws
 * `invalid_arguments` with the candidates when several do, or with the likely ones when none does.
 */
export async function find(vendor: CwApi, directory: Directory, wanted: string): Promise<Found> {
  const text = wanted.trim();
  if (/^[1-9]\d{0,9}$/.test(text)) return { id: Number(text) };
  const { path, fields, conditions, noun, advice } = directory;
  const { records } = await vendor.all(
    path,
    { fields, conditions, orderBy: "id asc", cacheSeconds: REMEMBERED },
    3000,
  );
  const named = records.map((record) => ({
    id: record.id,
    names: directory.names(record).filter((name) => name !== undefined && name !== "") as string[],
  }));
  const same = (name: string): boolean => name.toLowerCase() === text.toLowerCase();
  const hits = named.filter(({ names }) => names.some(same));
  const [hit, other] = hits;
  if (hit !== undefined && other === undefined) return { id: hit.id, name: hit.names[0] ?? text };
  const like = (name: string): boolean => name.toLowerCase().includes(text.toLowerCase());
  const near = named.filter(({ names }) => names.some(like));
  const shown = hits.length > 0 ? hits : near.length > 0 ? near : named;
  const candidates = shown
    .slice(0, MOST_CANDIDATES)
    .map(({ id, names }) => ({ id, name: names[0] ?? "" }));
  const list = candidates.map(({ id, name }) => `${name} (${String(id)})`).join(", ");
  const more =
    shown.length > MOST_CANDIDATES ? ` and ${String(shown.length - MOST_CANDIDATES)} more` : "";
  throw new PsaError(
    "invalid_arguments",
    hits.length > 0
      ? `Several ${plural(noun)} are called "${text.slice(0, 60)}": ${list}${more}.`
      : `There is no ${noun} called "${text.slice(0, 60)}". ${near.length > 0 ? "Similar" : "There are"}: ${list === "" ? "none" : `${list}${more}`}.`,
    {
      advice:
        hits.length > 0
          ? `Give the id of the ${noun} that is meant.`
          : (advice ?? `Give one of these names or ids.`),
      details: { candidates },
    },
  );
}

const plural = (noun: string): string =>
  noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : noun.endsWith("s") ? `${noun}es` : `${noun}s`;
