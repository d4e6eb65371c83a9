import {
  attempt,
  item,
  reasonOf,
  view,
  z,
  type AnyTool,
  type Finding,
  type VendorClient,
  type View,
} from "@psa-mcp/core";
import { capabilities, verifyToken } from "../checks.ts";
import { defineTool } from "../define.ts";

const findingRows: View = view("capabilities", "name", "ok", "detail", "advice");

async function findings(client: VendorClient): Promise<readonly Finding[]> {
  const { value, failure } = await attempt(capabilities(client), [
    "cancelled",
    "credential_missing",
  ]);
  return failure === undefined
    ? value
    : [{ name: "connection", ok: false, detail: reasonOf(failure), advice: failure.advice }];
}

const whoamiCapabilities = defineTool({
  name: "tickiti_whoami_capabilities",
  title: "Who am I, what can I do",
  tier: "read",
  toolset: "diagnostics",
  survivesFaults: true,
  description:
    "Tell who is calling and what the token can read: which families of routes, plan flags and rights work, and what is missing for the others.",
  input: z.object({}),
  handler: async ({ client, principal }) =>
    item(
      {
        caller: principal.label,
        role: principal.role,
        token_source: principal.credential?.source ?? "none",
        base_url: client.baseUrl,
        capabilities: await findings(client),
      },
      view(
        "caller",
        "caller",
        "role",
        { key: "token_source", label: "token" },
        { key: "base_url", label: "Tickiti" },
      ),
      {
        rows: "capabilities",
        rowsView: findingRows,
        notes: ["Writing needs the ability family:write, which only a write can show."],
      },
    ),
});

const health = defineTool({
  name: "tickiti_health",
  title: "Check connection",
  tier: "read",
  toolset: "diagnostics",
  survivesFaults: true,
  description:
    "Check that Tickiti answers and knows the token, and how fast; says what to do when not.",
  input: z.object({}),
  handler: async ({ client }) => {
    const began = Date.now();
    const { failure } = await attempt(verifyToken(client), ["cancelled", "credential_missing"]);
    return item(
      {
        healthy: failure === undefined,
        base_url: client.baseUrl,
        milliseconds: Date.now() - began,
        problem: failure === undefined ? undefined : reasonOf(failure),
        advice: failure?.advice,
      },
      view(
        "connection",
        "healthy",
        { key: "base_url", label: "Tickiti" },
        { key: "milliseconds", label: "answered in ms" },
        "problem",
        "advice",
      ),
    );
  },
});

/** Who calls, and whether Tickiti is well. */
export const capabilityTools: readonly AnyTool[] = [whoamiCapabilities, health];
