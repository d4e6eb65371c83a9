import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineTool, message, page, path, view, type FileAccess } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { acme } from "./acme.fixture.ts";
import { acmeWith, changed, stage } from "./acme-with.fixture.ts";

const { api, open, start, end } = stage();
beforeEach(start);
afterEach(end);

const tool = { tier: "write", toolset: "core", description: "Writes.", title: "Write" } as const;
const write = defineTool({
  ...tool,
  name: "acme_write",
  input: z.object({ text: z.string().max(500_000) }),
  handler: async ({ input, client }) => {
    const made = await client.post<{ id: number }>(path`/things`, {
      body: input,
      simulated: { id: 0 },
    });
    return message("Made.", { id: made.id });
  },
});

describe("MCP_CONFIRM=always", () => {
  it("lets a client that cannot ask go on with the token, for every write", async () => {
    const server = await open(acme, { results: "both" }, { MCP_CONFIRM: "always" });
    const preview = await server.call("acme_rename_thing", { thing_id: 3, name: "New" });
    expect(api().requests).toEqual([]);
    const confirm = String(preview.structured?.["confirm"]);
    const done = await server.call("acme_rename_thing", { thing_id: 3, name: "New", confirm });
    expect(done.text).toContain("Renamed.");
    expect(api().requests).toContain("PATCH /things/3");
  });

  it("asks in few words, however long the arguments are", async () => {
    const server = await open(
      acmeWith({ tools: [write] }),
      { results: "both" },
      { MCP_CONFIRM: "always" },
    );
    const preview = await server.call("acme_write", { text: "word ".repeat(80_000) });
    expect(preview.text.length).toBeLessThan(5000);
    expect(JSON.stringify(preview.structured).length).toBeLessThan(5000);
  });
});

describe("a dry run", () => {
  it("stays within the budget, as text and as data, and its JSON is whole", async () => {
    const server = await open(acmeWith({ tools: [write] }), { results: "both" });
    const given = { text: "word ".repeat(90_000), dry_run: true };
    const plan = await server.call("acme_write", given);
    expect(plan.text).toContain("POST /things");
    expect(plan.text.length).toBeLessThan(30_000);
    expect(JSON.stringify(plan.structured).length).toBeLessThan(100_000);
    const json = await server.call("acme_write", { ...given, response_format: "json" });
    expect(JSON.parse(json.text)).toMatchObject({
      dry_run: true,
      truncated: true,
      requests: [{ method: "POST" }],
    });
  });

  it("stays within the budget when it plans many requests", async () => {
    const many = changed(write, {
      handler: async ({ client }) => {
        for (let index = 0; index < 200; index += 1) {
          await client.post(path`/things`, { body: { index, text: "word ".repeat(700) } });
        }
        return message("Made.");
      },
    });
    const plan = await (
      await open(acmeWith({ tools: [many] }), { results: "both" })
    ).call("acme_write", { text: "x", dry_run: true });
    expect(plan.text.length).toBeLessThan(40_000);
    expect(plan.text).toContain("more requests");
    expect(JSON.stringify(plan.structured).length).toBeLessThan(120_000);
  });

  it("neither opens nor empties an upload slot", async () => {
    const touched: string[] = [];
    const files: FileAccess = {
      requestUpload: async () => {
        touched.push("opened");
        throw new Error("opened");
      },
      takeUpload: async () => {
        touched.push("taken");
        return { bytes: new Uint8Array() };
      },
    };
    const careless = changed(write, {
      handler: async ({ files: own, client }) => {
        await own.takeUpload?.("slot").catch(() => {});
        await own.requestUpload?.().catch(() => {});
        await client.post(path`/things`);
        return message("Made.");
      },
    });
    const server = await open(acmeWith({ tools: [careless] }), { files });
    await server.call("acme_write", { text: "x", dry_run: true });
    expect(touched).toEqual([]);
    await server.call("acme_write", { text: "x" });
    expect(touched).toEqual(["taken", "opened"]);
  });

  it("of something that belongs to the server says what the tool says", async () => {
    const own = changed(write, {
      owner: "server",
      handler: async () => message("A slot would be opened."),
    });
    const plan = await (
      await open(acmeWith({ tools: [own] }))
    ).call("acme_write", { text: "x", dry_run: true });
    expect(plan.text).toContain("A slot would be opened.");
    expect(plan.text).toContain("Dry run");
    expect(plan.text).not.toContain("no difference");
  });
});

describe("a repeated write", () => {
  it("is answered in the form that the repeat asks for, and JSON stays one value", async () => {
    const server = await open(acmeWith({ tools: [write] }));
    await server.call("acme_write", { text: "x" });
    const again = await server.call("acme_write", { text: "x", response_format: "json" });
    expect(JSON.parse(again.text)).toMatchObject({ id: 101, repeated: true });
    expect(api().requests).toEqual(["POST /things"]);
  });

  it("after a dry run is the first", async () => {
    const server = await open(acmeWith({ tools: [write] }));
    await server.call("acme_write", { text: "x", dry_run: true });
    const real = await server.call("acme_write", { text: "x" });
    expect(real.text).not.toContain("Not sent again");
    await server.call("acme_write", { text: "x", dry_run: true });
    expect(api().requests).toEqual(["POST /things"]);
  });
});

describe("a write of two steps", () => {
  const steps = (undone: boolean) =>
    defineTool({
      ...tool,
      name: "acme_two_steps",
      input: z.object({}),
      handler: async ({ client }) => {
        await client.post(path`/things`, { body: {}, simulated: { id: 0 } });
        await client.get(path`/things/${999}`).catch((error: unknown) => {
          throw undone ? new PsaError("not_found", "Gone.", { details: { undone } }) : error;
        });
        return message("Made.");
      },
    });

  it("that fails half way is not repeated, and says what was done", async () => {
    const server = await open(acmeWith({ tools: [steps(false)] }));
    expect((await server.call("acme_two_steps")).text).toMatch(
      /this was done: POST \/things.*\[outcome_unknown/s,
    );
    expect((await server.call("acme_two_steps")).text).toContain("[outcome_unknown");
    expect(api().requests.filter((request) => request === "POST /things")).toHaveLength(1);
  });

  it("that took everything back may be repeated", async () => {
    const server = await open(acmeWith({ tools: [steps(true)] }));
    expect((await server.call("acme_two_steps")).text).toContain("[not_found");
    await server.call("acme_two_steps");
    expect(api().requests.filter((request) => request === "POST /things")).toHaveLength(2);
  });
});

describe("what changed", () => {
  it("stays within the budget as data", async () => {
    const rewrite = changed(write, {
      handler: async ({ client }) => {
        await client.patch(path`/things/${1}`, {
          body: {},
          before: { text: "old ".repeat(100_000) },
          after: { text: "new ".repeat(100_000) },
          idempotent: true,
        });
        return message("Rewritten.");
      },
    });
    const server = await open(acmeWith({ tools: [rewrite] }), { results: "both" });
    const answer = await server.call("acme_write", { text: "x" });
    expect(answer.text).toContain("Changed:");
    expect(JSON.stringify(answer.structured).length).toBeLessThan(50_000);
  });
});

describe("a list that cannot be continued", () => {
  it("says that it was cut", async () => {
    const list = defineTool({
      ...tool,
      tier: "read",
      name: "acme_list",
      input: z.object({}),
      handler: async () =>
        page({
          items: Array.from({ length: 900 }, (_unused, id) => ({ id, name: `Thing ${id}` })),
          view: view("things", "id", "name"),
        }),
    });
    const answer = await (
      await open(acmeWith({ tools: [list] }), {}, { MCP_RESULT_TOKENS: "500" })
    ).call("acme_list");
    expect(answer.text).toContain("Cut:");
    expect(answer.text).not.toContain("cursor");
  });
});

describe("a POST that changes what exists", () => {
  const save = defineTool({
    ...tool,
    name: "acme_save",
    input: z.object({ name: z.string() }),
    accepts: z.object({ legacy: z.string().optional() }),
    handler: async ({ input, client }) => {
      await client.post(path`/things`, {
        body: [{ id: 3, name: input.name }],
        updates: true,
        before: { name: "Old" },
        after: { name: input.name },
      });
      return message(`Saved ${String(input["legacy" as never] ?? "")}.`);
    },
  });

  it("shows its difference, in a dry run and afterwards", async () => {
    const server = await open(acmeWith({ tools: [save] }), { results: "both" });
    const plan = await server.call("acme_save", { name: "New", dry_run: true });
    expect(plan.text).toMatch(/name.*Old.*New/);
    expect(api().requests).toEqual([]);
    const done = await server.call("acme_save", { name: "New" });
    expect(done.structured).toMatchObject({ changes: [{ field: "name", from: "Old", to: "New" }] });
  });

  it("takes arguments that are not listed, and refuses those it does not know", async () => {
    const server = await open(acmeWith({ tools: [save] }), { results: "both" });
    const [listed] = await server.tools();
    expect(JSON.stringify(listed?.inputSchema)).not.toContain("legacy");
    expect((await server.call("acme_save", { name: "New", legacy: "too" })).text).toContain("too");
    const refused = await server.call("acme_save", { name: "New", legacys: "x" });
    expect(refused.text).toContain('did you mean "legacy"');
  });
});

describe("the difference of an update", () => {
  it("is told for vendors that update by POST too, and not for what is new", async () => {
    const post = (name: string, before: Record<string, unknown>) =>
      defineTool({
        ...tool,
        name,
        input: z.object({ name: z.string() }),
        handler: async ({ input, client }) => {
          await client.post(path`/things`, { body: input, before, after: { name: input.name } });
          return message("Done.");
        },
      });
    const server = await open(
      acmeWith({ tools: [post("acme_update", { name: "Old" }), post("acme_new", {})] }),
    );
    const updated = await server.call("acme_update", { name: "New" });
    expect(updated.text).toMatch(/name: .*Old.*New/);
    expect((await server.call("acme_new", { name: "New" })).text).not.toContain("Changed");
  });
});
