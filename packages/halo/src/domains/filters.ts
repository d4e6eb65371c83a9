import { PsaError, type PlainRecord, type Query, type Settings } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { directory } from "../lookup/directories.ts";
import { find, findAll } from "../lookup/find.ts";
import { momentOf } from "../records/moments.ts";
import { encode, type Parameter } from "../wire/parameters.ts";
import type { Domain } from "./domain.ts";

/** What a call's filters come to: what is sent, what is applied here, and what the reader must know. */
export interface Filtering {
  readonly query: Record<string, Query[string]>;
  readonly tests: readonly ((row: PlainRecord) => boolean)[];
  readonly notes: readonly string[];
  /** Rows after which the list ends, where the call named a count. */
  readonly count?: number;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * Sorts the filters of a call. Halo ignores what it does not know and answers everything, so that such a filter is
 * applied here, or refused with what to use instead (`invalid_arguments`).
 */
export async function filtersOf(
  vendor: HaloApi,
  domain: Domain,
  parameters: readonly Parameter[],
  given: Given,
  settings: Settings,
): Promise<Filtering> {
  const query: Record<string, Query[string]> = {};
  const tests: ((row: PlainRecord) => boolean)[] = [];
  const notes: string[] = [];
  let count: number | undefined;
  for (const parameter of parameters) {
    const value = given[parameter.name];
    if (value === undefined || value === "") continue;
    if (parameter.name === "count" && domain.stem !== "actions") {
      count = Number(value);
      continue;
    }
    const here = domain.here?.[parameter.name];
    if (here !== undefined) {
      tests.push(testOf(here, await resolved(vendor, parameter, value)));
    } else if (parameter.known || unchecked(domain, parameter, settings)) {
      Object.assign(query, await sent(vendor, domain, parameter, value, settings["haloArrays"]));
    } else if (parameter.name.startsWith("include")) {
      notes.push(
        `${parameter.name} does nothing in this list of Halo's; halo_${domain.stem}_get shows more of one.`,
      );
    } else {
      throw refused(domain, parameter);
    }
  }
  return { query, tests, notes, ...(count === undefined ? {} : { count }) };
}

function unchecked(domain: Domain, { name }: Parameter, settings: Settings): boolean {
  const allowed = settings["haloUncheckedFilters"];
  return Array.isArray(allowed) && allowed.includes(`${domain.stem}.${name}`);
}

function refused(domain: Domain, { name }: Parameter): PsaError {
  const instead = domain.instead?.[name];
  return new PsaError(
    "invalid_arguments",
    `Halo ignores ${name} in a list of ${domain.nouns} and would answer all of them; nothing was sent.`,
    {
      advice:
        instead === undefined
          ? `Leave it out, or use another filter: ${(domain.shown ?? "search").split(" ").join(", ")}.`
          : `Instead: ${instead}.`,
    },
  );
}

/** A parameter as Halo wants it, which is not always as the existing server names or types it. */
async function sent(
  vendor: HaloApi,
  domain: Domain,
  parameter: Parameter,
  value: unknown,
  arrays: unknown,
): Promise<Record<string, Query[string]>> {
  const { name, wire } = parameter;
  if (domain.stem === "agents" && name === "team") {
    // Halo filters agents by the team's name.
    const { id, name: team } = await find(vendor, "team", value as string | number);
    return { team: team ?? (await nameOfTeam(vendor, id)) };
  }
  if (domain.stem === "users" && name === "search_phonenumbers")
    return { search: String(value), search_phonenumbers: true };
  if (domain.stem === "attachments" && (name === "type" || name === "unique_id")) {
    if (!/^\d{1,10}$/.test(String(value))) {
      throw new PsaError("invalid_arguments", `${name} must be a whole number.`);
    }
    return { [wire]: Number(value) };
  }
  return { [wire]: encode(await resolved(vendor, parameter, value), arrays) };
}

async function nameOfTeam(vendor: HaloApi, id: number): Promise<string> {
  const team = (await directory(vendor, "team", "")).find((entry) => entry.id === id);
  if (team !== undefined) return team.name;
  throw new PsaError("not_found", `There is no team with id ${String(id)}.`);
}

/** Names as ids. */
async function resolved(
  vendor: HaloApi,
  { kind, names }: Parameter,
  value: unknown,
): Promise<unknown> {
  if (kind === "int[]") {
    const values = (Array.isArray(value) ? value : [value]) as (string | number)[];
    if (names === undefined) return values;
    const ids = await Promise.all(values.map((one) => findAll(vendor, names, one)));
    return [...new Set(ids.flat().map(({ id }) => id))];
  }
  if (kind === "int" && names !== undefined)
    return (await find(vendor, names, value as string | number)).id;
  return value;
}

function testOf(
  { field, by }: { readonly field: string; readonly by: "is" | "from" | "to" },
  value: unknown,
): (row: PlainRecord) => boolean {
  const wanted = String(value);
  if (by === "is") return (row) => String(row[field]) === wanted;
  // A day stands for its beginning or its end.
  const day = /^\d{4}-\d{2}-\d{2}$/.test(wanted);
  const limit = momentOf(wanted) + (day && by === "to" ? DAY - 1 : 0);
  if (Number.isNaN(limit)) {
    throw new PsaError(
      "invalid_arguments",
      `"${wanted.slice(0, 40)}" is neither a day nor a time.`,
      {
        advice: "Give 2026-11-30, or 2026-11-30T08:00:00Z.",
      },
    );
  }
  return (row) => {
    const moment = momentOf(String(row[field]));
    return by === "from" ? moment >= limit : moment <= limit;
  };
}

const DAY = 86_400_000;
