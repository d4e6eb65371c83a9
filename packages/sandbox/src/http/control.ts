import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { send } from "./fault-actions.ts";
import { json, type Answer } from "./message.ts";
import { listen, read, stop } from "./service.ts";

/** What a control route does; the body is parsed JSON or undefined. A thrown Error becomes a 400. */
export type ControlRoute = (body: unknown) => unknown;

/** The running control server. */
export interface ControlServer {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the server that steers an imitation. It always listens on loopback, and answers only when it
 * is called by a loopback name, so that a web page cannot reach it by a rebound DNS name.
 */
export async function startControl(
  port: number,
  routes: Readonly<Record<string, ControlRoute>>,
): Promise<ControlServer> {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    if (!["127.0.0.1", "localhost", "[::1]"].includes(host) || request.headers.origin) {
      return send(
        response,
        json(403, { error: "The control port answers to loopback callers only." }),
      );
    }
    const path = new URL(request.url ?? "/", "http://control").pathname;
    const key = `${request.method ?? "GET"} ${path}`;
    const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
    const body = await read(request, 1024 * 1024);
    if (!route) {
      const known = Object.keys(routes);
      return send(response, json(404, { error: `No such control route: ${key}.`, routes: known }));
    }
    return send(response, await act(route, body));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const url = await listen(server, "127.0.0.1", port);
  return { url, close: () => stop(server) };
}

async function act(route: ControlRoute, body: Buffer | undefined): Promise<Answer> {
  try {
    if (!body) throw new Error("The body is too large.");
    const parsed = body.length === 0 ? undefined : (JSON.parse(body.toString("utf8")) as unknown);
    return json(200, (await route(parsed)) ?? { ok: true });
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}
