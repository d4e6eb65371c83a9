import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  startTickitiSandbox,
  TICKITI_TOKENS,
  type TickitiSandbox,
  type TickitiSandboxOptions,
  type TokenName,
} from "./index.ts";

/** What a test asks of an answer; JSON is loosely typed on purpose, as it comes off the wire. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** How to send a request. */
export interface Send {
  /** Whose token; the agent's by default, none for null. */
  as?: TokenName | null;
  method?: string;
  headers?: Record<string, string>;
  /** The Idempotency-Key; the two writes of tickets get a fresh one by default. */
  key?: string | null;
  raw?: RequestInit["body"];
}

/** The address of tests: one running imitation, back at its seed before every test. */
export interface Harness {
  sandbox(): TickitiSandbox;
  call(path: string, body?: unknown, send?: Send): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  switch(switches: Record<string, string>): Promise<void>;
}

/** A Wednesday in summer. */
export const NOW: Date = new Date("2026-07-01T12:00:00.000Z");

/** The number of the ticket that has some of everything. */
export const RICH = "220009";

export const ROWAN = "rowan.vale@larkfield.example";
export const DANA = "dana@orchard-dental.example";

const KEYED = ["tickets", "tickets/respond"];

/** Starts an imitation for the tests of a file. */
export function harness(options: TickitiSandboxOptions = { now: NOW }): Harness {
  let running: TickitiSandbox | undefined;
  let keys = 0;
  const sandbox = (): TickitiSandbox => {
    if (!running) throw new Error("The sandbox is not running.");
    return running;
  };
  beforeAll(async () => {
    running = await startTickitiSandbox(options);
  });
  beforeEach(() => sandbox().reset());
  afterAll(async () => {
    await running?.close();
  });
  const call = (path: string, body: unknown = {}, send: Send = {}): Promise<Reply> => {
    const { as = "agent", method = "POST", headers, raw, key } = send;
    keys += 1;
    const sent = key === undefined && KEYED.includes(path) ? `test-${keys}` : key;
    return exchange(`${sandbox().url}/api/v1/${path}`, {
      method,
      headers: {
        accept: "application/json",
        ...(raw === undefined ? { "content-type": "application/json" } : {}),
        ...(as === null ? {} : { authorization: `Bearer ${TICKITI_TOKENS[as].token}` }),
        ...(typeof sent === "string" ? { "idempotency-key": sent } : {}),
        ...headers,
      },
      ...(method === "GET" ? {} : { body: raw ?? JSON.stringify(body) }),
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
    control,
    async switch(switches) {
      const { status, text } = await control("POST", "/profile", { switches });
      if (status !== 200) throw new Error(text);
    },
  };
}

async function exchange(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
}
