import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineTool, id, message } from "../define/index.ts";
import { checkArguments } from "./arguments.ts";
import { compileTool } from "./tool.ts";

const tool = compileTool(
  defineTool({
    name: "acme_set",
    title: "Set",
    tier: "write",
    toolset: "core",
    description: "Sets.",
    input: z.object({
      thing_id: id("thing"),
      traits: z.record(z.string(), z.unknown()).optional(),
    }),
    handler: async () => message("Set."),
  }),
);
const fault = (given: unknown): string => {
  try {
    checkArguments(tool, given);
    return "";
  } catch (thrown) {
    return (thrown as Error).message;
  }
};

describe("arguments", () => {
  it("pollute nothing and are not polluted, by whatever names", () => {
    const given: unknown = JSON.parse(
      '{"thing_id":1,"traits":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1}}',
    );
    const { input } = checkArguments(tool, given);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect((input["traits"] as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(input["traits"])).toBe(Object.prototype);
    expect(fault(JSON.parse('{"thing_id":1,"__proto__":{"dry_run":true}}'))).toContain(
      "there is no argument",
    );
    expect(fault({ thing_id: 1, constructor: 1, toString: 2 })).toContain("there is no argument");
  });

  it("are refused in a moment, however many are unknown", () => {
    const given: Record<string, unknown> = { thing_id: 1 };
    for (let index = 0; index < 200_000; index += 1) given[`thing_i${index}`] = index;
    const started = performance.now();
    expect(fault(given)).toContain("there is no argument");
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it("may be a tool's own under words that core uses elsewhere", () => {
    const reading = compileTool(
      defineTool({
        name: "acme_read",
        title: "Read",
        tier: "read",
        toolset: "core",
        description: "Reads.",
        paged: true,
        input: z.object({
          confirm: z.boolean().optional(),
          cursor: z.union([z.string(), z.object({ id: z.int() })]).optional(),
        }),
        handler: async () => message("Read."),
      }),
    );
    expect(checkArguments(reading, { confirm: true, cursor: { id: 1 } })).toEqual({
      input: { confirm: true, cursor: { id: 1 } },
      dryRun: false,
    });
    expect(checkArguments(tool, { thing_id: 1, confirm: "x" })).toMatchObject({ confirm: "x" });
  });
});
