import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Settings } from "../define/index.ts";
import { PsaError, registerSecret } from "../errors/index.ts";
import { createAudit, type AuditEvent } from "./audit.ts";
import { createLineWriter, type LineWriter } from "./line-writer.ts";
import { createLogger, type Logger } from "./logger.ts";

const SECRET = 'K.telemetry-secret/+&"9';

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "telemetry-"));
  registerSecret(SECRET);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Collects lines instead of writing them. */
function collected(): LineWriter & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    write: (line) => void lines.push(line.trimEnd()),
    flush: () => Promise.resolve(),
  };
}

async function logged(
  settings: Settings,
  work: (logger: Logger) => void,
): Promise<Record<string, unknown>[]> {
  const target = collected();
  const logger = createLogger(settings, target);
  work(logger);
  await logger.flush();
  return target.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const spellings = [
  SECRET,
  encodeURIComponent(SECRET),
  JSON.stringify(SECRET).slice(1, -1),
  Buffer.from(SECRET)
    .toString("base64")
    .replace(/.{0,3}=*$/, ""),
];

function expectNoSecret(text: string): void {
  for (const spelling of spellings) expect(text).not.toContain(spelling);
}

describe("log", () => {
  it("writes facts and message from its level up", async () => {
    const lines = await logged({ logLevel: "warn" }, (logger) => {
      logger.debug("no");
      logger.info({ a: 1 }, "no");
      logger.warn({ a: 2 }, "yes");
      logger.error("yes, too");
    });
    expect(lines).toMatchObject([
      { level: 40, a: 2, msg: "yes" },
      { level: 50, msg: "yes, too" },
    ]);
  });

  it("is silent when told so", async () => {
    expect(await logged({ logLevel: "silent" }, (logger) => logger.error("no"))).toEqual([]);
  });

  it("masks by property and by value", async () => {
    const target = collected();
    const logger = createLogger({ logLevel: "debug" }, target);
    logger.info(
      { headers: { "x-api-key": "a-key-nobody-registered", authorization: "Bearer zzzzzzzzzzzz" } },
      "one",
    );
    logger.info({ password: "hunter2", nested: { token: "tok" } }, "two");
    logger.info(
      { text: `echo ${SECRET}`, basic: Buffer.from(`user:${SECRET}`).toString("base64") },
      `three ${SECRET}`,
    );
    logger.error(
      {
        err: new PsaError("bad_response", `it said ${SECRET}`, {
          cause: new Error(`inner ${SECRET}`),
        }),
      },
      "four",
    );
    await logger.flush();
    const all = target.lines.join("\n");
    expect(target.lines).toHaveLength(4);
    expectNoSecret(all);
    for (const word of ["a-key-nobody-registered", "zzzzzzzzzzzz", "hunter2", '"tok"'])
      expect(all).not.toContain(word);
    expect(JSON.parse(target.lines[3] ?? "")).toMatchObject({
      err: { code: "bad_response", cause: { name: "Error" } },
    });
  });

  it("keeps every line JSON with no secret in it, whatever is logged", async () => {
    const target = collected();
    const logger = createLogger({ logLevel: "debug" }, target);
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.jsonValue(), fc.string(), async (before, value, after) => {
        target.lines.length = 0;
        logger.info({ value, text: `${before}${SECRET}${after}` }, `${after}${SECRET}${before}`);
        await logger.flush();
        expect(() => JSON.parse(target.lines[0] ?? "")).not.toThrow();
        expectNoSecret(target.lines.join("\n"));
      }),
    );
  });
});

const event: AuditEvent = {
  event: "tool.call",
  outcome: "ok",
  vendor: "acme",
  actor: { subject: "token:ann", label: "ann", role: "editor", method: "token" },
  credential: "0123456789abcdef",
  tool: "acme_update_note",
  tier: "write",
  arguments: {
    organization_id: 42,
    note_ids: [1, 2],
    dry_run: true,
    name: "Confidential name",
    secret_id: "words that are no id, with blanks",
    body: `text ${SECRET}`,
    page_size: 50,
  },
  vendorStatus: 200,
  latencyMilliseconds: 12.6,
  requestId: "7",
  sessionId: "a-session-id-that-is-a-capability",
  ip: "127.0.0.1",
  client: { name: "some-client", version: "1.0" },
  protocolVersion: "2025-11-25",
  transport: "http",
};

function audited(settings: Settings, given: AuditEvent): Record<string, unknown> {
  const target = collected();
  createAudit(settings, createLogger({ logLevel: "silent" }), target).record(given);
  expect(target.lines).toHaveLength(1);
  return JSON.parse(target.lines[0] ?? "") as Record<string, unknown>;
}

describe("audit", () => {
  it("writes one event with the names of the format and nothing of what callers wrote", () => {
    const line = audited({}, event);
    expect(line).toMatchObject({
      event: "tool.call",
      outcome: "ok",
      actor: { sub: "token:ann", label: "ann", auth_method: "token", roles: ["editor"] },
      vendor: "acme",
      tool: "acme_update_note",
      tool_class: "write",
      args: { organization_id: 42, note_ids: [1, 2], dry_run: true, page_size: 50 },
      vendor_status: 200,
      latency_ms: 13,
      request_id: "7",
      client: { name: "some-client", version: "1.0" },
      protocol_version: "2025-11-25",
      transport: "http",
    });
    expect(Object.keys(line["args"] as object)).toEqual([
      "organization_id",
      "note_ids",
      "dry_run",
      "page_size",
    ]);
    expect(Date.parse(String(line["ts"]))).toBeGreaterThan(0);
    expect(JSON.stringify(line)).not.toContain("Confidential");
    expect(JSON.stringify(line)).not.toContain("a-session-id");
    expectNoSecret(JSON.stringify(line));
  });

  it("gives equal arguments equal digests under one key, in any order, and others under another", () => {
    const hash = (key: string, given: Record<string, unknown>): unknown =>
      audited({ signingKey: key }, { ...event, arguments: given })["args_hash"];
    expect(hash("k1", { a: 1, b: { c: 2, d: 3 } })).toBe(hash("k1", { b: { d: 3, c: 2 }, a: 1 }));
    expect(hash("k1", { a: 1 })).not.toBe(hash("k1", { a: 2 }));
    expect(hash("k1", { a: 1 })).not.toBe(hash("k2", { a: 1 }));
  });

  it("appends to a file that only its owner can read", async () => {
    const file = path.join(folder, "audit.ndjson");
    for (const tool of ["first", "second"]) {
      const audit = createAudit({ auditFile: file }, createLogger({ logLevel: "silent" }));
      audit.record({ ...event, tool });
      await audit.flush();
    }
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { tool: string }).tool)).toEqual([
      "first",
      "second",
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("says in the log when the file cannot be written", async () => {
    const target = collected();
    const logger = createLogger({ logLevel: "error" }, target);
    const audit = createAudit({ auditFile: path.join(folder, "no", "such", "folder") }, logger);
    audit.record(event);
    await audit.flush();
    await logger.flush();
    expect(target.lines.join()).toContain("The audit file cannot be written");
  });
});

describe("line writer", () => {
  it("keeps the order of many lines", async () => {
    const file = path.join(folder, "lines");
    const writer = createLineWriter({ target: file });
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    for (const line of lines) writer.write(line);
    await writer.flush();
    expect(readFileSync(file, "utf8").trimEnd().split("\n")).toEqual(lines);
  });

  it("drops what does not fit, and says how much", async () => {
    const file = path.join(folder, "full");
    const writer = createLineWriter({ target: file, mostWaiting: 20 });
    for (const line of ["0123456789", "0123456789", "0123456789"]) writer.write(line);
    await writer.flush();
    writer.write("later");
    await writer.flush();
    const text = readFileSync(file, "utf8");
    expect(text).toContain("later");
    expect(text).toContain("2 lines were dropped");
  });
});

describe("an audit event of hostile values", () => {
  it("is written all the same, short and as JSON", () => {
    let deep: unknown = "x";
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    const line = audited(
      {},
      {
        ...event,
        requestId: "9".repeat(100_000),
        protocolVersion: "v".repeat(100_000),
        reason: 'x-api-key: abcdefgh"and" more',
        arguments: { thing_id: 1, traits: deep, big: 1n },
      },
    );
    expect(line).toMatchObject({ tool: "acme_update_note", args: { thing_id: 1 } });
    expect(JSON.stringify(line).length).toBeLessThan(3000);
  });
});
