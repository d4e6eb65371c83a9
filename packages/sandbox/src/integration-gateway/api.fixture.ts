import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { Browser } from "./browser.fixture.ts";
import {
  startIntegrationGatewaySandbox,
  type Application,
  type IntegrationGatewaySandbox,
  type IntegrationGatewaySandboxOptions,
  type UserName,
} from "./index.ts";

/** What a test asks of an answer; JSON is loosely typed on purpose, as it comes off the wire. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** The address of tests: one running imitation, back at its seed before every test. */
export interface Harness {
  sandbox(): IntegrationGatewaySandbox;
  /** A request to a path of the instance. Redirects are not followed. */
  call(method: string, path: string, init?: RequestInit): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  switch(switches: Record<string, string>): Promise<void>;
  /** Posts a form to the token endpoint, with the client's secret in the form. */
  token(fields: Record<string, string>, client?: Application): Promise<Reply>;
  /** Signs in through the form and returns the code and the state that came back. */
  authorize(options?: Authorize): Promise<URL>;
  /** Signs in and exchanges the code. */
  login(user?: UserName): Promise<{ access_token: string; refresh_token: string }>;
}

/** How to ask for a code. */
export interface Authorize {
  user?: UserName;
  client?: Application;
  /** Parameters on top of, or in place of, the usual ones; null leaves one out. */
  parameters?: Record<string, string | null>;
}

/** A Wednesday in summer. */
export const NOW: Date = new Date("2026-07-01T12:00:00.000Z");
export const VERIFIER: string = "v".repeat(64);
export const CHALLENGE: string = createHash("sha256").update(VERIFIER).digest("base64url");

/** Starts an imitation for the tests of a file. */
export function harness(options: IntegrationGatewaySandboxOptions = { now: NOW }): Harness {
  let running: IntegrationGatewaySandbox | undefined;
  const sandbox = (): IntegrationGatewaySandbox => {
    if (!running) throw new Error("The sandbox is not running.");
    return running;
  };
  beforeAll(async () => {
    running = await startIntegrationGatewaySandbox(options);
  });
  beforeEach(() => sandbox().reset());
  afterAll(async () => {
    await running?.close();
  });
  const control = (method: string, path: string, body?: unknown): Promise<Reply> =>
    exchange(sandbox().controlUrl + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const token: Harness["token"] = (fields, client = sandbox().clients.mcp) =>
    exchange(`${sandbox().url}/o/token/`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: client.clientId,
        client_secret: client.clientSecret,
        ...fields,
      }),
    });
  const authorize: Harness["authorize"] = async (given = {}) => {
    const { user = "staff", client = sandbox().clients.mcp, parameters = {} } = given;
    const page = await new Browser(sandbox().url).signIn(
      authorizeUrl(sandbox().url, client, parameters),
      sandbox().users[user],
    );
    return new URL(page.url);
  };
  return {
    sandbox,
    control,
    token,
    authorize,
    call: (method, path, init) => exchange(sandbox().url + path, { method, ...init }),
    async switch(switches) {
      const { status, text } = await control("POST", "/profile", { switches });
      if (status !== 200) throw new Error(text);
    },
    async login(user) {
      const code = (await authorize(user === undefined ? {} : { user })).searchParams.get("code");
      const { body } = await token(exchangeOf(code ?? "", sandbox().clients.mcp));
      return body as { access_token: string; refresh_token: string };
    },
  };
}

/** The address that asks for a code. */
export function authorizeUrl(
  origin: string,
  client: Application,
  parameters: Record<string, string | null> = {},
): string {
  const url = new URL("/o/authorize/", origin);
  const all = {
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: client.redirectUris[0] ?? "",
    state: "some-state",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}

/** The form that exchanges a code. */
export function exchangeOf(code: string, client: Application): Record<string, string> {
  return {
    grant_type: "authorization_code",
    code,
    redirect_uri: client.redirectUris[0] ?? "",
    code_verifier: VERIFIER,
  };
}

/** A request with its answer read; redirects are not followed. */
export async function exchange(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
}
