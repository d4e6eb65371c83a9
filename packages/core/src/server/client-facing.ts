import type { ServerContext } from "@modelcontextprotocol/server";
import type { Principal } from "../define/principal.ts";
import type { ToolContext } from "../define/tool.ts";
import { redactText } from "../errors/index.ts";
import type { Asking } from "./ask.ts";
import type { Runtime } from "./runtime.ts";

type ClientFacing = Pick<
  ToolContext<unknown, unknown>,
  "ask" | "canAsk" | "carried" | "remote" | "announce" | "log"
>;

/** The part of a handler's context through which it speaks to the client. */
export function clientFacing(
  runtime: Runtime,
  principal: Principal,
  context: ServerContext,
  asking: Pick<Asking, "ask" | "canAsk" | "carried">,
): ClientFacing {
  const scope = principal.credential?.fingerprint;
  return {
    canAsk: asking.canAsk,
    carried: asking.carried,
    remote: (id) => runtime.remote(id, principal, context.mcpReq.signal),
    ask: asking.ask,
    announce: (change) => {
      const onlyOwn = change.kind === "resource" && scope !== undefined;
      runtime.changes.publish({ change, ...(onlyOwn ? { scope } : {}) });
    },
    log: (level, line) => {
      // oxlint-disable-next-line typescript/no-deprecated -- clients of the 2025 revisions still show it
      context.mcpReq.log(level, redactText(line), runtime.vendor.id).catch(() => {
        // The client has gone; the call's own signal tells the handler.
      });
    },
  };
}
