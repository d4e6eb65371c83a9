import type { RemoteEndpoint } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { scopes } from "./scope.ts";

// This file loads undici; reach it by `await import` alone.
import { Agent, EnvHttpProxyAgent, fetch as send, type Dispatcher } from "undici";

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface WireOptions {
  readonly endpoint: RemoteEndpoint;
  /** A token to present, or undefined for none. `refused` is the one that was just answered with 401. */
  token(refused?: string): Promise<string | undefined>;
  readonly userAgent: string;
}

export interface Wire {
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/** Longest answer to one request, as it arrives. */
const MOST_BYTES = 64 * 1024 * 1024;
const CONNECT_MILLISECONDS = 10_000;

/**
 * The HTTP side of one remote server: its headers, cookies of a sticky load balancer, the bearer token (renewed once
 * after a 401). Redirects are not followed, and answers have no time limit of their own: event streams stay open.
 */
export function createWire(options: WireOptions): Wire {
  const { endpoint } = options;
  const timers = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: CONNECT_MILLISECONDS } };
  const dispatcher: Dispatcher =
    endpoint.proxy === true ? new EnvHttpProxyAgent(timers) : new Agent(timers);
  const cookies = new Map<string, string>();

  async function once(url: URL, init: RequestInit, token: string | undefined): Promise<Response> {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(endpoint.headers ?? {})) headers.set(name, value);
    headers.set("user-agent", options.userAgent);
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    if (cookies.size > 0)
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const http = scopes.getStore()?.http;
    if (http !== undefined) http.sent = true;
    const response = await send(url, {
      ...(init as object),
      headers: [...headers],
      redirect: "manual",
      dispatcher,
    });
    if (http !== undefined) {
      http.status = response.status;
      const wait = Number(response.headers.get("retry-after"));
      if (Number.isFinite(wait) && wait > 0) http.retryAfter = wait;
      const location = response.headers.get("location");
      if (location !== null) http.location = location;
      http.html = /html/i.test(response.headers.get("content-type") ?? "");
    }
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const equals = pair.indexOf("=");
      if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
    }
    return response;
  }

  return {
    async fetch(input, init = {}) {
      const url = new URL(input);
      // The transport only ever asks for the endpoint; anything else would carry the token elsewhere.
      if (url.origin !== new URL(endpoint.url).origin)
        throw new PsaError("unsupported", "The remote server leads to another origin.");
      const token = await options.token();
      let response = await once(url, init, token);
      if (response.status === 401) {
        const next = await options.token(token ?? "");
        if (next !== undefined && next !== token) {
          await response.body?.cancel();
          response = await once(url, init, next);
        }
      }
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        throw new PsaError("bad_response", "The remote server answered with a redirect.", {
          status: response.status,
        });
      }
      return init.method === "POST" ? limited(response) : response;
    },
    close: () => dispatcher.close().catch(() => undefined),
  };
}

/** The same answer, cut off with an error beyond the limit. */
function limited(response: Response): Response {
  if (response.body === null) return response;
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > MOST_BYTES) controller.error(new Error("the answer is too large"));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counted), {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}
