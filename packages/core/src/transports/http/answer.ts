import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestId } from "@modelcontextprotocol/server";
import { PsaError } from "../../errors/index.ts";
import { rpc, rpcError } from "../json-rpc.ts";

/** An answer other than success, thrown by what serves a request and written in one place. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: string | undefined;
  readonly id: RequestId | null;

  constructor(
    status: number,
    code: number,
    message: string,
    options: {
      headers?: Readonly<Record<string, string>>;
      reason?: string;
      id?: RequestId | null;
    } = {},
  ) {
    super(message);
    this.name = "HttpProblem";
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
    this.reason = options.reason;
    this.id = options.id ?? null;
  }
}

/** Writes one JSON answer; does nothing when an answer has begun or the client has gone. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
}

/** Writes a problem as JSON-RPC, or as `{ error }` on routes that are not JSON-RPC. */
export function sendProblem(
  response: ServerResponse,
  problem: HttpProblem,
  form: "rpc" | "plain",
): void {
  const body =
    form === "rpc"
      ? rpcError(problem.code, problem.message, problem.id)
      : { error: problem.message };
  sendJson(response, problem.status, body, problem.headers);
}

/** Any thrown value as a problem; what is not a problem becomes 500 with nothing of its text. */
export function toProblem(thrown: unknown): HttpProblem {
  if (thrown instanceof HttpProblem) return thrown;
  if (thrown instanceof PsaError && thrown.code === "invalid_arguments") {
    return new HttpProblem(400, rpc.invalidParams, `${thrown.message} ${thrown.advice}`);
  }
  return new HttpProblem(500, rpc.internalError, "Something failed inside the server.");
}

/** What is still read and thrown away of a body that was refused, so that the client gets to read the answer. */
const MOST_DRAINED_BYTES = 64 * 1024 * 1024;

/** And for how long: a client that trickles does not hold its refusal back. */
const LONGEST_DRAIN_MILLISECONDS = 5000;

/**
 * Discards the rest of a request's body within a limit; beyond it the connection ends. Resolves when nothing more comes,
 * or after five seconds.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, LONGEST_DRAIN_MILLISECONDS);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_DRAINED_BYTES) request.destroy();
    });
    request.on("end", done);
    request.on("close", done);
    request.on("error", done);
    request.resume();
  });
}
