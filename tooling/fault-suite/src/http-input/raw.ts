import { tokens } from "../scene.ts";

/** Bytes that no HTTP client sends, and what may come back. */
export interface RawRow {
  readonly name: string;
  bytes(): string;
  /** Statuses that may be answered; undefined when the connection may also just end. */
  readonly statuses: readonly number[];
}

const line = (head: string, body = ""): string => `${head}\r\n\r\n${body}`;
const auth = `Authorization: Bearer ${tokens.admin}`;
const json =
  "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nConnection: close";
const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';

/** The table of requests below HTTP. */
export const rawRows: readonly RawRow[] = [
  { name: "no HTTP at all", bytes: () => "hello there\r\n\r\n", statuses: [400] },
  {
    name: "a TLS greeting",
    bytes: () => "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
    statuses: [400],
  },
  {
    name: "a control byte in a header",
    bytes: () =>
      line(`POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Odd: a\u0000b\r\n${auth}\r\n${json}`),
    statuses: [400],
  },
  {
    name: "a bare line feed between headers",
    bytes: () =>
      `POST /mcp HTTP/1.1\nHost: 127.0.0.1\n${auth}\nContent-Length: 2\nConnection: close\n\n{}`,
    statuses: [400, 401, 415],
  },
  {
    name: "a length and chunks at once",
    bytes: () =>
      line(
        `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${auth}\r\n${json}\r\nContent-Length: 6\r\nTransfer-Encoding: chunked`,
        "0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n",
      ),
    statuses: [400],
  },
  {
    name: "two lengths",
    bytes: () =>
      line(
        `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${auth}\r\n${json}\r\nContent-Length: 2\r\nContent-Length: 40`,
        ping,
      ),
    statuses: [400],
  },
  {
    name: "a negative length",
    bytes: () =>
      line(
        `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${auth}\r\n${json}\r\nContent-Length: -1`,
        ping,
      ),
    statuses: [400],
  },
  {
    name: "broken chunks",
    bytes: () =>
      line(
        `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${auth}\r\n${json}\r\nTransfer-Encoding: chunked`,
        "zz\r\n{}\r\n",
      ),
    statuses: [400],
  },
  {
    name: "an odd transfer encoding",
    bytes: () =>
      line(
        `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${auth}\r\n${json}\r\nTransfer-Encoding: xchunked`,
        "0\r\n\r\n",
      ),
    statuses: [400, 501],
  },
  {
    name: "100 KB of headers",
    bytes: () =>
      line(`POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${"a".repeat(100_000)}\r\n${json}`),
    statuses: [431],
  },
  {
    name: "no host",
    bytes: () => line(`POST /mcp HTTP/1.1\r\n${auth}\r\n${json}\r\nContent-Length: 0`),
    statuses: [400, 403],
  },
  {
    name: "HTTP/1.0 without host",
    bytes: () => line(`POST /mcp HTTP/1.0\r\n${auth}`),
    statuses: [400, 403],
  },
  {
    name: "two hosts",
    bytes: () =>
      line(
        `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n${auth}\r\n${json}\r\nContent-Length: 0`,
      ),
    statuses: [400, 403],
  },
  {
    name: "another host in an absolute address",
    bytes: () =>
      line(
        `POST http://evil.example/mcp HTTP/1.1\r\nHost: evil.example\r\n${auth}\r\n${json}\r\nContent-Length: 0`,
      ),
    statuses: [400, 403, 404],
  },
  {
    name: "two authorizations",
    bytes: () =>
      line(
        `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n${auth}\r\nAuthorization: Bearer ${tokens.viewer}\r\n${json}\r\nContent-Length: ${ping.length}`,
        ping,
      ),
    statuses: [400],
  },
  {
    name: "CONNECT",
    bytes: () => line("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example"),
    statuses: [],
  },
  {
    name: "an upgrade to WebSocket",
    bytes: () =>
      line(
        `GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x`,
      ),
    statuses: [400, 401, 404, 405],
  },
  {
    name: "HTTP/2 without being asked",
    bytes: () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    statuses: [400, 505],
  },
  {
    name: "an asterisk for a path",
    bytes: () => line(`OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close`),
    statuses: [400, 401, 404, 405],
  },
  {
    name: "an address of 10 KB",
    bytes: () =>
      line(`GET /${"a".repeat(10_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close`),
    statuses: [400, 404, 414, 431],
  },
  {
    name: "a broken escape in the address",
    bytes: () => line(`GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close`),
    statuses: [400, 404],
  },
];
