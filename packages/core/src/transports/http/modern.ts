import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import {
  createMcpHandler,
  type ServerEvent,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import type { Change, Principal } from "../../define/index.ts";
import type { Bindable } from "../bindable.ts";
import { echoableId, rpc } from "../json-rpc.ts";
import type { Selection } from "../selection.ts";
import { HttpProblem } from "./answer.ts";

interface Caller {
  readonly principal: Principal;
  readonly selection: Selection;
}

export interface Modern {
  /**
   * Serves one request of the 2026-07-28 revision; resolves after its last byte. A client that leaves cancels it.
   * Throws HttpProblem 429 when the caller listens on as many streams as it may.
   */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
    caller: Caller,
  ): Promise<void>;
  close(): Promise<void>;
}

export interface ModernOptions {
  /** Most subscription streams at once, in total and of one caller. */
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerPrincipal: number;
  /** Headers that are not shown to what serves the request, in lower case. */
  readonly credentialHeaders: readonly string[];
}

function webHeaders(request: IncomingMessage, hidden: ReadonlySet<string>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !hidden.has(name)) headers.set(name, String(value));
  }
  return headers;
}

/** True for a request whose answer is a stream that stays open until the client leaves. */
export function isListening(body: unknown): boolean {
  return (body as { method?: unknown } | null)?.method === "subscriptions/listen";
}

function serverEvent(change: Change): ServerEvent {
  switch (change.kind) {
    case "tools":
      return { kind: "tools_list_changed" };
    case "prompts":
      return { kind: "prompts_list_changed" };
    case "resources":
      return { kind: "resources_list_changed" };
    case "resource":
      return { kind: "resource_updated", uri: change.uri };
  }
}

/** The changes of the runtime as the SDK's streams hear them: each stream those of its own caller. */
function busOf(runtime: Bindable, listening: AsyncLocalStorage<Caller>): ServerEventBus {
  return {
    publish() {
      // Changes come from the runtime; nothing is published through the SDK.
    },
    subscribe(listener) {
      const caller = listening.getStore();
      if (caller === undefined || runtime.watch === undefined) return () => {};
      return runtime.watch(caller.principal, caller.selection, (change) =>
        listener(serverEvent(change)),
      );
    },
  };
}

/** Serves the 2026-07-28 revision, where every request stands alone, through the SDK's own handler. */
export function createModern(runtime: Bindable, options: ModernOptions): Modern {
  const hidden = new Set(options.credentialHeaders);
  // The SDK's factory sees the web request alone, so the caller is looked up by it.
  const callers = new WeakMap<Request, Caller>();
  // Its streams see not even that, so there the caller is found by the flow of the request.
  const listening = new AsyncLocalStorage<Caller>();
  const handler = createMcpHandler(
    ({ requestInfo }) => {
      const caller = requestInfo === undefined ? undefined : callers.get(requestInfo);
      if (caller === undefined)
        throw new Error("A request reached the protocol server without a caller.");
      return runtime.bind(caller.principal, caller.selection, "http");
    },
    {
      legacy: "reject",
      maxSubscriptions: options.maxSubscriptions,
      bus: busOf(runtime, listening),
      onerror: (error) => runtime.logger.debug({ problem: error.message }, "modern request"),
    },
  );

  const answer: Modern["handle"] = async (request, response, body, caller) => {
    const gone = new AbortController();
    const onClose = (): void => gone.abort();
    response.on("close", onClose);
    const web = new Request("http://localhost/mcp", {
      method: request.method ?? "POST",
      headers: webHeaders(request, hidden),
      signal: gone.signal,
    });
    callers.set(web, caller);
    const answered = await handler.fetch(web, { parsedBody: body });
    if (response.destroyed) return;
    const headers = Object.fromEntries(answered.headers);
    if (answered.body === null) {
      response.writeHead(answered.status, headers).end();
    } else if (answered.headers.get("content-type")?.startsWith("application/json") === true) {
      const text = await answered.text();
      response
        .writeHead(answered.status, { ...headers, "Content-Length": Buffer.byteLength(text) })
        .end(text);
    } else {
      response.writeHead(answered.status, {
        ...headers,
        "Cache-Control": "no-store, no-transform",
      });
      response.flushHeaders();
      await pipe(answered.body, response, gone.signal);
    }
    response.off("close", onClose);
  };

  /** Open streams by the binding of their caller. */
  const streams = new Map<string, number>();

  return {
    close: () => handler.close(),
    async handle(request, response, body, caller) {
      if (!isListening(body)) return answer(request, response, body, caller);
      const { binding } = caller.principal;
      const own = streams.get(binding) ?? 0;
      if (own >= options.maxSubscriptionsPerPrincipal) {
        throw new HttpProblem(
          429,
          rpc.refused,
          `You listen on ${own} streams, as many as allowed. Close some of them.`,
          {
            id: echoableId(body),
            headers: { "Retry-After": "60" },
            reason: "subscription_limit_principal",
          },
        );
      }
      streams.set(binding, own + 1);
      try {
        await listening.run(caller, () => answer(request, response, body, caller));
      } finally {
        const left = (streams.get(binding) ?? 1) - 1;
        if (left === 0) streams.delete(binding);
        else streams.set(binding, left);
      }
    },
  };
}

/** Copies a web stream to the client as fast as the client reads; stops when the client is gone. */
async function pipe(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  const left = new Promise<void>((resolve) =>
    gone.addEventListener("abort", () => resolve(), { once: true }),
  );
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || gone.aborted) break;
      if (!response.write(value)) {
        await Promise.race([new Promise<void>((resolve) => response.once("drain", resolve)), left]);
      }
    }
  } finally {
    if (gone.aborted) reader.cancel().catch(() => {});
    response.end();
  }
}
