import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  CONNECTWISE_CLIENT_ID,
  CONNECTWISE_COMPANY_ID,
  CONNECTWISE_MEMBERS,
  startConnectwiseSandbox,
  type ConnectwiseSandbox,
  type ConnectwiseSandboxOptions,
} from "./index.ts";

/** What a test asks of an answer; JSON is loosely typed on purpose, as it comes off the wire. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
  bytes: Buffer;
}

export type Role = keyof typeof CONNECTWISE_MEMBERS;

/** How to send a request. */
export interface Send {
  /** Whose keys; the technician's by default, none for null. */
  as?: Role | null;
  headers?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  raw?: string;
}

/** The address of tests: one running imitation, back at its seed before every test. */
export interface Harness {
  sandbox(): ConnectwiseSandbox;
  call(method: string, path: string, send?: Send): Promise<Reply>;
  get(path: string, send?: Send): Promise<Reply>;
  post(path: string, body: unknown, send?: Send): Promise<Reply>;
  patch(path: string, operations: unknown, send?: Send): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  switch(switches: Record<string, string>): Promise<void>;
}

/** A Wednesday in summer. */
export const NOW: Date = new Date("2026-07-01T12:00:00.000Z");

/** The first ticket of the rich company, and that company. */
export const TICKET = 10_001;
export const ORCHARD = 42;

/** The Basic credential of a member. */
export function credential(role: Role): string {
  const { publicKey, privateKey } = CONNECTWISE_MEMBERS[role];
  const text = `${CONNECTWISE_COMPANY_ID}+${publicKey}:${privateKey}`;
  return `Basic ${Buffer.from(text).toString("base64")}`;
}

/** Starts an imitation for the tests of a file. */
export function harness(options: ConnectwiseSandboxOptions = { now: NOW }): Harness {
  let running: ConnectwiseSandbox | undefined;
  const sandbox = (): ConnectwiseSandbox => {
    if (!running) throw new Error("The sandbox is not running.");
    return running;
  };
  beforeAll(async () => {
    running = await startConnectwiseSandbox(options);
  });
  beforeEach(() => sandbox().reset());
  afterAll(async () => {
    await running?.close();
  });
  const call = (method: string, path: string, send: Send = {}): Promise<Reply> => {
    const role = send.as === undefined ? "technician" : send.as;
    const query = Object.entries(send.query ?? {}).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    );
    const body = send.raw ?? (send.body === undefined ? undefined : JSON.stringify(send.body));
    const target = path.startsWith("/login") ? sandbox().url + path : sandbox().apiUrl + path;
    return exchange(`${target}${query.length > 0 ? `?${query.join("&")}` : ""}`, {
      method,
      headers: {
        accept: "application/json",
        clientid: CONNECTWISE_CLIENT_ID,
        ...(role === null ? {} : { authorization: credential(role) }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...send.headers,
      },
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
    get: (path, send) => call("GET", path, send),
    post: (path, body, send) => call("POST", path, { ...send, body }),
    patch: (path, body, send) => call("PATCH", path, { ...send, body }),
    control,
    async switch(switches) {
      const { status, text } = await control("POST", "/profile", { switches });
      if (status !== 200) throw new Error(text);
    },
  };
}

async function exchange(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, init);
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString("utf8");
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : undefined,
    bytes,
  };
}
