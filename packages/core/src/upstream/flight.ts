import { PsaError } from "../errors/index.ts";
import { Stopped } from "./stop.ts";

/** One caller's stake in a request. */
export interface Passenger {
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly deadline: number;
  readonly onWait?: ((seconds: number, why: string) => void) | undefined;
}

/** What work under way may know about those who wait for it. */
export interface FlightView {
  /** Aborted (with a `Stopped` reason) when the last caller has gone. */
  readonly signal: AbortSignal;
  /** The latest deadline of those who wait; it can move when another joins. */
  deadline(): number;
  /** Tells everybody that a wait begins. */
  waiting(seconds: number, why: string): void;
}

/**
 * One piece of work for one or more callers. Each can be cancelled and has its own deadline; the work is stopped when
 * the last of them has gone.
 */
export class Flight<Result> implements FlightView {
  readonly #passengers = new Set<Passenger>();
  readonly #stop = new AbortController();
  readonly #title: string;
  #work: Promise<Result> | undefined;

  /** @param title the vendor's title, for the errors of those who leave early. */
  constructor(title: string) {
    this.#title = title;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** True once the last caller has gone: nobody may join any more. */
  get abandoned(): boolean {
    return this.#stop.signal.aborted;
  }

  deadline(): number {
    let latest = 0;
    for (const passenger of this.#passengers) latest = Math.max(latest, passenger.deadline);
    return latest;
  }

  waiting(seconds: number, why: string): void {
    for (const passenger of this.#passengers) passenger.onWait?.(seconds, why);
  }

  /**
   * Waits for the work, which the first caller starts. A caller that leaves while others wait gets `cancelled` or
   * `timeout`; the last one gets what the stopped work has to say.
   */
  join(passenger: Passenger, start: (flight: FlightView) => Promise<Result>): Promise<Result> {
    if (passenger.signal.aborted) return Promise.reject(left("cancelled", this.#title));
    return new Promise<Result>((resolve, reject) => {
      const leave = (why: "cancelled" | "deadline"): void => {
        if (this.#passengers.size > 1) {
          settle();
          reject(left(why, this.#title));
        } else {
          this.#stop.abort(new Stopped(why));
        }
      };
      const onAbort = (): void => leave("cancelled");
      const timer = setTimeout(
        () => leave("deadline"),
        Math.max(0, passenger.deadline - Date.now()),
      );
      const settle = (): void => {
        clearTimeout(timer);
        passenger.signal.removeEventListener("abort", onAbort);
        this.#passengers.delete(passenger);
      };
      passenger.signal.addEventListener("abort", onAbort, { once: true });
      this.#passengers.add(passenger);
      this.#work ??= start(this);
      void this.#work.then(resolve, reject).finally(settle);
    });
  }
}

function left(why: "cancelled" | "deadline", title: string): PsaError {
  return why === "cancelled"
    ? new PsaError("cancelled", "The call was cancelled.")
    : new PsaError("timeout", `${title} did not answer in time.`);
}
