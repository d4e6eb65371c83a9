import { Agent } from "node:http";
import { expect, it } from "vitest";
import type { FaultApp } from "../app.ts";
import { warm } from "../faults/describe.ts";
import { message, plainHeaders } from "../program/http.ts";
import { bearer, openCaller, openHttp, openStdio, type Transport } from "../scene.ts";
import { until } from "../until.ts";
import { sendOn } from "./flood.ts";

const transports: readonly Transport[] = ["stdio", "http"];

/** Registers how the program leaves: patiently, in time, at once, or killed. */
export function describeEnds(app: FaultApp): void {
  it.concurrent.for(transports)(
    "SIGTERM over %s: what runs is answered, then it leaves with 0",
    async (transport, context) => {
      const { vendor, caller, program } = await openCaller(transport, app, context, {
        variables: { MCP_DEADLINE_SECONDS: "5" },
      });
      await warm(app, caller);
      const before = vendor.requests().length;
      vendor.fault({ kind: "latency", milliseconds: 700 });
      const running = caller.call(app.read);
      await until("the call has reached the vendor", () => vendor.requests().length > before);
      program.child.kill("SIGTERM");
      expect((await running).text).toMatch(app.readShows);
      expect(await program.exited).toEqual({ code: 0, signal: null });
      await until("the vendor's sockets are closed", () => vendor.connections() === 0);
    },
  );

  it.concurrent("SIGTERM over HTTP: no new call is begun meanwhile", async (context) => {
    const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "5" } });
    const session = await scene.server.open(bearer("admin"));
    await warm(app, session);
    const before = scene.vendor.requests().length;
    scene.vendor.fault({ kind: "latency", milliseconds: 1500 });
    const kept = new Agent({ keepAlive: true });
    context.onTestFinished(() => kept.destroy());
    const health = await sendOn(kept, scene.server, "GET", "/readyz");
    expect(health.status).toBe(200);
    const running = session.call(app.read);
    await until("the call has reached the vendor", () => scene.vendor.requests().length > before);
    scene.program.child.kill("SIGTERM");
    await until("it says that it stops", () => scene.program.stderr.includes("stopping"));
    const late = await sendOn(kept, scene.server, "POST", "/mcp", {
      headers: { ...plainHeaders, ...session.headers },
      body: message("tools/list", {}, 99),
    }).catch(() => undefined);
    if (late !== undefined) expect(late.status, late.text).toBe(503);
    expect((await running).text).toMatch(app.readShows);
    expect((await scene.program.exited).code).toBe(0);
    expect(scene.vendor.requests()).toHaveLength(before + 1);
  });

  it.concurrent.for(transports)(
    "SIGTERM over %s while the vendor hangs: it leaves within its patience",
    async (transport, context) => {
      const { vendor, caller, program } = await openCaller(transport, app, context, {
        variables: { MCP_DEADLINE_SECONDS: "60", MCP_SHUTDOWN_SECONDS: "1" },
      });
      await warm(app, caller);
      const before = vendor.requests().length;
      vendor.fault({ kind: "hang" });
      const running = caller.call(app.read).catch(() => undefined);
      await until("the call has reached the vendor", () => vendor.requests().length > before);
      const started = performance.now();
      program.child.kill("SIGTERM");
      await program.exited;
      expect((performance.now() - started) / 1000, "seconds to leave").toBeLessThan(8);
      await until("the vendor's sockets are closed", () => vendor.connections() === 0);
      await running;
    },
  );

  it.concurrent.for(transports)(
    "a second SIGTERM over %s ends it at once",
    async (transport, context) => {
      const { vendor, caller, program } = await openCaller(transport, app, context, {
        variables: { MCP_DEADLINE_SECONDS: "60", MCP_SHUTDOWN_SECONDS: "60" },
      });
      await warm(app, caller);
      const before = vendor.requests().length;
      vendor.fault({ kind: "hang" });
      const running = caller.call(app.read).catch(() => undefined);
      await until("the call has reached the vendor", () => vendor.requests().length > before);
      program.child.kill("SIGTERM");
      await until("it says that it stops", () => program.stderr.includes("stopping"));
      program.child.kill("SIGTERM");
      expect((await program.exited).code).toBe(143);
      await running;
    },
  );

  it.concurrent.for(transports)(
    "SIGKILL over %s leaves no socket at the vendor, and the next start works",
    async (transport, context) => {
      const { vendor, caller, program } = await openCaller(transport, app, context, {
        variables: { MCP_DEADLINE_SECONDS: "30" },
      });
      await warm(app, caller);
      const before = vendor.requests().length;
      vendor.fault({ kind: "hang", commit: true });
      const running = Promise.all(
        [caller.call(app.read), caller.call(app.write)].map((call) => call.catch(() => undefined)),
      );
      await until(
        "the calls have reached the vendor",
        () => vendor.requests().length >= before + 2,
      );
      program.child.kill("SIGKILL");
      expect((await program.exited).signal).toBe("SIGKILL");
      await running;
      await until("the vendor's sockets are closed", () => vendor.connections() === 0);
      vendor.clearFaults();
      expect(await app.countWritten(vendor)).toBe(1);
      const next = await openStdio(app, context, { address: vendor.url });
      await warm(app, next.caller);
      expect(await app.countWritten(vendor)).toBe(1);
      await next.finish(next.caller.said);
    },
  );
}
