import { PsaError } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { directory, type Entry, type LookupKind } from "./directories.ts";

/** What an argument named. `name` is absent where an id was given, which only Halo then checks. */
export interface Found {
  readonly id: number;
  readonly name?: string;
}

const NOUNS: Readonly<Record<LookupKind, readonly [one: string, many: string, tool: string]>> = {
  client: ["client", "clients", "halo_clients_list"],
  status: ["status", "statuses", "halo_status_list"],
  team: ["team", "teams", "halo_teams_list"],
  agent: ["agent", "agents", "halo_agents_list"],
  type: ["ticket type", "ticket types", "halo_tickettypes_list"],
  priority: ["priority", "priorities", "halo_priorities_list"],
  category_1: ["category", "categories", "halo_categories_list"],
  category_2: ["category", "categories", "halo_categories_list"],
  category_3: ["category", "categories", "halo_categories_list"],
  category_4: ["category", "categories", "halo_categories_list"],
};

const MOST_CANDIDATES = 12;
const ID = /^-?\d{1,10}$/;

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** All ids that a name or an id means: several only for priorities, whose names recur in each SLA. */
export async function findAll(
  vendor: HaloApi,
  kind: LookupKind,
  wanted: string | number,
): Promise<readonly Found[]> {
  const text = String(wanted).trim();
  if (ID.test(text)) return [{ id: Number(text) }];
  const known = hitsIn(await directory(vendor, kind, text), text);
  // Somebody may have made it since.
  const all = known.length > 0 ? known : await directory(vendor, kind, text, true);
  const distinct = hitsIn(all, text);
  if (distinct.length === 0) throw unknown(kind, text, all);
  if (distinct.length > 1 && kind !== "priority") throw ambiguous(kind, text, distinct);
  return distinct.map(({ id, name }) => ({ id, name }));
}

/** Those whose name is meant; where there are none, those with another name like it. Each id once. */
function hitsIn(all: readonly Entry[], text: string): readonly Entry[] {
  const named = all.filter(({ name }) => same(name, text));
  const hits =
    named.length > 0 ? named : all.filter(({ also }) => also.some((other) => same(other, text)));
  return [...new Map(hits.map((entry) => [entry.id, entry])).values()];
}

/**
 * The one thing that a name or an id (digits) means. A name must fit whole, whatever its case. Throws
 * `invalid_arguments` with the candidates when several do, or with the likely ones when none does.
 *
 * @param sla for priorities: the SLA of the ticket, which decides between equal names.
 */
export async function find(
  vendor: HaloApi,
  kind: LookupKind,
  wanted: string | number,
  sla?: number,
): Promise<Found> {
  const found = await findAll(vendor, kind, wanted);
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  const all = await directory(vendor, kind, String(wanted).trim());
  const fitting = all.filter(({ id }) => found.some((one) => one.id === id));
  const within = sla === undefined ? [] : fitting.filter((entry) => entry.sla === sla);
  const [hit, other] = within;
  if (hit !== undefined && other === undefined) return { id: hit.id, name: hit.name };
  throw ambiguous(kind, String(wanted), fitting);
}

function unknown(kind: LookupKind, text: string, all: readonly Entry[]): PsaError {
  const [noun, , tool] = NOUNS[kind];
  const words = text.toLowerCase();
  const like = ({ name, also }: Entry): boolean =>
    [name, ...also].some((one) => one.toLowerCase().includes(words));
  const near = all.filter(like);
  const shown = near.length > 0 ? near : all;
  const candidates = shownOf(shown);
  const list = spoken(candidates, shown.length);
  const said = near.length > 0 ? `Similar: ${list}.` : list === "" ? "" : `There are: ${list}.`;
  return new PsaError(
    "invalid_arguments",
    `There is no ${noun} called "${text.slice(0, 60)}". ${said}`.trim(),
    { advice: `Give a name as ${tool} shows it, or an id.`, details: { candidates } },
  );
}

function ambiguous(kind: LookupKind, text: string, hits: readonly Entry[]): PsaError {
  const [noun, many] = NOUNS[kind];
  const candidates = shownOf(hits);
  return new PsaError(
    "invalid_arguments",
    `Several ${many} are called "${text.slice(0, 60)}": ${spoken(candidates, hits.length)}.`,
    { advice: `Give the id of the ${noun} that is meant.`, details: { candidates } },
  );
}

type Candidate = Pick<Entry, "id" | "name" | "sla">;

const shownOf = (entries: readonly Entry[]): readonly Candidate[] =>
  entries
    .slice(0, MOST_CANDIDATES)
    .map(({ id, name, sla }) => (sla === undefined ? { id, name } : { id, name, sla }));

function spoken(candidates: readonly Candidate[], count: number): string {
  const list = candidates
    .map(({ id, name, sla }) => `${name} (${sla === undefined ? "" : `SLA ${sla}, `}${id})`)
    .join(", ");
  return count > candidates.length ? `${list} and ${String(count - candidates.length)} more` : list;
}
