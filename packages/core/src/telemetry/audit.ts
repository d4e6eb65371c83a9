import { hash, randomBytes } from "node:crypto";
import type { Principal, Settings, Tier } from "../define/index.ts";
import { redactText, type ErrorCode } from "../errors/index.ts";
import { createLineWriter, stderrLines, type LineWriter } from "./line-writer.ts";
import type { Logger } from "./logger.ts";

/** What happened. New kinds of events are added here and nowhere else. */
export type AuditEventName =
  | "tool.call"
  | "resource.read"
  | "prompt.get"
  | "session.start"
  | "session.end"
  | "auth.deny"
  | "rbac.deny"
  | "ratelimit.block"
  | "upload.store";

/**
 * `ok`, `refused` before anything was done, `dry_run`, `confirmation` or `question` when the client was asked first, or
 * the code of the failure.
 */
export type AuditOutcome = "ok" | "refused" | "dry_run" | "confirmation" | "question" | ErrorCode;

/** One event. Values that callers gave are never kept: arguments become a digest and the ids among them. */
export interface AuditEvent {
  readonly event: AuditEventName;
  readonly outcome: AuditOutcome;
  readonly vendor: string;
  readonly actor?: Pick<Principal, "subject" | "label" | "role" | "method">;
  /** Fingerprint of the credential that was presented to the vendor. */
  readonly credential?: string;
  readonly tool?: string;
  readonly tier?: Tier;
  /** What was touched, where one record is meant. */
  readonly target?: { readonly type: string; readonly id: string | number };
  /** As the caller gave them; only their digest and their ids are written. */
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly confirm?: { readonly method: "elicitation" | "token" | "none" };
  /** HTTP status of the vendor's last answer. */
  readonly vendorStatus?: number;
  readonly latencyMilliseconds?: number;
  readonly requestId?: string;
  readonly traceId?: string;
  /** The session's id; only its digest is written. */
  readonly sessionId?: string;
  readonly ip?: string;
  readonly userAgent?: string;
  /** What the client says of itself. */
  readonly client?: { readonly name: string; readonly version: string };
  readonly protocolVersion?: string;
  readonly transport?: "stdio" | "http";
  /** One sentence for a refusal; redacted. */
  readonly reason?: string;
}

/** Writes audit events. */
export interface Audit {
  /** Takes one event; never throws and never waits. */
  record(event: AuditEvent): void;
  /** Resolves when the events so far are written, at the latest after a second. */
  flush(): Promise<void>;
}

/** Argument names that are kept beside ids: they say how a call was made, not what it contained. */
const KEPT = new Set(["dry_run", "page_number", "page_size", "response_format", "region"]);
const ID_NAME = /(?:^|_)ids?$/;
const ID_VALUE = /^[A-Za-z0-9._-]{1,64}$/;
const LONGEST_FIELD = 300;

/**
 * The audit trail of one process: NDJSON, appended to `settings.auditFile` (created for its owner alone) or on stderr.
 * Digests are keyed with the signing key, or with a key of this process when none is set, so that short arguments
 * cannot be guessed from them.
 */
export function createAudit(settings: Settings, logger: Logger, lines?: LineWriter): Audit {
  const file = settings["auditFile"];
  const target =
    lines ??
    (typeof file === "string"
      ? createLineWriter({
          target: file,
          mostWaiting: 64 * 1024 * 1024,
          onError: (error) =>
            logger.error({ error }, "The audit file cannot be written; events are lost."),
        })
      : stderrLines());
  const signingKey = settings["signingKey"];
  // The key is digested once; an HMAC per event would cost a tenth of a call, and nobody extends these digests.
  const key = hash("sha256", typeof signingKey === "string" ? signingKey : randomBytes(32), "hex");
  const digest = (text: string): string => hash("sha256", `${key}\0${text}`, "hex").slice(0, 32);

  return {
    record(event) {
      try {
        target.write(redactText(JSON.stringify(auditLine(event, digest))));
      } catch (error) {
        logger.error(
          { error, event: event.event, tool: event.tool },
          "An audit event could not be written.",
        );
      }
    },
    async flush() {
      await target.flush();
    },
  };
}

/** The event as it is written: names of the audit format, nothing that is absent. */
function auditLine(event: AuditEvent, digest: (text: string) => string): Record<string, unknown> {
  const { actor, client } = event;
  const line: Record<string, unknown> = {
    ts: new Date().toISOString(),
    event: event.event,
    outcome: event.outcome,
    actor:
      actor === undefined
        ? undefined
        : {
            sub: actor.subject,
            label: clip(actor.label),
            auth_method: actor.method,
            roles: [actor.role],
          },
    vendor: event.vendor,
    credential: event.credential,
    tool: event.tool === undefined ? undefined : clip(event.tool),
    tool_class: event.tier,
    target: event.target,
    args_hash: event.arguments === undefined ? undefined : digestOf(event.arguments, digest),
    args: event.arguments === undefined ? undefined : keptArguments(event.arguments),
    confirm: event.confirm,
    vendor_status: event.vendorStatus,
    latency_ms:
      event.latencyMilliseconds === undefined ? undefined : Math.round(event.latencyMilliseconds),
    request_id: event.requestId === undefined ? undefined : clip(event.requestId),
    trace_id: event.traceId,
    session_id_hash: event.sessionId === undefined ? undefined : digest(event.sessionId),
    ip: event.ip,
    user_agent: event.userAgent === undefined ? undefined : clip(event.userAgent),
    client:
      client === undefined ? undefined : { name: clip(client.name), version: clip(client.version) },
    protocol_version: event.protocolVersion === undefined ? undefined : clip(event.protocolVersion),
    transport: event.transport,
    reason: event.reason === undefined ? undefined : clip(event.reason),
  };
  return line;
}

/** Ids and how the call was made; anything that could hold words of a person is left out. */
function keptArguments(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values).slice(0, 50)) {
    if (!ID_NAME.test(name) && !KEPT.has(name)) continue;
    if (isPlainId(value)) kept[name] = value;
    else if (Array.isArray(value) && value.length <= 100 && value.every(isPlainId))
      kept[name] = value;
  }
  return kept;
}

function isPlainId(value: unknown): boolean {
  if (typeof value === "number" || typeof value === "boolean") return true;
  return typeof value === "string" && ID_VALUE.test(value);
}

function clip(text: string): string {
  return text.length > LONGEST_FIELD ? `${text.slice(0, LONGEST_FIELD)}…` : text;
}

/** The digest of arguments; undefined for those that are no JSON or nested too deeply for it. */
function digestOf(
  values: Readonly<Record<string, unknown>>,
  digest: (text: string) => string,
): string | undefined {
  try {
    return digest(canonical(values));
  } catch {
    return undefined;
  }
}

/** JSON with sorted keys: equal arguments give equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : inner,
  );
}
