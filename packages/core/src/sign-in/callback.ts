import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { PsaError } from "../errors/index.ts";
import { endPage, pageHeaders } from "./pages.ts";

/** A page on this machine that waits for the browser to come back from a sign-in. */
export interface CallbackPage {
  readonly port: number;
  close(): Promise<void>;
}

export interface CallbackOptions {
  readonly port: number;
  readonly path: string;
  /** True when any other port does as well, because the redirect address is a loopback number. */
  readonly anyPort: boolean;
  /** Title of the server that was signed in to. */
  readonly title: string;
  /** Exchanges what the browser brought; the page says afterwards how it ended. Throws PsaError. */
  receive(query: URLSearchParams): Promise<void>;
}

/**
 * Listens on loopback alone, in both address families where there are both. A busy port is an error that says what to do.
 */
export async function openCallback(options: CallbackOptions): Promise<CallbackPage> {
  const handler = (request: IncomingMessage, response: ServerResponse): void =>
    void answer(options, request, response);
  const first = await bind(handler, options.port, "127.0.0.1", options.anyPort);
  const { port } = first.address() as AddressInfo;
  const second = await bind(handler, port, "::1", false).catch(() => undefined);
  return {
    port,
    async close() {
      await Promise.all([first, second].map((server) => closed(server)));
    },
  };
}

async function bind(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  port: number,
  host: string,
  anyPort: boolean,
): Promise<Server> {
  const server = createServer(handler);
  server.unref();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server;
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? "";
    if (anyPort && port !== 0) return await bind(handler, 0, host, false);
    throw new PsaError(
      "unavailable",
      code === "EADDRINUSE"
        ? `Port ${port} of this machine is in use, and the sign-in has to come back there.`
        : `Port ${port} of this machine cannot be used for the sign-in (${code}).`,
      {
        advice:
          "End the program that uses it (an mcp-remote that still runs?), or register a redirect address with another port and set that port.",
        cause: thrown,
      },
    );
  }
}

async function closed(server: Server | undefined): Promise<void> {
  if (server === undefined) return;
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

async function answer(
  options: CallbackOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const show = (status: number, title: string, text: string): void => {
    response.writeHead(status, { ...pageHeaders, connection: "close" });
    response.end(endPage(title, text));
  };
  if (url.pathname === "/favicon.ico") {
    response.writeHead(204, { connection: "close" }).end();
    return;
  }
  if (request.method !== "GET" || url.pathname !== options.path) {
    show(404, "Nothing here", "This page only waits for a sign-in to come back.");
    return;
  }
  try {
    await options.receive(url.searchParams);
    show(200, "Signed in", `You are signed in to ${options.title}. You can close this page.`);
  } catch (thrown) {
    const text =
      thrown instanceof PsaError
        ? [thrown.message, ...thrown.reasons.map((reason) => reason.text), thrown.advice].join(" ")
        : "Something failed. Look at the program's log.";
    show(400, "Not signed in", text);
  }
}
