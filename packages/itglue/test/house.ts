// A house to test in: the sandbox, IT Glue's server before it, and plain reads of the sandbox to compare with.
import {
  testVendor,
  type TestAnswer,
  type TestOptions,
  type TestVendor,
} from "@psa-mcp/core/testing";
import {
  startItglueSandbox,
  type ItglueKeys,
  type ItglueSandbox,
  type ItglueSandboxOptions,
} from "@psa-mcp/sandbox/itglue";
import { expect } from "vitest";
import { itglue } from "../src/index.ts";

/** One record as the sandbox itself answers. */
export interface RawRecord {
  readonly id: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface House {
  readonly vendor: TestVendor;
  readonly sandbox: ItglueSandbox;
  /** Calls a tool and expects success. */
  call(tool: string, given?: Record<string, unknown>): Promise<Answer>;
  /** Calls a tool and expects an error of this code. */
  fail(tool: string, given: Record<string, unknown>, code: string): Promise<TestAnswer>;
  /** Confirms what a tool asks for and calls it again. */
  confirmed(tool: string, given: Record<string, unknown>): Promise<Answer>;
  /** Reads the sandbox past our own code. */
  raw(path: string): Promise<{ readonly data: readonly RawRecord[]; readonly total: number }>;
  /** The first record of a list. */
  first(path: string): Promise<RawRecord>;
  /** All text and data that tools have answered so far. */
  readonly said: readonly string[];
  close(): Promise<void>;
}

export interface Answer extends TestAnswer {
  readonly structured: Record<string, unknown>;
  /** Rows of a page. */
  readonly items: readonly Record<string, unknown>[];
  /** The record of an item. */
  readonly item: Record<string, unknown>;
}

/** What a house can be opened with, beside what `testVendor` takes. */
export interface HouseOptions extends TestOptions {
  /** Which of the sandbox's keys is used; the one that may do everything when absent. */
  readonly key?: keyof ItglueKeys;
  readonly sandbox?: ItglueSandboxOptions;
}

/** Opens a house with every tool switched on. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { key = "full", sandbox: sandboxOptions, ...test } = options;
  const sandbox = await startItglueSandbox(sandboxOptions);
  const vendor = await testVendor(itglue, {
    results: "both",
    toolsets: ["all"],
    ...test,
    settings: { ITGLUE_BASE_URL: sandbox.url, ITGLUE_API_KEY: sandbox.keys[key], ...test.settings },
  });
  const said: string[] = [];
  const ask = async (tool: string, given: Record<string, unknown> = {}): Promise<TestAnswer> => {
    const answer = await vendor.call(tool, given);
    said.push(answer.text, JSON.stringify(answer.structured ?? {}));
    return answer;
  };
  const raw: House["raw"] = async (path) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      headers: { "x-api-key": sandbox.keys.full },
    });
    const body = (await response.json()) as {
      data: RawRecord | RawRecord[];
      meta?: { "total-count"?: number };
    };
    const data = Array.isArray(body.data) ? body.data : [body.data];
    return { data, total: body.meta?.["total-count"] ?? data.length };
  };
  const call: House["call"] = async (tool, given) => {
    const answer = await ask(tool, given);
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
    said,
    raw,
    call,
    async fail(tool, given, code) {
      const answer = await ask(tool, given);
      expect(answer.isError, answer.text).toBe(true);
      expect(answer.structured).toMatchObject({ error: { code } });
      return answer;
    },
    async confirmed(tool, given) {
      const asked = await call(tool, given);
      expect(asked.structured).toMatchObject({ confirmation_required: true });
      return call(tool, { ...given, confirm: asked.structured["confirm"] });
    },
    async first(path) {
      const record = (await raw(path)).data[0];
      if (record === undefined) throw new Error(`the sandbox has nothing under ${path}`);
      return record;
    },
    async close() {
      await vendor.close();
      await sandbox.close();
    },
  };
}

/** Asserts that a dry run shows requests and changes nothing. */
export async function expectDryRun(
  house: House,
  tool: string,
  given: Record<string, unknown>,
  watched: string,
): Promise<readonly Record<string, unknown>[]> {
  const before = await house.raw(watched);
  const written = house.sandbox.writes().length;
  const answer = await house.call(tool, { ...given, dry_run: true });
  expect(answer.structured).toMatchObject({ dry_run: true });
  expect(house.sandbox.writes()).toHaveLength(written);
  expect(await house.raw(watched)).toEqual(before);
  const requests = answer.structured["requests"] as readonly Record<string, unknown>[];
  expect(requests.length).toBeGreaterThan(0);
  return requests;
}
