// A team over HTTP: tokens, own tokens of several installations, exports as resources, uploads.
import { startTickitiSandbox, type TickitiSandbox } from "@psa-mcp/sandbox/tickiti";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { callTool, team } from "./program.fixture.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let first: TickitiSandbox;
let second: TickitiSandbox;
const { serve, connect, status, end } = team();
beforeAll(async () => {
  [first, second] = await Promise.all([startTickitiSandbox(), startTickitiSandbox()]);
});
afterEach(async () => {
  await end();
  first.reset();
  second.reset();
});
afterAll(() => Promise.all([first.close(), second.close()]));

const TOKEN = "t".repeat(40);
const bearer = { authorization: `Bearer ${TOKEN}` };

describe("a role token", () => {
  it("decides what its holder may call, also through the generic tools", async () => {
    const url = await serve({
      TICKITI_API_BASE: first.url,
      TICKITI_API_TOKEN: first.tokens.superuser.token,
      MCP_TOKENS_VIEWER: `vera:${TOKEN}`,
    });
    const client = await connect(url, bearer);
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain("tickiti_call");
    expect(names).not.toContain("tickiti_create_ticket");
    const read = await callTool(client, "tickiti_call", {
      family: "workflow",
      action: "queues.index",
    });
    expect(read.isError, read.text).toBe(false);
    const write = await callTool(client, "tickiti_call", {
      family: "mail",
      action: "subjects.create",
      payload: { subject: "x" },
    });
    expect(write.structured).toMatchObject({ error: { code: "forbidden" } });
    expect(first.requests().some(({ path }) => path.endsWith("/create"))).toBe(false);
  });
});

describe("a caller's own token", () => {
  const own = (sandbox: TickitiSandbox, token: keyof TickitiSandbox["tokens"]) => ({
    "x-tickiti-api-base": sandbox.url,
    "x-tickiti-api-token": sandbox.tokens[token].token,
  });

  it("goes to its own installation, where the operator permits it", async () => {
    const url = await serve({
      TICKITI_API_BASE: first.url,
      TICKITI_API_BASES: `${second.url}/`,
      CLIENT_TICKITI_KEYS: "open",
    });
    const [one, other] = await Promise.all([
      connect(url, own(first, "agent")),
      connect(url, own(second, "oneQueue")),
    ]);
    await Promise.all([
      callTool(one, "tickiti_search_tickets", { limit: 1 }),
      callTool(other, "tickiti_search_tickets", { limit: 1 }),
    ]);
    const tokensAt = (sandbox: TickitiSandbox): Set<string | undefined> =>
      new Set(sandbox.requests().map(({ headers }) => headers["authorization"]));
    expect(tokensAt(first)).toEqual(new Set([`Bearer ${first.tokens.agent.token}`]));
    expect(tokensAt(second)).toEqual(new Set([`Bearer ${second.tokens.oneQueue.token}`]));
  });

  it("is refused for addresses that the operator did not name, and nothing is sent there", async () => {
    const url = await serve({ TICKITI_API_BASE: first.url, CLIENT_TICKITI_KEYS: "open" });
    const rows: readonly (readonly [Record<string, string>, number])[] = [
      [own(first, "agent"), 200],
      [{ "x-tickiti-api-token": first.tokens.agent.token }, 200],
      [own(second, "agent"), 401],
      [{ ...own(first, "agent"), "x-tickiti-api-base": "http://169.254.169.254" }, 401],
      [{ ...own(first, "agent"), "x-tickiti-api-base": `${first.url}@rogue.example` }, 401],
      [{ ...own(first, "agent"), "x-tickiti-api-base": "file:///etc/passwd" }, 401],
      [own(first, "revoked"), 401],
      [{ "x-tickiti-api-base": first.url }, 401],
      [{}, 401],
    ];
    for (const [headers, expected] of rows)
      expect(await status(url, headers), JSON.stringify(headers)).toBe(expected);
    expect(second.requests()).toEqual([]);
  });
});

describe("files over HTTP", () => {
  const start = async (): Promise<URL> =>
    serve({
      TICKITI_API_BASE: first.url,
      TICKITI_API_TOKEN: first.tokens.superuser.token,
      MCP_TOKENS_EDITOR: `dana:${TOKEN}`,
      // Set by mistake: both are the server's own disk here.
      TICKITI_ATTACHMENT_ROOTS: "/etc",
      TICKITI_EXPORT_DIR: "/tmp",
    });

  it("give an export as a resource with every response in it", async () => {
    const client = await connect(await start(), bearer);
    const refused = await callTool(client, "tickiti_export_responses", { path: "/tmp/x.jsonl" });
    expect(refused.isError).toBe(true);
    const made = await callTool(client, "tickiti_export_responses", { queue: ["Accounts"] });
    const link = made.content.find((block) => block["type"] === "resource_link");
    const read = await client.readResource({ uri: String(link?.["uri"]) });
    const [content] = read.contents as { text?: string; mimeType?: string }[];
    const rows = (content?.text ?? "")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(content?.mimeType).toBe("application/x-ndjson");
    expect(rows.length).toBeGreaterThan(50);
    await expect(client.readResource({ uri: "tickiti://export/nonsense" })).rejects.toThrow();
  });

  it("attach what was uploaded, and never a path", async () => {
    const client = await connect(await start(), bearer);
    const ticket = {
      ticket_number: 220_009,
      from_email: "grace.holm@larkfield.example",
      content: "<p>See</p>",
    };
    const path = { ...ticket, attachments: [{ path: "/etc/hostname" }] };
    const asked = await callTool(client, "tickiti_reply_to_ticket", path);
    const refused = await callTool(client, "tickiti_reply_to_ticket", {
      ...path,
      confirm: asked.structured["confirm"],
    });
    expect(refused.structured).toMatchObject({ error: { code: "unsupported" } });
    const slot = await callTool(client, "tickiti_request_upload", { file_name: "screen.png" });
    const upload = slot.structured as {
      upload_id: string;
      url: string;
      headers: Record<string, string>;
    };
    const sent = await fetch(upload.url, {
      method: "PUT",
      headers: { ...upload.headers, ...bearer },
      body: PIXEL,
    });
    expect(sent.ok).toBe(true);
    const done = await callTool(client, "tickiti_reply_to_ticket", {
      ...ticket,
      attachments: [{ upload_id: upload.upload_id }],
    });
    expect(done.isError, done.text).toBe(false);
    const body = first.requests().find(({ path: target }) => target.endsWith("/respond"))?.body;
    expect(JSON.stringify(body)).toContain("data:image/png;base64,");
  });
});
