import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  connectDirectly,
  connectThrough,
  makeClient,
  startEverything,
  type Everything,
} from "./everything.ts";

let everything: Everything;
let folder: string;
const direct = makeClient();
const bridged = makeClient();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "psa-bridge-"));
  everything = await startEverything();
  await connectDirectly(direct, everything.url);
  await connectThrough(bridged, { REMOTE_URL: everything.url, MCP_STATE_DIR: folder });
}, 60_000);
afterAll(async () => {
  await bridged.close();
  await direct.close();
  await everything.close();
  await rm(folder, { recursive: true });
});

describe("the everything server through the bridge", () => {
  it("lists the same tools, resources, templates and prompts, byte for byte", async () => {
    const tools = (await direct.listTools()).tools;
    expect(tools.length).toBeGreaterThan(10);
    expect(JSON.stringify((await bridged.listTools()).tools)).toBe(JSON.stringify(tools));
    expect((await bridged.listPrompts()).prompts).toEqual((await direct.listPrompts()).prompts);
    expect((await bridged.listResources()).resources).toEqual(
      (await direct.listResources()).resources,
    );
    expect((await bridged.listResourceTemplates()).resourceTemplates).toEqual(
      (await direct.listResourceTemplates()).resourceTemplates,
    );
  });

  it.each([
    ["echo", { message: "hello" }],
    ["get-sum", { a: 2, b: 3 }],
    ["get-structured-content", { location: "New York" }],
    ["get-tiny-image", {}],
    ["get-annotated-message", { messageType: "error", includeImage: true }],
    ["get-resource-links", { count: 3 }],
    ["get-resource-reference", { resourceType: "Text", resourceId: 2 }],
  ])("answers %s as the server itself does", async (name, given) => {
    const there = await direct.callTool({ name, arguments: given });
    const here = await bridged.callTool({ name, arguments: given });
    const stable = (value: unknown): string =>
      JSON.stringify(value).replaceAll(/\d{1,2}:\d\d:\d\d ?[AP]?M?/g, "TIME");
    expect(stable(here)).toBe(stable(there));
  });

  it("passes the server's own refusal of wrong arguments on", async () => {
    const answer = await bridged.callTool({ name: "get-sum", arguments: { a: "two" } });
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toContain("number");
  });

  it("reads resources, also ones that are not listed, and renders and completes prompts", async () => {
    const uri = (await direct.listResources()).resources[0]?.uri ?? "";
    expect(await bridged.readResource({ uri })).toEqual(await direct.readResource({ uri }));
    const dynamic = "demo://resource/dynamic/text/7";
    const here = await bridged.readResource({ uri: dynamic });
    expect(here.contents[0]?.uri).toBe(dynamic);
    await expect(bridged.readResource({ uri: "demo://resource/none" })).rejects.toThrow(/./);
    for (const [name, given] of [
      ["simple-prompt", {}],
      ["args-prompt", { city: "Oslo" }],
    ] as const) {
      expect(await bridged.getPrompt({ name, arguments: given })).toEqual(
        await direct.getPrompt({ name, arguments: given }),
      );
    }
    const request = {
      ref: { type: "ref/prompt" as const, name: "completable-prompt" },
      argument: { name: "department", value: "E" },
    };
    const { completion } = await direct.complete(request);
    expect(completion.values.length).toBeGreaterThan(0);
    expect((await bridged.complete(request)).completion.values).toEqual(completion.values);
  });

  it("carries progress", async () => {
    const seen: number[] = [];
    const answer = await bridged.callTool(
      { name: "trigger-long-running-operation", arguments: { duration: 1, steps: 4 } },
      { onprogress: ({ progress }) => void seen.push(progress) },
    );
    expect(JSON.stringify(answer.content)).toContain("completed");
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it("carries cancellation", async () => {
    const stop = new AbortController();
    const call = bridged.callTool(
      { name: "trigger-long-running-operation", arguments: { duration: 20, steps: 100 } },
      { signal: stop.signal, onprogress: () => stop.abort("enough") },
    );
    await expect(call).rejects.toThrow("enough");
    const after = await bridged.callTool({ name: "echo", arguments: { message: "still here" } });
    expect(JSON.stringify(after.content)).toContain("still here");
  });

  it.each(["legacy", "auto"] as const)(
    "carries elicitation and sampling to a client (%s)",
    async (era) => {
      const client = makeClient({ era });
      await connectThrough(client, { REMOTE_URL: everything.url, MCP_STATE_DIR: folder });
      const form = await client.callTool({ name: "trigger-elicitation-request", arguments: {} });
      expect(client.asked).toHaveLength(1);
      expect(JSON.stringify(form.content)).toContain("Ada");
      const sampled = await client.callTool({
        name: "trigger-sampling-request",
        arguments: { prompt: "Say something", maxTokens: 20 },
      });
      expect(JSON.stringify(sampled.content)).toContain("Sampled.");
      await client.close();
    },
  );

  it("tells the server plainly when a client cannot be asked", async () => {
    const client = makeClient({ asks: false });
    await connectThrough(client, { REMOTE_URL: everything.url, MCP_STATE_DIR: folder });
    const answer = await client.callTool({ name: "trigger-elicitation-request", arguments: {} });
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toContain("cannot be asked");
    await client.close();
  });

  it("hides what needs an ability that is switched off", async () => {
    const client = makeClient();
    await connectThrough(client, {
      REMOTE_URL: everything.url,
      MCP_STATE_DIR: folder,
      REMOTE_OFF: "1",
    });
    expect((await client.listTools()).tools).toEqual([]);
    await expect(client.callTool({ name: "echo", arguments: { message: "x" } })).rejects.toThrow(
      "Unknown tool",
    );
    await client.close();
  });
});
