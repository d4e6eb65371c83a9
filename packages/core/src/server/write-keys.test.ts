import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineTool, message, path } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { acmeWith, stage } from "./acme-with.fixture.ts";
import { createWriteKeys } from "./write-keys.ts";

const call = { binding: "a", tool: "acme_create", input: { name: "x", list: [{ b: 1, a: 2 }] } };

describe("the key of a write", () => {
  it("is the same for equal calls within the window, on every replica, and another's after it", () => {
    let now = 1000;
    const [keys, replica] = [createWriteKeys(60, () => now), createWriteKeys(60, () => now)];
    const first = keys.keyOf(call);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(replica.keyOf(call)).toBe(first);
    expect(keys.keyOf({ ...call, input: { list: [{ a: 2, b: 1 }], name: "x" } })).toBe(first);
    expect(keys.keyOf({ ...call, binding: "b" })).not.toBe(first);
    expect(keys.keyOf({ ...call, tool: "acme_other" })).not.toBe(first);
    expect(keys.keyOf({ ...call, input: { name: "y" } })).not.toBe(first);
    // The window runs from the first call, also across the borders that replicas agree on.
    now = 59_500;
    const late = keys.keyOf({ ...call, input: { name: "late" } });
    now = 70_000;
    expect(keys.keyOf({ ...call, input: { name: "late" } })).toBe(late);
    expect(keys.keyOf(call)).not.toBe(first);
  });

  it("changes after a refusal for certain, and stays where the outcome is open", () => {
    const keys = createWriteKeys(60, () => 1000);
    const first = keys.keyOf(call);
    for (const code of ["timeout", "unavailable", "outcome_unknown", "cancelled"] as const) {
      keys.failed(call, new PsaError(code, "no"));
      expect(keys.keyOf(call)).toBe(first);
    }
    keys.failed(call, new PsaError("forbidden", "no"));
    expect(keys.keyOf(call)).not.toBe(first);
  });

  it("is the caller's own where it gives one, and never the same without a window", () => {
    const keys = createWriteKeys(0, () => 1000);
    expect(keys.keyOf({ ...call, key: "order:7" })).toBe("order:7");
    expect(keys.keyOf(call)).not.toBe(keys.keyOf(call));
  });
});

const { api, open, start, end } = stage();
beforeEach(start);
afterEach(end);

describe("a tool whose writes are recognised by the vendor", () => {
  const make = defineTool({
    name: "acme_make",
    title: "Make thing",
    tier: "write",
    toolset: "core",
    description: "Makes a thing.",
    keyed: true,
    input: z.object({ name: z.string() }),
    handler: async ({ input, client, idempotencyKey }) => {
      await client.post(path`/things`, { body: input, idempotencyKey });
      return message("Made.");
    },
  });

  it("sends one key over all tries and repeated calls, until the vendor answers", async () => {
    const server = await open(acmeWith({ tools: [make] }), { results: "both" });
    const listed = (await server.tools())[0]?.["inputSchema"] as { properties: object };
    expect(listed.properties).toHaveProperty("idempotency_key");
    const seen: unknown[] = [];
    api().answer = (request, response) => {
      seen.push(request.headers["idempotency-key"]);
      if (seen.length > 4) return false;
      response.writeHead(500).end();
      return true;
    };
    for (let index = 0; index < 4; index += 1)
      expect((await server.call("acme_make", { name: "a" })).isError).toBe(true);
    const done = await server.call("acme_make", { name: "a" });
    expect(done.isError, done.text).toBe(false);
    const again = await server.call("acme_make", { name: "a" });
    expect(again.text).toContain("Not sent again");
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(1);
    await server.call("acme_make", { name: "a", idempotency_key: "mine" });
    expect(seen.at(-1)).toBe("mine");
  });
});
