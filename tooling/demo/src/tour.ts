/** What a tour learned so far, by name: ids that later steps need. */
export type Facts = Readonly<Record<string, string | number>>;

/** One call of a tour. A vendor's tour is a list of these and nothing else. */
export interface TourStep {
  /** What a person would call it. */
  readonly title: string;
  readonly tool: string;
  arguments(facts: Facts): Record<string, unknown>;
  /** Facts for later steps, out of the structured answer; throws when it is not what the tour expects. */
  learn?(structured: Record<string, unknown>): Facts;
  /** Lines of the text answer that are worth showing; the first eight when absent. */
  show?(lines: readonly string[]): readonly string[];
  /** What the text answer must contain. */
  readonly expect?: RegExp;
}

/** The tour of one vendor. */
export interface Demo {
  readonly vendor: string;
  readonly title: string;
  readonly steps: readonly TourStep[];
}

/** The first record of a list answer; throws when there is none. */
export function firstItem(structured: Record<string, unknown>): Record<string, unknown> {
  const items = structured["items"];
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  if (typeof first !== "object" || first === null) throw new Error("the list is empty");
  return first as Record<string, unknown>;
}

/** What stands around some words, from every line that has them: long lines would hide the difference. */
export function around(lines: readonly string[], ...words: readonly string[]): string[] {
  return lines.flatMap((line) =>
    words.flatMap((word) => {
      const at = line.indexOf(word);
      return at === -1 ? [] : [`… ${line.slice(Math.max(0, at - 40), at + word.length + 10)} …`];
    }),
  );
}

/** A fact that must be a number or a text. */
export function fact(record: Record<string, unknown>, key: string): string | number {
  const value = record[key];
  if (typeof value === "number" || typeof value === "string") return value;
  throw new Error(`the answer has no ${key}`);
}
