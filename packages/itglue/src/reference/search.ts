import { endpoints, readablePaths, type Endpoint } from "./endpoints.ts";

/** Words that say nothing about what is looked for. */
const STOP = new Set(
  "a all an and by find for from get how in is it list me of on or show the their to what where with".split(
    " ",
  ),
);

function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/(?:ies)$/, "y").replace(/(?<=[a-z]{3})s$/, ""))
    .filter((word) => word !== "" && !STOP.has(word));
}

/** Endpoints that fit a query best, most fitting first; none for a query without words. */
export function findEndpoints(query: string, most: number): readonly Endpoint[] {
  const wanted = words(query);
  return endpoints
    .map((endpoint) => ({ endpoint, score: score(endpoint, wanted) }))
    .filter((candidate) => candidate.score > 0)
    .toSorted((left, right) => right.score - left.score)
    .slice(0, most)
    .map(({ endpoint }) => endpoint);
}

function score(endpoint: Endpoint, wanted: readonly string[]): number {
  const fields: readonly (readonly [number, readonly string[]])[] = [
    [3, words(endpoint.resource)],
    [2, words(endpoint.about)],
    [
      1,
      words(
        [...readablePaths(endpoint), ...(endpoint.filters ?? []), endpoint.note ?? ""].join(" "),
      ),
    ],
  ];
  return wanted.reduce(
    (sum, word) =>
      sum +
      fields.reduce((points, [weight, text]) => points + (text.includes(word) ? weight : 0), 0),
    0,
  );
}
