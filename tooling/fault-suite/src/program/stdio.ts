import type { ToolCall } from "../app.ts";
import { within } from "../until.ts";
import {
  ANSWER_SECONDS,
  initializeParams,
  readAnswer,
  type CallAnswer,
  type Caller,
  type Message,
} from "./caller.ts";
import type { Program } from "./program.ts";

/** A client over the program's pipes, which can also write what no client would. */
export class StdioCaller implements Caller {
  readonly program: Program;
  /** Every message so far, in order. */
  readonly messages: Message[] = [];
  readonly #said: string[] = [];
  readonly #listeners = new Set<() => void>();
  #rest = "";
  #lastId = 0;

  constructor(program: Program) {
    this.program = program;
    program.child.stdout.setEncoding("utf8");
    program.child.stdout.on("data", (text: string) => this.#receive(text));
    void program.exited.then(() => this.#tell());
  }

  get said(): string {
    return this.#said.join("");
  }

  /** Opens the protocol as clients do. */
  async initialize(): Promise<Message> {
    const answer = await this.request("initialize", initializeParams);
    this.write(`${JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" })}\n`);
    return answer;
  }

  write(bytes: string | Uint8Array): void {
    this.program.child.stdin.write(bytes);
  }

  /** The first message from `from` on that fits. */
  async next(what: string, fits: (message: Message) => boolean, from = 0): Promise<Message> {
    return within(
      ANSWER_SECONDS,
      what,
      new Promise<Message>((resolve, reject) => {
        const look = (): void => {
          const found = this.messages.slice(from).find(fits);
          if (found === undefined && this.program.alive) return;
          this.#listeners.delete(look);
          if (found === undefined) {
            reject(new Error(`${what}: the program ended. ${this.program.stderr.slice(-800)}`));
          } else resolve(found);
        };
        this.#listeners.add(look);
        look();
      }),
    );
  }

  /** Writes a line and gives the answer that follows it, whatever its id. */
  async answerTo(line: string | Uint8Array): Promise<Message> {
    const from = this.messages.length;
    this.write(line);
    this.write("\n");
    return this.next("An answer to a line", (message) => message.method === undefined, from);
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  async request(method: string, params: object = {}): Promise<Message> {
    const id = this.nextId();
    this.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    return this.next(`An answer to ${method}`, (message) => message.id === id);
  }

  async call({ tool, given }: ToolCall): Promise<CallAnswer> {
    const started = performance.now();
    return readAnswer(await this.request("tools/call", { name: tool, arguments: given }), started);
  }

  async close(): Promise<void> {
    await this.program.end();
  }

  #receive(text: string): void {
    this.#said.push(text);
    this.#rest += text;
    const lines = this.#rest.split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.messages.push(readLine(line));
    this.#tell();
  }

  #tell(): void {
    for (const look of this.#listeners) look();
  }
}

function readLine(line: string): Message {
  try {
    return JSON.parse(line) as Message;
  } catch {
    throw new Error(
      `The program wrote something to stdout that is no message: ${line.slice(0, 300)}`,
    );
  }
}
