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
  readonly advice?: string | undefined;
}

/** Seconds for which a directory is remembered per credential. */
const REMEMBERED = 300;
const MOST_CANDIDATES = 12;

export interface FindOptions {
  /** Takes a part of a name where only one name has it; for searches, never for what is written. */
  readonly partial?: boolean;
}

/**
 * The one record that a name or an id (digits) means. A name must fit whole, whatever its case, unless `partial` is
 * set. Throws `invalid_arguments` with the candidates when several fit, or with the likely ones when none does.
 */
export async function find(
  vendor: CwApi,
  directory: Directory,
  wanted: string,
  options: FindOptions = {},
): Promise<Found> {
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
  const hit = choose(named, text, { noun, advice, ...options });
  return { id: hit.id, name: hit.names[0] ?? text };
}

/** Something that can be meant, with the names under which it is known. */
export interface Named {
  readonly id?: number;
  readonly names: readonly string[];
}

/** The one of `all` that a text means; throws `invalid_arguments` with the candidates when several or none fit. */
export function choose<T extends Named>(
  all: readonly T[],
  text: string,
  { noun, advice, partial }: FindOptions & Pick<Directory, "noun" | "advice">,
): T {
  const same = (name: string): boolean => name.toLowerCase() === text.toLowerCase();
  const like = (name: string): boolean => name.toLowerCase().includes(text.toLowerCase());
  const hits = all.filter(({ names }) => names.some(same));
  const near = all.filter(({ names }) => names.some(like));
  const fitting = hits.length === 0 && partial === true ? near : hits;
  const [hit, other] = fitting;
  if (hit !== undefined && other === undefined) return hit;
  const shown = hits.length > 0 ? hits : near.length > 0 ? near : all;
  const candidates = shown
    .slice(0, MOST_CANDIDATES)
    .map(({ id, names }) => ({ ...(id === undefined ? {} : { id }), name: names[0] ?? "" }));
  const list = candidates
    .map(({ id, name }) => (id === undefined ? name : `${name} (${String(id)})`))
    .join(", ");
  const more =
    shown.length > MOST_CANDIDATES ? ` and ${String(shown.length - MOST_CANDIDATES)} more` : "";
  const given = text.slice(0, 60);
  const several = `Several ${plural(noun)} ${hits.length > 0 ? "are called" : "fit"} "${given}"`;
  const none = `There is no ${noun} called "${given}". ${near.length > 0 ? "Similar" : "There are"}`;
  throw new PsaError(
    "invalid_arguments",
    `${fitting.length > 1 ? several : none}: ${list === "" ? "none" : `${list}${more}`}.`,
    {
      advice:
        fitting.length > 1
          ? `Give the ${hits.length > 0 ? "id" : "whole name"} of the ${noun} that is meant.`
          : (advice ?? "Give one of these names or ids."),
      details: { candidates },
    },
  );
}

const plural = (noun: string): string =>
  noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : noun.endsWith("s") ? `${noun}es` : `${noun}s`;
