import { pause } from "../children.ts";
import { HttpServer, messageOf } from "../http-client.ts";
import { initializeText, resultOf } from "../json-rpc.ts";
import type { Figures } from "../metrics.ts";
import { memoryOf } from "../process-figures.ts";
import type { Run } from "../run.ts";
import { callers, httpStart, type Caller } from "../servers.ts";

const HEAP_MEGABYTES = 512;
/** Many callers, so that the limit of each leaves room to come to the limit of all. */
const CALLERS = 40;
const AT_ONCE = 16;
/** Longest time for sending, and for abandoned sessions to make room, in seconds. */
const SENDING_SECONDS = 240;
const ROOM_SECONDS = 75;

/** Opens sessions and leaves them, with the server's own limits in force and a small heap. */
export async function measureAbandoned({ bench, effort, note }: Run): Promise<Figures> {
  const known = callers(CALLERS + 1);
  const fresh = known[CALLERS];
  if (fresh === undefined) throw new Error("There is no caller left.");
  const start = httpStart(bench, known, "usual", `--max-old-space-size=${HEAP_MEGABYTES}`);
  const server = await HttpServer.start(start);
  const { pid } = server.child;
  let opened = 0;
  let refused = 0;
  let peak = 0;
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, (_value, worker) => leaveSessions(worker)));
    const seconds = (performance.now() - began) / 1000;
    peak = memoryOf(pid).peak;
    const waited = await servesNewCaller(server, fresh, effort.waitsForRoom ? ROOM_SECONDS : 0);
    if (waited !== undefined && waited > 1) {
      note(`A new caller was served ${waited.toFixed(0)} s after the server was full.`);
    }
    note(`${opened + refused} initializes were sent in ${seconds.toFixed(0)} s.`);
    return figures(waited !== undefined);
  } catch (error) {
    if (server.child.alive) throw error;
    note(`The server ended: ${server.child.messages().slice(-300)}`);
    return figures(false);
  } finally {
    await server.close();
  }

  async function leaveSessions(worker: number): Promise<void> {
    for (let index = worker; index < effort.abandoned; index += AT_ONCE) {
      if (performance.now() - began > SENDING_SECONDS * 1000) return;
      const token = known[index % CALLERS]?.token ?? "";
      const { status, text } = await server.post(token, initializeText(1));
      if (status === 200) opened += 1;
      else if (status === 429 || status === 503) refused += 1;
      else throw new Error(`initialize was answered ${status}: ${text.slice(0, 300)}`);
      if (index % 500 === 0) peak = memoryOf(pid).peak;
    }
  }

  function figures(served: boolean): Figures {
    return {
      "abandoned.sent": opened + refused,
      "abandoned.opened": opened,
      "abandoned.refused": refused,
      "abandoned.alive": served ? 1 : 0,
      "abandoned.rss": peak,
    };
  }
}

/** Seconds after which a caller that was not there before got a session and a list; undefined when it got none. */
async function servesNewCaller(
  server: HttpServer,
  caller: Caller,
  patience: number,
): Promise<number | undefined> {
  const began = performance.now();
  for (;;) {
    const answer = await server.post(caller.token, initializeText(1));
    const waited = (performance.now() - began) / 1000;
    if (answer.status === 200) {
      resultOf(messageOf(answer));
      return waited;
    }
    if (waited > patience) return undefined;
    await pause(1000);
  }
}
