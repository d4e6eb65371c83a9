import { expect, it } from "vitest";
import { readPage, type FaultApp } from "../app.ts";
import { expectError, warm } from "../faults/describe.ts";
import { message, plainHeaders } from "../program/http.ts";
import { bearer, openHttp, openStdio } from "../scene.ts";
import { until } from "../until.ts";

/** Registers that broken answers and vanished clients leave no socket open. */
export function describeSockets(app: FaultApp): void {
  it.concurrent(
    "broken and trickling answers leave no half-open socket",
    { timeout: 60_000 },
    async (context) => {
      const scene = await openStdio(app, context, { variables: { MCP_DEADLINE_SECONDS: "1" } });
      const { vendor, caller, program } = scene;
      await warm(app, caller);
      const base = program.sockets() ?? 0;
      for (const kind of ["reset", "slow-body", "hang", "huge"] as const) {
        vendor.fault({ kind });
        // Different pages, or they would share one request.
        const calls = Array.from({ length: 8 }, (_, page) => caller.call(readPage(app, page + 1)));
        for (const answer of await Promise.all(calls)) expectError(answer);
        vendor.clearFaults();
        await until(`${kind}: few sockets at the vendor`, () => vendor.connections() <= 2, 10);
      }
      await until("few sockets in the program", () => (program.sockets() ?? 0) <= base + 2, 10);
      await scene.finish(caller.said);
    },
  );

  it.concurrent("a cancelled call lets go of the vendor", async (context) => {
    const scene = await openStdio(app, context, { variables: { MCP_DEADLINE_SECONDS: "60" } });
    const { vendor, caller } = scene;
    await warm(app, caller);
    const before = vendor.requests().length;
    vendor.fault({ kind: "hang" });
    const id = caller.nextId();
    const { tool, given } = app.read;
    caller.write(`${message("tools/call", { name: tool, arguments: given }, id)}\n`);
    await until("the call has reached the vendor", () => vendor.requests().length > before);
    caller.write(`${message("notifications/cancelled", { requestId: id })}\n`);
    await until("the vendor's socket is closed", () => vendor.connections() === 0);
    vendor.clearFaults();
    expect((await caller.call(app.read)).text).toMatch(app.readShows);
    await scene.finish(caller.said);
  });

  it.concurrent(
    "clients that vanish in the middle of calls leave nothing behind",
    { timeout: 60_000 },
    async (context) => {
      const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "3" } });
      const session = await scene.server.open(bearer("admin"));
      await warm(app, session);
      const base = scene.program.sockets() ?? 0;
      scene.vendor.fault({ kind: "hang" });
      const headers = Object.entries({ ...plainHeaders, ...session.headers })
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join("\r\n");
      const sockets = Array.from({ length: 40 }, (_, index) => {
        const { tool, given } = readPage(app, index + 1);
        const body = message("tools/call", { name: tool, arguments: given }, `gone-${index}`);
        const socket = scene.server.socket();
        socket.write(
          `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
        return socket;
      });
      await until("calls have reached the vendor", () => scene.vendor.connections() >= 2);
      for (const socket of sockets) socket.destroy();
      await until(
        "few sockets in the program",
        () => (scene.program.sockets() ?? 0) <= base + 2,
        15,
      );
      await until("few sockets at the vendor", () => scene.vendor.connections() <= 2, 15);
      scene.vendor.clearFaults();
      expect((await session.request("ping")).error).toBeUndefined();
      await scene.finish(scene.server.said);
    },
  );
}
