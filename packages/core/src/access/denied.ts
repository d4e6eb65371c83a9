import { redactText } from "../errors/index.ts";

export interface AccessDeniedOptions {
  /** Value of the answer's `WWW-Authenticate`; every 401 has one. */
  readonly challenge?: string;
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** One word for the audit log: `token_missing`, `key_rejected` … */
  readonly reason: string;
}

/** JSON-RPC codes of the refusals, as clients of existing servers know them. */
const rpcCodes: Readonly<Record<AccessDenied["status"], number>> = {
  400: -32_600,
  401: -32_001,
  403: -32_003,
  503: -32_000,
};

/** A caller who is not let in, with everything an HTTP answer needs. Its message never carries what the caller presented. */
export class AccessDenied extends Error {
  readonly status: 400 | 401 | 403 | 503;
  readonly rpcCode: number;
  readonly challenge: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly reason: string;

  constructor(status: AccessDenied["status"], message: string, options: AccessDeniedOptions) {
    super(redactText(message));
    this.name = "AccessDenied";
    this.status = status;
    this.rpcCode = rpcCodes[status];
    this.challenge = options.challenge;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.reason = options.reason;
  }
}

/** Text that fits between the quotes of a challenge parameter (RFC 6750 allows neither quotes nor backslashes). */
function quotable(text: string): string {
  return text.replace(/[^\u0020-\u0021\u0023-\u005B\u005D-\u007E]/g, "'");
}

/** A `WWW-Authenticate` value that says which realm wants a bearer token and what was wrong with the request. */
export function bearerChallenge(realm: string, description: string): string {
  return `Bearer realm="${quotable(realm)}", error="invalid_token", error_description="${quotable(description)}"`;
}
