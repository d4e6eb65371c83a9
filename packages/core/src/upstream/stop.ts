/** Why work was stopped from outside. Travels as the reason of an AbortSignal. */
export class Stopped extends Error {
  readonly why: "cancelled" | "deadline" | "closing";

  constructor(why: "cancelled" | "deadline" | "closing") {
    super(why);
    this.name = "Stopped";
    this.why = why;
  }
}

/** Resolves after a time; rejects with the signal's reason as soon as it is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const leave = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", leave);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", leave, { once: true });
  });
}
