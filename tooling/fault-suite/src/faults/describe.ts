import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWrite, type FaultApp } from "../app.ts";
import type { CallAnswer, Caller } from "../program/caller.ts";
import { DEADLINE, openCaller, openStdio, type StdioScene, type Transport } from "../scene.ts";
import { until } from "../until.ts";
import { startBytes, startScripted, startStranger, type Host } from "../vendor/hosts.ts";
import { brokenAnswers, junkRows, type JunkRow } from "./junk.ts";
import { readRows, writeRows, type FaultRow } from "./rows.ts";

const transports: readonly Transport[] = ["stdio", "http"];

/** Words with which a list says that there is nothing: junk must never read like that. */
const NOTHING_FOUND =
  /\b(no|0|none|nothing) [a-z ]{0,40}\b(found|match|exist)|\bnothing found|^0 of|^No \w+s\b/im;
/** Pages and stacks. */
export const LEAKY: RegExp =
  /<html|<!doctype|<body|\n\s+at .+\(|node:internal|\.(?:ts|js):\d+:\d+/i;

/** Fails unless the answer is a proper error of ours: short, coded, without HTML or stack. */
export function expectError(answer: CallAnswer): void {
  expect(answer.isError, answer.text.slice(0, 500)).toBe(true);
  expect(answer.refused, JSON.stringify(answer.refused)).toBeUndefined();
  expect(answer.code, answer.text.slice(0, 500)).toBeTypeOf("string");
  expect(answer.text).not.toMatch(LEAKY);
  expect(answer.bytes).toBeLessThan(20_000);
}

/** Registers the rows of the vendor's faults. */
export function describeFaults(app: FaultApp): void {
  // All at once, since most rows wait; the circuit comes first because it waits longest.
  describe.concurrent(`${app.title} when the vendor fails`, () => {
    describeBreaker(app);
    describe.for(transports)("over %s", (transport) => {
      const tried = ({ everywhere }: FaultRow): boolean =>
        transport === "stdio" || everywhere === true;
      it.for(readRows.filter(tried))("reading: $name", { timeout: 30_000 }, (row, context) =>
        checkRow(app, transport, row, context, "read"),
      );
      it.for(writeRows.filter(tried))("writing: $name", { timeout: 30_000 }, (row, context) =>
        checkRow(app, transport, row, context, "write"),
      );
    });
    describeDown(app);
  });
  describeJunk(app);
}

async function checkRow(
  app: FaultApp,
  transport: Transport,
  row: FaultRow,
  context: Parameters<typeof openStdio>[1],
  use: "read" | "write",
): Promise<void> {
  const stranger = await startStranger();
  context.onTestFinished(() => stranger.close());
  const scene = await openCaller(transport, app, context, { variables: row.variables ?? {} });
  const { vendor, caller } = scene;
  // The first good call opens the connection, so that the fault meets one in use.
  await warm(app, caller);
  const before = vendor.requests().length;

  for (const rule of row.rules({ strangerUrl: stranger.url })) vendor.fault(rule);
  const answer = await caller.call(app[use]);
  const sent = vendor.requests().slice(before);
  vendor.clearFaults();

  const told = `${answer.text.slice(0, 400)} (${sent.length} sent, ${answer.seconds.toFixed(2)} s)`;
  expect(row.outcome, told).toContain(answer.isError ? answer.code : "ok");
  if (answer.isError) {
    expectError(answer);
    expect(answer.text).not.toMatch(NOTHING_FOUND);
  }
  expect(answer.seconds, told).toBeLessThan(row.seconds);
  expect(sent.length, told).toBeGreaterThanOrEqual(row.sent[0]);
  const renewed = row.rejects === true && app.renewsTokens === true ? 2 : 0;
  expect(sent.length, told).toBeLessThanOrEqual(row.sent[1] + renewed);
  expect(stranger.seen, "requests that left for another host").toEqual([]);
  const paths = new Set(vendor.requests().map((request) => request.path));
  expect([...paths].filter((path) => app.neverReached.test(path))).toEqual([]);
  if (use === "write") await checkWrite(scene, row, answer);
  if (row.recovers !== false) {
    const again = await caller.call(app.read);
    expect(again.isError, again.text).toBe(false);
  }
  const peak = scene.program.peakMegabytes();
  if (peak !== undefined) expect(peak, "megabytes at most").toBeLessThan(300);
  await until("no half-open socket is left at the vendor", () => vendor.connections() <= 2);
  await scene.finish(caller.said);
}

/** Calls until it works: on a busy machine the first call of a process can miss the short deadline. */
export async function warm(app: FaultApp, caller: Caller): Promise<void> {
  await until(
    "a first good call",
    async () => app.readShows.test((await caller.call(app.read)).text),
    15,
  );
}

/** A repeat of the same create is never a second one while the outcome of the first is not known to be none. */
async function checkWrite(
  { app, vendor, caller }: Awaited<ReturnType<typeof openCaller>>,
  row: FaultRow,
  answer: CallAnswer,
): Promise<void> {
  const [least, most] = row.written ?? [0, 1];
  const written = await app.countWritten(vendor);
  expect(written).toBeGreaterThanOrEqual(least);
  expect(written).toBeLessThanOrEqual(most);
  if (answer.isError && answer.code !== "outcome_unknown") return;
  const again = await caller.call(app.write);
  expect(await app.countWritten(vendor), `records after a repeat: ${again.text}`).toBe(written);
  if (answer.code === "outcome_unknown") expect(again.code, again.text).toBe("outcome_unknown");
}

/** One junk answer: neither a read nor a write may take it for data, and the write is sent once. */
async function checkJunk(app: FaultApp, scene: StdioScene, host: Host): Promise<void> {
  const before = host.seen.length;
  const answer = await scene.caller.call(app.read);
  expectError(answer);
  expect(answer.text).not.toMatch(NOTHING_FOUND);
  expect(
    ["bad_response", "too_large", "timeout", "unavailable", ...(app.refusalCodes ?? [])],
    answer.text,
  ).toContain(answer.code);
  expect(answer.seconds).toBeLessThan(DEADLINE + 5);
  // A key of its own, so that no earlier write stands in for this one.
  const given = { ...app.write.given, idempotency_key: `junk-${before}` };
  expectError(await scene.caller.call({ ...app.write, given }));
  const writes = host.seen
    .slice(before)
    .filter(({ method, target }) => isWrite(app, { method, path: target }));
  expect(writes.length, "writes sent").toBeLessThanOrEqual(1);
  const peak = scene.program.peakMegabytes();
  if (peak !== undefined) expect(peak, "megabytes at most").toBeLessThan(300);
}

function describeJunk(app: FaultApp): void {
  const rows = junkRows(app.wrongShapes, app.emptyLists);

  describe(`${app.title} when the vendor answers 200 with`, () => {
    const steps: (() => Promise<void> | void)[] = [];
    let row: JunkRow | undefined;
    let host: Host;
    let scene: StdioScene;
    beforeAll(async () => {
      host = await startScripted((_request, response) => row?.answer(response));
      steps.push(() => host.close());
      scene = await openStdio(
        app,
        { onTestFinished: (step) => void steps.push(step) },
        { address: host.url, variables: { MCP_DEADLINE_SECONDS: "10" } },
      );
    });
    afterAll(async () => {
      for (const step of steps) await step();
    });
    it.for(rows.filter(({ counts }) => counts !== true))("$name, it is an error", async (given) => {
      row = given;
      await checkJunk(app, scene, host);
    });
    it("all of this, it lives and has told no secret", () => scene.finish(scene.caller.said));
  });

  describe.concurrent(`${app.title} when the vendor sends`, () => {
    it.for(rows.filter(({ counts }) => counts === true))(
      "$name, it is an error",
      { timeout: 30_000 },
      async (given, context) => {
        const host = await startScripted((_request, response) => given.answer(response));
        context.onTestFinished(() => host.close());
        const scene = await openStdio(app, context, { address: host.url });
        await checkJunk(app, scene, host);
        await scene.finish(scene.caller.said);
      },
    );

    it.for(Object.entries(brokenAnswers))(
      "%s, it is an error",
      { timeout: 30_000 },
      async ([, bytes], context) => {
        const host = await startBytes(bytes);
        context.onTestFinished(() => host.close());
        const scene = await openStdio(app, context, { address: host.url });
        const answer = await scene.caller.call(app.read);
        expectError(answer);
        expect(["bad_response", "unavailable", "timeout"], answer.text).toContain(answer.code);
        expect(answer.seconds).toBeLessThan(DEADLINE + 5);
        await scene.finish(scene.caller.said);
      },
    );
  });
}

function describeBreaker(app: FaultApp): void {
  it(
    `500 for ever opens the circuit, and one probe closes it half a minute later`,
    { timeout: 60_000 },
    async (context) => {
      const scene = await openStdio(app, context);
      const { vendor, caller } = scene;
      vendor.fault({ kind: "status", status: 500 });
      for (let call = 0; call < 8; call += 1) expectError(await caller.call(app.read));
      const sent = vendor.requests().length;
      expect(sent, "requests for eight calls").toBeLessThanOrEqual(6);
      const opened = performance.now();
      const refused = await caller.call(app.read);
      expectError(refused);
      expect(refused.text).toMatch(/\d+ s/);
      expect(refused.seconds, "refused at once").toBeLessThan(0.5);
      expect(vendor.requests()).toHaveLength(sent);

      await until(
        "a probe is let through",
        async () => {
          await Promise.all(
            [1, 2, 3].map(() => caller.call({ ...app.read, given: { ...app.read.given } })),
          );
          return vendor.requests().length > sent;
        },
        40,
      );
      expect((performance.now() - opened) / 1000, "seconds until the probe").toBeGreaterThan(20);
      expect(vendor.requests().length - sent, "probes").toBe(1);
      vendor.clearFaults();
      await scene.finish(caller.said);
    },
  );
}

function describeDown(app: FaultApp): void {
  it("a vendor that is not there is told within the deadline", async (context) => {
    const host = await startScripted((_request, response) => response.end("{}"));
    await host.close();
    const scene = await openStdio(app, context, { address: host.url });
    const answer = await scene.caller.call(app.read);
    expectError(answer);
    expect(answer.code).toBe("unavailable");
    expect(answer.seconds).toBeLessThan(DEADLINE + 5);
    await scene.finish(scene.caller.said);
  });
}
