import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** An answer with status 200 that is no data, and what it is called. */
export interface JunkRow {
  readonly name: string;
  /** True when it speaks against the vendor, so that it needs a program of its own. */
  readonly counts?: boolean;
  answer(response: ServerResponse): void;
}

const json = (
  name: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): JunkRow => ({
  name,
  answer: (response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(body);
  },
});

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, "a"), { level: 9 });

/** JSON that parses and is no list of any vendor. */
const shapes = [
  "null",
  "true",
  "1",
  '"text"',
  "[]",
  "[[]]",
  "{}",
  '{"message":"Unauthorized"}',
  '{"error":"x"}',
];

/** Junk with status 200: every one must be an error, never "none found". */
export function junkRows(
  wrongShapes: readonly string[],
  emptyLists: readonly string[] = [],
): readonly JunkRow[] {
  const wrong = [...shapes.filter((shape) => !emptyLists.includes(shape)), ...wrongShapes];
  return [
    ...wrong.map((shape) => json(`the JSON ${shape}`, shape)),
    json("JSON nested a hundred thousand deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`),
    json(
      "objects nested twenty thousand deep",
      `${'{"data":'.repeat(20_000)}1${"}".repeat(20_000)}`,
    ),
    json("bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0xd8])),
    json("64 MB squeezed into 64 KB", bomb, { "content-encoding": "gzip" }),
    json("gzip that is none", "not gzip", { "content-encoding": "gzip" }),
    json("an unknown compression", "x", { "content-encoding": "rot13" }),
    json("spaces", " ".repeat(1000)),
    json("a sign-in page called JSON", "<!doctype html><title>Sign in</title>"),
    json("two documents", '{"data":[]}{"data":[]}'),
    {
      name: "204",
      answer: (response) => void response.writeHead(204).end(),
    },
    {
      name: "206",
      answer: (response) => void response.writeHead(206).end('{"da'),
    },
    {
      name: "a body that trickles for ever",
      counts: true,
      answer: (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const drip = setInterval(() => response.write(" "), 50);
        response.on("close", () => clearInterval(drip));
      },
    },
    {
      name: "headers for ever",
      counts: true,
      answer: ({ socket }) => {
        socket?.write("HTTP/1.1 200 OK\r\n");
        const drip = setInterval(() => socket?.write(`x-${"y".repeat(200)}: 1\r\n`), 20);
        socket?.on("close", () => clearInterval(drip));
        socket?.on("error", () => undefined);
      },
    },
    {
      name: "interim answers for ever",
      counts: true,
      answer: ({ socket }) => {
        const drip = setInterval(() => socket?.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 20);
        socket?.on("close", () => clearInterval(drip));
        socket?.on("error", () => undefined);
      },
    },
  ];
}

/** Bytes on the connection that are no HTTP, or contradict themselves. */
export const brokenAnswers: Readonly<Record<string, string>> = {
  "no HTTP": "220 mail.example ESMTP\r\n",
  nothing: "",
  "half a status line": "HTTP/1.1 2",
  "a status of 999": "HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}",
  "two lengths": "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}",
  "a length of minus one": "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}",
  "a length and chunks":
    "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
  "broken chunks": "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n",
  "an upgrade": "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
  "a header of 100 KB": `HTTP/1.1 200 OK\r\nx: ${"a".repeat(100_000)}\r\n\r\n{}`,
};
