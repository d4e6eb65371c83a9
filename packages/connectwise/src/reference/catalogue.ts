import { routes } from "./routes.ts";
import { schemas } from "./schemas.ts";

/** One route of the API. */
export interface Endpoint {
  /** `/service/tickets/{id}`. */
  readonly path: string;
  readonly verbs: readonly string[];
  /** Name of the record that it answers; empty when it answers something else. */
  readonly answers: string;
  readonly isList: boolean;
  /** Name of the record that a write takes. */
  readonly takes: string;
  /** Query parameters of its own. */
  readonly parameters: readonly string[];
}

const plain = (shape: string): string => shape.replace(/^\[|\]$/g, "");

function read(line: string): Endpoint {
  const [path = "", verbs = "", answers = "", takes = "", parameters = ""] = line.split("\t");
  return {
    path,
    verbs: verbs.split(",").map((verb) => verb.toUpperCase()),
    answers: plain(answers),
    isList: answers.startsWith("["),
    takes: plain(takes),
    parameters: parameters === "" ? [] : parameters.split(","),
  };
}

/** Every route of the catalogue. */
export const endpoints: readonly Endpoint[] = routes.split("\n").map(read);

const fields: ReadonlyMap<string, string> = new Map(
  schemas.split("\n").map((line) => line.split("\t", 2) as [string, string]),
);

/** The fields of a record by its name, `summary*:string board:BoardRef …`; undefined when it is unknown. */
export function fieldsOf(name: string): string | undefined {
  return fields.get(name);
}

/** Words that say nothing about what is looked for. */
const STOP = new Set(
  "a all an and by find for from get how in is it list me my of on or show the their to what where which with".split(
    " ",
  ),
);

function words(text: string): readonly string[] {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/ies$/, "y").replace(/(?<=[a-z]{3})s$/, ""))
    .filter((word) => word !== "" && !STOP.has(word));
}

const indexed: readonly {
  readonly endpoint: Endpoint;
  readonly path: ReadonlySet<string>;
  readonly record: ReadonlySet<string>;
  readonly fields: string;
}[] = endpoints.map((endpoint) => ({
  endpoint,
  path: new Set(words(endpoint.path)),
  record: new Set(words(endpoint.answers)),
  fields: (fields.get(endpoint.answers) ?? "").toLowerCase(),
}));

/** Routes that fit a query best, most fitting first; shorter paths before longer ones. */
export function findEndpoints(query: string, most: number): readonly Endpoint[] {
  const wanted = [...new Set(words(query))];
  return indexed
    .map(({ endpoint, path, record, fields: names }) => {
      const hits = wanted.filter((word) => path.has(word)).length;
      const found = wanted.reduce(
        (sum, word) => sum + (record.has(word) ? 2 : 0) + (names.includes(word) ? 0.5 : 0),
        hits * 3,
      );
      // Words of the path that nobody asked for make it less likely.
      return { endpoint, score: found === 0 ? 0 : found - (path.size - hits) };
    })
    .filter(({ score }) => score > 0)
    .toSorted(
      (left, right) =>
        right.score - left.score || left.endpoint.path.length - right.endpoint.path.length,
    )
    .slice(0, most)
    .map(({ endpoint }) => endpoint);
}

/** The route that a path means, ids in place of the braces; undefined when there is none. Upper and lower case are one. */
export function endpointAt(path: string): Endpoint | undefined {
  const parts = path.toLowerCase().split("/");
  const fits = (endpoint: Endpoint): boolean => {
    const own = endpoint.path.toLowerCase().split("/");
    return (
      own.length === parts.length &&
      own.every((part, index) =>
        part.startsWith("{")
          ? /^(?:\{\w*\}|[^{}]+)$/.test(parts[index] ?? "") && parts[index] !== ""
          : part === parts[index],
      )
    );
  };
  const found = endpoints.filter(fits);
  // A path that names a route in words means that one, not one with an id in the same place.
  return found.toSorted(
    (left, right) => left.path.split("{").length - right.path.split("{").length,
  )[0];
}
