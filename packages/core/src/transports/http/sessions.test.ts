import type { ServerResponse } from "node:http";
import type { Server } from "@modelcontextprotocol/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Principal } from "../../define/index.ts";
import { Exchange } from "./exchange.ts";
import { Sessions, type Session } from "./sessions.ts";
import { createHeartbeat, type Heartbeat } from "./streams.ts";
import { HttpTransport } from "./transport.ts";

const owner = { binding: "b", label: "ada" } as Principal;

describe("idle sessions", () => {
  it("end after the limit, the others stay", () => {
    let time = 0;
    const ended: string[] = [];
    const limits = { total: 10, perPrincipal: 10, idleMilliseconds: 1000 };
    const sessions = new Sessions(
      limits,
      () => time,
      (session) => ended.push(session.id),
    );
    const add = (id: string, busy = false): void => {
      const session: Session = {
        id,
        principal: owner,
        server: { close: async () => {} } as Server,
        transport: { busy } as HttpTransport,
        lastUsed: time,
      };
      sessions.add(session);
    };
    add("listening", true);
    add("quiet");
    add("used");
    time = 600;
    add("new");
    sessions.find("used", owner);
    time = 1000;
    sessions.sweep();
    expect(ended).toEqual(["quiet"]);
    time = 1600;
    sessions.sweep();
    expect(ended).toEqual(["quiet", "new", "used"]);
    expect(sessions.size).toBe(1);
  });
});

describe("a slow answer", () => {
  let heartbeat: Heartbeat;
  beforeEach(() => {
    vi.useFakeTimers();
    heartbeat = createHeartbeat(Date.now);
  });
  afterEach(() => {
    heartbeat.stop();
    vi.useRealTimers();
  });

  /** Notes what is written, as a client would read it. */
  function paper(): { written: string[]; response: ServerResponse } {
    const written: string[] = [];
    const response = {
      destroyed: false,
      writeHead: (status: number, headers: Record<string, string>) => {
        written.push(`${status} ${headers["Content-Type"]}`);
        return response;
      },
      flushHeaders: () => {},
      write: (text: string) => written.push(text),
      end: (text?: string) => written.push(text ?? "end"),
      on: () => response,
    };
    return { written, response: response as unknown as ServerResponse };
  }

  it("becomes a stream with signs of life", async () => {
    const { written, response } = paper();
    let done = 0;
    const exchange = new Exchange({
      response,
      ids: [1],
      batch: false,
      sessionId: "s",
      heartbeat,
      now: Date.now(),
      onDone: () => (done += 1),
    });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(written).toEqual(["200 text/event-stream"]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(written.slice(1)).toEqual([": keepalive\n\n"]);
    exchange.answer({ jsonrpc: "2.0", id: 1, result: {} });
    expect(written.slice(2)).toEqual([
      'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{}}\n\n',
      "end",
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(written).toHaveLength(4);
    expect(done).toBe(1);
  });

  it("is plain JSON when it comes in time", () => {
    const { written, response } = paper();
    const options = {
      response,
      batch: false,
      sessionId: undefined,
      heartbeat,
      now: Date.now(),
      onDone: () => {},
    };
    new Exchange({ ...options, ids: [1] }).answer({ jsonrpc: "2.0", id: 1, result: {} });
    expect(written).toEqual(["200 application/json", '{"jsonrpc":"2.0","id":1,"result":{}}']);
  });

  it("keeps the session's own stream alive, and carries what belongs to no call", async () => {
    const transport = new HttpTransport({ sessionId: "s", heartbeat, now: Date.now });
    const note = { jsonrpc: "2.0" as const, method: "notifications/message" };
    await transport.send(note);
    await expect(transport.send({ ...note, id: 1 })).rejects.toThrow(/not listening/);
    const { written, response } = paper();
    expect(transport.listen(response)).toBe(true);
    await transport.send(note);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(written.slice(1)).toEqual([`event: message\ndata: ${JSON.stringify(note)}\n\n`]);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(written.at(-1)).toBe(": keepalive\n\n");
    await transport.close();
    expect(written.at(-1)).toBe("end");
  });
});
