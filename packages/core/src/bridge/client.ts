import type {
  Client,
  JSONRPCMessage,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import type { PlainRecord, RemoteEndpoint } from "../define/index.ts";
import { scopes } from "./scope.ts";
import type { Wire } from "./wire.ts";

/** Code of the error with which a request ends whose stream broke off before an answer. */
export const STREAM_ENDED = -32_950;

/** What a session tells outside of any request. */
export interface SessionEvents {
  listChanged(kind: "tools" | "resources" | "prompts"): void;
  resourceUpdated(uri: string): void;
  closed(): void;
}

/** One session with the remote server. */
export interface Session {
  readonly client: Client;
  readonly transport: StreamableHTTPClientTransport;
}

/** Tries of the stream of notices before it is given up; lists are asked for from time to time anyway. */
const RECONNECTIONS = {
  initialReconnectionDelay: 1000,
  maxReconnectionDelay: 30_000,
  reconnectionDelayGrowFactor: 2,
  maxRetries: 8,
};

const OPENING_MILLISECONDS = 30_000;

/** Opens a session: one handshake, whatever the protocol era. Loads the client library. */
export async function openSession(
  endpoint: RemoteEndpoint,
  wire: Wire,
  version: string,
  events: SessionEvents,
): Promise<Session> {
  const library = await import("@modelcontextprotocol/client");
  const client = new library.Client(
    { name: "psa-mcp", version },
    {
      // Whoever calls may be able to answer; one who is not gets an error back in time.
      capabilities: { elicitation: { form: {}, url: {} }, sampling: {}, roots: {} },
      versionNegotiation: { mode: endpoint.protocol ?? "legacy" },
    },
  );
  const relay = async (request: { method: string; params?: unknown }): Promise<never> => {
    const asked = scopes.getStore()?.relay;
    if (asked === undefined) {
      throw new library.ProtocolError(
        library.ProtocolErrorCode.InvalidRequest,
        "No caller is there to answer this.",
      );
    }
    return (await asked(request.method, (request.params ?? {}) as PlainRecord)) as never;
  };
  client.setRequestHandler("elicitation/create", relay);
  client.setRequestHandler("sampling/createMessage", relay);
  client.setRequestHandler("roots/list", relay);
  for (const kind of ["tools", "resources", "prompts"] as const)
    client.setNotificationHandler(`notifications/${kind}/list_changed`, () =>
      events.listChanged(kind),
    );
  client.setNotificationHandler("notifications/resources/updated", ({ params }) =>
    events.resourceUpdated(params.uri),
  );
  client.setNotificationHandler("notifications/message", ({ params }) =>
    scopes.getStore()?.log?.(params.level, params.data),
  );
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the client is no event target
  client.onerror = () => {
    // Every failure that matters reaches the request it belongs to.
  };

  const transport = new library.StreamableHTTPClientTransport(new URL(endpoint.url), {
    fetch: wire.fetch,
    redirectPolicy: "follow",
    reconnectionOptions: RECONNECTIONS,
  });
  endBrokenRequests(transport);
  await client.connect(transport, { timeout: OPENING_MILLISECONDS });
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the client is no event target
  client.onclose = () => events.closed();
  if (client.getProtocolEra() === "modern") {
    const has = client.getServerCapabilities();
    await client
      .listen({
        ...(has?.tools?.listChanged === true ? { toolsListChanged: true } : {}),
        ...(has?.prompts?.listChanged === true ? { promptsListChanged: true } : {}),
        ...(has?.resources?.listChanged === true ? { resourcesListChanged: true } : {}),
      })
      .catch(() => undefined);
  }
  return { client, transport };
}

/** A request whose stream ended without an answer gets an error at once instead of waiting for its deadline. */
function endBrokenRequests(transport: StreamableHTTPClientTransport): void {
  const send = transport.send.bind(transport);
  transport.send = (message, options = {}) => {
    const single = message as { id?: string | number; method?: string };
    if (Array.isArray(message) || single.method === undefined || single.id === undefined)
      return send(message, options);
    const { id } = single;
    return send(message, {
      ...options,
      onRequestStreamEnd: () => {
        options.onRequestStreamEnd?.();
        const lost: JSONRPCMessage = {
          jsonrpc: "2.0",
          id,
          error: { code: STREAM_ENDED, message: "The connection broke before the answer." },
        };
        transport.onmessage?.(lost);
      },
    });
  };
}

/** Ends a session and tells the remote server, without waiting long for it. */
export async function closeSession({ client, transport }: Session): Promise<void> {
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the client is no event target
  client.onclose = () => undefined;
  await Promise.race([
    transport.terminateSession().catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, 1000).unref()),
  ]);
  await client.close().catch(() => undefined);
}
