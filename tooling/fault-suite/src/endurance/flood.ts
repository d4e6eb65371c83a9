import { Agent, request as httpRequest } from "node:http";
import { initializeParams } from "../program/caller.ts";
import { message, plainHeaders, type HttpServer } from "../program/http.ts";
import { bearer, type Role } from "../scene.ts";

const initialize = message("initialize", initializeParams, 1);

export interface Brief {
  readonly status: number;
  readonly text: string;
}

/** One request over an agent of the caller's choice. */
export function sendOn(
  agent: Agent,
  server: HttpServer,
  method: string,
  path: string,
  more: { headers?: object; body?: string } = {},
): Promise<Brief> {
  return new Promise((resolve, reject) => {
    const { headers = {}, body } = more;
    const sent = httpRequest(
      { host: "127.0.0.1", port: server.port, agent, method, path, headers: { ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Begins sessions that nobody uses; gives how often each status was answered. */
export async function flood(
  server: HttpServer,
  role: Role,
  count: number,
): Promise<ReadonlyMap<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const headers = {
    ...plainHeaders,
    ...bearer(role),
    "content-length": Buffer.byteLength(initialize),
  };
  const statuses = new Map<number, number>();
  let left = count;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left > 0) {
        left -= 1;
        const { status } = await sendOn(agent, server, "POST", "/mcp", {
          headers,
          body: initialize,
        });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  agent.destroy();
  return statuses;
}
