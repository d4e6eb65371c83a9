import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uploadRouteOf, type FaultApp } from "../app.ts";
import { LEAKY } from "../faults/describe.ts";
import type { HttpAnswer, HttpSession } from "../program/http.ts";
import { bearer, openHttp, type HttpScene } from "../scene.ts";
import { until } from "../until.ts";
import { rawRows } from "./raw.ts";
import { httpRows } from "./rows.ts";

/** Fails unless a refusal is JSON, and on the MCP routes JSON-RPC, without pages, stacks or paths of files. */
export function expectRefusal(answer: HttpAnswer, path: string): void {
  expect(answer.text).not.toMatch(LEAKY);
  expect(answer.text).not.toMatch(/\/(?:work|home|root|usr|tmp)\//);
  if (answer.status < 400 || answer.text === "") return;
  expect(answer.headers["content-type"], answer.text.slice(0, 200)).toMatch(/^application\/json/);
  const body = JSON.parse(answer.text) as { jsonrpc?: string; error: unknown };
  if (!path.startsWith("/mcp?") && path !== "/mcp") {
    expect(body.error, answer.text).toBeDefined();
    return;
  }
  expect(body).toMatchObject({
    jsonrpc: "2.0",
    error: { code: expect.any(Number) as number, message: expect.any(String) as string },
  });
}

/** Registers the table of bad HTTP requests, all against one server that must outlive them. */
export function describeHttpInput(app: FaultApp): void {
  describe(`${app.title} over HTTP with bad requests`, () => {
    const undo: (() => Promise<void> | void)[] = [];
    let scene: HttpScene;
    let session: HttpSession;
    beforeAll(async () => {
      scene = await openHttp(
        app,
        { onTestFinished: (step) => void undo.push(step) },
        {
          // Ended by probes in great number, sessions of the suite must not run into the limit for one caller.
          variables: { MCP_DEADLINE_SECONDS: "10" },
        },
      );
      session = await scene.server.open(bearer("admin"));
    });
    afterAll(async () => {
      for (const step of undo) await step();
    });
    const expectAlive = async (): Promise<void> => {
      const health = await scene.server.send({ method: "GET", path: "/health" });
      expect(health.status).toBe(200);
      const answer = await session.request("ping");
      expect(answer.error, "the good session").toBeUndefined();
    };

    it.for(httpRows)("$name", async (row) => {
      const before = scene.vendor.requests().length;
      const sent = row.sent({
        session,
        callerHeaders: app.callerHeaders,
        uploadRoute: uploadRouteOf(app),
      });
      const answer = await scene.server.send(sent);
      const told = `${answer.status} ${answer.text.slice(0, 300)}`;
      expect([row.status].flat(), told).toContain(answer.status);
      expectRefusal(answer, sent.path ?? "/mcp");
      if (row.code !== undefined) expect(answer.text).toContain(`"code":${row.code}`);
      expect(row.check?.(answer), told).toBeUndefined();
      expect(scene.vendor.requests(), "requests to the vendor").toHaveLength(before);
      await expectAlive();
    });

    it.for(rawRows)("on the wire: $name", async (row) => {
      const answer = await scene.server.raw(row.bytes());
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
      if (row.statuses.length > 0) expect(row.statuses, answer.slice(0, 300)).toContain(status);
      else expect(status, answer.slice(0, 300)).not.toBe(200);
      expect(answer).not.toMatch(LEAKY);
      const body = answer.split("\r\n\r\n")[1] ?? "";
      if (body.trim() !== "")
        expect(() => JSON.parse(body) as unknown, body.slice(0, 200)).not.toThrow();
      await expectAlive();
    });

    it("a second request behind a refused one on the same connection is not smuggled in", async () => {
      const before = scene.vendor.requests().length;
      const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
      const inner = `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
      const outer = `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${inner.length}\r\nConnection: close\r\n\r\n${inner}`;
      const answer = await scene.server.raw(outer);
      expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 401"]);
      expect(scene.vendor.requests()).toHaveLength(before);
    });

    it("clients that stop in the middle of a body leave nothing behind", async () => {
      // Pipes, the listener and a connection or two; what earlier tests opened is closing.
      const few = 10;
      await until("the server rests", () => (scene.program.sockets() ?? 0) <= few);
      const headers = Object.entries({
        ...session.headers,
        "content-type": "application/json",
        accept: "*/*",
      });
      const head = headers.map(([name, value]) => `${name}: ${value}`).join("\r\n");
      const sockets = Array.from({ length: 50 }, () => {
        const socket = scene.server.socket();
        socket.write(
          `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${head}\r\nContent-Length: 1000\r\n\r\n{"json`,
        );
        return socket;
      });
      await until("the server holds them", () => (scene.program.sockets() ?? 50) >= 50);
      await expectAlive();
      for (const socket of sockets) socket.destroy();
      await until("the server lets them go", () => (scene.program.sockets() ?? 0) <= few);
      await expectAlive();
    });

    it("one session takes one stream, and a second is refused", async () => {
      const socket = scene.server.socket();
      let heard = "";
      socket.on("data", (bytes: Buffer) => (heard += bytes.toString()));
      const credentials = `${bearer("admin").authorization}\r\nMcp-Session-Id: ${session.id}`;
      socket.write(
        `GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nAuthorization: ${credentials}\r\n\r\n`,
      );
      await until("the stream opens", () => heard.includes("text/event-stream"));
      const second = await scene.server.send({
        method: "GET",
        headers: { accept: "text/event-stream", ...session.headers },
      });
      expect(second.status).toBe(409);
      expectRefusal(second, "/mcp");
      socket.destroy();
      await expectAlive();
    });

    it("has neither crashed nor told a secret in all of this", async () => {
      await scene.finish(scene.server.said);
    });
  });
}
