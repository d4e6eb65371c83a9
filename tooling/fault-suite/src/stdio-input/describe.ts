import { describe, expect, it } from "vitest";
import type { FaultApp } from "../app.ts";
import { unusual } from "../http-input/body-rows.ts";
import { expectError, LEAKY, warm } from "../faults/describe.ts";
import { openStdio, type StdioScene } from "../scene.ts";
import { until } from "../until.ts";

interface LineRow {
  readonly name: string;
  line(): string | Uint8Array;
  readonly code: number;
  /** The id that the error must carry. */
  readonly id?: number | string | null;
}

const MEGABYTE = 1024 * 1024;

/** Lines that are wrong, and the error that each must get. */
const lineRows: readonly LineRow[] = [
  { name: "a malformed line", line: () => '{"jsonrpc":"2.0","id":1,', code: -32_700, id: null },
  { name: "words", line: () => "hello", code: -32_700, id: null },
  { name: "a NUL byte", line: () => "\u0000", code: -32_700, id: null },
  {
    name: "bytes that are no UTF-8",
    line: () => Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    code: -32_700,
    id: null,
  },
  {
    name: "a broken escape",
    line: () => String.raw`{"jsonrpc":"2.0","id":1,"method":"\ud8"}`,
    code: -32_700,
    id: null,
  },
  { name: "brackets a million deep", line: () => "[".repeat(1_000_000), code: -32_700, id: null },
  { name: "an array", line: () => "[]", code: -32_600, id: null },
  {
    name: "a batch",
    line: () => '[{"jsonrpc":"2.0","id":1,"method":"ping"}]',
    code: -32_600,
    id: null,
  },
  { name: "null", line: () => "null", code: -32_600, id: null },
  { name: "a number", line: () => "42", code: -32_600, id: null },
  {
    name: "an object that is no message",
    line: () => '{"hello":"there"}',
    code: -32_600,
    id: null,
  },
  {
    name: "another JSON-RPC",
    line: () => '{"jsonrpc":"1.0","id":5,"method":"ping"}',
    code: -32_600,
    id: 5,
  },
  {
    name: "a null id",
    line: () => '{"jsonrpc":"2.0","id":null,"method":"ping"}',
    code: -32_600,
    id: null,
  },
  {
    name: "an object as id",
    line: () => '{"jsonrpc":"2.0","id":{},"method":"ping"}',
    code: -32_600,
    id: null,
  },
  {
    name: "positional parameters",
    line: () => '{"jsonrpc":"2.0","id":6,"method":"ping","params":[]}',
    code: -32_600,
    id: 6,
  },
  ...unusual.map((line): LineRow => ({ name: line, line: () => line, code: -32_600 })),
  {
    name: "an unknown method",
    line: () => '{"jsonrpc":"2.0","id":7,"method":"no/such"}',
    code: -32_601,
    id: 7,
  },
  {
    name: "the method __proto__",
    line: () => '{"jsonrpc":"2.0","id":8,"method":"__proto__"}',
    code: -32_601,
    id: 8,
  },
  {
    name: "an unknown tool",
    line: () =>
      '{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"no_such_tool","arguments":{}}}',
    code: -32_602,
    id: 9,
  },
  {
    name: "the tool constructor",
    line: () =>
      '{"jsonrpc":"2.0","id":10,"method":"tools/call","params":{"name":"constructor","arguments":{}}}',
    code: -32_602,
    id: 10,
  },
  {
    name: "a call without a name",
    line: () => '{"jsonrpc":"2.0","id":11,"method":"tools/call","params":{"arguments":{}}}',
    code: -32_602,
    id: 11,
  },
  { name: "a line of 40 MB", line: () => "x".repeat(40 * MEGABYTE), code: -32_600, id: null },
  {
    name: "a message of 40 MB",
    line: () =>
      `{"jsonrpc":"2.0","id":12,"method":"ping","params":{"pad":"${"x".repeat(40 * MEGABYTE)}"}}`,
    code: -32_600,
    id: null,
  },
];

/** Registers the table of bad lines, and how the program leaves. */
export function describeStdioInput(app: FaultApp): void {
  describe(`${app.title} on pipes with bad lines`, () => {
    it(
      "answers every one with an error and is never deaf",
      { timeout: 60_000 },
      async (context) => {
        const scene = await openStdio(app, context);
        const { caller } = scene;
        for (const row of lineRows) {
          const answer = await caller.answerTo(row.line());
          expect(answer.error, row.name).toMatchObject({ code: row.code });
          if (row.id !== undefined) expect(answer.id, row.name).toBe(row.id);
          expect(JSON.stringify(answer), row.name).not.toMatch(LEAKY);
          expect(JSON.stringify(answer).length, row.name).toBeLessThan(2000);
          expect((await caller.request("ping")).result, `after ${row.name}`).toEqual({});
        }
        await scene.finish(caller.said);
      },
    );

    it("takes a line of 10 MB in good time", async (context) => {
      const scene = await openStdio(app, context);
      const { caller } = scene;
      const id = caller.nextId();
      const started = performance.now();
      const answer = await caller.answerTo(
        `{"jsonrpc":"2.0","id":${id},"method":"ping","params":{"pad":"${"x".repeat(10 * MEGABYTE)}"}}`,
      );
      expect(answer).toMatchObject({ id, result: {} });
      expect((performance.now() - started) / 1000).toBeLessThan(5);
      await scene.finish(caller.said);
    });

    it("reads messages however they are cut, spaced or ended", async (context) => {
      const scene = await openStdio(app, context);
      const { caller } = scene;
      const bytes = Buffer.from(`\n\n  \r\n{"jsonrpc":"2.0","id":"é-1","method":"ping"}\r\n`);
      for (const byte of bytes) caller.write(Buffer.of(byte));
      expect(await caller.next("an answer", ({ id }) => id === "é-1")).toMatchObject({
        result: {},
      });
      caller.write(
        '{"jsonrpc":"2.0","id":"a","method":"ping"}\n{"jsonrpc":"2.0","id":"b","method":"ping"}\n',
      );
      await caller.next("the first", ({ id }) => id === "a");
      await caller.next("the second", ({ id }) => id === "b");
      await scene.finish(caller.said);
    });

    it("ignores what nobody asked for, without dying of it", async (context) => {
      const scene = await openStdio(app, context);
      const { caller } = scene;
      for (const line of [
        '{"jsonrpc":"2.0","id":99,"result":{}}',
        '{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":"x"}}',
        '{"jsonrpc":"2.0","method":"notifications/no_such"}',
        '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":12345}}',
        '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}',
        '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"__proto__","progress":1}}',
        '{"jsonrpc":"2.0","method":"notifications/initialized"}',
      ]) {
        caller.write(`${line}\n`);
      }
      expect((await caller.request("ping")).result).toEqual({});
      await scene.finish(caller.said);
    });

    it("refuses an id that is still in use, and answers the first", async (context) => {
      const scene = await openStdio(app, context);
      const { caller, vendor } = scene;
      await warm(app, caller);
      vendor.fault({ kind: "latency", milliseconds: 400 });
      const { tool, given } = app.read;
      const line = JSON.stringify({
        jsonrpc: "2.0",
        id: "same",
        method: "tools/call",
        params: { name: tool, arguments: given },
      });
      const from = caller.messages.length;
      caller.write(`${line}\n${line}\n`);
      const both = (): readonly unknown[] =>
        caller.messages.slice(from).filter(({ id }) => id === "same");
      await until("both are answered", () => both().length === 2);
      expect(both()).toEqual([
        expect.objectContaining({
          error: expect.objectContaining({ code: -32_600 }) as object,
        }) as object,
        expect.objectContaining({ result: expect.anything() as object }) as object,
      ]);
      await scene.finish(caller.said);
    });

    it("answers what runs when its input ends, then leaves with 0", async (context) => {
      const scene = await openStdio(app, context);
      const { caller, vendor, program } = scene;
      await warm(app, caller);
      vendor.fault({ kind: "latency", milliseconds: 500 });
      const running = caller.call(app.read);
      await until("the call has reached the vendor", () => vendor.requests().length > 1);
      program.child.stdin.end();
      expect((await running).text).toMatch(app.readShows);
      expect(await program.exited).toEqual({ code: 0, signal: null });
      await until("the vendor's sockets are closed", () => vendor.connections() === 0);
    });

    it("answers a last line that has no end", async (context) => {
      const { caller, program } = await openStdio(app, context);
      caller.program.child.stdin.end('{"jsonrpc":"2.0","id":"last","method":"ping"}');
      expect(await caller.next("an answer", ({ id }) => id === "last")).toMatchObject({
        result: {},
      });
      expect((await program.exited).code).toBe(0);
    });

    it("leaves when nobody reads its answers any more", async (context) => {
      const { caller, program } = await openStdio(app, context);
      program.child.stdout.destroy();
      const asking = setInterval(
        () => caller.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n'),
        20,
      );
      context.onTestFinished(() => clearInterval(asking));
      const exit = await program.exited;
      expect(exit.signal).toBeNull();
      expect(program.stderr).toMatch(/connection to the client broke|EPIPE/);
      expect(exit.code).toBe(1);
    });

    it("works on when nobody reads its log", { timeout: 30_000 }, async (context) => {
      const scene = await openStdio(app, context, { variables: { MCP_AUDIT_FILE: "" } });
      await warm(app, scene.caller);
      scene.program.child.stderr.pause();
      const { tool } = app.read;
      // Far more than a pipe holds: each refusal is one audit line.
      for (let call = 0; call < 600; call += 1) {
        const refused = await scene.caller.call({
          tool,
          given: { [`no_such_argument_${"x".repeat(40)}`]: 1 },
        });
        expectError(refused);
      }
      scene.program.child.stderr.resume();
      await expectStillThere(scene);
    });
  });
}

async function expectStillThere({ caller, finish }: StdioScene): Promise<void> {
  expect((await caller.request("ping")).result).toEqual({});
  await finish(caller.said);
}
