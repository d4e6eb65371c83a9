// Telemetry: what the server tells its operator. Log lines on stderr and one audit event per call and per refusal.
export {
  createAudit,
  type Audit,
  type AuditEvent,
  type AuditEventName,
  type AuditOutcome,
} from "./audit.ts";
export { createLogger, type LogDetails, type Logger } from "./logger.ts";
