/** What a route found: its handler and the values of its `:name` segments. */
export interface RouteMatch<Handler> {
  handler: Handler;
  parameters: Readonly<Record<string, string>>;
}

interface Route<Handler> {
  segments: readonly string[];
  handler: Handler;
}

/** Routes by method and path. Patterns are literal segments and `:name` segments; the first one added wins. */
export class Router<Handler> {
  readonly #routes = new Map<string, Route<Handler>[]>();

  /** Adds a route such as `GET /documents/:id`. */
  add(method: string, pattern: string, handler: Handler): void {
    const segments = split(pattern);
    const key = `${method} ${segments.length}`;
    const routes = this.#routes.get(key);
    if (routes) routes.push({ segments, handler });
    else this.#routes.set(key, [{ segments, handler }]);
  }

  /** Finds the route for a path, or nothing; a path that does not decode has no route. */
  find(method: string, path: string): RouteMatch<Handler> | undefined {
    const given = split(path.endsWith("/") ? path.slice(0, -1) : path);
    for (const route of this.#routes.get(`${method} ${given.length}`) ?? []) {
      const parameters = match(route.segments, given);
      if (parameters) return { handler: route.handler, parameters };
    }
    return undefined;
  }
}

function split(path: string): string[] {
  return path.split("/").slice(1);
}

function match(
  pattern: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = decode(given[index] ?? "");
    if (value === undefined || value === "") return undefined;
    if (segment.startsWith(":")) parameters[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return parameters;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
