import { Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { createServer } from "node:net";
import { end, pause, startNode, within, type Child } from "./children.ts";
import {
  initializedText,
  initializeText,
  PROTOCOL_VERSION,
  resultOf,
  type Answer,
} from "./json-rpc.ts";
import type { Start } from "./servers.ts";

/** Longest wait for one answer and for a server to listen, in seconds. */
const ANSWER_SECONDS = 30;
const LISTEN_SECONDS = 15;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A server over HTTP and the one keep-alive agent that everything is sent with. */
export class HttpServer {
  readonly child: Child;
  readonly agent: Agent = new Agent({ keepAlive: true });
  readonly #port: number;

  private constructor(child: Child, port: number) {
    this.child = child;
    this.#port = port;
  }

  /** Starts a server on a free port of loopback and waits until it answers its health probe. */
  static async start(makeStart: (port: number) => Start): Promise<HttpServer> {
    const port = await freePort();
    const start = makeStart(port);
    const server = new HttpServer(startNode(start.args, start.env, "silent"), port);
    const until = performance.now() + LISTEN_SECONDS * 1000;
    for (;;) {
      const answer = await server.send("GET", "/health", {}).catch(() => undefined);
      if (answer?.status === 200) return server;
      if (!server.child.alive || performance.now() > until) {
        await server.close();
        throw new Error(`No HTTP server came up: ${server.child.messages().slice(-1000)}`);
      }
      await pause(20);
    }
  }

  /** Sends one request of the MCP endpoint. */
  post(token: string, body: string, session?: string): Promise<HttpAnswer> {
    return this.send("POST", "/mcp", mcpHeaders(token, session), body);
  }

  /** Opens a session as clients do, with `initialize` and its notification; undefined for stateless servers. */
  async open(token: string): Promise<string | undefined> {
    const answer = await this.post(token, initializeText(1));
    resultOf(messageOf(answer));
    const session = sessionOf(answer);
    const noted = await this.post(token, initializedText, session);
    if (noted.status !== 202) throw new Error(`initialized was answered with ${noted.status}.`);
    return session;
  }

  async endSession(token: string, session: string): Promise<void> {
    await this.send("DELETE", "/mcp", mcpHeaders(token, session));
  }

  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        {
          host: "127.0.0.1",
          port: this.#port,
          agent: this.agent,
          method,
          path,
          headers:
            body === undefined
              ? headers
              : { ...headers, "Content-Length": Buffer.byteLength(body) },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(parts).toString("utf8"),
            }),
          );
        },
      );
      sent.setTimeout(ANSWER_SECONDS * 1000, () => sent.destroy(new Error("An answer timed out.")));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await within(10, "Stopping an HTTP server", end(this.child));
  }
}

function mcpHeaders(token: string, session: string | undefined): Record<string, string> {
  return {
    Authorization: `Bearer ${token}`,
    Accept: "application/json, text/event-stream",
    "Content-Type": "application/json",
    ...(session === undefined
      ? {}
      : { "Mcp-Session-Id": session, "MCP-Protocol-Version": PROTOCOL_VERSION }),
  };
}

/** The JSON-RPC message of an answer, whether it came as JSON or as the last event of a stream. */
export function messageOf(answer: HttpAnswer): Answer {
  if (answer.status !== 200) {
    throw new Error(`The server answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  }
  if (answer.headers["content-type"]?.startsWith("text/event-stream") !== true) {
    return JSON.parse(answer.text) as Answer;
  }
  const last = answer.text.split("\n").findLast((line) => line.startsWith("data: {"));
  if (last === undefined) throw new Error("The server's stream ended without an answer.");
  return JSON.parse(last.slice("data: ".length)) as Answer;
}

export function sessionOf(answer: HttpAnswer): string | undefined {
  const value = answer.headers["mcp-session-id"];
  return value === undefined ? undefined : String(value);
}

/** A port of loopback that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}
