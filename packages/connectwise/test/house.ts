// A house to test in: the sandbox, our server before it, and plain reads of the sandbox to compare with.
import {
  testVendor,
  type TestAnswer,
  type TestOptions,
  type TestVendor,
} from "@psa-mcp/core/testing";
import {
  startConnectwiseSandbox,
  type ConnectwiseMembers,
  type ConnectwiseSandbox,
  type ConnectwiseSandboxOptions,
} from "@psa-mcp/sandbox/connectwise";
import { expect } from "vitest";
import { connectwise } from "../src/index.ts";

/** One record as the sandbox itself answers. */
export interface RawRecord {
  readonly id: number;
  readonly [field: string]: unknown;
}

export interface Answer extends TestAnswer {
  readonly structured: Record<string, unknown>;
  /** Rows of a page. */
  readonly items: readonly Record<string, unknown>[];
  /** The record of an item. */
  readonly item: Record<string, unknown>;
}

export interface House {
  readonly vendor: TestVendor;
  readonly sandbox: ConnectwiseSandbox;
  /** Calls a tool and expects success. */
  call(tool: string, given?: Record<string, unknown>): Promise<Answer>;
  /** Calls a tool and expects an error of this code. */
  fail(tool: string, given: Record<string, unknown>, code: string): Promise<TestAnswer>;
  /** Confirms what a tool asks for and calls it again. */
  confirmed(tool: string, given: Record<string, unknown>): Promise<Answer>;
  /** Reads a list of the sandbox past our own code. */
  list(path: string): Promise<readonly RawRecord[]>;
  /** Reads one record of the sandbox past our own code. */
  one(path: string): Promise<RawRecord>;
  close(): Promise<void>;
}

/** What a house can be opened with, beside what `testVendor` takes. */
export interface HouseOptions extends TestOptions {
  readonly member?: keyof ConnectwiseMembers;
  readonly sandbox?: ConnectwiseSandboxOptions;
  /** True when the server is told the member's identifier. */
  readonly named?: boolean;
}

/** The variables that point a server at the sandbox as one of its members. */
export function variables(
  sandbox: ConnectwiseSandbox,
  member: keyof ConnectwiseMembers = "manager",
  named = true,
): Record<string, string> {
  const { publicKey, privateKey, identifier } = sandbox.members[member];
  return {
    CW_BASE_URL: sandbox.apiUrl,
    CW_COMPANY_ID: sandbox.companyId,
    CW_CLIENT_ID: sandbox.clientId,
    CW_PUBLIC_KEY: publicKey,
    CW_PRIVATE_KEY: privateKey,
    ...(named ? { CW_MEMBER_IDENTIFIER: identifier } : {}),
  };
}

/** Opens a house with every tool switched on. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { member = "manager", sandbox: sandboxOptions, named = true, ...test } = options;
  const sandbox = await startConnectwiseSandbox(sandboxOptions);
  const vendor = await testVendor(connectwise, {
    results: "both",
    toolsets: ["all"],
    ...test,
    settings: { ...variables(sandbox, member, named), ...test.settings },
  });
  const { publicKey, privateKey } = sandbox.members.manager;
  const pair = Buffer.from(`${sandbox.companyId}+${publicKey}:${privateKey}`).toString("base64");
  const read = async (path: string): Promise<unknown> => {
    const response = await fetch(`${sandbox.apiUrl}${path}`, {
      headers: { authorization: `Basic ${pair}`, clientid: sandbox.clientId },
    });
    if (!response.ok)
      throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return response.json();
  };
  const call: House["call"] = async (tool, given) => {
    const answer = await vendor.call(tool, given);
    expect(answer.isError, answer.text).toBe(false);
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
    list: async (path) => (await read(path)) as readonly RawRecord[],
    one: async (path) => (await read(path)) as RawRecord,
    async close() {
      await vendor.close();
      await sandbox.close();
    },
  };
}
