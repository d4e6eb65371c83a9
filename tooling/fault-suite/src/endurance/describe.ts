import { Agent, request as httpRequest } from "node:http";
import { describe, expect, it } from "vitest";
import type { FaultApp } from "../app.ts";
import { expectError, warm } from "../faults/describe.ts";
import { initializeParams } from "../program/caller.ts";
import { message, plainHeaders, type HttpServer } from "../program/http.ts";
import { bearer, openCaller, openHttp, openStdio, tokens, type Role, type Transport } from "../scene.ts";
import { until } from "../until.ts";

const transports: readonly Transport[] = ["stdio", "http"];

/** How many initializations are abandoned; ten times and more with FAULT_ABANDONED. */
const ABANDONED = Number(process.env["FAULT_ABANDONED"] ?? 20_000);
const initialize = message("initialize", initializeParams, 1);

/** Registers what takes long: floods of sessions, kills in the middle of calls, connections that break. */
export function describeEndurance(app: FaultApp): void {
  describe(`${app.title} endures`, () => {
    describeEnds(app);
    describeSockets(app);
    describeSessions(app);
  });
}

function describeEnds(app: FaultApp): void {
  it.concurrent.for(transports)("SIGTERM over %s: what runs is answered, then it leaves with 0", async (transport, context) => {
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
  });

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

  it.concurrent.for(transports)("SIGTERM over %s while the vendor hangs: it leaves within its patience", async (transport, context) => {
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
  });

  it.concurrent.for(transports)("a second SIGTERM over %s ends it at once", async (transport, context) => {
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
  });

  it.concurrent.for(transports)("SIGKILL over %s leaves no socket at the vendor, and the next start works", async (transport, context) => {
    const { vendor, caller, program } = await openCaller(transport, app, context, {
      variables: { MCP_DEADLINE_SECONDS: "30" },
    });
    await warm(app, caller);
    const before = vendor.requests().length;
    vendor.fault({ kind: "hang", commit: true });
    const running = Promise.all([caller.call(app.read), caller.call(app.write)].map((call) => call.catch(() => undefined)));
    await until("the calls have reached the vendor", () => vendor.requests().length >= before + 2);
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
  });
}

function describeSockets(app: FaultApp): void {
  it.concurrent("broken and trickling answers leave no half-open socket", { timeout: 60_000 }, async (context) => {
    const scene = await openStdio(app, context, { variables: { MCP_DEADLINE_SECONDS: "1" } });
    const { vendor, caller, program } = scene;
    await warm(app, caller);
    const base = program.sockets() ?? 0;
    for (const kind of ["reset", "slow-body", "hang", "huge"] as const) {
      vendor.fault({ kind });
      // Different pages, or they would share one request.
      const calls = Array.from({ length: 8 }, (_, page) =>
        caller.call({ ...app.read, given: { ...app.read.given, page_number: page + 1 } }),
      );
      for (const answer of await Promise.all(calls)) expectError(answer);
      vendor.clearFaults();
      await until(`${kind}: few sockets at the vendor`, () => vendor.connections() <= 2, 10);
    }
    await until("few sockets in the program", () => (program.sockets() ?? 0) <= base + 2, 10);
    await scene.finish(caller.said);
  });

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

  it.concurrent("clients that vanish in the middle of calls leave nothing behind", { timeout: 60_000 }, async (context) => {
    const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "3" } });
    const session = await scene.server.open(bearer("admin"));
    await warm(app, session);
    const base = scene.program.sockets() ?? 0;
    scene.vendor.fault({ kind: "hang" });
    const { tool, given } = app.read;
    const headers = Object.entries({ ...plainHeaders, ...session.headers })
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join("\r\n");
    const sockets = Array.from({ length: 40 }, (_, index) => {
      const body = message("tools/call", { name: tool, arguments: { ...given, page_number: index + 1 } }, `gone-${index}`);
      const socket = scene.server.socket();
      socket.write(`POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      return socket;
    });
    await until("calls have reached the vendor", () => scene.vendor.connections() >= 2);
    for (const socket of sockets) socket.destroy();
    await until("few sockets in the program", () => (scene.program.sockets() ?? 0) <= base + 2, 15);
    await until("few sockets at the vendor", () => scene.vendor.connections() <= 2, 15);
    scene.vendor.clearFaults();
    expect((await session.request("ping")).error).toBeUndefined();
    await scene.finish(scene.server.said);
  });
}

function describeSessions(app: FaultApp): void {
  it("one caller's abandoned sessions are limited, and others are served", { timeout: 60_000 }, async (context) => {
    const scene = await openHttp(app, context);
    const statuses = await flood(scene.server, "viewer", 700);
    expect(statuses.get(200)).toBe(500);
    expect(statuses.get(429)).toBe(200);
    const other = await scene.server.open(bearer("editor"));
    expect((await other.request("ping")).error).toBeUndefined();
    const refused = await scene.server.send({ headers: { ...plainHeaders, ...bearer("viewer") }, body: initialize });
    expect(refused.status).toBe(429);
    expect(refused.headers["retry-after"]).toMatch(/^\d+$/);
    expect(JSON.parse(refused.text)).toMatchObject({ jsonrpc: "2.0", error: { message: expect.any(String) as string } });
    await scene.finish(scene.server.said);
  });

  it(
    `lives through ${ABANDONED} abandoned initializations in 512 MB`,
    { timeout: 60_000 + ABANDONED * 10 },
    async (context) => {
      const scene = await openHttp(app, context, {
        nodeOptions: ["--max-old-space-size=512"],
        variables: {
          LOG_LEVEL: "info",
          MCP_SESSION_LIMIT: String(ABANDONED),
          MCP_SESSION_LIMIT_PER_PRINCIPAL: String(ABANDONED),
          MCP_SESSION_IDLE_SECONDS: "10",
        },
      });
      const first = await scene.server.open(bearer("admin"));
      const started = performance.now();
      const statuses = await flood(scene.server, "viewer", ABANDONED);
      const seconds = (performance.now() - started) / 1000;
      expect(Object.fromEntries(statuses)).toEqual({ 200: ABANDONED });
      expect(seconds, "seconds").toBeLessThan(30 + ABANDONED / 250);
      const peak = scene.program.peakMegabytes();
      if (peak !== undefined) expect(peak, "megabytes at most").toBeLessThan(700);
      // Those that rested longest go first.
      await until("old sessions are ended", () => scene.audit().includes('"session.end"'), 30);
      expect((await first.send(message("ping", {}, 9))).status, "the first session").toBe(404);
      const fresh = await scene.server.open(bearer("editor"));
      expect((await fresh.call(app.read)).text).toMatch(app.readShows);
      await scene.finish(scene.server.said);
    },
  );

  it("sixteen clients at once for a while get all their answers", { timeout: 60_000 }, async (context) => {
    const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "10" } });
    const sessions = await Promise.all(Array.from({ length: 16 }, () => scene.server.open(bearer("admin"))));
    await Promise.all(
      sessions.map(async (session) => {
        for (let call = 0; call < 20; call += 1) expect((await session.call(app.read)).text).toMatch(app.readShows);
      }),
    );
    await scene.finish(scene.server.said);
  });
}

interface Brief {
  readonly status: number;
  readonly text: string;
}

/** One request over an agent of the caller's choice. */
function sendOn(
  agent: Agent,
  server: HttpServer,
  method: string,
  path: string,
  more: { headers?: object; body?: string } = {},
): Promise<Brief> {
  return new Promise((resolve, reject) => {
    const { headers = {}, body } = more;
    const sent = httpRequest({ host: "127.0.0.1", port: server.port, agent, method, path, headers: { ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Begins sessions that nobody uses; gives how often each status was answered. */
async function flood(server: HttpServer, role: Role, count: number): Promise<ReadonlyMap<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const headers = { ...plainHeaders, authorization: `Bearer ${tokens[role]}`, "content-length": Buffer.byteLength(initialize) };
  const statuses = new Map<number, number>();
  let left = count;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left > 0) {
        left -= 1;
        const { status } = await sendOn(agent, server, "POST", "/mcp", { headers, body: initialize });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  agent.destroy();
  return statuses;
}

