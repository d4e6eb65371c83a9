import { createHash } from "node:crypto";
import type { Answer } from "../http/message.ts";
import { Failure } from "./errors.ts";
import type { Switches } from "./profiles.ts";

interface Remembered {
  action: string;
  payload: string;
  /** Nothing yet for a key that was only made beforehand. */
  answer: Answer | undefined;
  time: number;
}

const HOUR = 3_600_000;

/** What the vendor remembers of keys, for each token apart. */
export class Idempotency {
  readonly #known = new Map<string, Remembered>();
  #minted = 0;

  /**
   * Does a keyed write once. Returns the stored answer when the same key comes with the same payload;
   * throws a 400 without a key and a 409 when the key stands for something else.
   */
  run(
    attempt: {
      owner: number;
      key: string | undefined;
      action: string;
      payload: unknown;
      now: number;
      switches: Switches;
    },
    write: () => Answer,
  ): Answer {
    const { key, owner, action, now, switches } = attempt;
    if (key === undefined || key === "") {
      throw new Failure(
        400,
        "idempotency_key_required",
        "The Idempotency-Key header is required for this endpoint.",
      );
    }
    if (key.length > 255) {
      throw new Failure(
        400,
        "idempotency_key_invalid",
        "The Idempotency-Key header may not be longer than 255 characters.",
      );
    }
    this.#forget(now, switches);
    const payload = digest(attempt.payload);
    const slot = `${owner} ${key}`;
    const known = this.#known.get(slot) ?? this.#known.get(`0 ${key}`);
    if (known) {
      const isSame = known.action === action && (!known.answer || known.payload === payload);
      if (!isSame) {
        throw new Failure(
          409,
          "idempotency_key_conflict",
          "This Idempotency-Key was already used for another request.",
        );
      }
      if (known.answer) return replay(known.answer, switches);
    }
    const answer = write();
    // A refused write throws and is not kept: it may be mended and sent again with its key.
    this.#known.set(slot, { action, payload, answer, time: now });
    return answer;
  }

  /** Makes a key beforehand that stands for one action; without one, for whatever comes first. */
  mint(action: string | undefined, now: number): string {
    this.#minted += 1;
    const hex = createHash("sha256").update(`key ${this.#minted}`).digest("hex");
    const key = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    if (action) {
      this.#known.set(`0 ${key}`, { action, payload: "", answer: undefined, time: now });
    }
    return key;
  }

  reset(): void {
    this.#known.clear();
    this.#minted = 0;
  }

  #forget(now: number, { idempotencyRetention }: Switches): void {
    if (idempotencyRetention === "none") return;
    const kept = idempotencyRetention === "24h" ? 24 * HOUR : HOUR;
    for (const [slot, { time }] of this.#known) if (now - time > kept) this.#known.delete(slot);
  }
}

function replay(answer: Answer, { replayHeader }: Switches): Answer {
  const headers = { ...answer.headers };
  if (replayHeader === "present") headers["idempotency-replayed"] = "true";
  return { ...answer, headers };
}

function digest(payload: unknown): string {
  return createHash("sha256").update(canonical(payload)).digest("hex");
}

/** JSON in which the order of names does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, entry]) => `${JSON.stringify(name)}:${canonical(entry)}`).join(",")}}`;
}
