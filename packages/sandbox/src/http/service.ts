import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "./clock.ts";
import { tell } from "./exchanges.ts";
import { actFault, send } from "./fault-actions.ts";
import { FaultSwitch } from "./faults.ts";
import type { Answer, Incoming } from "./message.ts";
import { Recorder, type RecordedRequest } from "./recorder.ts";

/** What makes one imitation different from another. */
export interface ServiceOptions {
  /** The imitation's name: `connectwise`. */
  name: string;
  host: string;
  port: number;
  clock: Clock;
  bodyLimit: number;
  /** The vendor's logic; work that takes its time answers with a promise. */
  handle(request: Incoming): Answer | Promise<Answer>;
  /** An error in the vendor's shape, for faults and refused bodies. */
  error(status: number, detail: string): Answer;
  /** Another server of the same imitation: both record into one list and obey the same faults. */
  beside?: Pick<Service, "recorder" | "faults">;
}

/** A running HTTP service with its record of requests and its faults. */
export interface Service {
  url: string;
  recorder: Recorder;
  faults: FaultSwitch;
  /** Open sockets. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts a service that reads, records, spoils when told to, and answers. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { recorder, faults } = options.beside ?? {
    recorder: new Recorder(),
    faults: new FaultSwitch(),
  };
  const ending = new AbortController();

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = message.method ?? "GET";
    const url = parse(message.url ?? "/");
    const body = await read(message, options.bodyLimit);
    const record = recorder.add({
      time: options.clock.now(),
      method,
      url,
      headers: message.headers,
      body: body ?? Buffer.alloc(0),
    });
    watch(response, record);
    if (!body) return send(response, options.error(413, "The request body is too large."));
    const request: Incoming = { method, url, headers: message.headers, body };
    const rule = faults.take(method, url.pathname);
    if (!rule) {
      const answer = await options.handle(request);
      tell({ service: options.name, request, answer });
      return send(response, answer);
    }
    tell({ service: options.name, request, answer: undefined });
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    await actFault(rule, {
      request,
      response,
      handle: () => options.handle(request),
      error: options.error,
      signal: AbortSignal.any([gone.signal, ending.signal]),
      now: () => options.clock.now(),
    });
  };

  const server = createServer((message, response) => {
    serve(message, response).catch((error: unknown) => {
      // The imitation itself broke: say so plainly, so that nobody takes it for a vendor's answer.
      if (response.headersSent) response.destroy();
      else send(response, options.error(500, `Sandbox failure: ${String(error)}`));
    });
  });
  const sockets = countSockets(server);
  const url = await listen(server, options.host, options.port);
  return {
    url,
    recorder,
    faults,
    connections: () => sockets.size,
    close() {
      ending.abort();
      return stop(server);
    },
  };
}

/** Listens and gives the address back. Port 0 takes a free one. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address() as AddressInfo;
      const shown = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
      resolve(`http://${shown.includes(":") ? `[${shown}]` : shown}:${address.port}`);
    });
  });
}

/** Stops a server together with its open connections. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function countSockets(server: Server): Set<object> {
  const sockets = new Set<object>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return sockets;
}

function watch(response: ServerResponse, record: RecordedRequest): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, headers?: Record<string, string>) => {
    record.status = status;
    return writeHead(status, headers);
  }) as typeof response.writeHead;
}

function parse(target: string): URL {
  try {
    return new URL(target, "http://sandbox");
  } catch {
    return new URL("http://sandbox/");
  }
}

/** Reads a body; undefined when it is larger than the limit. */
export async function read(message: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is still read and dropped: closing early would hide the 413 from the client.
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}
