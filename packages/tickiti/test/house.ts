// A house to test in: the sandbox, our server before it, and plain calls of the sandbox to compare with.
import {
  testVendor,
  type TestAnswer,
  type TestOptions,
  type TestVendor,
} from "@psa-mcp/core/testing";
import {
  startTickitiSandbox,
  type TickitiSandbox,
  type TickitiSandboxOptions,
  type TokenName,
} from "@psa-mcp/sandbox/tickiti";
import { expect } from "vitest";
import { tickiti } from "../src/index.ts";

export interface Answer extends TestAnswer {
  readonly structured: Record<string, unknown>;
  /** Rows of a page. */
  readonly items: readonly Record<string, unknown>[];
  /** The record of an item. */
  readonly item: Record<string, unknown>;
}

export interface House {
  readonly vendor: TestVendor;
  readonly sandbox: TickitiSandbox;
  /** Calls a tool and expects success. */
  call(tool: string, given?: Record<string, unknown>): Promise<Answer>;
  /** Calls a tool and expects an error of this code. */
  fail(tool: string, given: Record<string, unknown>, code: string): Promise<TestAnswer>;
  /** Confirms what a tool asks for and calls it again. */
  confirmed(tool: string, given: Record<string, unknown>): Promise<Answer>;
  /** Asks the sandbox past our own code. */
  raw(path: string, body?: object): Promise<unknown>;
  /** Bodies that reached a route, oldest first. */
  bodies(path: string): readonly Record<string, unknown>[];
  close(): Promise<void>;
}

/** What a house can be opened with, beside what `testVendor` takes. */
export interface HouseOptions extends TestOptions {
  readonly token?: TokenName;
  readonly sandbox?: TickitiSandboxOptions;
}

/** The variables that point a server at the sandbox with one of its tokens. */
export function variables(
  sandbox: TickitiSandbox,
  token: TokenName = "superuser",
): Record<string, string> {
  return {
    TICKITI_API_BASE: sandbox.url,
    TICKITI_API_TOKEN: sandbox.tokens[token].token,
  };
}

/** Opens a house with every tool switched on. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { token, sandbox: sandboxOptions, ...test } = options;
  const sandbox = await startTickitiSandbox(sandboxOptions);
  const vendor = await testVendor(tickiti, {
    results: "both",
    toolsets: ["all"],
    ...test,
    settings: { ...variables(sandbox, token), ...test.settings },
  });
  const call: House["call"] = async (tool, given) => {
    const answer = await vendor.call(tool, given);
    expect(answer.isError, `${tool}: ${answer.text}`).toBe(false);
    const structured = answer.structured ?? {};
    return {
      ...answer,
      structured,
      items: (structured["items"] ?? []) as readonly Record<string, unknown>[],
      item: (structured["item"] ?? {}) as Record<string, unknown>,
    };
  };
  return {
    vendor,
    sandbox,
    call,
    async fail(tool, given, code) {
      const answer = await vendor.call(tool, given);
      expect(answer.isError, answer.text).toBe(true);
      expect(answer.structured).toMatchObject({ error: { code } });
      return answer;
    },
    async confirmed(tool, given) {
      const asked = await call(tool, given);
      expect(asked.structured).toMatchObject({ confirmation_required: true });
      return call(tool, { ...given, confirm: asked.structured["confirm"] });
    },
    async raw(path, body = {}) {
      const response = await fetch(`${sandbox.url}/api/v1/${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${sandbox.tokens.superuser.token}`,
          "content-type": "application/json",
          accept: "application/json",
        },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
      return response.json();
    },
    bodies: (path) =>
      sandbox
        .requests()
        .filter((request) => request.path === `/api/v1/${path}`)
        .map((request) => bodyOf(request.body)),
    async close() {
      await vendor.close();
      await sandbox.close();
    },
  };
}

function bodyOf(body: unknown): Record<string, unknown> {
  return (typeof body === "string" ? JSON.parse(body) : body) as Record<string, unknown>;
}
