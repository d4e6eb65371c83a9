import { attempt, PsaError, type Finding, type VendorClient } from "@psa-mcp/core";
import { tickitiApi } from "./api.ts";
import { needsOf, routeOf } from "./reference/catalogue.ts";
import type { RouteName } from "./reference/routes.ts";

/** One cheap read for each right that routes ask for: each family, each plan flag, the sysadmin's. */
const probes: readonly {
  readonly name: string;
  readonly route: RouteName;
  readonly body?: object;
}[] = [
  { name: "tickets", route: "tickets.responses_query", body: { limit: 1, fields: [] } },
  { name: "settings", route: "settings.hashtags.index" },
  { name: "workflow", route: "workflow.queues.index" },
  { name: "has_resolution_tracking", route: "workflow.resolutions.index" },
  { name: "has_interventions", route: "workflow.interventions.index" },
  { name: "has_escalations", route: "workflow.escalations.index" },
  { name: "reports", route: "reports.meta" },
  { name: "mail", route: "mail.subjects.index" },
  { name: "templates", route: "templates.faqs" },
  { name: "administration", route: "administration.licence.index" },
  { name: "sysadmin", route: "administration.custom_domain.status" },
  { name: "has_ai_assistant", route: "administration.ai.index" },
  { name: "supervisor", route: "supervisor.health.status" },
];

/** What a probe's name stands for, when it works. */
export interface Capability extends Finding {
  readonly route: RouteName;
}

/** Seconds for which what a token can do is kept. */
const KEPT_SECONDS = 600;

/** Codes that speak of the token's rights rather than of the moment. */
const TELLING = new Set(["forbidden", "not_found", "unsupported", "invalid_arguments", "conflict"]);

/** One cheap read that needs no role. Ends in `credential_rejected` for a token that counts for nothing. */
export async function verifyToken(client: VendorClient): Promise<void> {
  const { failure } = await attempt(
    tickitiApi(client).read("tickets.responses_query", { limit: 1, fields: [] }),
  );
  // A token without abilities for tickets is a token all the same.
  if (failure === undefined || failure.code === "forbidden") return;
  if (failure.code !== "not_found" && failure.code !== "unsupported") throw failure;
  throw new PsaError("credential_rejected", "There is no Tickiti API at this address.", {
    advice: "Check TICKITI_API_BASE: the address of the installation, without /api.",
  });
}

/**
 * What a token can read, by one cheap read for each right; kept for ten minutes. A refusal is a finding that names what is
 * missing; a rejected token or an API that is away end the check. What a token may write cannot be tried without writing.
 */
export async function capabilities(client: VendorClient): Promise<readonly Capability[]> {
  return client.remember("capabilities", KEPT_SECONDS, async () => {
    const api = tickitiApi(client);
    return Promise.all(
      probes.map(async ({ name, route, body = {} }): Promise<Capability> => {
        const { failure } = await attempt(api.read(route, { ...body }));
        if (failure === undefined) return { name, ok: true, detail: "can be read", route };
        if (!TELLING.has(failure.code)) throw failure;
        const needs = needsOf(routeOf(route));
        const detail = failure.reasons[0]?.text ?? failure.message;
        return { name, ok: false, detail, advice: `Needs ${needs}.`, route };
      }),
    );
  });
}

/** The findings for doctor. Most tokens are made for a part of the API, so only tickets out of reach are a fault. */
export async function checkToken(client: VendorClient): Promise<readonly Finding[]> {
  await verifyToken(client);
  const found = await capabilities(client);
  return found.map(({ name, ok, detail, advice }) =>
    ok || name !== "tickets"
      ? { name, ok: true, detail: ok ? detail : `not for this token: ${detail}` }
      : { name, ok, detail, ...(advice === undefined ? {} : { advice }) },
  );
}

/**
 * Whether a route's reads are known to work for the token: its family's, and its plan flag's or the sysadmin's where it
 * has one. Writes also need an ability that only a write would show.
 */
export function allowedBy(
  found: readonly Capability[],
  route: {
    readonly family: string;
    readonly planFlags: readonly string[];
    readonly sysadmin: boolean;
  },
): boolean {
  const works = (name: string): boolean => found.find((one) => one.name === name)?.ok ?? true;
  return (
    works(route.family) && route.planFlags.every(works) && (!route.sysadmin || works("sysadmin"))
  );
}
