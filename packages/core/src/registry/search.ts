import type { CompiledTool } from "./tool.ts";

/** What a word counts for, by where it stands. */
const WEIGHTS = { name: 5, title: 3, toolset: 2, description: 1, argument: 1 } as const;

/** Words that say nothing about which tool is meant. */
const EMPTY = new Set(
  "a an and are as at be by can for from get give how i in is it its me my of on or our please show that the their this to use want what when where which who with you your".split(
    " ",
  ),
);

interface Entry {
  readonly tool: CompiledTool;
  /** Weight by stem. */
  readonly words: ReadonlyMap<string, number>;
}

const indexed = new WeakMap<CompiledTool, Entry>();

/**
 * The tools that fit some words best, best first, at most `most`. Words match by their stem or their beginning; a rare
 * word counts more than a common one. Nothing fits: an empty list.
 */
export function searchTools(
  tools: readonly CompiledTool[],
  query: string,
  most: number,
): readonly CompiledTool[] {
  const wanted = [...new Set(stems(query))];
  const entries = tools.map(entryOf);
  const scores = new Map<Entry, number>();
  for (const word of wanted) {
    const hits = entries
      .map((entry) => ({ entry, weight: weightOf(entry, word) }))
      .filter(({ weight }) => weight > 0);
    const rarity = Math.log(1 + entries.length / (hits.length || 1));
    for (const { entry, weight } of hits) {
      scores.set(entry, (scores.get(entry) ?? 0) + weight * rarity);
    }
  }
  return [...scores]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, most)
    .map(([entry]) => entry.tool);
}

function entryOf(tool: CompiledTool): Entry {
  const known = indexed.get(tool);
  if (known !== undefined) return known;
  const words = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const stem of stems(text)) words.set(stem, Math.max(weight, words.get(stem) ?? 0));
  };
  add(tool.listing.description, WEIGHTS.description);
  add(tool.argumentNames.join(" "), WEIGHTS.argument);
  add(tool.facts.toolsets.join(" "), WEIGHTS.toolset);
  add(tool.listing.title, WEIGHTS.title);
  add(tool.facts.name, WEIGHTS.name);
  const entry = { tool, words };
  indexed.set(tool, entry);
  return entry;
}

/** A whole word counts in full, the beginning of one for half. */
function weightOf({ words }: Entry, wanted: string): number {
  const whole = words.get(wanted);
  if (whole !== undefined) return whole;
  if (wanted.length < 3) return 0;
  let best = 0;
  for (const [word, weight] of words) {
    if (word.startsWith(wanted) || (word.length >= 4 && wanted.startsWith(word)))
      best = Math.max(best, weight / 2);
  }
  return best;
}

/** The words of a text without their commonest English endings. */
function stems(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !EMPTY.has(word))
    .map((word) => {
      if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
      if (word.length > 5 && /(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
      if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
      return word;
    });
}
