import { expect, it } from "vitest";
import type { FaultApp } from "../app.ts";
import { initializeParams } from "../program/caller.ts";
import { message, plainHeaders } from "../program/http.ts";
import { bearer, openHttp } from "../scene.ts";
import { until } from "../until.ts";
import { flood } from "./flood.ts";

/** How many initializations are abandoned; ten times and more with FAULT_ABANDONED. */
const ABANDONED = Number(process.env["FAULT_ABANDONED"] ?? 20_000);
/** Sessions that may be open at once. */
const AT_ONCE = Math.min(ABANDONED, 20_000);
const initialize = message("initialize", initializeParams, 1);

/** Registers floods of sessions and of calls. */
export function describeSessions(app: FaultApp): void {
  it(
    "one caller's abandoned sessions are limited, and others are served",
    { timeout: 60_000 },
    async (context) => {
      const scene = await openHttp(app, context);
      const statuses = await flood(scene.server, "viewer", 700);
      expect(statuses.get(200)).toBe(500);
      expect(statuses.get(429)).toBe(200);
      const other = await scene.server.open(bearer("editor"));
      expect((await other.request("ping")).error).toBeUndefined();
      const refused = await scene.server.send({
        headers: { ...plainHeaders, ...bearer("viewer") },
        body: initialize,
      });
      expect(refused.status).toBe(429);
      expect(refused.headers["retry-after"]).toMatch(/^\d+$/);
      expect(JSON.parse(refused.text)).toMatchObject({
        jsonrpc: "2.0",
        error: { message: expect.any(String) as string },
      });
      await scene.finish(scene.server.said);
    },
  );

  it(
    `lives through ${ABANDONED} abandoned initializations in 512 MB`,
    { timeout: 60_000 + ABANDONED * 10 },
    async (context) => {
      const scene = await openHttp(app, context, {
        nodeOptions: ["--max-old-space-size=512"],
        variables: {
          LOG_LEVEL: "info",
          MCP_SESSION_LIMIT: String(AT_ONCE + 100),
          MCP_SESSION_LIMIT_PER_PRINCIPAL: String(AT_ONCE),
          MCP_SESSION_IDLE_SECONDS: "10",
        },
      });
      const first = await scene.server.open(bearer("admin"));
      const statuses = await flood(scene.server, "viewer", ABANDONED);
      // Its own time: how long the clock ran depends on what else the machine does.
      const seconds = scene.program.processorSeconds() ?? 0;
      expect([...statuses.keys()].filter((status) => status !== 200 && status !== 429)).toEqual([]);
      expect(statuses.get(200)).toBeGreaterThanOrEqual(AT_ONCE);
      expect(seconds, "seconds of processor time").toBeLessThan(30 + ABANDONED / 250);
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

  it(
    "sixteen clients at once for a while get all their answers",
    { timeout: 60_000 },
    async (context) => {
      const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "10" } });
      const sessions = await Promise.all(
        Array.from({ length: 16 }, () => scene.server.open(bearer("admin"))),
      );
      await Promise.all(
        sessions.map(async (session) => {
          for (let call = 0; call < 20; call += 1)
            expect((await session.call(app.read)).text).toMatch(app.readShows);
        }),
      );
      await scene.finish(scene.server.said);
    },
  );
}
