import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWrite, type FaultApp, type ToolCall } from "../app.ts";
import { expectError, warm } from "../faults/describe.ts";
import type { StdioCaller } from "../program/stdio.ts";
import { bearer, openHttp, openStdio, type StdioScene, type Undo } from "../scene.ts";
import { startGate, startStranger, type Host } from "../vendor/hosts.ts";
import { hostileIds, hostileTexts, privateAddresses } from "./values.ts";

/** The base path that every request has to stay under. */
const PREFIX = "/some/base/v1";

/** Registers hostile arguments, against one program whose vendor lies under a base path. */
export function describeHostileArguments(app: FaultApp): void {
  describe(`${app.title} with hostile arguments`, () => {
    const steps: (() => Promise<void> | void)[] = [];
    const undo: Undo = { onTestFinished: (step) => void steps.push(step) };
    let scene: StdioScene;
    let caller: StdioCaller;
    let gate: Host;
    let stranger: Host;
    beforeAll(async () => {
      const vendor = await app.startVendor();
      gate = await startGate(vendor.url, PREFIX);
      stranger = await startStranger();
      scene = await openStdio(app, undo, {
        address: `${gate.url}${PREFIX}`,
        variables: { MCP_DEADLINE_SECONDS: "5" },
      });
      undo.onTestFinished(async () => {
        await Promise.all([gate.close(), stranger.close(), vendor.close()]);
      });
      ({ caller } = scene);
      await warm(app, caller);
    });
    afterAll(async () => {
      for (const step of steps) await step();
    });

    /** The call is refused before anything is sent. */
    const refused = async (
      call: ToolCall,
      codes: readonly string[] = ["invalid_arguments"],
    ): Promise<void> => {
      const before = gate.seen.length;
      const answer = await caller.call(call);
      const told = `${JSON.stringify(call.given).slice(0, 200)} → ${answer.text.slice(0, 300)}`;
      expect(answer.isError, told).toBe(true);
      if (answer.refused === undefined) {
        expectError(answer);
        expect(codes, told).toContain(answer.code);
      } else expect(answer.refused.code, told).toBe(-32_602);
      expect(gate.seen.slice(before), told).toEqual([]);
    };

    it.each(app.idCalls)("$call.tool takes no hostile $argument", async ({ call, argument }) => {
      for (const value of hostileIds) {
        await refused({ tool: call.tool, given: { ...call.given, [argument]: value } });
      }
    });

    it("sends a text as one value, whatever stands in it", async () => {
      const { call, argument, parameter, spelling, valuesIn } = app.textFilter;
      for (const text of hostileTexts) {
        const before = gate.seen.length;
        const answer = await caller.call({
          tool: call.tool,
          given: { ...call.given, [argument]: text },
        });
        const sent = gate.seen.slice(before);
        expect(sent.length, `${text}: ${answer.text}`).toBeLessThanOrEqual(1);
        for (const { target, headers, body } of sent) {
          const query = new URL(target, "http://gate").searchParams;
          const spelled = spelling(text);
          const values = valuesIn?.(JSON.parse(body)) ?? query.getAll(parameter);
          expect(values, text).toEqual([spelled]);
          const others = [...query.values()].filter((value) => value !== spelled);
          expect(others.filter((value) => hostileTexts.some((one) => value.includes(one)))).toEqual(
            [],
          );
          expect(query.getAll("filter[id]")).toEqual([]);
          expect(headers).not.toHaveProperty("x-injected");
        }
        if (sent.length === 0 || spelling(text) === undefined) expectError(answer);
      }
    });

    it("does not carry a megabyte of text about", async () => {
      const { call, argument } = app.textFilter;
      const before = gate.seen.length;
      const answer = await caller.call({
        tool: call.tool,
        given: { ...call.given, [argument]: "x".repeat(1_000_000) },
      });
      expectError(answer);
      expect(gate.seen.length - before).toBeLessThanOrEqual(1);
      expect(answer.bytes).toBeLessThan(5000);
    });

    it("refuses arguments that are unknown, of a wrong type or no object", async () => {
      const { tool, given } = app.read;
      const before = gate.seen.length;
      for (const arguments_ of [
        '{"no_such_argument":1}',
        '{"constructor":{"prototype":{"polluted":1}}}',
        '{"toString":1}',
        "[]",
        "[1]",
        '"text"',
        "7",
        `{${Array.from({ length: 5000 }, (_, index) => `"key_${index}":1`).join(",")}}`,
        `{"x":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
        `{"cursor":${JSON.stringify("../../x")}}`,
        `{"cursor":${JSON.stringify("A".repeat(100_000))}}`,
        `{"cursor":{"a":1}}`,
        `{"response_format":"html"}`,
        `{"dry_run":"yes"}`,
        `{"confirm":{"a":1}}`,
        `{"idempotency_key":{"a":1}}`,
      ]) {
        const id = caller.nextId();
        const answer = await caller.answerTo(
          `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${tool}","arguments":${arguments_}}}`,
        );
        const told = `${arguments_.slice(0, 80)} → ${JSON.stringify(answer).slice(0, 300)}`;
        expect(answer.id, told).toBe(id);
        expect(answer.error !== undefined || answer.result?.["isError"] === true, told).toBe(true);
        expect(JSON.stringify(answer).length, told).toBeLessThan(8000);
      }
      expect(gate.seen.slice(before)).toEqual([]);
      const polluting = JSON.parse('{"__proto__":{"polluted":1}}') as object;
      expect((await caller.call({ tool, given: { ...given, ...polluting } })).text).not.toContain(
        "polluted",
      );
      expect((await caller.call({ tool, given })).text).toMatch(app.readShows);
    });

    it("is not polluted by records, and sends no key that was not asked for", async () => {
      const { call, argument } = app.openRecord;
      const record = JSON.parse(
        '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"toString":"x"}',
      ) as object;
      const { tool, given } = { tool: call.tool, given: { ...call.given, [argument]: record } };
      // JSON.stringify writes an own __proto__, which an object literal would have lost.
      const answer = await caller.call({ tool, given });
      if (answer.isError) expect(answer.code, answer.text).toBeTypeOf("string");
      expect(answer.text).not.toMatch(/polluted.*undefined|Something failed inside/);
      expect((await caller.call(app.read)).text).not.toContain("polluted");
    });

    if (app.freeRead !== undefined) {
      const { tool, argument, forbidden, allowed } = app.freeRead;
      it("reads no path but those of its list", async () => {
        const codes = ["invalid_arguments", "forbidden", "unsupported"];
        for (const value of forbidden) await refused({ tool, given: { [argument]: value } }, codes);
        const answer = await caller.call({ tool, given: { [argument]: allowed } });
        expect(answer.isError, answer.text).toBe(false);
      });
    }

    describeFiles(app, { refusedCall: refused, stranger: () => stranger });

    it("has kept to the configured host and base path, and told nothing", async () => {
      expect(gate.seen.length).toBeGreaterThan(0);
      const outside = gate.seen.filter(({ target }) => {
        const { pathname } = new URL(target, "http://gate");
        const stays = target.startsWith(`${PREFIX}/`) && target.startsWith(pathname);
        return (
          !stays ||
          /%2e|%2f|%5c|\.\./i.test(pathname) ||
          app.neverReached.test(pathname.slice(PREFIX.length))
        );
      });
      expect(outside).toEqual([]);
      expect(stranger.seen).toEqual([]);
      expect(scene.vendor.requests(), "requests past the gate").toEqual([]);
      await scene.finish(caller.said);
    });
  });
  describeFileRoots(app);
}

/** Files by address and path, where no folder is open. */
function describeFiles(
  app: FaultApp,
  scene: {
    refusedCall(call: ToolCall, codes?: readonly string[]): Promise<void>;
    stranger(): Host;
  },
): void {
  const { fileCall } = app;
  if (fileCall === undefined) return;
  const { call } = fileCall;
  const give = (argument: string, value: unknown): ToolCall => ({
    tool: call.tool,
    given: { ...call.given, file_name: "a.png", [argument]: value },
  });

  it("reads no file of this machine", async () => {
    for (const file of [
      "/etc/passwd",
      "/proc/self/environ",
      "../../../etc/passwd",
      "file:///etc/passwd",
      "C:\\x.png",
    ]) {
      await scene.refusedCall(give(fileCall.path, file), ["unsupported"]);
    }
  });

  it.concurrent(
    "fetches nothing from this machine or a private network",
    { timeout: 60_000 },
    async (context) => {
      const stranger = await startStranger();
      context.onTestFinished(() => stranger.close());
      for (const transport of ["stdio", "http"] as const) {
        const open = transport === "stdio" ? await openStdio(app, context) : undefined;
        const http = open === undefined ? await openHttp(app, context) : undefined;
        const caller = open?.caller ?? (await http?.server.open(bearer("admin")));
        if (caller === undefined) throw new Error("No caller.");
        const { vendor, finish } = open ?? http ?? {};
        for (const address of privateAddresses(stranger.url)) {
          const answer = await caller.call(give(fileCall.url, address));
          expectError(answer);
          expect(
            ["forbidden", "invalid_arguments", "unavailable", "unsupported"],
            `${address}: ${answer.text}`,
          ).toContain(answer.code);
          // A name may be unknown to this machine; everything else has to be refused for what it is.
          if (!/internal|localhost/i.test(address))
            expect(answer.code, `${address}: ${answer.text}`).not.toBe("unavailable");
        }
        expect(stranger.seen, transport).toEqual([]);
        expect(vendor?.requests().filter((request) => isWrite(app, request))).toEqual([]);
        await finish?.(caller.said);
      }
    },
  );
}

/** Files by path, where one folder is open. */
function describeFileRoots(app: FaultApp): void {
  const { fileCall } = app;
  if (fileCall === undefined) return;
  it.concurrent(`${app.title} reads files of the open folder, and no way leads out of it`, async (context) => {
    const folder = mkdtempSync(path.join(tmpdir(), "psa-mcp-roots-"));
    context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const root = path.join(folder, "open");
    mkdirSync(path.join(root, "below"), { recursive: true });
    mkdirSync(path.join(folder, "open-not"));
    const secret = path.join(folder, "secret.txt");
    writeFileSync(secret, "outside-of-the-folder-73519");
    writeFileSync(path.join(folder, "open-not", "secret.txt"), "outside-of-the-folder-73519");
    writeFileSync(path.join(root, "good.txt"), "inside");
    symlinkSync(secret, path.join(root, "link.txt"));
    symlinkSync(folder, path.join(root, "up"));
    const scene = await openStdio(app, context, { variables: { MCP_FILE_ROOTS: root } });
    scene.secrets.add("outside-of-the-folder-73519");
    const { call } = fileCall;
    for (const file of [
      secret,
      `${root}/../secret.txt`,
      `${root}/below/../../secret.txt`,
      `${root}-not/secret.txt`,
      `${root}/link.txt`,
      `${root}/up/secret.txt`,
      `${root}/good.txt\u0000.png`,
      root,
      `${root}/below`,
      "/etc/passwd",
      "/dev/zero",
      "/proc/self/environ",
      "good.txt",
      `file://${root}/good.txt`,
    ]) {
      const answer = await scene.caller.call({
        tool: call.tool,
        given: { ...call.given, [fileCall.path]: file, file_name: "a.txt" },
      });
      expectError(answer);
      expect(["forbidden", "invalid_arguments", "not_found"], `${file}: ${answer.text}`).toContain(
        answer.code,
      );
    }
    expect(scene.vendor.requests().filter((request) => isWrite(app, request))).toEqual([]);
    await scene.finish(scene.caller.said);
  });
}
