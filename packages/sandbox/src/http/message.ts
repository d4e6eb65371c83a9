import type { IncomingHttpHeaders, ServerResponse } from "node:http";

/** A request whose body has been read. */
export interface Incoming {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What to send back. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** Values of `Set-Cookie`, one header each. */
  cookies?: readonly string[];
  /** Takes over after the head and `body` were sent, and ends the response when it is done. */
  stream?: (response: ServerResponse) => void;
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown, type = "application/json"): Answer {
  return { status, headers: { "content-type": type }, body: JSON.stringify(body) };
}

/** A page, as web frameworks send when no route fits. */
export function html(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}
