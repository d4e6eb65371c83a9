import { open, write } from "node:fs";

/** Where lines go: appended in order, without ever holding up the caller. */
export interface LineWriter {
  /** Takes one line, with or without its line break. */
  write(line: string): void;
  /** Resolves when everything taken so far is written, or after `withinMilliseconds` (1,000 when absent). */
  flush(withinMilliseconds?: number): Promise<void>;
}

export interface LineWriterOptions {
  /** A file descriptor, or the path of a file that is created for its owner alone (0600) and appended to. */
  readonly target: number | string;
  /** Most bytes that wait; lines beyond are counted and dropped. 4 MiB when absent. */
  readonly mostWaiting?: number;
  /** Told once about a target that cannot be written. */
  onError?(error: Error): void;
}

/**
 * Writes asynchronously: a client that never reads stderr would otherwise block the whole process as soon as the pipe
 * is full. What does not fit into memory is dropped, and a line says how much.
 */
export function createLineWriter(options: LineWriterOptions): LineWriter {
  const mostWaiting = options.mostWaiting ?? 4 * 1024 * 1024;
  let waiting: string[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let busy = false;
  let broken = false;
  let descriptor = typeof options.target === "number" ? options.target : undefined;
  let idle: (() => void)[] = [];

  const settle = (): void => {
    busy = false;
    const resolvers = idle;
    idle = [];
    for (const resolve of resolvers) resolve();
  };

  const fail = (error: Error): void => {
    broken = true;
    waiting = [];
    waitingBytes = 0;
    options.onError?.(error);
    settle();
  };

  const writeRest = (bytes: Buffer, from: number): void => {
    write(descriptor as number, bytes, from, bytes.length - from, null, (error, written) => {
      if (error !== null && error.code === "EAGAIN") {
        setTimeout(() => writeRest(bytes, from), 10).unref();
      } else if (error !== null) fail(error);
      else if (from + written < bytes.length) writeRest(bytes, from + written);
      else next();
    });
  };

  const next = (): void => {
    if (waiting.length === 0) {
      settle();
      return;
    }
    busy = true;
    if (dropped > 0) {
      waiting.push(
        `${JSON.stringify({ level: 40, time: Date.now(), msg: `${dropped} lines were dropped` })}\n`,
      );
      dropped = 0;
    }
    const bytes = Buffer.from(waiting.join(""), "utf8");
    waiting = [];
    waitingBytes = 0;
    writeRest(bytes, 0);
  };

  const start = (): void => {
    busy = true;
    if (descriptor !== undefined) {
      next();
      return;
    }
    open(options.target as string, "a", 0o600, (error, opened) => {
      if (error !== null) fail(error);
      else {
        descriptor = opened;
        next();
      }
    });
  };

  return {
    write(line) {
      if (broken) return;
      const text = line.endsWith("\n") ? line : `${line}\n`;
      if (waitingBytes + text.length > mostWaiting) {
        dropped += 1;
        return;
      }
      waiting.push(text);
      waitingBytes += text.length;
      if (!busy) start();
    },
    async flush(withinMilliseconds = 1000) {
      if (!busy) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMilliseconds);
        idle.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

let shared: LineWriter | undefined;

/** The one writer of stderr, so that log lines and audit events never mix within a line. */
export function stderrLines(): LineWriter {
  shared ??= createLineWriter({ target: 2 });
  return shared;
}
