import { randomBytes } from "node:crypto";
import type { PlainRecord, QuestionKind } from "../define/index.ts";

/** A question of the remote server that waits for the client. */
export interface RemoteQuestion {
  readonly key: string;
  readonly method: string;
  readonly params: PlainRecord;
  readonly needs: QuestionKind;
}

type Step =
  | { readonly kind: "done"; readonly value: PlainRecord }
  | { readonly kind: "failed"; readonly thrown: unknown }
  | { readonly kind: "asks"; readonly question: RemoteQuestion };

/** How long the remote server is kept waiting for a person. */
const PATIENCE_MILLISECONDS = 600_000;

/**
 * A call of a remote tool that is under way. It can outlive one round of the client's request: while the client asks its
 * person, the remote server goes on waiting, and the next round takes the call up again.
 */
export class HeldCall {
  readonly #stop = new AbortController();
  readonly #waiting = new Map<string, (answer: PlainRecord) => void>();
  #questions: RemoteQuestion[] = [];
  #wake: (() => void) | undefined;
  #end: Step | undefined;
  #count = 0;
  #timer: NodeJS.Timeout | undefined;
  #detach: (() => void) | undefined;
  /** Where progress and log lines of the present round go. */
  report: ((done: number, total?: number, message?: string) => void) | undefined;
  log: ((level: string, data: unknown) => void) | undefined;
  canAsk: ReadonlySet<QuestionKind> = new Set();

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Follows the request that carries this round; its end cancels the call unless the round ended with a question. */
  attach(signal: AbortSignal): void {
    clearTimeout(this.#timer);
    this.#detach?.();
    const onAbort = (): void => this.#stop.abort(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    this.#detach = () => signal.removeEventListener("abort", onAbort);
  }

  /** Lets go of the round's request while the client asks its person. */
  wait(onExpired: () => void): void {
    this.#detach?.();
    this.#detach = undefined;
    this.report = undefined;
    this.log = undefined;
    this.#timer = setTimeout(() => {
      onExpired();
      this.#stop.abort(new Error("nobody answered"));
    }, PATIENCE_MILLISECONDS);
    this.#timer.unref();
  }

  /** Takes the remote server's answer, whenever it comes. */
  settle(work: Promise<PlainRecord>): void {
    const end = (step: Step): void => {
      this.#end = step;
      clearTimeout(this.#timer);
      this.#detach?.();
      this.#wake?.();
    };
    work.then(
      (value) => end({ kind: "done", value }),
      (thrown: unknown) => end({ kind: "failed", thrown }),
    );
  }

  /** Puts a question of the remote server; resolves with the client's answer as it came. */
  ask(method: string, params: PlainRecord, needs: QuestionKind): Promise<PlainRecord> {
    this.#count += 1;
    const question: RemoteQuestion = { key: `remote-${this.#count}`, method, params, needs };
    this.#questions.push(question);
    this.#wake?.();
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.key, resolve);
      this.signal.addEventListener("abort", () => reject(new Error("the call has ended")), {
        once: true,
      });
    });
  }

  answer(key: string, answer: PlainRecord): void {
    this.#questions = this.#questions.filter((question) => question.key !== key);
    this.#waiting.get(key)?.(answer);
    this.#waiting.delete(key);
  }

  /** Ends the call at the remote server too. */
  cancel(): void {
    this.#stop.abort(new Error("no longer wanted"));
  }

  /** The next question, or the end. */
  async next(): Promise<Step> {
    for (;;) {
      const [question] = this.#questions;
      if (this.#end !== undefined) return this.#end;
      if (question !== undefined) return { kind: "asks", question };
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** The calls that wait for a client's answer, by an id that only this process knows. */
export class HeldCalls {
  readonly #calls = new Map<string, { readonly call: HeldCall; readonly binding: string }>();

  /** Keeps a call for the caller's next round. */
  keep(call: HeldCall, binding: string): string {
    const id = randomBytes(16).toString("base64url");
    this.#calls.set(id, { call, binding });
    call.wait(() => this.#calls.delete(id));
    return id;
  }

  /** The call of this caller, once. */
  take(id: string, binding: string): HeldCall | undefined {
    const held = this.#calls.get(id);
    if (held === undefined || held.binding !== binding) return undefined;
    this.#calls.delete(id);
    return held.call;
  }
}
