import type { Answer } from "../../http/message.ts";

const LIFE_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Answers by account and idempotency key: kept for a day, replayed to whoever sends the key again. */
export class KeptAnswers {
  readonly #kept = new Map<string, { answer: Answer | undefined; made: number }>();

  reset(): void {
    this.#kept.clear();
  }

  /** The kept answer, `running` while the first request is at work, or nothing. */
  find(account: string, key: string, now: number): Answer | "running" | undefined {
    const entry = this.#kept.get(`${account} ${key}`);
    if (entry === undefined || now - entry.made > LIFE_MILLISECONDS) return undefined;
    return entry.answer ?? "running";
  }

  begin(account: string, key: string, now: number): void {
    this.#kept.set(`${account} ${key}`, { answer: undefined, made: now });
  }

  finish(account: string, key: string, answer: Answer): void {
    const entry = this.#kept.get(`${account} ${key}`);
    if (entry !== undefined) entry.answer = answer;
  }

  /** A request that was refused leaves its key free. */
  forget(account: string, key: string): void {
    this.#kept.delete(`${account} ${key}`);
  }
}
