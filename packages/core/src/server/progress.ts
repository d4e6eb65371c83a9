import type { ServerContext } from "@modelcontextprotocol/server";
import { shownLine } from "../errors/shown.ts";

/** Progress notices come at most this often; the last one of a call may be lost, its answer says the same. */
const SPACING_MILLISECONDS = 100;
const LONGEST_MESSAGE = 300;

/** Reports progress to a client that gave a progress token, and does nothing for others. */
export function progressReporter(
  context: ServerContext,
): (done: number, total?: number, message?: string) => void {
  const token = context.mcpReq._meta?.progressToken;
  if (token === undefined) return () => {};
  let reported = -1;
  let last = Number.NEGATIVE_INFINITY;
  return (done, total, message) => {
    const now = performance.now();
    const complete = total !== undefined && done >= total;
    if (now - last < SPACING_MILLISECONDS && !complete) return;
    last = now;
    // Progress must rise with every notice, also when only the message is new.
    reported = Math.max(done, reported + 1e-3);
    const params = {
      progressToken: token,
      progress: reported,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message: shownLine(message, LONGEST_MESSAGE) }),
    };
    context.mcpReq.notify({ method: "notifications/progress", params }).catch(() => {
      // The client has gone; the call's own signal tells the handler.
    });
  };
}
