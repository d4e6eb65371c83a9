import { acceptedContent, inputRequired, Server } from "@modelcontextprotocol/server";
import { createAccess, type Access } from "../../src/access/index.ts";
import {
  defineVendor,
  type AnyVendor,
  type Credential,
  type Principal,
  type Settings,
} from "../../src/define/index.ts";
import { PsaError } from "../../src/errors/index.ts";
import type { AuditEvent } from "../../src/telemetry/index.ts";
import {
  serveHttp,
  type Bindable,
  type HttpServer,
  type Selection,
} from "../../src/transports/index.ts";
import { createUploads, type Uploads } from "../../src/uploads/index.ts";

export const viewerToken = "viewer-token-0123456789";
export const editorToken = "editor-token-0123456789";
export const adminToken = "admin-token-0123456789";
export const serverKey = "server-key-9f8e7d6c5b4a";
export const goodKey = "own-key-good-1122334455";
export const otherKey = "own-key-other-99887766";

/** An invented vendor whose callers may bring their own key. */
export const acme: AnyVendor = defineVendor({
  id: "acme",
  title: "Acme Desk",
  envPrefix: "ACME",
  homepage: "https://acme.example/keys",
  settings: [
    {
      key: "acmeKey",
      env: "ACME_KEY",
      kind: "text",
      secret: true,
      description: "API key.",
      group: "vendor",
    },
  ],
  baseUrl: () => "https://api.acme.example",
  credential: {
    fields: { key: { setting: "acmeKey", header: "x-acme-key" } },
    headers: (values) => ({ "x-api-key": values["key"] ?? "" }),
  },
  limits: { requests: 100, windowSeconds: 60, concurrency: 4 },
  errors: () => ({}),
  toolsets: {
    tickets: { title: "Tickets", description: "Tickets" },
    people: { title: "People", description: "People" },
  },
  defaultToolsets: ["tickets"],
  presets: { lean: { description: "The least", tools: ["acme_echo"] } },
  instructions: "Acme tools.",
  api: (client) => client,
  verify: async () => {},
  load: async () => ({ tools: [] }),
});

/** Calls of the `hold` tool wait here until a test lets them go. */
export class Gate {
  waiting = 0;
  #release: (() => void)[] = [];
  #arrived: (() => void)[] = [];

  async pass(signal: AbortSignal): Promise<void> {
    this.waiting += 1;
    for (const arrived of this.#arrived.splice(0)) arrived();
    try {
      await new Promise<void>((resolve, reject) => {
        this.#release.push(resolve);
        signal.addEventListener("abort", () => reject(new Error("cancelled")), { once: true });
      });
    } finally {
      this.waiting -= 1;
    }
  }

  /** Resolves when a call waits. */
  arrived(): Promise<void> {
    return this.waiting > 0
      ? Promise.resolve()
      : new Promise((resolve) => this.#arrived.push(resolve));
  }

  open(): void {
    for (const release of this.#release.splice(0)) release();
  }
}

const confirmation = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value: unknown) => ({ value: value as { sure: boolean } }),
  },
} as const;

export interface Bound {
  readonly principal: Principal;
  readonly selection: Selection;
  readonly transport: "stdio" | "http";
}

export interface Fixture {
  readonly runtime: Bindable;
  readonly gate: Gate;
  readonly audit: AuditEvent[];
  readonly bound: Bound[];
  readonly log: string[];
}

const tool = (name: string): object => ({ name, inputSchema: { type: "object" } });

/** A running server in miniature: what transports need of one. */
export function fixture(settings: Settings): Fixture {
  const gate = new Gate();
  const audit: AuditEvent[] = [];
  const bound: Bound[] = [];
  const log: string[] = [];
  const note = (facts: object | string, message?: string): void =>
    void log.push(`${JSON.stringify(facts)} ${message ?? ""}`);

  function bind(principal: Principal, selection: Selection, transport: "stdio" | "http"): Server {
    bound.push({ principal, selection, transport });
    // oxlint-disable-next-line typescript/no-deprecated -- what is tested is served by the low-level class
    const server = new Server(
      { name: "psa-mcp-acme", version: "1.2.3" },
      { capabilities: { tools: { listChanged: false } }, instructions: "Acme tools." },
    );
    server.setRequestHandler("tools/list", () => ({
      tools: ["echo", "hold", "steps", "ask", "fail"].map(tool) as never,
    }));
    server.setRequestHandler("tools/call", async (request, context) => {
      const { name, arguments: given = {} } = request.params;
      const text = (value: string): { content: { type: "text"; text: string }[] } => ({
        content: [{ type: "text", text: value }],
      });
      if (name === "echo") {
        const seen = [...(context.http?.req?.headers.values() ?? [])];
        return text(JSON.stringify({ ...given, who: principal.label, role: principal.role, seen }));
      }
      if (name === "hold") {
        await gate.pass(context.mcpReq.signal);
        return text("released");
      }
      if (name === "steps") {
        const token = context.mcpReq._meta?.progressToken;
        for (const progress of [1, 2]) {
          if (token !== undefined) {
            await context.mcpReq.notify({
              method: "notifications/progress",
              params: { progressToken: token, progress },
            });
          }
        }
        return text("stepped");
      }
      if (name === "ask") {
        const answer = acceptedContent(
          context.mcpReq.inputResponses,
          "sure",
          confirmation as never,
        ) as { sure?: boolean } | undefined;
        if (answer !== undefined) return text(`sure: ${String(answer.sure)}`);
        return inputRequired({
          inputRequests: {
            sure: inputRequired.elicit({
              message: "Sure?",
              requestedSchema: {
                type: "object",
                properties: { sure: { type: "boolean" } },
                required: ["sure"],
              },
            }),
          },
        });
      }
      throw new Error("the tool failed");
    });
    return server;
  }

  return {
    gate,
    audit,
    bound,
    log,
    runtime: {
      vendor: acme,
      settings,
      version: "1.2.3",
      logger: { debug: note, info: note, warn: note, error: note },
      audit: { record: (event) => void audit.push(event) },
      bind,
    },
  };
}

export const tokenSettings: Settings = {
  transport: "http",
  port: 0,
  host: "127.0.0.1",
  acmeKey: serverKey,
  callerKeys: "with-token",
  tokensViewer: `vera:${viewerToken}`,
  tokensEditor: `ed:${editorToken}`,
  tokensAdmin: `ada:${adminToken}`,
  shutdownSeconds: 2,
};

/** Asks nobody: two keys count, others do not, and `unreachable` is away. */
export async function verifyInvented(credential: Credential): Promise<void> {
  const key = credential.values["key"];
  if (key === "unreachable-key") throw new PsaError("unavailable", "Acme is away.");
  if (key !== goodKey && key !== otherKey)
    throw new PsaError("credential_rejected", "Acme says no.");
}

export interface Served extends Fixture {
  readonly server: HttpServer;
  readonly access: Access;
  readonly uploads: Uploads;
  readonly verified: string[];
  /** A request to the server with a token unless told otherwise; gives status, headers and parsed body. */
  send(path: string, init?: SendInit): Promise<Sent>;
  /** A JSON-RPC POST to /mcp. */
  post(body: unknown, headers?: Readonly<Record<string, string>>, path?: string): Promise<Sent>;
  /** Begins a session and gives its id. */
  initialize(headers?: Readonly<Record<string, string>>, revision?: string): Promise<string>;
}

export interface SendInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of many shapes
  readonly body: any;
}

export const bearer = (token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
});
export const jsonHeaders = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
};

export const initializeBody = (revision = "2025-06-18"): object => ({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: revision,
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
});

/** Starts an HTTP server over the fixture on a free port. */
export async function serveFixture(
  settings: Partial<Settings> = {},
  options: { now?: () => number } = {},
): Promise<Served> {
  const merged = { ...tokenSettings, ...settings };
  const made = fixture(merged);
  const verified: string[] = [];
  const access = createAccess({
    vendor: acme,
    settings: merged,
    verifyCallerCredential: async (credential) => {
      verified.push(credential.values["key"] ?? "");
      await verifyInvented(credential);
    },
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const uploads = createUploads(merged, options);
  const server = await serveHttp(made.runtime, access, { uploads, ...options });

  async function send(path: string, init: SendInit = {}): Promise<Sent> {
    const answer = await fetch(`${server.url}${path}`, { ...init } as RequestInit);
    const text = await answer.text();
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      const data = text.split("\n").filter((line) => line.startsWith("data: "));
      body = data.length === 0 ? undefined : JSON.parse(data.at(-1)?.slice(6) ?? "null");
    }
    return { status: answer.status, headers: answer.headers, text, body };
  }
  const post: Served["post"] = (body, headers = bearer(adminToken), path = "/mcp") =>
    send(path, {
      method: "POST",
      headers: { ...jsonHeaders, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return {
    ...made,
    server,
    access,
    uploads,
    verified,
    send,
    post,
    async initialize(headers = bearer(adminToken), revision) {
      const answer = await post(initializeBody(revision), headers);
      const id = answer.headers.get("mcp-session-id");
      if (answer.status !== 200 || id === null)
        throw new Error(`initialize failed: ${answer.status} ${answer.text}`);
      return id;
    },
  };
}

export const call = (name: string, given: object = {}, id: number | string = 7): object => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name, arguments: given },
});
