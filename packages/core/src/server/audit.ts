import type { ServerContext } from "@modelcontextprotocol/server";
import type { CompiledTool } from "../registry/index.ts";
import type { AuditEvent, AuditOutcome } from "../telemetry/index.ts";
import type { Bound } from "./bind.ts";
import type { CallOutcome } from "./call.ts";

/** What every event says about the caller and the connection. */
function common(
  bound: Bound,
  context: ServerContext,
): Pick<AuditEvent, "vendor" | "actor" | "transport"> & Partial<AuditEvent> {
  const { principal, runtime, transport } = bound;
  const envelope = context.mcpReq.envelope as Record<string, unknown> | undefined;
  const client = envelope?.["io.modelcontextprotocol/clientInfo"] as
    | { name?: unknown; version?: unknown }
    | undefined;
  const revision = envelope?.["io.modelcontextprotocol/protocolVersion"];
  const traceparent = context.mcpReq._meta?.["traceparent"];
  const trace =
    typeof traceparent === "string"
      ? /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(traceparent)?.[1]
      : undefined;
  return {
    vendor: runtime.vendor.id,
    actor: principal,
    transport,
    requestId: String(context.mcpReq.id),
    ...(principal.credential === undefined ? {} : { credential: principal.credential.fingerprint }),
    ...(context.sessionId === undefined ? {} : { sessionId: context.sessionId }),
    ...(client === undefined
      ? {}
      : { client: { name: String(client.name), version: String(client.version) } }),
    ...(typeof revision === "string" ? { protocolVersion: revision } : {}),
    ...(trace === undefined ? {} : { traceId: trace }),
  };
}

/** A tool call that was carried through, whatever came of it. */
export function auditCall(
  bound: Bound,
  tool: CompiledTool,
  outcome: CallOutcome,
  milliseconds: number,
  context: ServerContext,
): void {
  bound.runtime.audit.record({
    event: "tool.call",
    outcome: outcomeOf(outcome),
    ...common(bound, context),
    tool: tool.facts.name,
    tier: outcome.tier ?? tool.facts.tier,
    ...(outcome.target === undefined ? {} : { target: outcome.target }),
    arguments: outcome.input,
    latencyMilliseconds: milliseconds,
    ...(outcome.confirmedBy === undefined
      ? {}
      : {
          confirm: {
            method: outcome.confirmedBy === "person" ? "elicitation" : outcome.confirmedBy,
          },
        }),
    ...(outcome.error?.status === undefined ? {} : { vendorStatus: outcome.error.status }),
    ...(outcome.error === undefined ? {} : { reason: outcome.error.message }),
  });
}

function outcomeOf(outcome: CallOutcome): AuditOutcome {
  if (outcome.error !== undefined) return outcome.error.code;
  if (outcome.confirmedBy === "none") return "confirmation";
  if (outcome.asked === true) return "question";
  return outcome.dryRun ? "dry_run" : "ok";
}

/** A call of something the caller may not use, or that does not exist: the caller cannot tell which, the audit can. */
export function auditRefusal(
  bound: Bound,
  tool: string,
  because: string,
  context: ServerContext,
): void {
  bound.runtime.audit.record({
    event: "rbac.deny",
    outcome: "refused",
    ...common(bound, context),
    tool,
    reason: because,
  });
}

/** A resource or a prompt that was read, whatever came of it. */
export function auditRead(
  bound: Bound,
  read: {
    readonly event: "resource.read" | "prompt.get";
    readonly name: string;
    readonly uri?: string;
  },
  came: { readonly outcome: AuditOutcome; readonly reason?: string; readonly milliseconds: number },
  context: ServerContext,
): void {
  bound.runtime.audit.record({
    event: read.event,
    outcome: came.outcome,
    ...common(bound, context),
    tool: read.name,
    tier: "read",
    ...(read.uri === undefined ? {} : { target: { type: "resource", id: read.uri.slice(0, 300) } }),
    latencyMilliseconds: came.milliseconds,
    ...(came.reason === undefined ? {} : { reason: came.reason }),
  });
}
