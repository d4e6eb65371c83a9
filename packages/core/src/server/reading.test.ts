import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { item, path, view } from "../define/index.ts";
import { acmeWith, stage } from "./acme-with.fixture.ts";

const { api, open, start, end } = stage();
beforeEach(start);
afterEach(end);

const facts = { title: "T", description: "D" };
const vendor = acmeWith({
  resources: [
    {
      ...facts,
      uri: "acme://things/{id}",
      name: "acme_thing",
      toolset: "core",
      mimeType: "text/markdown",
      complete: async () => ["a\u{E0041}b\u202E"],
      read: async ({ client, input }) =>
        item(await client.get(path`/things/${input["id"] ?? ""}`), view("things", "id", "name")),
    },
    {
      ...facts,
      uri: "acme://rare/{id}",
      name: "acme_rare",
      toolset: "rare",
      mimeType: "text/markdown",
      complete: async () => ["secret name"],
      read: async () => item({ id: 1 }, view("things", "id")),
    },
  ],
  prompts: [
    {
      ...facts,
      name: "acme_ask",
      toolset: "core",
      arguments: [{ name: "what", description: "What", required: true }],
      render: async () => "Ask.",
    },
    {
      ...facts,
      name: "acme_broken",
      toolset: "core",
      arguments: [],
      render: async () => {
        throw new TypeError("internals at /srv/app/file.ts:1");
      },
    },
    {
      ...facts,
      name: "acme_rare_prompt",
      toolset: "rare",
      arguments: [],
      complete: async () => ["x"],
      render: async () => "Rare.",
    },
  ],
});
const told = (work: Promise<unknown>, ...names: readonly string[]): Promise<string> =>
  work.then(
    (value) => JSON.stringify(value),
    (error: { code: number; message: string; data?: unknown }) =>
      names.reduce(
        (text, name) => text.replaceAll(name, "X"),
        JSON.stringify([error.code, error.message, error.data]),
      ),
  );

describe("a resource or prompt that a caller may not use", () => {
  it("reads like one that never existed, everywhere", async () => {
    const { client } = await open(vendor);
    const pairs: [Promise<unknown>, Promise<unknown>, string, string][] = [
      [
        client.readResource({ uri: "acme://rare/1" }),
        client.readResource({ uri: "acme://none/1" }),
        "rare",
        "none",
      ],
      [
        client.getPrompt({ name: "acme_rare_prompt" }),
        client.getPrompt({ name: "acme_none_prompt" }),
        "rare",
        "none",
      ],
      [
        client.complete({
          ref: { type: "ref/resource", uri: "acme://rare/{id}" },
          argument: { name: "id", value: "" },
        }),
        client.complete({
          ref: { type: "ref/resource", uri: "acme://none/{id}" },
          argument: { name: "id", value: "" },
        }),
        "rare",
        "none",
      ],
      [
        client.complete({
          ref: { type: "ref/prompt", name: "acme_rare_prompt" },
          argument: { name: "a", value: "" },
        }),
        client.complete({
          ref: { type: "ref/prompt", name: "acme_none_prompt" },
          argument: { name: "a", value: "" },
        }),
        "rare",
        "none",
      ],
    ];
    for (const [forbidden, unknown, rare, none] of pairs)
      expect(await told(forbidden, rare)).toBe(await told(unknown, none));
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(1);
    expect((await client.listPrompts()).prompts).toHaveLength(2);
  });
});

describe("reads", () => {
  it("leave one audit event each, refusals and failures included", async () => {
    const { client, audit } = await open(vendor);
    await client.readResource({ uri: "acme://things/1" });
    await told(client.readResource({ uri: "acme://things/999" }));
    await told(client.readResource({ uri: "acme://rare/1" }));
    await client.getPrompt({ name: "acme_ask", arguments: { what: "x" } });
    await told(client.getPrompt({ name: "acme_ask" }));
    await told(client.getPrompt({ name: "acme_broken" }));
    await told(client.getPrompt({ name: "acme_none" }));
    expect(audit.map((event) => `${event.event} ${event.tool} ${event.outcome}`)).toEqual([
      "resource.read acme_thing ok",
      "resource.read acme_thing not_found",
      "rbac.deny acme://rare/1 refused",
      "prompt.get acme_ask ok",
      "prompt.get acme_ask invalid_arguments",
      "prompt.get acme_broken internal",
      "rbac.deny acme_none refused",
    ]);
    expect(audit[0]?.target).toEqual({ type: "resource", id: "acme://things/1" });
  });

  it("pass the vendor's reasons on and hide what nobody planned", async () => {
    const { client } = await open(vendor);
    api().answer = (_request, response) => {
      response
        .writeHead(422, { "content-type": "application/json" })
        .end(JSON.stringify({ reason: "the moon is wrong" }));
      return true;
    };
    expect(await told(client.readResource({ uri: "acme://things/1" }))).toContain(
      "the moon is wrong",
    );
    expect(await told(client.getPrompt({ name: "acme_broken" }))).not.toContain("internals");
  });

  it("suggest nothing invisible", async () => {
    const { client } = await open(vendor);
    const answer = await client.complete({
      ref: { type: "ref/resource", uri: "acme://things/{id}" },
      argument: { name: "id", value: "" },
    });
    expect(answer.completion.values).toEqual(["ab"]);
  });
});
