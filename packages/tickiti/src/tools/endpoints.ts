import {
  item,
  page,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type Tier,
  type Tool,
  type ToolContext,
  type ToolResult,
} from "@psa-mcp/core";
import { concealed } from "../answers/records.ts";
import { shown, tableOrRecord } from "../answers/show.ts";
import type { TickitiApi } from "../api.ts";
import { passedOn } from "../arguments.ts";
import { allowedBy, capabilities } from "../checks.ts";
import { defineTool } from "../define.ts";
import { allRoutes, families, findRoute, type Route } from "../reference/catalogue.ts";
import { roleFor } from "../roles.ts";
import { withNamedSecrets } from "../secrets.ts";

const listEndpoints = defineTool({
  name: "tickiti_list_endpoints",
  title: "List endpoints",
  tier: "read",
  toolset: "generic",
  owner: "server",
  aliases: ["list_endpoints"],
  description:
    "List the routes of the API with body fields and what they need, for tickiti_call and its kin; narrow by family, words, ability, role or plan. allowed true also asks what this token can do.",
  input: z.object({
    family: text(60).optional(),
    text: text(100).optional(),
    ability: text(60).optional(),
    role: z.enum(["staff", "admin", "superuser"]).optional(),
    plan: text(60).optional(),
    write: z.boolean().optional(),
    allowed: z.boolean().optional(),
  }),
  handler: async ({ input, client }) => {
    if (input.family !== undefined && !families.includes(input.family))
      throw noFamily(input.family);
    const known = input.allowed === undefined ? undefined : await capabilities(client);
    const found = allRoutes
      .filter((route) => fits(route, input))
      .map((route) => ({
        route,
        allowed: known === undefined ? undefined : allowedBy(known, route),
      }))
      .filter(({ allowed }) => input.allowed === undefined || allowed === input.allowed);
    return page({
      items: found.map(({ route, allowed }) => rowOf(route, allowed)),
      view: view(
        "endpoints",
        "family",
        "action",
        "tier",
        { key: "needs", max: 160 },
        { key: "params", label: "path params" },
        { key: "body", max: 300 },
        ...(known === undefined ? [] : ["allowed"]),
      ),
      total: found.length,
      ...(known === undefined
        ? {}
        : { notes: ["allowed is about reading; a write also needs its own ability."] }),
    });
  },
});

function fits(
  route: Route,
  wanted: {
    readonly family?: string | undefined;
    readonly text?: string | undefined;
    readonly ability?: string | undefined;
    readonly role?: string | undefined;
    readonly plan?: string | undefined;
    readonly write?: boolean | undefined;
  },
): boolean {
  const words = (wanted.text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const all = `${route.name} ${route.path} ${route.body}`.toLowerCase();
  return (
    (wanted.family === undefined || route.family === wanted.family) &&
    (wanted.ability === undefined || route.abilities.includes(wanted.ability)) &&
    (wanted.role === undefined || route.role === wanted.role) &&
    (wanted.plan === undefined || route.planFlags.includes(wanted.plan)) &&
    (wanted.write === undefined || wanted.write === (route.tier !== "read")) &&
    words.every((word) => all.includes(word))
  );
}

function rowOf(route: Route, allowed: boolean | undefined): PlainRecord {
  const { family, action, tier, abilities, role, sysadmin, planFlags, pathParams, body } = route;
  return {
    family,
    action,
    uri: `api/v1/${route.path}`,
    tier,
    needs: [
      abilities.join("|"),
      ...(role === undefined ? [] : [role]),
      ...(sysadmin ? ["sysadmin"] : []),
      ...planFlags,
    ]
      .filter((need) => need !== "")
      .join(", "),
    params: pathParams,
    body,
    idempotent: route.keyed,
    ...(allowed === undefined ? {} : { allowed }),
  };
}

const noFamily = (family: string): PsaError =>
  new PsaError("invalid_arguments", `There is no family "${family.slice(0, 60)}".`, {
    advice: `Families: ${families.join(", ")}.`,
  });

/** The route that is called. Throws `invalid_arguments` with the families or the family's actions. */
function routeNamed(family: string, action: string): Route {
  const route = findRoute(family, action);
  if (route !== undefined) return route;
  const actions = allRoutes.filter((one) => one.family === family).map((one) => one.action);
  if (actions.length === 0) throw noFamily(family);
  throw new PsaError(
    "invalid_arguments",
    `The family ${family} has no action "${action.slice(0, 60)}".`,
    { advice: `Actions: ${actions.join(", ")}.` },
  );
}

const name = { family: text(60), action: text(60) };
const params = z.record(z.string(), z.union([z.string(), z.number()])).optional();

type Hands = Pick<
  ToolContext<unknown, TickitiApi>,
  "vendor" | "client" | "settings" | "idempotencyKey"
>;

/** Calls a route with its path parameters apart from its body. Secrets of the body are names of secrets. */
async function callRoute(
  route: Route,
  body: PlainRecord,
  pathParams: Readonly<Record<string, string | number>>,
  hands: Hands,
): Promise<ToolResult> {
  const { vendor, idempotencyKey } = hands;
  if (/^administration\.branding\.(?:app|email)_logo$/.test(route.name)) {
    throw new PsaError("unsupported", "This route takes a file and no JSON.", {
      advice: "Use tickiti_upload_app_logo or tickiti_upload_email_logo.",
    });
  }
  if (route.tier === "read") {
    return tableOrRecord(await vendor.read(route, body, { params: pathParams }), "rows");
  }
  const checked =
    route.name === "mail.mailboxes.set_password"
      ? { ...body, ...passwordOf(body, hands) }
      : withNamedSecrets(body, hands);
  const answer = await vendor.write(route, checked, { params: pathParams, idempotencyKey });
  // A token that was asked for is the point of the call, and of the tier secret.
  return route.name === "workflow.interventions.generate_token"
    ? item(isToken(answer), view("answer", ...Object.keys(isToken(answer))))
    : shown(concealed(answer), "answer");
}

const isToken = (answer: unknown): PlainRecord =>
  typeof answer === "object" && answer !== null ? (answer as PlainRecord) : { token: answer };

/** The one route whose secret stands in a field of another name. */
function passwordOf(body: PlainRecord, hands: Hands): PlainRecord {
  return { value: withNamedSecrets({ password: body["value"] ?? "" }, hands)["password"] };
}

/** Old payloads hold path parameters and body in one. */
function split(
  route: Route,
  payload: PlainRecord,
): { readonly body: PlainRecord; readonly pathParams: Record<string, string | number> } {
  const pathParams: Record<string, string | number> = {};
  const body: PlainRecord = {};
  for (const [key, value] of Object.entries(payload)) {
    const isParam =
      route.pathParams.includes(key) && (typeof value === "string" || typeof value === "number");
    if (isParam) pathParams[key] = value;
    else body[key] = value;
  }
  return { body, pathParams };
}

type Named = { readonly family: string; readonly action: string };

/** What a call is, by its route; what does not exist is left to the handler to say. */
const byRoute = (least: Tier): NonNullable<Tool<Named>["calls"]> => ({
  least,
  tierOf: ({ family, action }) => findRoute(family, action)?.tier ?? least,
  demandsOf({ family, action }) {
    const route = findRoute(family, action);
    return route === undefined ? {} : { role: roleFor(route.family, route.tier) };
  },
});

const preview = async ({
  input,
}: {
  readonly input: { family: string; action: string };
}): Promise<string> =>
  `Call ${input.family}.${input.action} with ${JSON.stringify({ ...input, family: undefined, action: undefined })}?`;

const call = defineTool({
  name: "tickiti_call",
  title: "Call endpoint",
  tier: "destructive",
  calls: byRoute("read"),
  toolset: "generic",
  keyed: true,
  description:
    "Call any route by family and action of tickiti_list_endpoints; payload holds body fields and path parameters together. What it may do depends on the route. Prefer a tool of its own where there is one.",
  input: z.object({ ...name, payload: passedOn }),
  preview,
  handler: async ({ input, ...hands }) => {
    const route = routeNamed(input.family, input.action);
    const { body, pathParams } = split(route, input.payload ?? {});
    return callRoute(route, body, pathParams, hands);
  },
});

const callRead = defineTool({
  name: "tickiti_call_read_endpoint",
  title: "Call reading endpoint",
  tier: "read",
  calls: { ...byRoute("read"), tierOf: () => "read" },
  toolset: "generic",
  description: "Call a route of tickiti_list_endpoints that only reads.",
  input: z.object({ ...name, path_params: params, body: passedOn }),
  handler: async ({ input, ...hands }) => {
    const route = routeNamed(input.family, input.action);
    if (route.tier !== "read") {
      throw new PsaError("invalid_arguments", `${route.name} writes.`, {
        advice: "Use tickiti_call_write_endpoint.",
      });
    }
    return callRoute(route, input.body ?? {}, input.path_params ?? {}, hands);
  },
});

const callWrite = defineTool({
  name: "tickiti_call_write_endpoint",
  title: "Call writing endpoint",
  tier: "destructive",
  calls: byRoute("write"),
  toolset: "generic",
  keyed: true,
  description:
    "Call a route of tickiti_list_endpoints that writes; destructive ones ask first. Secrets in the body are names of the operator's secrets: secret:name.",
  input: z.object({ ...name, path_params: params, body: passedOn }),
  preview,
  handler: async ({ input, ...hands }) => {
    const route = routeNamed(input.family, input.action);
    if (route.tier === "read") {
      throw new PsaError("invalid_arguments", `${route.name} only reads.`, {
        advice: "Use tickiti_call_read_endpoint.",
      });
    }
    return callRoute(route, input.body ?? {}, input.path_params ?? {}, hands);
  },
});

/** Any route of the API, and the table that says what there is. */
export const endpointTools: readonly AnyTool[] = [listEndpoints, call, callRead, callWrite];
