import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  HALO_APPLICATIONS,
  startHaloSandbox,
  type HaloApplicationName,
  type HaloSandbox,
  type HaloSandboxOptions,
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

/** How to send a request. */
export interface Send {
  /** Whose token; that of `services` by default, none for null. */
  as?: HaloApplicationName | null;
  scope?: string;
  headers?: Record<string, string>;
  query?: Record<string, string | number | boolean | readonly string[]>;
  body?: unknown;
  raw?: string;
}

/** The address of tests: one running imitation, back at its seed before every test. */
export interface Harness {
  sandbox(): HaloSandbox;
  /** Asks for a token; `form` adds to or replaces what a client would send. */
  token(form?: Record<string, string>, query?: string): Promise<Reply>;
  call(method: string, path: string, send?: Send): Promise<Reply>;
  get(path: string, query?: Send["query"], send?: Send): Promise<Reply>;
  /** Posts one element, or a list as it is. */
  post(path: string, element: unknown, send?: Send): Promise<Reply>;
  remove(path: string, query?: Send["query"], send?: Send): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  switch(switches: Record<string, string>): Promise<void>;
}

/** A Wednesday in summer. */
export const NOW: Date = new Date("2026-07-01T12:00:00.000Z");

/** The first ticket, the customer with most tickets and a person there. */
export const TICKET = 1001;
export const NORTHWIND = 18;
export const ANA = 172;

/** The S256 challenge of a PKCE verifier. */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

/** Starts an imitation for the tests of a file. */
export function harness(options: HaloSandboxOptions = { now: NOW }): Harness {
  let running: HaloSandbox | undefined;
  const tokens = new Map<string, string>();
  const sandbox = (): HaloSandbox => {
    if (!running) throw new Error("The sandbox is not running.");
    return running;
  };
  beforeAll(async () => {
    running = await startHaloSandbox(options);
  });
  beforeEach(() => {
    sandbox().reset();
    tokens.clear();
  });
  afterAll(async () => {
    await running?.close();
  });

  const token = (form: Record<string, string> = {}, query = ""): Promise<Reply> => {
    const { clientId, clientSecret } = HALO_APPLICATIONS.services;
    return exchange(`${sandbox().authUrl}/token${query}`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: "all",
        ...form,
      }),
    });
  };

  const bearer = async (name: HaloApplicationName, scope: string): Promise<string> => {
    const key = `${name} ${scope}`;
    const known = tokens.get(key);
    if (known !== undefined) return known;
    const { clientId, clientSecret } = HALO_APPLICATIONS[name];
    const form = { client_id: clientId, client_secret: clientSecret, scope };
    const { status, body, text } = await token(form);
    if (status !== 200) throw new Error(text);
    tokens.set(key, body.access_token);
    return body.access_token as string;
  };

  const call = async (method: string, path: string, send: Send = {}): Promise<Reply> => {
    const { as = "services", scope = "all" } = send;
    const body = send.raw ?? (send.body === undefined ? undefined : JSON.stringify(send.body));
    return exchange(`${sandbox().apiUrl}${path}${search(send.query)}`, {
      method,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${await bearer(as, scope)}` }),
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
    token,
    call,
    get: (path, query, send) => call("GET", path, { ...send, ...(query ? { query } : {}) }),
    post: (path, element, send) =>
      call("POST", path, { ...send, body: Array.isArray(element) ? element : [element] }),
    remove: (path, query, send) => call("DELETE", path, { ...send, ...(query ? { query } : {}) }),
    control,
    async switch(switches) {
      const { status, text } = await control("POST", "/profile", { switches });
      if (status !== 200) throw new Error(text);
    },
  };
}

function search(query: Send["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as string[]) : [String(value)]) {
      parameters.append(name, one);
    }
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

async function exchange(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, { redirect: "manual", ...init });
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
