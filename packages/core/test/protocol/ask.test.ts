import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterEach, describe, expect, it } from "vitest";
import { admin, otherAdmin, request, serve, type Served, type Wire } from "./fixture.ts";

let served: Served;
afterEach(() => served.close());

const accept = (content: object): object => ({ action: "accept", content });
const callTool = (name: string, more: Record<string, unknown> = {}): Promise<Wire> =>
  request(served, "tools/call", { name, arguments: {}, ...more });
const textOf = (answer: Wire): string => String(answer.result?.content?.[0]?.text);

async function connect(
  mode: "legacy" | "auto" | { pin: "2026-07-28" },
  capabilities: object,
  answer: () => object,
): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1" },
    {
      capabilities,
      versionNegotiation: { mode },
    },
  );
  if ("elicitation" in capabilities)
    client.setRequestHandler("elicitation/create", () => answer() as never);
  await client.connect(
    new StreamableHTTPClientTransport(new URL(served.server.endpoint), {
      requestInit: { headers: { authorization: `Bearer ${admin}` } },
    }),
  );
  return client;
}

describe.each([["legacy"], ["auto"], [{ pin: "2026-07-28" }]] as const)(
  "a question to a client, %j",
  (mode) => {
    it("is answered, declined and cancelled in one form", async () => {
      served = await serve();
      let answer: object = accept({ name: "Ada" });
      const client = await connect(mode, { elicitation: {} }, () => answer);
      const said = async (name: string): Promise<string> =>
        JSON.stringify((await client.callTool({ name, arguments: {} })).content);
      expect(await said("acme_greet")).toContain("Hello Ada");
      answer = { action: "decline" };
      expect(await said("acme_greet")).toContain("It was decline");
      answer = { action: "cancel" };
      expect(await said("acme_greet")).toContain("It was cancel");
      await client.close();
    });

    it("is asked again until it fits, within the client's own limit", async () => {
      served = await serve();
      const answers = [accept({}), accept({ name: 7 }), accept({ name: "Ada" })];
      const client = await connect(
        mode,
        { elicitation: {} },
        () => answers.shift() ?? { action: "cancel" },
      );
      expect(
        JSON.stringify(await client.callTool({ name: "acme_greet", arguments: {} })),
      ).toContain("Hello Ada");
      await client.close();
    });

    it("can follow on another", async () => {
      served = await serve();
      const answers = [accept({ name: "Ada" }), accept({ color: "blue" })];
      const client = await connect(mode, { elicitation: {} }, () => answers.shift() ?? {});
      const result = await client.callTool({
        name: "acme_two_steps",
        arguments: { topic: "boats" },
      });
      expect(JSON.stringify(result.content)).toContain("boats");
      expect(JSON.stringify(result.content)).toContain("Ada");
      expect(JSON.stringify(result.content)).toContain("blue");
      await client.close();
    });
  },
);

describe("a client that cannot be asked", () => {
  it("gets the missing capability named, in the form of its era", async () => {
    served = await serve();
    const modern = await request(
      served,
      "tools/call",
      { name: "acme_greet", arguments: {} },
      { capabilities: {} },
    );
    expect(modern.status).toBe(400);
    expect(modern.error).toMatchObject({
      code: -32_021,
      data: { requiredCapabilities: { elicitation: expect.anything() as unknown } },
    });
    const client = await connect("legacy", {}, () => ({}));
    expect(await client.callTool({ name: "acme_greet", arguments: {} })).toMatchObject({
      isError: true,
    });
    await client.close();
  });

  it("is not asked without a session in the 2025 era", async () => {
    served = await serve({ sessions: "off" });
    const client = await connect("legacy", { elicitation: {} }, () => accept({ name: "Ada" }));
    expect(await client.callTool({ name: "acme_greet", arguments: {} })).toMatchObject({
      isError: true,
    });
    await client.close();
  });

  it("tells the handler so", async () => {
    served = await serve();
    const asked = async (capabilities: object): Promise<string[]> => {
      const answer = await request(
        served,
        "tools/call",
        { name: "acme_everything", arguments: {} },
        { capabilities },
      );
      return Object.keys(answer.result?.inputRequests ?? {}).toSorted();
    };
    expect(await asked({})).toEqual([]);
    expect(await asked({ roots: {} })).toEqual(["roots"]);
    expect(await asked({ sampling: {}, elicitation: { url: {} } })).toEqual(["model", "page"]);
  });
});

describe("answers of every kind", () => {
  it("reach the handler checked", async () => {
    served = await serve();
    const capabilities = { sampling: {}, roots: {}, elicitation: { url: {} } };
    const answer = await request(
      served,
      "tools/call",
      {
        name: "acme_everything",
        arguments: {},
        inputResponses: {
          page: { action: "accept" },
          roots: { roots: [{ uri: "file:///a", name: "A" }, { uri: 7 }, null] },
          model: {
            role: "assistant",
            model: "m",
            content: { type: "text", text: "Word" },
            stopReason: "endTurn",
          },
        },
      },
      { capabilities },
    );
    expect(JSON.parse(textOf(answer))).toEqual({
      page: { action: "accept" },
      roots: [{ uri: "file:///a", name: "A" }],
      model: { text: "Word", model: "m", stopReason: "endTurn" },
    });
  });
});

describe("the state between rounds", () => {
  const answered = { inputResponses: { first: accept({ name: "Ada" }) } };
  const begin = async (): Promise<string> =>
    (await callTool("acme_two_steps", answered)).result.requestState as string;

  it("carries earlier answers", async () => {
    served = await serve();
    const requestState = await begin();
    const last = await callTool("acme_two_steps", {
      requestState,
      inputResponses: { second: accept({ color: "red" }) },
    });
    expect(textOf(last)).toContain("Ada");
    const without = await callTool("acme_two_steps", {
      inputResponses: { second: accept({ color: "red" }) },
    });
    expect(Object.keys(without.result.inputRequests as object)).toEqual(["first"]);
  });

  it("is refused when it was changed, or belongs to another tool, other arguments or another caller", async () => {
    served = await serve();
    const requestState = await begin();
    const second = { inputResponses: { second: accept({ color: "red" }) } };
    const refusals = [
      await callTool("acme_two_steps", { ...second, requestState: `${requestState}x` }),
      await callTool("acme_two_steps", {
        ...second,
        requestState: requestState.replace(/^./, "f"),
      }),
      await callTool("acme_two_steps", { ...second, requestState: "made-up" }),
      await callTool("acme_greet", { requestState }),
      await callTool("acme_two_steps", { ...second, requestState, arguments: { topic: "other" } }),
      await request(
        served,
        "tools/call",
        { name: "acme_two_steps", arguments: {}, ...second, requestState },
        { token: otherAdmin },
      ),
      await request(served, "prompts/get", { name: "acme_talk", requestState }),
    ];
    for (const refusal of refusals) {
      expect(refusal.error).toMatchObject({
        code: -32_602,
        data: { reason: "invalid_request_state" },
      });
    }
    expect(served.audit.filter((event) => event.outcome === "refused")).toHaveLength(6);
  });

  it("is refused when it is too old", async () => {
    let now = Date.now();
    served = await serve({}, undefined, () => now);
    const requestState = await begin();
    now += 601_000;
    expect((await callTool("acme_two_steps", { requestState })).error?.code).toBe(-32_602);
  });

  it("does not depend on the order of arguments", async () => {
    served = await serve();
    const one = await callTool("acme_two_steps", {
      ...answered,
      arguments: { topic: "a", response_format: "markdown" },
    });
    const last = await callTool("acme_two_steps", {
      requestState: one.result.requestState,
      arguments: { response_format: "markdown", topic: "a" },
      inputResponses: { second: accept({ color: "red" }) },
    });
    expect(textOf(last)).toContain("Ada");
  });

  it("is refused rather than cut when it grows too long", async () => {
    served = await serve();
    const answer = await callTool("acme_two_steps", {
      inputResponses: { first: accept({ name: "x".repeat(20_000) }) },
    });
    expect(answer.result).toMatchObject({ isError: true });
    expect(textOf(answer)).toContain("too_large");
  });
});

describe("a question of a tool that also wants a confirmation", () => {
  it("comes after it, and neither counts twice", async () => {
    served = await serve();
    const asked = await callTool("acme_erase");
    expect(Object.keys(asked.result.inputRequests as object)).toEqual(["confirm"]);
    const why = await callTool("acme_erase", {
      requestState: asked.result.requestState,
      inputResponses: { confirm: accept({ confirm: true }) },
    });
    expect(Object.keys(why.result.inputRequests as object)).toEqual(["why"]);
    const final = {
      requestState: why.result.requestState,
      inputResponses: { why: accept({ reason: "old" }) },
    };
    expect(textOf(await callTool("acme_erase", final))).toContain("Erased");
    expect(textOf(await callTool("acme_erase", final))).toContain("used already");
    expect(served.api.seen.filter(({ method }) => method === "DELETE")).toHaveLength(1);
    const confirmed = served.audit
      .filter((event) => event.tool === "acme_erase")
      .map((event) => event.outcome);
    expect(confirmed).toEqual(["confirmation", "question", "ok", "invalid_arguments"]);
  });

  it("does not stand in for it", async () => {
    served = await serve();
    const first = await callTool("acme_two_steps");
    const state = String(first.result.requestState);
    const skipped = await callTool("acme_erase", {
      requestState: state,
      inputResponses: { confirm: accept({ confirm: true }), why: accept({ reason: "old" }) },
    });
    expect(skipped.error?.code).toBe(-32_602);
    const asToken = await callTool("acme_erase", { arguments: { confirm: state } });
    expect(textOf(asToken)).toContain("does not belong to this call");
    expect(served.api.seen).toEqual([]);
  });
});

describe("a handler", () => {
  it("that catches what ends it asks all the same", async () => {
    served = await serve();
    expect((await callTool("acme_swallow")).result.resultType).toBe("input_required");
    const answer = await callTool("acme_swallow", {
      inputResponses: { who: accept({ name: "Ada" }) },
    });
    expect(textOf(answer)).toContain("answered");
  });

  it("that asks after a write fails instead of writing twice", async () => {
    served = await serve();
    const answer = await callTool("acme_late");
    expect(answer.result).toMatchObject({ isError: true });
    expect(textOf(answer)).toContain("[internal]");
    expect(served.api.seen).toHaveLength(1);
  });
});

describe("prompts and suggestions", () => {
  it("can ask, and cannot", async () => {
    served = await serve();
    const params = { name: "acme_talk", arguments: { topic: "a" } };
    const asked = await request(served, "prompts/get", params);
    expect(asked.result.inputRequests).toHaveProperty("who");
    const got = await request(served, "prompts/get", {
      ...params,
      requestState: asked.result.requestState,
      inputResponses: { who: accept({ name: "Ada" }) },
    });
    expect(got.result.messages).toMatchObject([
      { role: "user", content: { type: "text" } },
      { role: "assistant", content: { type: "image", data: "AQ==", mimeType: "image/png" } },
    ]);
    const suggestions = await request(served, "completion/complete", {
      ref: { type: "ref/prompt", name: "acme_talk" },
      argument: { name: "topic", value: "a" },
    });
    expect(suggestions.result.completion.values).toEqual([]);
  });

  it("are never more than a hundred", async () => {
    served = await serve();
    const { result } = await request(served, "completion/complete", {
      ref: { type: "ref/resource", uri: "acme://things/{id}" },
      argument: { name: "id", value: "" },
    });
    expect(result.completion.values).toHaveLength(100);
    expect(result.completion).toMatchObject({ total: 150, hasMore: true });
  });
});
