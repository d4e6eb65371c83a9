import { message, plainHeaders, type HttpAnswer, type HttpSession, type Sent } from "../program/http.ts";
import { initializeParams, REVISION } from "../program/caller.ts";
import { bearer, tokens } from "../scene.ts";

/** What a probe knows: a good session of the admin. */
export interface Probing {
  readonly session: HttpSession;
  readonly callerHeader: string;
}

/** One bad request and the answer it must get. */
export interface HttpRow {
  readonly name: string;
  sent(probing: Probing): Sent;
  readonly status: number | readonly number[];
  /** JSON-RPC code of the answer. */
  readonly code?: number;
  /** What else the answer must have. */
  check?(answer: HttpAnswer): string | undefined;
}

const list = message("tools/list", {}, 7);
const initialize = message("initialize", initializeParams, 1);

/** A request of the admin without a session. */
const admin = (more: Partial<Sent>): Sent => ({
  ...more,
  headers: { ...plainHeaders, ...bearer("admin"), ...more.headers },
});
/** A request within the good session. */
const inSession = ({ session }: Probing, more: Partial<Sent> = {}): Sent => ({
  body: list,
  ...more,
  headers: { ...plainHeaders, "mcp-protocol-version": REVISION, ...session.headers, ...more.headers },
});
const needsChallenge = ({ headers }: HttpAnswer): string | undefined =>
  headers["www-authenticate"]?.startsWith("Bearer ") === true ? undefined : "no WWW-Authenticate";
const needsAllow = ({ headers }: HttpAnswer): string | undefined =>
  headers.allow === undefined ? "no Allow" : undefined;

const megabytes = (count: number): string =>
  message("tools/list", { pad: "x".repeat(count * 1024 * 1024) }, 7);

/** Who may not come in at all. */
const accessRows: readonly HttpRow[] = [
  { name: "no credentials", sent: () => ({ headers: plainHeaders, body: initialize }), status: 401, check: needsChallenge },
  {
    name: "a wrong bearer",
    sent: () => admin({ headers: { authorization: "Bearer wrong-token-0000000000" }, body: initialize }),
    status: 401,
    check: needsChallenge,
  },
  ...[
    ["an empty bearer", "Bearer"],
    ["Basic", `Basic ${Buffer.from(`a:${tokens.admin}`).toString("base64")}`],
    ["a token without scheme", tokens.admin],
    ["a bearer with something behind", `Bearer ${tokens.admin} x`],
    ["a bearer of two tokens", `Bearer ${tokens.viewer},${tokens.admin}`],
    ["a longer token", `Bearer ${tokens.admin}x`],
    ["a shorter token", `Bearer ${tokens.admin.slice(0, -1)}`],
    ["another first character", `Bearer X${tokens.admin.slice(1)}`],
    ["another last character", `Bearer ${tokens.admin.slice(0, -1)}X`],
    ["another case", `Bearer ${tokens.admin.toUpperCase()}`],
    ["the label", "Bearer ada"],
    ["label and token", `Bearer ada:${tokens.admin}`],
    ["a very long token", `Bearer ${"x".repeat(8000)}`],
  ].map(
    ([name, authorization]): HttpRow => ({
      name: `authorization: ${name}`,
      sent: () => admin({ headers: { authorization }, body: initialize }),
      status: [400, 401],
    }),
  ),
  ...["token", "access_token", "api_key", "authorization", "key"].map(
    (name): HttpRow => ({
      name: `the token in the address as ${name}`,
      sent: () => ({ path: `/mcp?${name}=${tokens.admin}`, headers: plainHeaders, body: initialize }),
      status: 401,
    }),
  ),
  {
    name: "a session's id without credentials",
    sent: ({ session }) => ({ headers: { ...plainHeaders, "mcp-session-id": session.id }, body: list }),
    status: 401,
  },
  {
    name: "a session's id with another's credentials",
    sent: (probing) => inSession(probing, { headers: bearer("viewer") }),
    status: 403,
  },
  {
    name: "another's stream",
    sent: (probing) => ({ ...inSession(probing, { method: "GET", headers: bearer("editor") }), body: "" }),
    status: 403,
  },
  {
    name: "the end of another's session",
    sent: (probing) => ({ ...inSession(probing, { method: "DELETE", headers: bearer("editor") }), body: "" }),
    status: 403,
  },
  { name: "an upload without credentials", sent: () => ({ method: "PUT", path: "/upload/x", body: "x" }), status: 401 },
];

/** Where requests may come from and go to. */
const guardRows: readonly HttpRow[] = [
  ...["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://localhost@evil.example", "file://", "*"].map(
    (origin): HttpRow => ({
      name: `the origin ${origin}`,
      sent: (probing) => inSession(probing, { headers: { origin } }),
      status: 403,
      check: ({ headers }) =>
        headers["access-control-allow-origin"] === undefined ? undefined : "a CORS permission",
    }),
  ),
  {
    name: "a preflight from a foreign origin",
    sent: () => ({
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    }),
    status: 403,
  },
  ...["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "a b", "127.0.0.1@evil.example", "[::1"].map(
    (host): HttpRow => ({
      name: `the host ${host}`,
      sent: (probing) => inSession(probing, { headers: { host } }),
      status: [400, 403],
    }),
  ),
  {
    name: "a forwarded host",
    sent: (probing) => inSession(probing, { headers: { host: "evil.example", "x-forwarded-host": "127.0.0.1" } }),
    status: 403,
  },
];

/** Requests that are JSON-RPC by their outer form, and that a protocol server would drop without a word. */
export const unusual: readonly string[] = [
  '{"jsonrpc":"2.0","id":7,"method":"ping","more":1}',
  '{"jsonrpc":"2.0","id":7,"method":"ping","__proto__":{"polluted":1}}',
  '{"jsonrpc":"2.0","id":7,"method":"ping","result":{}}',
  '{"jsonrpc":"2.0","id":7,"method":"ping","params":{"_meta":1}}',
  '{"jsonrpc":"2.0","id":7,"method":"ping","params":{"_meta":null}}',
  '{"jsonrpc":"2.0","id":7,"method":"ping","params":{"_meta":{"progressToken":{}}}}',
  '{"jsonrpc":"2.0","id":9007199254740993,"method":"ping"}',
  '{"jsonrpc":"2.0","id":1e400,"method":"ping"}',
];

/** Bodies. */
const bodyRows: readonly HttpRow[] = [
  ...[
    ["malformed JSON", '{"jsonrpc":"2.0","id":1,'],
    ["an empty body", ""],
    ["text", "hello"],
    ["a page", "<html></html>"],
    ["JSON nested a million deep", "[".repeat(1_000_000)],
    ["a NUL", "\u0000"],
  ].map(
    ([name, body]): HttpRow => ({ name: `${name}`, sent: () => admin({ body: body ?? "" }), status: 400, code: -32_700 }),
  ),
  ...["null", "1", '"x"', "true", "{}", '{"jsonrpc":"1.0","id":1,"method":"ping"}', '{"id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","id":null,"method":"ping"}', '{"jsonrpc":"2.0","id":{},"method":"ping"}',
    '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', '{"jsonrpc":"2.0","id":1,"method":{}}',
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}', '{"jsonrpc":"2.0","id":1}',
    '{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"x"}}',
  ].map(
    (body): HttpRow => ({ name: `no message: ${body}`, sent: (probing) => inSession(probing, { body }), status: 400, code: -32_600 }),
  ),
  ...["[]", "[1]", `[${list}]`, `[${Array(200).fill(list).join(",")}]`].map(
    (body): HttpRow => ({ name: `a batch: ${body.slice(0, 20)}`, sent: (probing) => inSession(probing, { body }), status: 400 }),
  ),
  {
    name: "text/plain",
    sent: (probing) => inSession(probing, { headers: { "content-type": "text/plain" } }),
    status: 415,
  },
  {
    name: "a form",
    sent: (probing) => inSession(probing, { headers: { "content-type": "application/x-www-form-urlencoded" } }),
    status: 415,
  },
  {
    name: "no content type",
    sent: ({ session }) => ({ headers: { accept: "*/*", ...session.headers }, body: list }),
    status: 415,
  },
  {
    name: "a compressed body",
    sent: (probing) => inSession(probing, { headers: { "content-encoding": "gzip" } }),
    status: 415,
  },
  {
    name: "Accept without event-stream",
    sent: (probing) => inSession(probing, { headers: { accept: "application/json" } }),
    status: 406,
  },
  {
    name: "no Accept",
    sent: ({ session }) => ({ headers: { "content-type": "application/json", ...session.headers }, body: list }),
    status: 406,
  },
  { name: "a body of 10 MB", sent: (probing) => inSession(probing, { body: megabytes(10) }), status: 413 },
  {
    name: "a body of 10 MB without credentials",
    sent: () => ({ headers: plainHeaders, body: megabytes(10) }),
    status: 401,
  },
  {
    name: "a body of 10 MB in chunks",
    sent: (probing) =>
      inSession(probing, { body: megabytes(10), headers: { "transfer-encoding": "chunked", "content-length": undefined } }),
    status: 413,
  },
  ...unusual.map(
    (body): HttpRow => ({
      name: `a request with odd parts: ${body.slice(17, 90)}`,
      sent: (probing) => inSession(probing, { body }),
      status: 400,
      code: -32_600,
    }),
  ),
  {
    name: "polluting parameters",
    sent: (probing) =>
      inSession(probing, {
        body: '{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
      }),
    status: 200,
  },
  ...["__proto__", "constructor", "toString", "tools/call\u0000", "x".repeat(100_000)].map(
    (method): HttpRow => ({
      name: `the method ${method.slice(0, 20)}`,
      sent: (probing) => inSession(probing, { body: message(method, {}, 7) }),
      status: 200,
      check: ({ text }) => (text.includes("-32601") || text.includes("-32602") ? undefined : text.slice(0, 200)),
    }),
  ),
];

/** Sessions and revisions. */
const sessionRows: readonly HttpRow[] = [
  ...["nothing-here", "__proto__", "constructor", "toString", "hasOwnProperty", "x".repeat(5000), " "].map(
    (id): HttpRow => ({
      name: `the session ${id.slice(0, 20)}`,
      sent: () => admin({ body: list, headers: { "mcp-session-id": id } }),
      status: id.trim() === "" ? [400, 404] : 404,
    }),
  ),
  { name: "a request without session that is not initialize", sent: () => admin({ body: list }), status: 400 },
  { name: "a stream without session", sent: () => admin({ method: "GET" }), status: 400 },
  { name: "the end of no session", sent: () => admin({ method: "DELETE" }), status: 400 },
  {
    name: "the end of an unknown session",
    sent: () => admin({ method: "DELETE", headers: { "mcp-session-id": "nothing-here" } }),
    status: 404,
  },
  { name: "initialize twice", sent: (probing) => inSession(probing, { body: initialize }), status: 400 },
  {
    name: "initialize without anything",
    sent: () => admin({ body: message("initialize", {}, 1) }),
    status: 400,
    code: -32_602,
  },
  {
    name: "initialize with wrong types",
    sent: () => admin({ body: message("initialize", { protocolVersion: 1, capabilities: [], clientInfo: "x" }, 1) }),
    status: 400,
  },
  ...["1999-01-01", "2025-11-25, 2025-06-18", "__proto__", "latest"].map(
    (revision): HttpRow => ({
      name: `the revision ${revision}`,
      sent: (probing) => inSession(probing, { headers: { "mcp-protocol-version": revision } }),
      status: 400,
    }),
  ),
  ...[
    ["toolsets=__proto__", 400],
    ["toolsets=nothing", 400],
    ["readonly=maybe", 400],
    ["results=html", 400],
    [`toolsets=${"a".repeat(10_000)}`, [400, 414]],
  ].map(
    ([query, status]): HttpRow => ({
      name: `the selection ${String(query).slice(0, 30)}`,
      sent: () => admin({ path: `/mcp?${String(query)}`, body: initialize }),
      status: status as number | number[],
    }),
  ),
  ...[
    { "io.modelcontextprotocol/protocolVersion": "2026-07-28" },
    { "io.modelcontextprotocol/protocolVersion": "2099-01-01" },
    { "io.modelcontextprotocol/protocolVersion": 7 },
    { "io.modelcontextprotocol/protocolVersion": { a: 1 } },
  ].map(
    (_meta, index): HttpRow => ({
      name: `a request of the modern era that is not whole (${index + 1})`,
      sent: () => admin({ body: JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/list", params: { _meta } }) }),
      status: [200, 400, 404],
      check: ({ text }) => (text.includes('"error"') ? undefined : text.slice(0, 200)),
    }),
  ),
];

/** Methods, paths and repeated headers. */
const formRows: readonly HttpRow[] = [
  ...["PUT", "PATCH", "HEAD", "TRACE", "PROPFIND", "OPTIONS"].map(
    (method): HttpRow => ({
      name: `${method}`,
      sent: (probing) => ({ ...inSession(probing, { method }), body: "" }),
      status: [404, 405],
      ...(method === "PUT" || method === "PATCH" ? { status: 405, check: needsAllow } : {}),
    }),
  ),
  ...["/nothing", "/", "/mcp/../nothing", "/mcp/x", "/.env", "/mcp%00", "/%2e%2e/%2e%2e/etc/passwd", "//mcp", "/upload", "/metrics", "/health/x"].map(
    (path): HttpRow => ({ name: `the path ${path}`, sent: () => admin({ path, body: list }), status: [400, 401, 403, 404, 405] }),
  ),
  {
    name: "a caller's key twice",
    sent: ({ callerHeader }) => admin({ body: initialize, headers: { [callerHeader]: ["key-number-one", "key-number-two"] } }),
    status: 400,
  },
  {
    name: "a caller's key with a comma",
    sent: ({ callerHeader }) => admin({ body: initialize, headers: { [callerHeader]: "key-number-one, key-number-two" } }),
    status: 400,
  },
  {
    name: "a caller's key of 10 KB",
    sent: ({ callerHeader }) => admin({ body: initialize, headers: { [callerHeader]: "k".repeat(10_000) } }),
    status: [400, 431],
  },
  {
    name: "a caller's key with odd characters",
    sent: ({ callerHeader }) => admin({ body: initialize, headers: { [callerHeader]: "key\u00e9\u00ff\tkey" } }),
    status: 400,
  },
];

/** The table of bad requests that any HTTP client can send. */
export const httpRows: readonly HttpRow[] = [...accessRows, ...guardRows, ...bodyRows, ...sessionRows, ...formRows];
