import { message, type Headers } from "../program/http.ts";
import { admin, initialize, inSession, list, needsAllow, type HttpRow } from "./row.ts";

/** The same bad value in each of a caller's key headers. */
const eachOf = (headers: readonly string[], value: string | readonly string[]): Headers =>
  Object.fromEntries(headers.map((name) => [name, value]));

/** Sessions and revisions. */
export const sessionRows: readonly HttpRow[] = [
  ...[
    "nothing-here",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "x".repeat(5000),
    " ",
  ].map((id): HttpRow => ({
    name: `the session ${id.slice(0, 20)}`,
    sent: () => admin({ body: list, headers: { "mcp-session-id": id } }),
    status: id.trim() === "" ? [400, 404] : 404,
  })),
  {
    name: "a request without session that is not initialize",
    sent: () => admin({ body: list }),
    status: 400,
  },
  { name: "a stream without session", sent: () => admin({ method: "GET" }), status: 400 },
  { name: "the end of no session", sent: () => admin({ method: "DELETE" }), status: 400 },
  {
    name: "the end of an unknown session",
    sent: () => admin({ method: "DELETE", headers: { "mcp-session-id": "nothing-here" } }),
    status: 404,
  },
  {
    name: "initialize twice",
    sent: (probing) => inSession(probing, { body: initialize }),
    status: 400,
  },
  {
    name: "initialize without anything",
    sent: () => admin({ body: message("initialize", {}, 1) }),
    status: 400,
    code: -32_602,
  },
  {
    name: "initialize with wrong types",
    sent: () =>
      admin({
        body: message("initialize", { protocolVersion: 1, capabilities: [], clientInfo: "x" }, 1),
      }),
    status: 400,
  },
  ...["1999-01-01", "2025-11-25, 2025-06-18", "__proto__", "latest"].map((revision): HttpRow => ({
    name: `the revision ${revision}`,
    sent: (probing) => inSession(probing, { headers: { "mcp-protocol-version": revision } }),
    status: 400,
  })),
  ...[
    ["toolsets=__proto__", 400],
    ["toolsets=nothing", 400],
    ["readonly=maybe", 400],
    ["results=html", 400],
    [`toolsets=${"a".repeat(10_000)}`, [400, 414]],
  ].map(([query, status]): HttpRow => ({
    name: `the selection ${String(query).slice(0, 30)}`,
    sent: () => admin({ path: `/mcp?${String(query)}`, body: initialize }),
    status: status as number | number[],
  })),
  ...[
    { "io.modelcontextprotocol/protocolVersion": "2026-07-28" },
    { "io.modelcontextprotocol/protocolVersion": "2099-01-01" },
    { "io.modelcontextprotocol/protocolVersion": 7 },
    { "io.modelcontextprotocol/protocolVersion": { a: 1 } },
  ].map((_meta, index): HttpRow => ({
    name: `a request of the modern era that is not whole (${index + 1})`,
    sent: () =>
      admin({
        body: JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/list", params: { _meta } }),
      }),
    status: [200, 400, 404],
    check: ({ text }) => (text.includes('"error"') ? undefined : text.slice(0, 200)),
  })),
];

/** Methods, paths and repeated headers. */
export const formRows: readonly HttpRow[] = [
  ...["PUT", "PATCH", "HEAD", "TRACE", "PROPFIND", "OPTIONS"].map((method): HttpRow => ({
    name: method,
    sent: (probing) => ({ ...inSession(probing, { method }), body: "" }),
    status: [404, 405],
    ...(method === "PUT" || method === "PATCH" ? { status: 405, check: needsAllow } : {}),
  })),
  ...[
    "/nothing",
    "/",
    "/mcp/../nothing",
    "/mcp/x",
    "/.env",
    "/mcp%00",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//mcp",
    "/upload",
    "/metrics",
    "/health/x",
  ].map((path): HttpRow => ({
    name: `the path ${path}`,
    sent: () => admin({ path, body: list }),
    status: [400, 401, 403, 404, 405],
  })),
  {
    name: "a caller's key twice",
    sent: ({ callerHeaders }) =>
      admin({
        body: initialize,
        headers: eachOf(callerHeaders, ["key-number-one", "key-number-two"]),
      }),
    status: 400,
  },
  {
    name: "a caller's key with a comma",
    sent: ({ callerHeaders }) =>
      admin({ body: initialize, headers: eachOf(callerHeaders, "key-number-one, key-number-two") }),
    status: 400,
  },
  {
    name: "a caller's key of 10 KB",
    sent: ({ callerHeaders }) =>
      admin({ body: initialize, headers: eachOf(callerHeaders, "k".repeat(10_000)) }),
    status: [400, 431],
  },
  {
    name: "a caller's key with odd characters",
    sent: ({ callerHeaders }) =>
      admin({ body: initialize, headers: eachOf(callerHeaders, "key\u00e9\u00ff\tkey") }),
    status: 400,
  },
];
