import { joinPaths, path, PsaError, type ApiPath } from "@psa-mcp/core";
import { endpointOf, endpoints, readablePaths, type Endpoint } from "./endpoints.ts";

/** What a path leads to. */
export interface AllowedPath {
  readonly path: ApiPath;
  /** The resource that is read. */
  readonly endpoint: Endpoint;
  /** True for one record, false for a list. */
  readonly single: boolean;
}

const ID = /^[1-9]\d{0,15}$/;

/**
 * Reads a path that a caller wrote, as `/configurations/:id` with real ids. Only resources and shapes of the catalogue
 * pass; anything that a URL parser would read differently than it is written is refused (`invalid_arguments`).
 */
export function allowedPath(given: string): AllowedPath {
  const text = given.replace(/^\/?/, "/").replace(/\/$/, "");
  // Plain segments only: what is not written here cannot be read back out by a decoder further on.
  if (
    !/^(?:\/[a-z0-9_-]{1,60}){1,5}$/.test(text) ||
    new URL(text, "https://host.invalid").pathname !== text
  ) {
    throw refused(
      "path must be plain segments, like /configurations/6100077, without query, dots or escapes.",
    );
  }
  const segments = text
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("-", "_"));
  const [first = "", id, relationships, nested, nestedId] = segments;
  if (id !== undefined && !ID.test(id)) throw refused("The second segment of path must be an id.");
  if (nestedId !== undefined && !ID.test(nestedId))
    throw refused("The last segment of path must be an id.");
  if (relationships !== undefined && (relationships !== "relationships" || nested === undefined)) {
    throw refused("Below a record, path goes on as /relationships/<resource>.");
  }
  const endpoint = nested === undefined ? topLevel(first, id !== undefined) : below(first, nested);
  return {
    path: joinPaths(...segments.map((segment) => path`/${segment}`)),
    endpoint,
    single: nested === undefined ? id !== undefined : nestedId !== undefined,
  };
}

function topLevel(resource: string, single: boolean): Endpoint {
  const endpoint = endpointOf.get(resource);
  if (endpoint === undefined) throw unknown(resource);
  const possible = readablePaths(endpoint);
  if (possible.includes(single ? `/${resource}/:id` : `/${resource}`)) return endpoint;
  throw refused(
    `${resource} can be read as ${possible.join(" and ") || (endpoint.note ?? "part of other records")}.`,
  );
}

function below(parent: string, nested: string): Endpoint {
  const endpoint = endpointOf.get(nested);
  if (endpoint === undefined || !endpointOf.has(parent))
    throw unknown(endpoint === undefined ? nested : parent);
  if (endpoint.below?.includes(parent) === true) return endpoint;
  throw refused(`${nested} can be read as ${readablePaths(endpoint).join(" and ")}.`);
}

function unknown(resource: string): PsaError {
  if (resource.startsWith("password")) {
    return refused("Passwords are not read here: use itglue_list_passwords for their metadata.");
  }
  return refused(`There is no readable resource "${resource}".`);
}

function refused(message: string): PsaError {
  return new PsaError("invalid_arguments", message, {
    advice: "itglue_find_endpoint names the paths that can be read.",
    details: { resources: endpoints.map(({ resource }) => resource) },
  });
}

/** Filters by their key in the query, as `filter[kebab-key]`, from both of the forms in which a caller may give them. */
export function allowedFilters(
  endpoint: Endpoint,
  filters: Readonly<Record<string, string | number | boolean>> | undefined,
  rawParams: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const query: Record<string, string> = {};
  const known = new Set(endpoint.filters);
  const check = (key: string): void => {
    if (known.has(key.replaceAll("-", "_"))) return;
    throw new PsaError(
      "invalid_arguments",
      `${endpoint.resource} has no filter "${key.slice(0, 60)}".`,
      {
        advice: `Known: ${[...known].join(", ") || "none"}. IT Glue ignores unknown filters and would give everything.`,
      },
    );
  };
  for (const [key, value] of Object.entries(filters ?? {})) {
    check(key);
    query[`filter[${key.replaceAll("_", "-")}]`] = String(value);
  }
  for (const [key, value] of Object.entries(rawParams ?? {})) {
    const match = /^filter(?:\[(exclude|range)\])?\[([a-z_-]{1,60})\](\[ne\])?$/.exec(key);
    if (match === null) {
      throw new PsaError(
        "invalid_arguments",
        `raw_params takes only filters, not "${key.slice(0, 60)}".`,
        {
          advice:
            "Write filter[name], filter[name][ne], filter[range][name] or filter[exclude][name]; sort, include and pages have their own arguments.",
        },
      );
    }
    check(match[2] ?? "");
    query[key] = value;
  }
  return query;
}

/** Includes of the allow-list; `passwords` and whatever else may carry secrets is refused. */
export function allowedIncludes(
  endpoint: Endpoint,
  include: string | undefined,
): readonly string[] {
  const wanted = (include ?? "")
    .split(",")
    .map((word) => word.trim().replaceAll("-", "_"))
    .filter((word) => word !== "");
  const known = endpoint.includes ?? [];
  const strange = wanted.find((word) => !known.includes(word));
  if (strange === undefined) return wanted;
  throw new PsaError(
    "invalid_arguments",
    `${endpoint.resource} cannot include "${strange.slice(0, 60)}" here.`,
    {
      advice: `Known: ${known.join(", ") || "none"}.`,
    },
  );
}

/** A sort of the allow-list, as the API writes it. */
export function allowedSort(endpoint: Endpoint, sort: string | undefined): string | undefined {
  if (sort === undefined) return undefined;
  const order = sort.replaceAll("-", "_").replace(/^_/, "-");
  if (endpoint.sorts?.includes(order.replace(/^-/, "")) === true) return order;
  throw new PsaError("invalid_arguments", `${endpoint.resource} cannot be sorted by that.`, {
    advice: `Known: ${endpoint.sorts?.join(", ") ?? "none"}.`,
  });
}
