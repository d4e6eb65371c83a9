import type { Readable, Writable } from "node:stream";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Access } from "../../access/index.ts";
import type { Bindable } from "../bindable.ts";
import { noSelection } from "../selection.ts";
import { LineTransport } from "./line-transport.ts";

/** A file of 25 MiB in base64 with room around it. */
const MAX_LINE_BYTES = 36 * 1024 * 1024;

export interface StdioOptions {
  readonly input?: Readable;
  readonly output?: Writable;
  /** Where a fatal problem is told in one line. */
  readonly errors?: Writable;
  readonly maxLineBytes?: number;
}

export interface StdioServer {
  /** Ends the connection; running calls get up to `shutdownSeconds` to finish. */
  close(): Promise<void>;
  /** The exit code once the connection has ended: 0 when the client left, 1 when the pipe broke. */
  readonly closed: Promise<number>;
}

/** Serves both protocol eras on standard input and output to the one caller who started this process. */
export async function serveStdioTransport(
  runtime: Bindable,
  access: Pick<Access, "stdio">,
  options: StdioOptions = {},
): Promise<StdioServer> {
  const output = options.output ?? process.stdout;
  const errors = options.errors ?? process.stderr;
  const seconds = runtime.settings["shutdownSeconds"];
  const grace = (typeof seconds === "number" ? seconds : 10) * 1000;
  const principal = access.stdio();

  let settle: (code: number) => void = () => {};
  const closed = new Promise<number>((resolve) => (settle = resolve));

  const transport = new LineTransport({
    input: options.input ?? process.stdin,
    output,
    maxLineBytes: options.maxLineBytes ?? MAX_LINE_BYTES,
    onEnded: (reason) => {
      if (reason === undefined) void end(0, true);
      else {
        errors.write(`The connection to the client broke: ${reason.message}\n`);
        void end(1, false);
      }
    },
  });
  const handle = serveStdio(() => runtime.bind(principal, noSelection, "stdio"), {
    transport,
    onerror: (error) => runtime.logger.debug({ problem: error.message }, "stdio message"),
  });

  let ending: Promise<void> | undefined;
  function end(code: number, patient: boolean): Promise<void> {
    ending ??= (async () => {
      if (patient) await within(transport.whenIdle(), grace);
      await handle.close();
      // What was written last must leave the process before it exits.
      if (output.writable)
        await within(new Promise<void>((resolve) => output.write("", () => resolve())), grace);
      settle(code);
    })();
    return ending;
  }

  return { closed, close: () => end(0, true) };
}

/** Waits for a promise, at most so many milliseconds. */
async function within(wait: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([wait, limit]);
  clearTimeout(timer);
}
