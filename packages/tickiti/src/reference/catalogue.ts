import { PsaError, segment, type ApiPath, type Tier } from "@psa-mcp/core";
import { routes, type RouteName } from "./routes.ts";

/** One route of the API; all are POST. */
export interface Route {
  readonly name: RouteName;
  readonly family: string;
  readonly action: string;
  /** Below the API's base, `administration/users/{user}/update`. */
  readonly path: string;
  readonly pathParams: readonly string[];
  /** Any one of them suffices; none when empty. */
  readonly abilities: readonly string[];
  readonly role: string | undefined;
  readonly planFlags: readonly string[];
  readonly sysadmin: boolean;
  readonly tier: Tier;
  /** True where the API demands an idempotency key. */
  readonly keyed: boolean;
  /** What is known of the body, in the vendor's own field names; empty when nothing is. */
  readonly body: string;
}

const list = (words: string): readonly string[] => (words === "" ? [] : words.split(","));

function read(line: string): Route {
  const [name = "", path = "", abilities = "", role = "", flags = "", sysadmin, tier, keyed, body] =
    line.split("\t");
  const border = name.indexOf(".");
  return {
    name: name as RouteName,
    family: name.slice(0, border),
    action: name.slice(border + 1),
    path,
    pathParams: [...path.matchAll(/\{(\w+)\}/g)].map(([, param = ""]) => param),
    abilities: list(abilities),
    role: role === "" ? undefined : role,
    planFlags: list(flags),
    sysadmin: sysadmin === "sysadmin",
    tier: (tier ?? "read") as Tier,
    keyed: keyed === "keyed",
    body: body ?? "",
  };
}

/** Every route, by family and action. */
export const allRoutes: readonly Route[] = routes.split("\n").map(read);

const byName: ReadonlyMap<string, Route> = new Map(allRoutes.map((route) => [route.name, route]));

/** The families in the order of their names. */
export const families: readonly string[] = [...new Set(allRoutes.map((route) => route.family))];

/** The route of a name that the type checks. */
export function routeOf(name: RouteName): Route {
  const route = byName.get(name);
  if (route === undefined) throw new Error(`there is no route ${name}`);
  return route;
}

/** The route of a family and an action, or undefined. Actions may be written with dashes. */
export function findRoute(family: string, action: string): Route | undefined {
  const plain = (word: string): string => word.trim().toLowerCase().replaceAll("-", "_");
  return byName.get(`${plain(family)}.${plain(action)}`);
}

const patterns: readonly (readonly [RegExp, Route])[] = allRoutes.map((route) => [
  new RegExp(`^/${route.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  route,
]);

/** The route that a path below the API's base belongs to, or undefined. */
export function routeAt(path: string): Route | undefined {
  return patterns.find(([pattern]) => pattern.test(path))?.[1];
}

/** The path of a route with its parameters in it. Throws `invalid_arguments` for one that is missing or no plain value. */
export function pathOf(
  route: Route,
  params: Readonly<Record<string, string | number>> = {},
): ApiPath {
  const filled = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined) {
      throw new PsaError("invalid_arguments", `The route needs the path parameter ${name}.`, {
        advice: `Give ${route.pathParams.join(" and ")} as path parameters.`,
      });
    }
    return segment(value);
  });
  return `/${filled}` as ApiPath;
}

/** What a token and an account need for a route, in words: `ability settings:read or settings:write; role staff`. */
export function needsOf(route: Route): string {
  const { abilities, role, sysadmin, planFlags } = route;
  return [
    ...(abilities.length === 0 ? [] : [`token ability ${abilities.join(" or ")}`]),
    ...(role === undefined ? [] : [`role ${role}`]),
    ...(sysadmin ? ["sysadmin right"] : []),
    ...planFlags.map((flag) => `plan flag ${flag}`),
  ].join("; ");
}
