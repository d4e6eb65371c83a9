import type { ServerResponse } from "node:http";

/** How often the open answers are looked after. */
const BEAT_MILLISECONDS = 5000;
/** An answer that takes longer becomes a stream, so that proxies see life. */
export const PATIENCE_MILLISECONDS = 10_000;
/** How often an open stream carries a comment. */
export const KEEP_ALIVE_MILLISECONDS = 15_000;

/** Something that wants to be called every few seconds while it is open. */
export interface Beating {
  beat(now: number): void;
}

/** One timer for all open answers and streams of the process. */
export interface Heartbeat {
  add(item: Beating): void;
  delete(item: Beating): void;
  stop(): void;
}

/** Starts a heartbeat that does not keep the process alive. */
export function createHeartbeat(now: () => number): Heartbeat {
  const items = new Set<Beating>();
  const timer = setInterval(() => {
    const time = now();
    for (const item of items) item.beat(time);
  }, BEAT_MILLISECONDS);
  timer.unref();
  return {
    add: (item) => void items.add(item),
    delete: (item) => void items.delete(item),
    stop: () => clearInterval(timer),
  };
}

/** Begins a server-sent event stream. */
export function beginStream(response: ServerResponse, sessionId: string | undefined): void {
  response.writeHead(200, {
    ...(sessionId === undefined ? {} : { "Mcp-Session-Id": sessionId }),
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  });
  response.flushHeaders();
}

/** Writes one message to a stream. */
export function writeEvent(response: ServerResponse, message: unknown): void {
  response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
}

/** Writes a comment that clients skip. */
export function writeComment(response: ServerResponse): void {
  response.write(": keepalive\n\n");
}
