// An invented vendor that offers everything the protocol has, served over real sockets and pipes.
import { PassThrough } from "node:stream";
import { z } from "zod";
import { createAccess } from "../../src/access/index.ts";
import {
  choice,
  content,
  definePrompt,
  defineResource,
  defineTool,
  defineVendor,
  file,
  form,
  message,
  path,
  type AnyVendor,
  type Offer,
  type Settings,
  type VendorClient,
} from "../../src/define/index.ts";
import { createRuntime, type Runtime } from "../../src/server/index.ts";
import { createSigner } from "../../src/state/index.ts";
import type { AuditEvent } from "../../src/telemetry/index.ts";
import { serveHttp, serveStdioTransport, type HttpServer } from "../../src/transports/index.ts";
import { createUpstream } from "../../src/upstream/index.ts";
import { loopback, type Loopback } from "../loopback.ts";

export const viewer = "viewer-token-0123456789";
export const admin = "admin-token-0123456789";
export const otherAdmin = "other-admin-token-0123";
export const serverKey = "server-key-9f8e7d6c5b4a";
export const ownKey = "own-key-good-1122334455";

const nothing = z.object({});
const asks = { tier: "read", toolset: "core", input: nothing } as const;
const name = z.object({ name: z.string() });

/** How often `load` was called, and whether there is one tool more. */
export const content0 = { loads: 0, more: false };

const tools = [
  defineTool({
    ...asks,
    name: "acme_greet",
    title: "Greet",
    description: "Asks for a name.",
    async handler({ ask }) {
      const { who } = await ask({ who: form("Who are you?", name) });
      return message(
        who.action === "accept" ? `Hello ${who.content.name}` : `It was ${who.action}`,
      );
    },
  }),
  defineTool({
    ...asks,
    name: "acme_two_steps",
    title: "Two steps",
    description: "Asks twice.",
    input: z.object({ topic: z.string().default("any") }),
    async handler({ ask, input }) {
      const { first } = await ask({ first: form("First?", name) });
      const color = z.object({ color: choice({ red: "Red", blue: "Blue" }) });
      const { second } = await ask({ second: form("Second?", color) });
      return message(JSON.stringify({ topic: input.topic, first, second }));
    },
  }),
  defineTool({
    ...asks,
    name: "acme_everything",
    title: "Everything",
    description: "Asks all that this client can answer.",
    async handler({ ask, canAsk }) {
      const answers = await ask({
        ...(canAsk.has("page")
          ? { page: { kind: "page", message: "Log in", url: "https://acme.example/in" } as const }
          : {}),
        ...(canAsk.has("roots") ? { roots: { kind: "roots" } as const } : {}),
        ...(canAsk.has("sampling")
          ? {
              model: {
                kind: "sampling",
                maxTokens: 10,
                messages: [{ role: "user", content: { kind: "text", text: "Say a word" } }],
              } as const,
            }
          : {}),
      });
      return message(JSON.stringify(answers));
    },
  }),
  defineTool({
    ...asks,
    name: "acme_swallow",
    title: "Swallow",
    description: "Asks and catches what it must not catch.",
    async handler({ ask }) {
      try {
        await ask({ who: form("Who are you?", name) });
      } catch {
        return message("swallowed");
      }
      return message("answered");
    },
  }),
  defineTool({
    ...asks,
    tier: "destructive",
    name: "acme_erase",
    title: "Erase",
    description: "Erases, after a confirmation and a question.",
    async handler({ ask, client }) {
      const { why } = await ask({ why: form("Why?", z.object({ reason: z.string() })) });
      await client.delete(path`/things/${1}`, { idempotent: true });
      return message(`Erased: ${why.action}`);
    },
  }),
  defineTool({
    ...asks,
    tier: "write",
    name: "acme_late",
    title: "Late",
    description: "Asks after it has written.",
    async handler({ ask, client }) {
      await client.post(path`/things`, { body: {} });
      await ask({ who: form("Who are you?", name) });
      return message("done");
    },
  }),
  defineTool({
    ...asks,
    name: "acme_touch",
    title: "Touch",
    description: "Announces a change.",
    input: z.object({ what: z.string() }),
    async handler({ announce, input }) {
      if (input.what === "tools") content0.more = !content0.more;
      if (["tools", "resources", "prompts"].includes(input.what)) {
        announce({ kind: input.what as "tools" });
      } else announce({ kind: "resource", uri: input.what });
      return message("touched");
    },
  }),
  defineTool({
    ...asks,
    name: "acme_chat",
    title: "Chat",
    description: "Writes to the client's log.",
    async handler({ log }) {
      log("debug", "small");
      log("warning", `key ${serverKey} is old`);
      return message("logged");
    },
  }),
  defineTool({
    ...asks,
    name: "acme_show",
    title: "Show",
    description: "Ready pieces, with the key where it must not be.",
    handler: async () =>
      content(
        [
          { kind: "text", text: "a\u200bb" },
          { kind: "audio", bytes: new Uint8Array([1, 2, 3]), mimeType: "audio/wav" },
          { kind: "resource", uri: "acme://x", mimeType: "text/plain", text: `key ${serverKey}` },
          { kind: "link", uri: `acme://k/${serverKey}`, name: "k" },
        ],
        { parts: 4 },
      ),
  }),
  defineTool({
    ...asks,
    name: "acme_file",
    title: "File",
    description: "A file.",
    handler: async () =>
      file({ name: "a.bin", mimeType: "application/octet-stream", bytes: new Uint8Array(3) }),
  }),
];

const extra = defineTool({
  ...asks,
  name: "acme_more",
  title: "More",
  description: "Comes and goes.",
  handler: async () => message("here"),
});

const resources = [
  defineResource<VendorClient>({
    uri: "acme://things/{id}",
    name: "thing",
    title: "Thing",
    description: "A thing.",
    mimeType: "text/plain",
    toolset: "core",
    cacheSeconds: 60,
    complete: async () => Array.from({ length: 150 }, (_unused, index) => String(index)),
    read: async ({ input }) => content([{ kind: "text", text: `thing ${input["id"]}` }]),
  }),
  defineResource<VendorClient>({
    uri: "acme://hidden/{id}",
    name: "hidden",
    title: "Hidden",
    description: "In a toolset that is off.",
    mimeType: "text/plain",
    toolset: "rare",
    read: async () => message("hidden"),
  }),
];

const prompts = [
  definePrompt<VendorClient>({
    name: "acme_talk",
    title: "Talk",
    description: "Several messages, after a question.",
    toolset: "core",
    arguments: [{ name: "topic", description: "Topic" }],
    complete: async (_argument, typed, { ask }) => {
      await ask({ never: form("Never?", name) });
      return [typed];
    },
    render: async ({ ask }) => {
      const { who } = await ask({ who: form("Who?", name) });
      return [
        { role: "user", content: { kind: "text", text: JSON.stringify(who) } },
        {
          role: "assistant",
          content: { kind: "image", bytes: new Uint8Array([1]), mimeType: "image/png" },
        },
      ];
    },
  }),
];

const everything: readonly Offer[] = [
  "resources",
  "prompts",
  "subscriptions",
  "list-changes",
  "logging",
];

function vendorWith(offers: readonly Offer[]): AnyVendor {
  return defineVendor({
    id: "acme",
    title: "Acme",
    envPrefix: "ACME",
    homepage: "https://acme.example/keys",
    settings: [
      {
        key: "acmeKey",
        env: "ACME_KEY",
        kind: "text",
        secret: true,
        description: "Key.",
        group: "vendor",
      },
    ],
    baseUrl: () => "https://api.acme.example",
    credential: {
      fields: { key: { setting: "acmeKey", header: "x-acme-key" } },
      headers: ({ key = "" }) => ({ "x-acme-key": key }),
    },
    limits: { requests: 1000, windowSeconds: 60, concurrency: 8 },
    errors: () => ({}),
    toolsets: {
      core: { title: "Core", description: "Core" },
      rare: { title: "Rare", description: "Rare" },
    },
    defaultToolsets: ["core"],
    presets: {},
    instructions: "Acme.",
    api: (client) => client,
    verify: async () => {},
    offers,
    load: async () => {
      content0.loads += 1;
      return { tools: content0.more ? [...tools, extra] : tools, resources, prompts };
    },
  });
}

export interface Served {
  readonly api: Loopback;
  readonly runtime: Runtime;
  readonly audit: AuditEvent[];
  readonly server: HttpServer;
  /** Lines in and out of a second transport over the same runtime. */
  stdio(): Promise<{
    send(message: unknown): void;
    next(): Promise<Record<string, never>>;
    close(): Promise<void>;
  }>;
  close(): Promise<void>;
}

/** Starts the vendor's server over HTTP against an API that answers everything with a record. */
export async function serve(
  more: Settings = {},
  offers: readonly Offer[] = everything,
  now?: () => number,
): Promise<Served> {
  const vendor = vendorWith(offers);
  const api = await loopback();
  const settings: Settings = {
    transport: "http",
    port: 0,
    host: "127.0.0.1",
    acmeKey: serverKey,
    callerKeys: "with-token",
    tokensViewer: `vera:${viewer}`,
    tokensAdmin: `ada:${admin},bob:${otherAdmin}`,
    shutdownSeconds: 5,
    confirm: "auto",
    ...more,
  };
  const upstream = createUpstream({ vendor, settings, baseUrl: api.url });
  const audit: AuditEvent[] = [];
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const runtime = createRuntime({
    vendor,
    settings,
    version: "1.2.3",
    upstream,
    audit: { record: (event) => void audit.push(event) },
    logger,
    signer: createSigner("a key for tests", now),
    abilities: new Set(),
    files: () => ({}),
  });
  const bindable = { ...runtime, logger };
  const access = createAccess({ vendor, settings, verifyCallerCredential: async () => {} });
  const server = await serveHttp(bindable, access);
  return {
    api,
    runtime,
    audit,
    server,
    async stdio() {
      const input = new PassThrough();
      const output = new PassThrough().setEncoding("utf8");
      const running = await serveStdioTransport(bindable, access, {
        input,
        output,
        errors: new PassThrough(),
      });
      const lines: string[] = [];
      const waiting: ((line: string) => void)[] = [];
      let rest = "";
      output.on("data", (text: string) => {
        const parts = (rest + text).split("\n");
        rest = parts.pop() ?? "";
        for (const line of parts) {
          const waiter = waiting.shift();
          if (waiter === undefined) lines.push(line);
          else waiter(line);
        }
      });
      return {
        send: (value) => void input.write(`${JSON.stringify(value)}\n`),
        async next() {
          const line =
            lines.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve)));
          return JSON.parse(line) as Record<string, never>;
        },
        close: () => running.close(),
      };
    },
    async close() {
      await server.close();
      await upstream.close();
      await api.close();
    },
  };
}

const META = "io.modelcontextprotocol";

/** What a client says of itself in a request of the 2026 revision. */
export const envelope = (capabilities: object = { elicitation: {} }): object => ({
  [`${META}/protocolVersion`]: "2026-07-28",
  [`${META}/clientInfo`]: { name: "test", version: "1" },
  [`${META}/clientCapabilities`]: capabilities,
});

export interface Wire {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of many shapes
  readonly result: any;
  readonly error:
    | { readonly code: number; readonly message: string; readonly data?: Record<string, unknown> }
    | undefined;
}

export interface WireOptions {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly capabilities?: object;
}

/** One request of the 2026 revision as it goes over the wire. */
export async function request(
  served: Served,
  method: string,
  params: Record<string, unknown> = {},
  options: WireOptions = {},
): Promise<Wire> {
  const answer = await fetch(served.server.endpoint, init(method, params, options));
  const text = await answer.text();
  const data = text.startsWith("{")
    ? text
    : (text
        .split("\n")
        .findLast((line) => line.startsWith("data: "))
        ?.slice(6) ?? "null");
  const body = JSON.parse(data) as { result?: unknown; error?: Wire["error"] };
  return { status: answer.status, result: body.result, error: body.error };
}

export function init(
  method: string,
  params: Record<string, unknown>,
  options: WireOptions = {},
): RequestInit {
  const named = params["name"] ?? params["uri"];
  return {
    method: "POST",
    headers: {
      authorization: `Bearer ${options.token ?? admin}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": method,
      ...(typeof named === "string" ? { "mcp-name": named } : {}),
      ...options.headers,
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method,
      params: { ...params, _meta: envelope(options.capabilities) },
    }),
  };
}
