import type { Logger } from "../telemetry/logger.ts";

/** Why serving ended: by itself with a code, or by a signal. */
export interface Stopped {
  readonly code: number;
  readonly signal?: NodeJS.Signals;
}

const NUMBERS: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 2, SIGTERM: 15 };

/**
 * Resolves when serving ended by itself or the first SIGINT or SIGTERM arrived (code 0). From then on a second signal
 * ends the process at once, for the person who does not want to wait for running calls.
 */
export async function untilStopped(closed: Promise<number>): Promise<Stopped> {
  const signals = Object.keys(NUMBERS) as NodeJS.Signals[];
  let forget = (): void => undefined;
  const signalled = new Promise<Stopped>((resolve) => {
    let first = true;
    const listener = (signal: NodeJS.Signals): void => {
      if (!first) process.exit(128 + (NUMBERS[signal] ?? 0));
      first = false;
      resolve({ code: 0, signal });
    };
    for (const signal of signals) process.on(signal, listener);
    forget = () => {
      for (const signal of signals) process.off(signal, listener);
    };
  });
  const stopped = await Promise.race([closed.then((code): Stopped => ({ code })), signalled]);
  if (stopped.signal === undefined) forget();
  return stopped;
}

/**
 * Ends the process with exit code 1 and a line in the log when something was thrown that nobody caught: its state is
 * unknown then. Returns what takes the handlers off again.
 */
export function endOnCrash(logger: Pick<Logger, "error" | "flush">): () => Promise<void> {
  const crash = (thrown: unknown): void => {
    logger.error({ err: thrown }, "The server failed and ends.");
    void logger.flush().finally(() => process.exit(1));
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  return async () => {
    process.off("uncaughtException", crash);
    process.off("unhandledRejection", crash);
  };
}
