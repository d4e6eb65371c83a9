import { startNode, within, end, type Child } from "./children.ts";
import {
  callText,
  initializedText,
  initializeText,
  requestText,
  resultOf,
  type Answer,
  type Call,
} from "./json-rpc.ts";
import type { Start } from "./servers.ts";

/** Longest wait for one answer, in seconds. */
const ANSWER_SECONDS = 30;

interface Waiter {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A server spoken to over its pipes, one line a message. */
export class StdioClient {
  readonly child: Child;
  readonly #waiting = new Map<unknown, Waiter>();
  #rest = "";
  #lastId = 0;

  constructor(start: Start) {
    this.child = startNode(start.args, start.env, "piped");
    const { stdout } = this.child.process;
    stdout?.setEncoding("utf8");
    stdout?.on("data", (text: string) => this.#receive(text));
    // A broken pipe means that the server ended, which is said below with what it wrote.
    this.child.process.stdin?.on("error", () => undefined);
    this.child.process.once("exit", () => this.#ended());
  }

  /** Opens the protocol and gives the result of `initialize`. */
  async initialize(): Promise<Readonly<Record<string, unknown>>> {
    const result = await this.#ask(initializeText(this.#nextId()));
    this.#send(initializedText);
    return result;
  }

  request(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    return this.#ask(requestText(this.#nextId(), method, params));
  }

  call(call: Call): Promise<Readonly<Record<string, unknown>>> {
    return this.#ask(callText(this.#nextId(), call));
  }

  close(): Promise<void> {
    return end(this.child);
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #send(text: string): void {
    this.child.process.stdin?.write(`${text}\n`);
  }

  async #ask(text: string): Promise<Readonly<Record<string, unknown>>> {
    const answered = new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(this.#lastId, { resolve, reject });
    });
    this.#send(text);
    return resultOf(await within(ANSWER_SECONDS, "An answer over stdio", answered));
  }

  #ended(): void {
    const error = new Error(`The server ended. It wrote: ${this.child.messages().slice(-1000)}`);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #receive(text: string): void {
    this.#rest += text;
    let newline = this.#rest.indexOf("\n");
    while (newline !== -1) {
      const line = this.#rest.slice(0, newline);
      this.#rest = this.#rest.slice(newline + 1);
      newline = this.#rest.indexOf("\n");
      if (line.trim() === "") continue;
      const answer = JSON.parse(line) as Answer;
      const waiter = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      waiter?.resolve(answer);
    }
  }
}
