import { exchange, type Reply } from "../api.fixture.ts";
import type { IntegrationGatewaySandbox, UserName } from "../index.ts";

/** A bare client of the MCP endpoint: it shows what is on the wire. */
export class WireClient {
  readonly url: string;
  readonly headers: Record<string, string>;
  #next = 0;

  constructor(url: string, token: string) {
    this.url = url;
    this.headers = {
      authorization: `Bearer ${token}`,
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
    };
  }

  /** A client with an open session. */
  static async open(
    sandbox: IntegrationGatewaySandbox,
    user: UserName = "staff",
    capabilities: object = {},
  ): Promise<WireClient> {
    const client = new WireClient(sandbox.mcpUrl, sandbox.tokenFor(user));
    await client.initialize({ capabilities });
    return client;
  }

  async initialize(params: object = {}): Promise<Reply> {
    const reply = await this.request("initialize", {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "test", version: "1.0.0" },
      ...params,
    });
    const session = reply.headers.get("mcp-session-id");
    if (session !== null) this.headers["mcp-session-id"] = session;
    await this.post({ jsonrpc: "2.0", method: "notifications/initialized" });
    return reply;
  }

  post(message: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return exchange(this.url, {
      method: "POST",
      headers: { ...this.headers, ...headers },
      body: typeof message === "string" ? message : JSON.stringify(message),
    });
  }

  request(method: string, params: object = {}): Promise<Reply> {
    this.#next += 1;
    return this.post({ jsonrpc: "2.0", id: this.#next, method, params });
  }

  /** The whole result of a tool. */
  async call(name: string, given: object = {}): Promise<{ isError: boolean; text: string }> {
    const { body, text } = await this.request("tools/call", { name, arguments: given });
    const message = body ?? messagesOf(text).at(-1);
    if (message?.result === undefined) throw new Error(text);
    return { isError: message.result.isError, text: message.result.content[0].text };
  }

  /** What a tool returned; fails where the tool did. */
  // oxlint-disable-next-line typescript/no-explicit-any
  async value(name: string, given: object = {}): Promise<any> {
    const { isError, text } = await this.call(name, given);
    if (isError) throw new Error(text);
    return JSON.parse(text);
  }

  /** Why a tool failed; fails where it did not. */
  async failure(name: string, given: object = {}): Promise<string> {
    const { isError, text } = await this.call(name, given);
    if (!isError) throw new Error(`It worked: ${text}`);
    return text;
  }

  /** Opens the stream of the session. */
  listen(headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url, { headers: { ...this.headers, ...headers } });
  }
}

/** The messages of server-sent events. */
// oxlint-disable-next-line typescript/no-explicit-any
export function messagesOf(text: string): any[] {
  return [...text.matchAll(/^data: (.+)$/gm)].map(([, data = ""]) => JSON.parse(data));
}

/** Reads events as they come. */
export class EventReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = "";

  constructor(response: Response) {
    if (response.body === null) throw new Error("There is no body.");
    this.#reader = response.body.getReader();
  }

  /** The next message with its event id. Rejects when the stream ends or breaks. */
  // oxlint-disable-next-line typescript/no-explicit-any
  async next(): Promise<{ id: string; message: any }> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const event = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        const id = /^id: (.+)$/m.exec(event)?.[1] ?? "";
        const data = /^data: ?(.*)$/m.exec(event)?.[1] ?? "";
        return { id, message: data === "" ? undefined : JSON.parse(data) };
      }
      const { done, value } = await this.#reader.read();
      if (done) throw new Error("The stream ended.");
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}
