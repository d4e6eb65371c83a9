import { setTimeout as pause } from "node:timers/promises";

/** Waits until a condition holds; fails with what was awaited when it does not within so many seconds. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  seconds = 5,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not within ${seconds} s: ${what}.`);
    await pause(10);
  }
}

/** The promise's value, or an error that names what took too long. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${seconds} s.`)),
      seconds * 1000,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
