import { bodies } from "./bodies.ts";
import { operations } from "./operations.ts";

/** One documented operation of the API. */
export interface Operation {
  readonly method: string;
  /** `/Tickets/{id}`, below /api. */
  readonly path: string;
  /** Query parameters by name, with their type. */
  readonly parameters: ReadonlyMap<string, string>;
  /** True when there may be parameters that nothing documents. */
  readonly open: boolean;
  /** Name of what a write takes; empty for none. */
  readonly body: string;
  /** True when a write takes a list of it. */
  readonly many: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  i: "integer",
  n: "number",
  b: "boolean",
  s: "string",
  a: "list",
  o: "object",
  x: "any",
};

const typed = (line: string): ReadonlyMap<string, string> =>
  new Map(
    line
      .split(" ")
      .filter((word) => word.includes(":"))
      .map((word) => {
        const [name = "", type = ""] = word.split(":");
        return [name, TYPES[type] ?? "any"] as const;
      }),
  );

function read(line: string): Operation {
  const [method = "", path = "", query = "", body = ""] = line.split("\t");
  return {
    method,
    path,
    parameters: typed(query),
    open: query.endsWith("?"),
    body: body.replace(/^\[|\]$/g, ""),
    many: body.startsWith("["),
  };
}

/** Every operation of the index. */
export const catalogue: readonly Operation[] = operations.split("\n").map(read);

const fields: ReadonlyMap<string, string> = new Map(
  bodies.split("\n").map((line) => line.split("\t", 2) as [string, string]),
);

/** The fields of a body by its name, with their types; empty when nothing is known of it. */
export const fieldsOf = (body: string): ReadonlyMap<string, string> =>
  typed(fields.get(body) ?? "");

/** What the API calls things that people call otherwise. */
const ALSO: Readonly<Record<string, string>> = {
  fault: "ticket",
  kbarticle: "knowledge article",
  clientcontract: "contract agreement customer",
  quotation: "quote",
  users: "user contact enduser",
  client: "customer company",
  device: "asset",
  faqlists: "faq",
  timesheetevent: "time entry",
  crmnote: "crm note",
  outcome: "action button",
  cannedtext: "canned text snippet",
};

const STOP = new Set(
  "a all an and by for from get how in is it list me my of on or show the to what which with".split(
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

const indexed = catalogue.map((operation) => {
  const parts = operation.path
    .toLowerCase()
    .replace(/\{\w+\}/g, "")
    .split("/")
    .filter((part) => part !== "");
  return {
    operation,
    path: new Set([
      ...words(operation.path.replace(/\{\w+\}/g, "")),
      ...parts.flatMap((part) => words(part)),
      ...parts.flatMap((part) => words(ALSO[part] ?? "")),
    ]),
    names: [...operation.parameters.keys()].join(" ").toLowerCase(),
    body: (fields.get(operation.body) ?? "").toLowerCase(),
  };
});

/** What a query says about methods. */
const METHODS: Readonly<Record<string, string>> = {
  create: "POST",
  add: "POST",
  update: "POST",
  change: "POST",
  post: "POST",
  delete: "DELETE",
  remove: "DELETE",
};

/** Operations that fit a query best, shorter paths before longer ones. */
export function findOperations(query: string, most: number): readonly Operation[] {
  const wanted = [...new Set(words(query))];
  const methods = new Set(wanted.flatMap((word) => METHODS[word] ?? []));
  const terms = wanted.filter((word) => METHODS[word] === undefined);
  return indexed
    .map(({ operation, path, names, body }) => {
      const score = terms.reduce(
        (sum, word) =>
          sum +
          (path.has(word) ? 4 : [...path].some((part) => part.includes(word)) ? 2 : 0) +
          (names.includes(word) ? 0.5 : 0) +
          (body.includes(word) ? 0.25 : 0),
        0,
      );
      const suits = methods.size === 0 ? operation.method === "GET" : methods.has(operation.method);
      return { operation, score: score === 0 ? 0 : score + (suits ? 1 : 0) };
    })
    .filter(({ score }) => score > 0)
    .toSorted(
      (left, right) =>
        right.score - left.score ||
        left.operation.path.length - right.operation.path.length ||
        left.operation.method.localeCompare(right.operation.method),
    )
    .slice(0, most)
    .map(({ operation }) => operation);
}

/** The operation that a method and a path mean, ids in place of the braces; upper and lower case are one, as at Halo. */
export function operationAt(method: string, path: string): Operation | undefined {
  const parts = path.toLowerCase().split("/");
  return catalogue
    .filter((operation) => {
      const own = operation.path.toLowerCase().split("/");
      return (
        operation.method === method &&
        own.length === parts.length &&
        own.every((part, index) =>
          part.startsWith("{") ? (parts[index] ?? "") !== "" : part === parts[index],
        )
      );
    })
    .toSorted((left, right) => left.path.split("{").length - right.path.split("{").length)[0];
}
