import { afterAll, beforeAll, beforeEach } from "vitest";
import { startItglueSandbox, type ItglueSandbox, type ItglueSandboxOptions } from "./index.ts";

/** What a test asks of an answer; JSON is loosely typed on purpose, as it comes off the wire. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
  bytes: Buffer;
}

/** How to send a request. */
export interface Send {
  key?: string | null;
  headers?: Record<string, string>;
  body?: unknown;
  raw?: string;
}

/** The address of tests: one running imitation, back at its seed before every test. */
export interface Harness {
  sandbox(): ItglueSandbox;
  call(method: string, path: string, send?: Send): Promise<Reply>;
  get(path: string, send?: Send): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  switch(switches: Record<string, string>): Promise<void>;
}

export const NOW: Date = new Date("2026-07-01T12:00:00.000Z");
export const LARKFIELD = 4_100_021;
export const HERO = 5_200_310;

/** Starts an imitation for the tests of a file. */
export function harness(options: ItglueSandboxOptions = { now: NOW }): Harness {
  let running: ItglueSandbox | undefined;
  const sandbox = (): ItglueSandbox => {
    if (!running) throw new Error("The sandbox is not running.");
    return running;
  };
  beforeAll(async () => {
    running = await startItglueSandbox(options);
  });
  beforeEach(() => sandbox().reset());
  afterAll(async () => {
    await running?.close();
  });
  const call = (method: string, path: string, options2: Send = {}): Promise<Reply> => {
    const key = options2.key === undefined ? sandbox().keys.full : options2.key;
    const body =
      options2.raw ?? (options2.body === undefined ? undefined : JSON.stringify(options2.body));
    const type = body === undefined ? {} : { "content-type": "application/vnd.api+json" };
    return exchange(sandbox().url + path, {
      method,
      headers: { ...type, ...(key === null ? {} : { "x-api-key": key }), ...options2.headers },
      ...(body === undefined ? {} : { body }),
    });
  };
  const control = (method: string, path: string, body?: unknown): Promise<Reply> =>
    exchange(sandbox().controlUrl + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    sandbox,
    call,
    get: (path, options2) => call("GET", path, options2),
    control,
    async switch(switches) {
      const reply = await control("POST", "/profile", { switches });
      if (reply.status !== 200) throw new Error(reply.text);
    },
  };
}

/** One request; the body is parsed when it is JSON. */
export async function exchange(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString("utf8");
  return { status: response.status, headers: response.headers, text, body: parse(text), bytes };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A JSON:API body with one record. */
export function one(type: string, attributes: unknown, relationships?: unknown): unknown {
  return { data: { type, attributes, ...(relationships ? { relationships } : {}) } };
}

/** A JSON:API body with several. */
export function many(type: string, entries: readonly unknown[]): unknown {
  return { data: entries.map((attributes) => ({ type, attributes })) };
}
