import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect, type Socket } from "node:net";
import type { ToolCall } from "../app.ts";
import { until, within } from "../until.ts";
import {
  ANSWER_SECONDS,
  initializeParams,
  readAnswer,
  REVISION,
  type CallAnswer,
  type Caller,
  type Message,
} from "./caller.ts";
import type { Program } from "./program.ts";

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Headers;
  readonly body?: string | Uint8Array;
}

/** The program's HTTP server. */
export class HttpServer {
  readonly program: Program;
  readonly port: number;
  readonly #said: string[] = [];

  private constructor(program: Program, port: number) {
    this.program = program;
    this.port = port;
  }

  /** Waits until a program that was started with PORT=0 says where it listens. */
  static async of(program: Program): Promise<HttpServer> {
    const find = (): string | undefined =>
      /"url":"http:\/\/[^"]*?:(\d+)\/mcp"/.exec(program.stderr)?.[1];
    await until("the program listens", () => find() !== undefined || !program.alive, 15);
    const port = find();
    if (port === undefined) throw new Error(`It did not listen: ${program.stderr.slice(-800)}`);
    return new HttpServer(program, Number(port));
  }

  /** Everything it has answered, headers included. */
  get said(): string {
    return this.#said.join("\n");
  }

  /** Sends one request on a connection of its own and reads the whole answer. */
  send({ method = "POST", path = "/mcp", headers = {}, body }: Sent): Promise<HttpAnswer> {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    return within(
      ANSWER_SECONDS,
      `${method} ${path}`,
      new Promise<HttpAnswer>((resolve, reject) => {
        const sent = httpRequest(
          {
            host: "127.0.0.1",
            port: this.port,
            agent: false,
            method,
            path,
            headers: present({ ...length, ...headers }),
          },
          (response) => {
            const parts: Buffer[] = [];
            response.on("data", (part: Buffer) => parts.push(part));
            response.on("error", reject);
            response.on("end", () => {
              const text = Buffer.concat(parts).toString("utf8");
              this.#said.push(response.rawHeaders.join("\n"), text);
              resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
            });
          },
        );
        sent.on("error", reject);
        sent.end(body);
      }),
    );
  }

  /** A bare connection. */
  socket(): Socket {
    const socket = connect(this.port, "127.0.0.1");
    socket.on("error", () => undefined);
    return socket;
  }

  /** Sends bytes as they are and gives what comes back until the server closes. */
  raw(bytes: string | Uint8Array): Promise<string> {
    const socket = this.socket();
    const parts: Buffer[] = [];
    return within(
      ANSWER_SECONDS,
      "An answer on a bare connection",
      new Promise((resolve) => {
        socket.on("data", (part: Buffer) => parts.push(part));
        socket.on("close", () => {
          const text = Buffer.concat(parts).toString("utf8");
          this.#said.push(text);
          resolve(text);
        });
        socket.write(bytes);
      }),
    );
  }

  /** A session of a caller with these headers. */
  async open(headers: Headers = {}): Promise<HttpSession> {
    const { session } = await this.tryOpen(headers);
    return session;
  }

  /** Opens a session and shows the answer to initialize; throws with that answer when it is refused. */
  async tryOpen(headers: Headers): Promise<{ session: HttpSession; answer: HttpAnswer }> {
    const answer = await this.send({
      headers: { ...plainHeaders, ...headers },
      body: message("initialize", initializeParams, 1),
    });
    const id = answer.headers["mcp-session-id"];
    if (answer.status !== 200 || typeof id !== "string") {
      throw new Error(
        `initialize was answered with ${answer.status}: ${answer.text.slice(0, 300)}`,
      );
    }
    const session = new HttpSession(this, { ...headers, "mcp-session-id": id });
    await session.send(message("notifications/initialized"));
    return { session, answer };
  }
}

/** Headers without those that were taken out. */
function present(headers: Headers): Record<string, string | string[]> {
  const entries = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Record<string, string | string[]>;
}

/** Headers of every JSON-RPC request, without credentials. */
export const plainHeaders: Headers = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
};

/** A JSON-RPC message as text; a notification without an id. */
export function message(method: string, params?: object, id?: number | string): string {
  return JSON.stringify({ jsonrpc: "2.0", ...(id === undefined ? {} : { id }), method, params });
}

/** One session of one caller. */
export class HttpSession implements Caller {
  readonly server: HttpServer;
  /** Credentials and the session's id. */
  readonly headers: Headers;
  #lastId = 1;

  constructor(server: HttpServer, headers: Headers) {
    this.server = server;
    this.headers = headers;
  }

  get program(): Program {
    return this.server.program;
  }

  get said(): string {
    return this.server.said;
  }

  get id(): string {
    return String(this.headers["mcp-session-id"]);
  }

  send(body: string, headers: Headers = {}): Promise<HttpAnswer> {
    const own = { ...plainHeaders, "mcp-protocol-version": REVISION, ...this.headers };
    return this.server.send({ headers: { ...own, ...headers }, body });
  }

  async request(method: string, params: object = {}): Promise<Message> {
    this.#lastId += 1;
    return messageOf(await this.send(message(method, params, this.#lastId)));
  }

  async call({ tool, given }: ToolCall): Promise<CallAnswer> {
    const started = performance.now();
    return readAnswer(await this.request("tools/call", { name: tool, arguments: given }), started);
  }

  async close(): Promise<void> {
    await this.program.end();
  }
}

/** The JSON-RPC message of an answer, whether it came as JSON or as the last event of a stream. */
export function messageOf(answer: HttpAnswer): Message {
  const type = answer.headers["content-type"] ?? "";
  if (type.startsWith("application/json")) return JSON.parse(answer.text) as Message;
  const last = answer.text.split("\n").findLast((line) => line.startsWith("data: {"));
  if (last === undefined) {
    throw new Error(`No message in an answer with ${answer.status}: ${answer.text.slice(0, 300)}`);
  }
  return JSON.parse(last.slice("data: ".length)) as Message;
}
