// Routes, statuses and own keys as users of the existing IT Glue server know them, from the program itself.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { startItglueSandbox, type ItglueSandbox } from "@psa-mcp/sandbox/itglue";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = ["-C", "@psa-mcp/source", path.join(import.meta.dirname, "../src/cli.ts")];
const VIEWER = "viewer-token-0000001";
const EDITOR = "editor-token-0000001";
const ADMIN = "admin-token-00000001";
const TOKENS = {
  MCP_TOKENS_VIEWER: `vera:${VIEWER}`,
  MCP_TOKENS_EDITOR: `edda:${EDITOR}`,
  MCP_TOKENS_ADMIN: `ada:${ADMIN}`,
};

type Headers = Readonly<Record<string, string>>;
const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

let sandbox: ItglueSandbox;
const running: Running[] = [];
beforeAll(async () => (sandbox = await startItglueSandbox()));
afterAll(async () => {
  for (const { child } of running) child.kill("SIGKILL");
  await sandbox.close();
});

/** Starts the program over HTTP on a free port; rejects with what it said when it ends instead. */
function start(env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [...program, "--transport", "http", "--port", "0"], {
    env: { ITGLUE_BASE_URL: sandbox.url, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (bytes: Buffer) => {
      said += bytes.toString();
      const url = /"url":"(http:[^"]+)\/mcp"/.exec(said)?.[1];
      if (url === undefined) return;
      running.push({ child, url });
      resolve(url);
    });
    child.on("close", () => {
      reject(new Error(said));
    });
  });
}

interface Reply {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly error?: { readonly code: number; readonly message: string };
  readonly result?: Record<string, unknown>;
}

async function post(url: string, body: unknown, headers: Headers = {}): Promise<Reply> {
  const response = await fetch(`${url}/mcp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const json = /^data: (\{.*\})$/m.exec(text)?.[1] ?? text;
  const parsed = json.startsWith("{") ? (JSON.parse(json) as Partial<Reply>) : {};
  return { ...parsed, status: response.status, headers: response.headers };
}

const hello = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
};

/** A session with its credentials, repeated on every request. */
async function session(url: string, headers: Headers): Promise<Headers> {
  const reply = await post(url, hello, headers);
  expect(reply.status, reply.error?.message).toBe(200);
  return { ...headers, "mcp-session-id": reply.headers.get("mcp-session-id") ?? "" };
}

async function tools(url: string, headers: Headers): Promise<readonly string[]> {
  const open = await session(url, headers);
  const reply = await post(url, { jsonrpc: "2.0", id: 2, method: "tools/list" }, open);
  return ((reply.result?.["tools"] ?? []) as { name: string }[]).map(({ name }) => name);
}

describe("with tokens and the server's key", () => {
  let url: string;
  beforeAll(async () => {
    url = await start({
      ...TOKENS,
      ITGLUE_API_KEY: sandbox.keys.full,
      ALLOWED_ORIGINS: "https://app.example/",
    });
  });

  it("answers /health to anybody", async () => {
    const response = await fetch(`${url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ok" });
  });

  it.each([
    ["no bearer", {}, 401, -32_001],
    ["a wrong bearer", bearer("nobody-has-this-one"), 401, -32_001],
    ["Basic", { authorization: "Basic dmVyYTp4" }, 401, -32_001],
    ["an own key alone", { "x-itglue-api-key": "key" }, 401, -32_001],
    ["a foreign origin", { ...bearer(ADMIN), origin: "https://evil.example" }, 403, -32_003],
    ["origin null", { ...bearer(ADMIN), origin: "null" }, 403, -32_003],
    ["a session that is unknown", { ...bearer(ADMIN), "mcp-session-id": "nope" }, 404, -32_000],
  ])("%s", async (_name, headers, status, code) => {
    const reply = await post(url, hello, headers);
    expect(reply).toMatchObject({ status, id: null, error: { code } });
    expect(reply.headers.get("www-authenticate") !== null).toBe(status === 401);
    if (code === -32_003) expect(reply.error?.message).toContain("ALLOWED_ORIGINS");
  });

  it.each(["http://localhost:9", "https://127.0.0.1", "http://[::1]:8", "https://app.example"])(
    "takes the origin %s",
    async (origin) => {
      await session(url, { ...bearer(VIEWER), origin });
    },
  );

  it("refuses a request that neither begins nor has a session, and broken JSON, in JSON", async () => {
    const list = { jsonrpc: "2.0", id: 1, method: "tools/list" };
    expect(await post(url, list, bearer(ADMIN))).toMatchObject({
      status: 400,
      error: { code: -32_600 },
    });
    expect(await post(url, "{ not", bearer(ADMIN))).toMatchObject({
      status: 400,
      error: { code: -32_700 },
    });
  });

  it("gives each role what its tier allows", async () => {
    const [viewer, editor, admin] = await Promise.all(
      [VIEWER, EDITOR, ADMIN].map(async (token) => tools(url, bearer(token))),
    );
    expect(viewer).toContain("itglue_get_document");
    expect(viewer).not.toContain("itglue_create_document");
    expect(editor).toEqual(
      expect.arrayContaining(["itglue_create_document", "itglue_delete_document_section"]),
    );
    expect(editor).not.toContain("itglue_delete_documents");
    expect(admin).toContain("itglue_delete_documents");
  });

  it("binds a session to role, label and key", async () => {
    const open = await session(url, bearer(ADMIN));
    const list = { jsonrpc: "2.0", id: 2, method: "tools/list" };
    expect((await post(url, list, open)).status).toBe(200);
    for (const other of [
      bearer(EDITOR),
      { ...bearer(ADMIN), "x-itglue-api-key": sandbox.keys.noPasswords },
    ])
      expect(await post(url, list, { ...open, ...other })).toMatchObject({
        status: 403,
        error: { code: -32_003 },
      });
  });

  it("lets an own key decide at the vendor, and the token about what is the server's", async () => {
    const own = { ...bearer(VIEWER), "x-itglue-api-key": sandbox.keys.full };
    const shown = await tools(url, own);
    expect(shown).toContain("itglue_delete_documents");
    expect(shown).not.toContain("itglue_request_upload");
    const wrong = { ...bearer(ADMIN), "x-itglue-api-key": sandbox.keys.revoked };
    const refused = await post(url, hello, wrong);
    expect(refused).toMatchObject({ status: 401, error: { code: -32_001 } });
    expect(refused.error?.message).not.toContain(sandbox.keys.revoked);
  });

  it("takes a file by slot from the one who asked, once", async () => {
    const open = await session(url, bearer(EDITOR));
    const asked = await post(
      url,
      {
        jsonrpc: "2.0",
        id: 2,
        method: "tools/call",
        params: {
          name: "itglue_request_upload",
          arguments: { file_name: "a.txt", response_format: "json" },
        },
      },
      open,
    );
    const text = ((asked.result?.["content"] ?? []) as { text: string }[])[0]?.text ?? "";
    const slot = JSON.parse(text) as { url: string; max_bytes: number; auth: string };
    expect(slot).toMatchObject({ max_bytes: 26_214_400, auth: "same-as-mcp" });
    const put = (headers: Headers, body: string): Promise<Response> =>
      fetch(slot.url, { method: "PUT", headers, body });
    expect((await put({}, "x")).status).toBe(401);
    expect((await put(bearer(ADMIN), "x")).status).toBe(403);
    expect((await put(bearer(EDITOR), "")).status).toBe(400);
    const stored = await put(bearer(EDITOR), "hello");
    expect(stored.status).toBe(200);
    expect(await stored.json()).toMatchObject({ bytes: 5, status: "stored" });
    expect((await put(bearer(EDITOR), "again")).status).toBe(409);
    const none = `${url}/upload/${"A".repeat(24)}`;
    expect((await fetch(none, { method: "PUT", headers: bearer(EDITOR), body: "x" })).status).toBe(
      404,
    );
  });
});

describe("own keys", () => {
  it("are refused where they are disabled, even with a token", async () => {
    const url = await start({
      ...TOKENS,
      ITGLUE_API_KEY: sandbox.keys.full,
      CLIENT_ITGLUE_KEYS: "disabled",
    });
    const own = { ...bearer(ADMIN), "x-itglue-api-key": sandbox.keys.full };
    expect(await post(url, hello, own)).toMatchObject({ status: 401, error: { code: -32_001 } });
    await session(url, bearer(ADMIN));
  });

  it("are what there is without tokens and without a key of the server", async () => {
    const url = await start({});
    expect(await post(url, hello)).toMatchObject({ status: 401, error: { code: -32_001 } });
    expect(await tools(url, { "x-itglue-api-key": sandbox.keys.full })).toContain(
      "itglue_delete_documents",
    );
    expect(await post(url, hello, { "x-itglue-api-key": "any string" })).toMatchObject({
      status: 401,
    });
  });

  it("are asked for where a token is right but no key exists", async () => {
    const url = await start({ ...TOKENS, CLIENT_ITGLUE_KEYS_ROLE: "token" });
    const reply = await post(url, hello, bearer(ADMIN));
    expect(reply).toMatchObject({ status: 401, error: { code: -32_001 } });
    expect(reply.error?.message).toContain("x-itglue-api-key");
    const capped = await tools(url, { ...bearer(VIEWER), "x-itglue-api-key": sandbox.keys.full });
    expect(capped).not.toContain("itglue_create_document");
  });
});

describe("without any authentication", () => {
  it("does not start with the server's key, unless told so on loopback", async () => {
    await expect(start({ ITGLUE_API_KEY: sandbox.keys.full })).rejects.toThrow(/MCP_TOKENS_/);
    const open = { ITGLUE_API_KEY: sandbox.keys.full, MCP_ALLOW_UNAUTHENTICATED: "1" };
    await expect(start({ ...open, HOST: "0.0.0.0" })).rejects.toThrow(/loopback/);
    expect(await tools(await start(open), {})).toContain("itglue_delete_documents");
  });
});
