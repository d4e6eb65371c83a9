// A scripted HTTP server on loopback and an invented vendor, for tests that need real sockets.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { PsaError } from "../src/errors/index.ts";
import type { AnyVendor, Credential, Settings } from "../src/define/index.ts";
import type { ApiPath, VendorClient } from "../src/define/index.ts";
import {
  createUpstream,
  type BudgetEvent,
  type Tuning,
  type Upstream,
  type UpstreamCall,
  type UpstreamEvent,
} from "../src/upstream/index.ts";

// Loaded now, so that the short deadlines of tests are not spent on it.
await Promise.all([import("../src/upstream/breaker.ts"), import("../src/upstream/network.ts")]);

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Loopback {
  readonly url: string;
  readonly seen: Seen[];
  /** Connections open at this moment. */
  readonly sockets: Set<Socket>;
  /** Replaces what the server answers. */
  answer(handler: Handler): void;
  close(): Promise<void>;
}

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  seen: Seen,
  count: number,
) => void;

export const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  };

export async function loopback(handler: Handler = json({ ok: true })): Promise<Loopback> {
  let current = handler;
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: Seen = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      seen.push(one);
      current(request, response, one, seen.length);
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    sockets,
    answer(next) {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export const SECRET = "acme-key-5f3a9c77e1";

export function acme(overrides: Partial<AnyVendor> = {}): AnyVendor {
  return {
    id: "acme",
    title: "Acme",
    envPrefix: "ACME",
    homepage: "https://acme.example/keys",
    settings: [
      {
        key: "acmeKey",
        env: "ACME_API_KEY",
        kind: "text",
        secret: true,
        description: "Key.",
        group: "vendor",
      },
    ],
    baseUrl: () => "https://api.acme.example",
    credential: {
      fields: { key: { setting: "acmeKey", header: "x-acme-key" } },
      headers: ({ key = "" }) => ({ "X-Acme-Key": key }),
    },
    limits: { requests: 1000, windowSeconds: 60, concurrency: 8 },
    errors: ({ json: body }) => {
      const message = (body as { message?: unknown } | undefined)?.message;
      return typeof message === "string" ? { reasons: [{ text: message }] } : {};
    },
    toolsets: {},
    defaultToolsets: [],
    presets: {},
    instructions: "",
    api: (client: VendorClient) => client,
    verify: async () => {},
    load: async () => ({ tools: [] }),
    ...overrides,
  } as AnyVendor;
}

export function credential(
  key: string = SECRET,
  source: Credential["source"] = "server",
): Credential {
  return { source, values: { key }, fingerprint: `digest-of-${key}` };
}

export interface Bench {
  readonly upstream: Upstream;
  readonly events: UpstreamEvent[];
  /** What was told of the budget. */
  readonly news: BudgetEvent[];
  readonly client: (call?: Partial<UpstreamCall>) => VendorClient;
}

export interface BenchOptions {
  readonly vendor?: Partial<AnyVendor>;
  readonly settings?: Settings;
  readonly tuning?: Partial<Tuning>;
}

/** An upstream with quick retries; the caller closes it. */
export function bench(baseUrl: string, options: BenchOptions = {}): Bench {
  const events: UpstreamEvent[] = [];
  const news: BudgetEvent[] = [];
  const upstream = createUpstream({
    vendor: acme(options.vendor),
    settings: { deadlineSeconds: 5, rateWaitSeconds: 2, ...options.settings },
    baseUrl,
    version: "1.2.3",
    onRequest: (event) => events.push(event),
    onBudget: (event) => news.push(event),
    tuning: { retryMilliseconds: 5, longestRetryMilliseconds: 20, ...options.tuning },
  });
  return {
    upstream,
    events,
    news,
    client: (call = {}) =>
      upstream.connect({ credential: credential(), signal: new AbortController().signal, ...call }),
  };
}

/** A path that did not come from the template, as a careless vendor package might make one. */
export const rawPath = (text: string): ApiPath => text as ApiPath;

/** The error of an attempt that must fail. */
export async function failure(attempt: Promise<unknown>): Promise<PsaError> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof PsaError) return error;
    throw error;
  }
  throw new Error("expected a failure");
}

/** Everything a person or a log could see of an error. */
export function printed(error: PsaError): string {
  return JSON.stringify([
    error.message,
    error.advice,
    error.reasons,
    error.details,
    error.requestId,
  ]);
}

/** Resolves when the condition holds; fails after two seconds. */
export async function until(condition: () => boolean, what = "the condition"): Promise<void> {
  const end = performance.now() + 2000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
