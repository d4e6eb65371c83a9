// What the program reads from and writes to the machine of its user: only what was permitted, and never by half.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@modelcontextprotocol/client";
import { startTickitiSandbox, type TickitiSandbox, type TokenName } from "@psa-mcp/sandbox/tickiti";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callTool, startStdio, type CallAnswer } from "./program.fixture.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const SECRET = "the-contents-of-a-private-file";

let sandbox: TickitiSandbox;
let base: string;
let pictures: string;
let exports: string;
const clients: Client[] = [];

beforeAll(async () => (sandbox = await startTickitiSandbox()));
afterAll(() => sandbox.close());

beforeEach(async () => {
  sandbox.reset();
  base = await mkdtemp(join(tmpdir(), "psa-tickiti-"));
  pictures = join(base, "pictures");
  exports = join(base, "exports");
  await mkdir(pictures);
  await mkdir(exports);
  await writeFile(join(pictures, "screen.png"), PIXEL);
  await writeFile(join(pictures, "renamed.png"), SECRET);
  await writeFile(join(pictures, "drawing.svg"), "<svg><script>alert(1)</script></svg>");
  await writeFile(
    join(pictures, "huge.png"),
    Buffer.concat([PIXEL, Buffer.alloc(5 * 1024 * 1024)]),
  );
  await writeFile(join(base, "secret.txt"), SECRET);
  await writeFile(join(base, "outside.png"), PIXEL);
  await symlink(join(base, "secret.txt"), join(pictures, "link.png"));
  await symlink(join(base, "outside.png"), join(pictures, "picture-link.png"));
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await rm(base, { recursive: true });
});

async function start(
  env: Record<string, string> = {},
  token: TokenName = "agent",
): Promise<Client> {
  const client = await startStdio({
    TICKITI_API_BASE: sandbox.url,
    TICKITI_API_TOKEN: sandbox.tokens[token].token,
    TICKITI_ATTACHMENT_ROOTS: pictures,
    TICKITI_EXPORT_DIR: exports,
    ...env,
  });
  clients.push(client);
  return client;
}

describe("a picture of this machine", () => {
  const attach = async (client: Client, path: string, more = {}): Promise<CallAnswer> =>
    callTool(client, "tickiti_reply_to_ticket", {
      ticket_number: 220_009,
      from_email: "rowan.vale@larkfield.example",
      content: "<p>See {{attach:screen.png}}</p>",
      attachments: [{ path }],
      ...more,
    });

  it("is attached after a person agreed, in the place that was meant", async () => {
    const client = await start();
    const path = join(pictures, "screen.png");
    const asked = await attach(client, path);
    expect(asked.structured).toMatchObject({ confirmation_required: true });
    expect(asked.text).toContain(path);
    expect(sandbox.requests()).toEqual([]);
    const done = await attach(client, path, { confirm: asked.structured["confirm"] });
    expect(done.isError, done.text).toBe(false);
    const [request] = sandbox.requests();
    expect(JSON.stringify(request?.body)).toContain(
      `data:image/png;base64,${PIXEL.toString("base64")}`,
    );
    expect(JSON.stringify(request?.body)).not.toContain("{{attach");
  });

  it.each([
    ["a link to a private file", () => join(pictures, "link.png")],
    ["a link to a picture outside", () => join(pictures, "picture-link.png")],
    ["a picture outside", () => join(base, "outside.png")],
    ["a path with dots", () => `${pictures}/../outside.png`],
    ["a system file", () => "/etc/passwd"],
    ["a text under a picture's name", () => join(pictures, "renamed.png")],
    ["a drawing that can hold programs", () => join(pictures, "drawing.svg")],
    ["an oversized picture", () => join(pictures, "huge.png")],
    ["a folder", () => pictures],
    ["a device", () => "/dev/zero"],
    ["a missing file", () => join(pictures, "none.png")],
  ])("is refused, and nothing is sent: %s", async (_name, path) => {
    const client = await start({ MCP_CONFIRM: "never" });
    const answer = await attach(client, path());
    expect(answer.isError, answer.text).toBe(true);
    expect(answer.text).not.toContain(SECRET);
    expect(sandbox.requests()).toEqual([]);
  });

  it("is not read at all where no folder is permitted", async () => {
    const client = await start({ MCP_CONFIRM: "never", TICKITI_ATTACHMENT_ROOTS: "" });
    const answer = await attach(client, join(pictures, "screen.png"));
    expect(answer.structured).toMatchObject({ error: { code: "unsupported" } });
    expect(answer.text).toContain("TICKITI_ATTACHMENT_ROOTS");
    expect(sandbox.requests()).toEqual([]);
  });
});

describe("an export", () => {
  const lines = async (path: string): Promise<readonly Record<string, unknown>[]> =>
    (await readFile(path, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("holds every response once, oldest first, and tells its progress", async () => {
    const client = await start({}, "superuser");
    const steps: number[] = [];
    const path = join(exports, "all.jsonl");
    const done = await callTool(
      client,
      "export_responses",
      { path, page_size: 20 },
      { onprogress: ({ progress }) => steps.push(progress) },
    );
    expect(done.isError, done.text).toBe(false);
    const rows = await lines(path);
    expect(rows.length).toBe(done.structured["records"]);
    expect(new Set(rows.map((row) => row["id"])).size).toBe(rows.length);
    const times = rows.map((row) => String(row["created_at"]));
    expect(times).toEqual(times.toSorted());
    expect(steps.length).toBeGreaterThan(0);
    expect(steps).toEqual(steps.toSorted((left, right) => left - right));
    expect(await readdir(exports)).toEqual(["all.jsonl"]);
  });

  it("goes on where it stopped", async () => {
    const client = await start({}, "superuser");
    const first = await callTool(client, "tickiti_export_responses", {
      path: "1.jsonl",
      max_records: 150,
    });
    expect(first.structured).toMatchObject({ records: 150, complete: false });
    const second = await callTool(client, "tickiti_export_responses", {
      path: "2.jsonl",
      max_records: 150,
      cursor: first.structured["next_cursor"],
    });
    expect(second.isError, second.text).toBe(false);
    const ids = [
      ...(await lines(join(exports, "1.jsonl"))),
      ...(await lines(join(exports, "2.jsonl"))),
    ];
    expect(new Set(ids.map((row) => row["id"])).size).toBe(300);
  });

  it.each([
    ["outside", () => join(base, "x.jsonl")],
    ["outside by dots", () => "../x.jsonl"],
    ["over a link", () => "link.jsonl"],
    ["through a link of the way", () => "up/x.jsonl"],
    ["into a folder that is not there", () => "none/x.jsonl"],
    ["over a folder", () => "sub"],
    ["over a file that is there", () => "there.jsonl"],
  ])("is refused %s, before anything is asked of the vendor", async (_name, path) => {
    await symlink(join(base, "secret.txt"), join(exports, "link.jsonl"));
    await symlink(base, join(exports, "up"));
    await mkdir(join(exports, "sub"));
    await writeFile(join(exports, "there.jsonl"), "kept");
    const client = await start();
    const answer = await callTool(client, "tickiti_export_responses", { path: path() });
    expect(answer.isError, answer.text).toBe(true);
    expect(sandbox.requests()).toEqual([]);
    expect(await readFile(join(base, "secret.txt"), "utf8")).toBe(SECRET);
    expect(await readFile(join(exports, "there.jsonl"), "utf8")).toBe("kept");
    expect((await readdir(base)).toSorted()).toEqual([
      "exports",
      "outside.png",
      "pictures",
      "secret.txt",
    ]);
  });

  it("leaves the file that is there as it is when the vendor refuses, also when asked to replace it", async () => {
    await writeFile(join(exports, "there.jsonl"), "kept");
    const client = await start({}, "legacy");
    const answer = await callTool(client, "tickiti_export_responses", {
      path: "there.jsonl",
      overwrite: true,
    });
    expect(answer.structured).toMatchObject({ error: { code: "forbidden" } });
    expect(await readFile(join(exports, "there.jsonl"), "utf8")).toBe("kept");
    expect(await readdir(exports)).toEqual(["there.jsonl"]);
  });

  it("replaces a file when asked", async () => {
    await writeFile(join(exports, "there.jsonl"), "old");
    const client = await start();
    const answer = await callTool(client, "tickiti_export_responses", {
      path: "there.jsonl",
      overwrite: true,
      max_records: 5,
    });
    expect(answer.isError, answer.text).toBe(false);
    expect(await lines(join(exports, "there.jsonl"))).toHaveLength(5);
  });

  it("ends with an error where it cannot write, and the program lives on", async () => {
    const closed = process.getuid?.() === 0 ? "/proc/1" : join(exports, "closed");
    if (process.getuid?.() !== 0) {
      await mkdir(closed);
      await chmod(closed, 0o500);
    }
    const client = await start({ TICKITI_EXPORT_DIR: closed });
    const answer = await callTool(client, "tickiti_export_responses", { path: "x.jsonl" });
    expect(answer.isError, answer.text).toBe(true);
    const alive = await callTool(client, "tickiti_search_tickets", { limit: 1 });
    expect(alive.isError, alive.text).toBe(false);
  });

  it("leaves nothing behind when it is cancelled", async () => {
    const client = await start({}, "superuser");
    sandbox.fault({ kind: "latency", match: { path: "/api/v1/tickets/responses/query" } });
    const stop = new AbortController();
    const running = callTool(
      client,
      "tickiti_export_responses",
      { path: "cancelled.jsonl", page_size: 1 },
      { signal: stop.signal, onprogress: () => stop.abort() },
    );
    await expect(running).rejects.toThrow();
    await expect.poll(() => readdir(exports), { timeout: 5000 }).toEqual([]);
    const alive = await callTool(client, "tickiti_list_queues").catch((error: unknown) => error);
    expect(alive).not.toBeInstanceOf(Error);
  });
});
