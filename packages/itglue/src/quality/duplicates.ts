import type { PlainRecord } from "@psa-mcp/core";
import {
  comparable,
  likeness,
  meetingPoints,
  type Likeness,
  type MatchKind,
  type Traits,
} from "./likeness.ts";

/** Records that are probably one and the same. */
export interface DuplicateGroup {
  /** Score of the most alike pair. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly records: readonly (PlainRecord & { readonly id: number })[];
}

export interface DuplicateSearch {
  readonly groups: readonly DuplicateGroup[];
  readonly comparisons: number;
  /** True when there were more pairs than are compared in one call. */
  readonly limitReached: boolean;
}

/** Comparisons of one search; some two seconds of work. */
const MOST_COMPARISONS = 60_000;
/** In a crowd under one word only neighbours by name are compared. */
const CROWD = 200;
const NEIGHBOURS = 30;

type Known = PlainRecord & { readonly id: number };

interface Entry {
  readonly record: Known;
  readonly traits: Traits;
  readonly at: number;
}

/**
 * Groups records that are alike by at least `least`. The same records give the same groups in the same order. `breathe` is
 * awaited now and then, so that other work goes on and a cancelled call ends.
 */
export async function findDuplicates(
  kind: MatchKind,
  records: readonly Known[],
  least: number,
  breathe: (done: number) => Promise<void>,
): Promise<DuplicateSearch> {
  const entries = records
    .toSorted(
      (left, right) =>
        String(left["name"]).localeCompare(String(right["name"])) || left.id - right.id,
    )
    .map((record, at): Entry => ({ record, traits: comparable(kind, record), at }));
  const groups = new Groups(entries.length);
  const compared = new Set<number>();
  let limitReached = false;
  for (const crowd of crowds(entries)) {
    const reach = crowd.length > CROWD ? NEIGHBOURS : crowd.length;
    for (let first = 0; first < crowd.length; first += 1) {
      const left = crowd[first] as Entry;
      for (
        let second = first + 1;
        second < Math.min(crowd.length, first + 1 + reach);
        second += 1
      ) {
        const right = crowd[second] as Entry;
        const pair = left.at * entries.length + right.at;
        if (compared.has(pair)) continue;
        if (compared.size >= MOST_COMPARISONS) {
          limitReached = true;
          break;
        }
        compared.add(pair);
        if (compared.size % 2000 === 0) await breathe(compared.size);
        const alike = likeness(left.traits, right.traits);
        if (alike.score >= least) groups.join(left.at, right.at, alike);
      }
    }
  }
  return { groups: groups.all(entries), comparisons: compared.size, limitReached };
}

/** Entries by the words under which they meet, smallest crowd first: those are the most telling. */
function crowds(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const byPoint = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const point of meetingPoints(entry.traits)) {
      const crowd = byPoint.get(point);
      if (crowd === undefined) byPoint.set(point, [entry]);
      else crowd.push(entry);
    }
  }
  return [...byPoint]
    .filter(([, crowd]) => crowd.length > 1)
    .toSorted(([left, one], [right, other]) => one.length - other.length || (left < right ? -1 : 1))
    .map(([, crowd]) => crowd);
}

/** Joins pairs into groups (disjoint sets with path halving). */
class Groups {
  readonly #parents: number[];
  readonly #links: { readonly at: number; readonly alike: Likeness }[] = [];

  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_unused, index) => index);
  }

  join(left: number, right: number, alike: Likeness): void {
    this.#links.push({ at: left, alike });
    this.#parents[this.#root(right)] = this.#root(left);
  }

  #root(at: number): number {
    let node = at;
    for (;;) {
      const parent = this.#parents[node] ?? node;
      if (parent === node) return node;
      const grand = this.#parents[parent] ?? parent;
      this.#parents[node] = grand;
      node = grand;
    }
  }

  all(entries: readonly Entry[]): readonly DuplicateGroup[] {
    const members = new Map<number, Entry[]>();
    const links = new Map<number, Likeness[]>();
    for (const { at, alike } of this.#links) {
      const root = this.#root(at);
      links.set(root, [...(links.get(root) ?? []), alike]);
    }
    for (const entry of entries) {
      const root = this.#root(entry.at);
      if (links.has(root)) members.set(root, [...(members.get(root) ?? []), entry]);
    }
    return [...members]
      .map(([root, group]): DuplicateGroup => {
        const found = (links.get(root) ?? []).toSorted((left, right) => right.score - left.score);
        return {
          score: found[0]?.score ?? 0,
          reasons: [...new Set(found.flatMap(({ reasons }) => reasons))].slice(0, 6),
          records: group.map(({ record }) => record).toSorted((left, right) => left.id - right.id),
        };
      })
      .toSorted(
        (left, right) =>
          right.score - left.score || (left.records[0]?.id ?? 0) - (right.records[0]?.id ?? 0),
      );
  }
}
