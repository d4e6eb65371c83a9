import { message, plainHeaders } from "../program/http.ts";
import { admin, inSession, list, type HttpRow } from "./row.ts";

const megabytes = (count: number): string =>
  message("tools/list", { pad: "x".repeat(count * 1024 * 1024) }, 7);

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
export const bodyRows: readonly HttpRow[] = [
  ...[
    ["malformed JSON", '{"jsonrpc":"2.0","id":1,'],
    ["an empty body", ""],
    ["text", "hello"],
    ["a page", "<html></html>"],
    ["JSON nested a million deep", "[".repeat(1_000_000)],
    ["a NUL", "\u0000"],
  ].map(([name, body]): HttpRow => ({
    name: `${name}`,
    sent: () => admin({ body: body ?? "" }),
    status: 400,
    code: -32_700,
  })),
  ...[
    "null",
    "1",
    '"x"',
    "true",
    "{}",
    '{"jsonrpc":"1.0","id":1,"method":"ping"}',
    '{"id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","id":null,"method":"ping"}',
    '{"jsonrpc":"2.0","id":{},"method":"ping"}',
    '{"jsonrpc":"2.0","id":1.5,"method":"ping"}',
    '{"jsonrpc":"2.0","id":1,"method":{}}',
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}',
    '{"jsonrpc":"2.0","id":1}',
    '{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":"x"}}',
  ].map((body): HttpRow => ({
    name: `no message: ${body}`,
    sent: (probing) => inSession(probing, { body }),
    status: 400,
    code: -32_600,
  })),
  ...["[]", "[1]", `[${list}]`, `[${Array(200).fill(list).join(",")}]`].map((body): HttpRow => ({
    name: `a batch: ${body.slice(0, 20)}`,
    sent: (probing) => inSession(probing, { body }),
    status: 400,
  })),
  {
    name: "text/plain",
    sent: (probing) => inSession(probing, { headers: { "content-type": "text/plain" } }),
    status: 415,
  },
  {
    name: "a form",
    sent: (probing) =>
      inSession(probing, { headers: { "content-type": "application/x-www-form-urlencoded" } }),
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
    sent: ({ session }) => ({
      headers: { "content-type": "application/json", ...session.headers },
      body: list,
    }),
    status: 406,
  },
  {
    name: "a body of 10 MB",
    sent: (probing) => inSession(probing, { body: megabytes(10) }),
    status: 413,
  },
  {
    name: "a body of 10 MB without credentials",
    sent: () => ({ headers: plainHeaders, body: megabytes(10) }),
    status: 401,
  },
  {
    name: "a body of 10 MB in chunks",
    sent: (probing) =>
      inSession(probing, {
        body: megabytes(10),
        headers: { "transfer-encoding": "chunked", "content-length": undefined },
      }),
    status: 413,
  },
  ...unusual.map((body): HttpRow => ({
    name: `a request with odd parts: ${body.slice(17, 90)}`,
    sent: (probing) => inSession(probing, { body }),
    status: 400,
    code: -32_600,
  })),
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
      check: ({ text }) =>
        text.includes("-32601") || text.includes("-32602") ? undefined : text.slice(0, 200),
    }),
  ),
];
