import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from "node:net";

/** A request as it stood on the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, unchanged. */
  readonly target: string;
  readonly headers: IncomingMessage["headers"];
  /** What has arrived of the body so far. */
  readonly body: string;
}

/** A host on loopback. */
export interface Host {
  readonly url: string;
  readonly seen: readonly WireRequest[];
  close(): Promise<void>;
}

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

async function startHost(serve: Serve): Promise<Host> {
  const seen: WireRequest[] = [];
  const server = createServer((incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    const record = { method, target: url, headers, body: "" };
    seen.push(record);
    serve(incoming, response);
    incoming.on("data", (bytes: Buffer) => (record.body += bytes.toString()));
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server | TcpServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
}

function portOf(server: Server | TcpServer): number {
  return (server.address() as AddressInfo).port;
}

/** A stranger that notes what reaches it and answers with plausible nothing. */
export function startStranger(): Promise<Host> {
  return startHost((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"data":[]}');
  });
}

/** A host that stands for the vendor and answers everything in one way. */
export function startScripted(answer: Serve): Promise<Host> {
  return startHost((incoming, response) => {
    incoming.resume();
    answer(incoming, response);
  });
}

/** Stands before the vendor under a base path; what is asked for outside it is noted and gets nothing. */
export function startGate(vendorUrl: string, prefix: string): Promise<Host> {
  const { hostname, port } = new URL(vendorUrl);
  return startHost((incoming, response) => {
    const { method = "GET", url = "", headers } = incoming;
    if (!url.startsWith(`${prefix}/`)) {
      response.writeHead(404).end();
      return;
    }
    const path = url.slice(prefix.length);
    const passed = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    incoming.pipe(passed);
  });
}

/** A host that answers every connection with the same bytes, HTTP or not, and then closes it. */
export async function startBytes(bytes: string): Promise<Pick<Host, "url" | "close">> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.once("data", () => socket.end(bytes));
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
