import { describe, expect, it } from "vitest";
import type { ServerUnderTest } from "@psa-mcp/conformance/servers";
import type { Answer, ClientUnderTest, Session, Target } from "./clients/client.ts";
import { checkOwnKey, checkPlain, checkToken, type Step } from "./steps.ts";

const server: ServerUnderTest = {
  id: "acme",
  title: "Acme",
  envPrefix: "ACME",
  args: [],
  read: { tool: "acme_get", good: { id: 1 }, missing: { id: 2 } },
  write: { tool: "acme_make", arguments: {} },
  ownKey: { good: { "x-acme-key": "a" }, wrong: { "x-acme-key": "b" } },
};
const at = (url: string): Target => ({ kind: "http", url, headers: {} });
const answers = (given: Readonly<Record<string, unknown>>): Answer =>
  given["id"] === 1 ? { isError: false, text: "one" } : { isError: true, text: "[not_found]" };

/** A client of a good server, with some of its behaviour replaced. */
function client(
  more: Partial<Session> = {},
  connects?: ClientUnderTest["connect"],
): ClientUnderTest {
  const session = (target: Target): Session => {
    const viewer = target.kind === "http" && target.url === "viewer";
    return {
      tools: async () => ["acme_get", ...(viewer ? [] : ["acme_make"])],
      async call(tool, given) {
        if (tool !== "acme_get") throw new Error(`MCP error -32602: Unknown tool: ${tool}`);
        return answers(given);
      },
      close: async () => {},
      ...more,
    };
  };
  return {
    id: "test",
    title: "Test",
    transports: ["http"],
    connect:
      connects ??
      (async (target) => {
        if (target.kind === "http" && target.url === "wrong") throw new Error("HTTP 401");
        return session(target);
      }),
  };
}
const problems = (steps: readonly Step[]): string[] =>
  steps.filter(({ problem }) => problem !== undefined).map(({ name }) => name);
const targets = { admin: at("admin"), viewer: at("viewer"), wrong: at("wrong") };

describe("the steps of a cell", () => {
  it("pass for a server that does as it should", async () => {
    expect(problems(await checkPlain(client(), server, at("open")))).toEqual([]);
    expect(problems(await checkToken(client(), server, targets))).toEqual([]);
    expect(
      problems(await checkOwnKey(client(), server, { good: at("own"), wrong: at("wrong") })),
    ).toEqual([]);
  });

  it("fail for a server that cannot be reached", async () => {
    const none = client({}, async () => {
      throw new Error("ECONNREFUSED");
    });
    expect(problems(await checkPlain(none, server, at("open")))).toEqual(["list"]);
    expect(problems(await checkToken(none, server, targets))).toEqual(["list", "list", "refused"]);
  });

  it("fail for one that lists nothing, answers everything, or shows a viewer a write", async () => {
    const empty = client({ tools: async () => [] });
    expect(problems(await checkPlain(empty, server, at("open")))).toEqual(["list"]);
    const yes = client({ call: async () => ({ isError: false, text: "fine" }) });
    expect(problems(await checkPlain(yes, server, at("open")))).toEqual(["error", "unknown"]);
    const open = client({ tools: async () => ["acme_get", "acme_make"] });
    expect(problems(await checkToken(open, server, targets))).toEqual(["hidden"]);
  });

  it("fail for one that takes a wrong token or key", async () => {
    const session = await client().connect(at("admin"));
    const lax = client({}, async () => session);
    expect(problems(await checkToken(lax, server, targets))).toContain("refused");
    expect(
      problems(await checkOwnKey(lax, server, { good: at("own"), wrong: at("wrong") })),
    ).toEqual(["refused"]);
  });
});
