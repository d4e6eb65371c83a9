import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineTool, item, message, path, view } from "../define/index.ts";
import { acmeWith, KEY, changed, stage } from "./acme-with.fixture.ts";

const { api, open, start, end } = stage();
beforeEach(async () => {
  await start();
  // An API that repeats the key it was sent, as some do in debug fields.
  api().answer = (request, response) => {
    const key = String(request.headers["x-key"]);
    const name = `Thing of ${key} ${Buffer.from(`user:${key}`).toString("base64")}`;
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ id: 1, name, code: Number(key) }));
    return true;
  };
});
afterEach(end);

const things = view("things", "id", "name", "code");
const leaks = (value: unknown, key = KEY): boolean => {
  const text = JSON.stringify(value);
  return (
    text.includes(key) || text.includes(Buffer.from(`user:${key}`).toString("base64").slice(6, 24))
  );
};

const remove = defineTool({
  name: "acme_remove",
  title: "Remove",
  tier: "destructive",
  toolset: "core",
  description: "Removes a thing.",
  input: z.object({}),
  preview: async ({ client }) =>
    `Remove ${(await client.get<{ name: string }>(path`/things/${1}`)).name}?`,
  handler: async () => message("Removed."),
});
const read = defineTool({
  name: "acme_read",
  title: "Read",
  tier: "read",
  toolset: "core",
  description: "Reads a thing.",
  input: z.object({}),
  handler: async ({ client, progress }) => {
    const thing = await client.get<Record<string, unknown>>(path`/things/${1}`);
    progress(1, 2, String(thing["name"]));
    return item(thing, things);
  },
});

describe("the credential of a call", () => {
  it("is not in the preview that comes with a confirm token", async () => {
    const server = await open(acmeWith({ tools: [remove] }), { results: "both" });
    const answer = await server.call("acme_remove");
    expect(answer.text).toContain("Remove Thing of [redacted]");
    expect(leaks([answer.content, answer.structured])).toBe(false);
  });

  it("is not in the question that a person is asked", async () => {
    let asked = "";
    const server = await open(acmeWith({ tools: [remove] }), {
      onElicit: (question) => {
        asked = question;
        return { action: "decline" };
      },
    });
    await server.call("acme_remove");
    expect(asked).toContain("Thing of [redacted]");
    expect(leaks(asked)).toBe(false);
  });

  it("is not in a question of a handler", async () => {
    const asking = changed(read, {
      handler: async ({ client, ask }) => {
        const thing = await client.get<{ name: string }>(path`/things/${1}`);
        await ask({
          which: {
            kind: "form",
            message: `Is it ${thing.name}?`,
            fields: z.object({ yes: z.boolean() }),
          },
        });
        return message("Asked.");
      },
    });
    let asked = "";
    const server = await open(acmeWith({ tools: [asking] }), {
      onElicit: (question) => {
        asked = question;
        return { action: "decline" };
      },
    });
    await server.call("acme_read");
    expect(asked).toContain("Is it Thing of [redacted]");
    expect(leaks(asked)).toBe(false);
  });

  it("is not in progress messages, which are one short line", async () => {
    const server = await open(acmeWith({ tools: [read] }));
    const heard: string[] = [];
    await server.client.callTool(
      { name: "acme_read", arguments: {} },
      { onprogress: (progress) => heard.push(String(progress.message)) },
    );
    expect(heard.join(" ")).toContain("Thing of [redacted]");
    expect(leaks(heard)).toBe(false);
  });

  it("is not in resources, prompts or completions", async () => {
    const name = async (client: { get<T>(at: never): Promise<T> }): Promise<string> =>
      (await client.get<{ name: string }>(path`/things/${1}` as never)).name;
    const facts = { title: "T", description: "D", toolset: "core" };
    const server = await open(
      acmeWith({
        resources: [
          {
            ...facts,
            uri: "acme://things/{id}",
            name: "acme_thing",
            mimeType: "text/markdown",
            complete: async (_variable: string, _typed: string, { client }) => [await name(client)],
            read: async ({ client }) => item(await client.get(path`/things/${1}`), things),
          },
          {
            ...facts,
            uri: "acme://raw",
            name: "acme_raw",
            mimeType: "text/plain",
            read: async ({ client }) => ({
              kind: "content",
              blocks: [{ kind: "text", text: await name(client) }],
            }),
          },
        ],
        prompts: [
          {
            ...facts,
            name: "acme_prompt",
            arguments: [],
            render: async ({ client }) => await name(client),
          },
        ],
      }),
    );
    const answers = [
      await server.client.readResource({ uri: "acme://things/1" }),
      await server.client.readResource({ uri: "acme://raw" }),
      await server.client.getPrompt({ name: "acme_prompt" }),
      await server.client.complete({
        ref: { type: "ref/resource", uri: "acme://things/{id}" },
        argument: { name: "id", value: "" },
      }),
    ];
    for (const answer of answers) {
      expect(JSON.stringify(answer)).toContain("Thing of [redacted]");
      expect(leaks(answer)).toBe(false);
    }
  });

  it("leaves JSON whole when it is a number", async () => {
    const key = "9876543210";
    const server = await open(acmeWith({ tools: [read] }), { results: "both" }, { ACME_KEY: key });
    const answer = await server.call("acme_read", { response_format: "json" });
    expect(answer.isError).toBe(false);
    expect((JSON.parse(answer.text) as { item: unknown }).item).toMatchObject({
      id: 1,
      code: "[redacted]",
    });
    expect(leaks([answer.content, answer.structured], key)).toBe(false);
  });
});
