import { beforeAll, describe, expect, it } from "vitest";
import { check } from "./check.ts";
import type { RecordedExchange } from "./exchange.ts";
import { judgeBy, type Judge } from "./judge.ts";
import type { OpenApi } from "./tighten.ts";

const thing = { $ref: "#/components/schemas/Thing" };
const json = (schema: object): object => ({ content: { "application/json": { schema } } });

/** A small contract of the same make as the vendors'. */
const contract = {
  openapi: "3.0.1",
  info: { title: "Things", version: "1" },
  paths: {
    "/things": {
      get: {
        parameters: [
          { name: "page", in: "query", schema: { type: "integer" } },
          { name: "fields", in: "query", schema: { type: "string" } },
          { name: "clientId", in: "header", required: true, schema: { type: "string" } },
        ],
        responses: { 200: json({ type: "array", items: thing }) },
      },
      post: { requestBody: json(thing), responses: { 201: json(thing) } },
    },
    "/things/{id}": {
      patch: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "number" } }],
        requestBody: json({
          type: "array",
          items: {
            type: "object",
            properties: { op: { type: "string" }, path: { type: "string" }, value: {} },
          },
        }),
        responses: { 200: json(thing) },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: "object",
        required: ["name"],
        properties: {
          id: { type: "integer" },
          name: { type: "string", maxLength: 10 },
          owner: { type: "object", properties: { id: { type: "integer" } } },
          labels: { type: "object", additionalProperties: { type: "string" } },
        },
      },
    },
  },
} as unknown as OpenApi;

let judge: Judge;
beforeAll(async () => {
  judge = await judgeBy(contract, ["/api/v1"]);
});

function exchange(
  method: string,
  target: string,
  more: Partial<RecordedExchange> = {},
): RecordedExchange {
  const { body = "" } = more;
  return {
    service: "things",
    test: "packages/things/a.test.ts: works",
    method,
    target: `/api/v1${target}`,
    headers: {
      clientid: "7",
      ...(body === ""
        ? {}
        : { "content-type": "application/json", "content-length": `${body.length}` }),
    },
    body,
    ...more,
  };
}

const sent = (method: string, target: string, body: unknown): RecordedExchange =>
  exchange(method, target, { body: JSON.stringify(body) });

const answered = (target: string, body: unknown): RecordedExchange =>
  exchange("GET", target, {
    answer: {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    },
  });

const operations = (path: string, value: unknown): unknown => [{ op: "replace", path, value }];

describe("what fits", () => {
  it.each([
    exchange("GET", "/things?page=2"),
    sent("POST", "/things", { name: "A", owner: { id: 5 }, labels: { any: "x" } }),
    sent("PATCH", "/things/5", operations("name", "B")),
    sent("PATCH", "/things/5", operations("/owner/id", 7)),
    sent("PATCH", "/things/5", [{ op: "remove", path: "owner" }]),
    answered("/things", [{ id: 1, name: "A" }]),
    answered("/things?fields=id", [{ id: 1 }]),
  ])("$method $target $body", async (recorded) => {
    expect(await judge.judge(recorded)).toEqual([]);
  });
});

describe("a request", () => {
  it.each([
    ["an unknown path", exchange("GET", "/thinsg"), /^route: /],
    ["a path outside", { ...exchange("GET", "/things"), target: "/things" }, /^route: outside/],
    ["an unknown method", exchange("DELETE", "/things"), /^route: /],
    ["a parameter of a wrong type", exchange("GET", "/things?page=two"), /query\.page/],
    ["an unknown parameter", exchange("GET", "/things?pgae=2"), /no parameter "pgae"/],
    ["a missing header", exchange("GET", "/things", { headers: {} }), /clientid/],
    [
      "a path parameter of a wrong type",
      sent("PATCH", "/things/x", operations("name", "B")),
      /path\.id/,
    ],
    ["an unknown property", sent("POST", "/things", { name: "A", nmae: "B" }), /'nmae'/],
    [
      "an unknown property inside",
      sent("POST", "/things", { name: "A", owner: { ident: 1 } }),
      /'ident'/,
    ],
    ["a mistyped property", sent("POST", "/things", { name: 7 }), /body\.name/],
    [
      "a property that is too long",
      sent("POST", "/things", { name: "A".repeat(11) }),
      /10 characters/,
    ],
    ["a missing property", sent("POST", "/things", {}), /'name'/],
    [
      "an unknown property in a patch",
      sent("PATCH", "/things/5", operations("nmae", "B")),
      /^changes: .*'nmae'/,
    ],
    [
      "an unknown property in a path",
      sent("PATCH", "/things/5", operations("owner/ident", 1)),
      /'ident'/,
    ],
    [
      "a mistyped property in a patch",
      sent("PATCH", "/things/5", operations("owner", "B")),
      /^changes: .*owner/,
    ],
    ["a patch that is no list", sent("PATCH", "/things/5", { name: "B" }), /must be array/],
  ])("with %s does not", async (_name, recorded, what) => {
    const found = await judge.judge(recorded);
    expect(found.map((one) => one.side)).toContain("request");
    expect(found.map((one) => one.what).join("\n")).toMatch(what);
  });
});

describe("an answer", () => {
  it.each([
    ["a mistyped property", [{ name: 5 }], /name/],
    ["an unknown property", [{ name: "A", colour: "red" }], /'colour'/],
    ["a missing property", [{ id: 1 }], /'name'/],
    ["another shape", { name: "A" }, /must be array/],
  ])("with %s does not", async (_name, body, what) => {
    const found = await judge.judge(answered("/things", body));
    expect(found).toMatchObject([{ side: "answer", what: expect.stringMatching(what) as string }]);
  });
});

describe("a check", () => {
  const vendor = {
    service: "things",
    title: "Things",
    contract: "",
    basePaths: ["/api/v1"],
    requests: ["packages/things"],
    answers: ["packages/sandbox/src/things"],
  };
  const wrong = exchange("GET", "/thinsg/5");
  const exception = {
    service: "things",
    side: "request",
    at: /^GET \/thinsg\//,
    what: /^route: /,
    reason: "A test.",
  } as const;

  it("tells each difference once, with the test that made it", async () => {
    const { requests, faults } = await check(
      vendor,
      judge,
      [wrong, exchange("GET", "/thinsg/6")],
      [],
    );
    expect(requests).toBe(2);
    expect(faults).toMatchObject([{ test: wrong.test, times: 2 }]);
  });

  it("allows what an exception names, and shows exceptions that nothing meets", async () => {
    const { faults, met } = await check(vendor, judge, [wrong], [exception]);
    expect(faults).toEqual([]);
    expect(met.get(exception)).toBe(1);
    const other = await check(vendor, judge, [sent("POST", "/things", {})], [exception]);
    expect(other.faults).toHaveLength(1);
    expect(other.met.get(exception)).toBe(0);
  });

  it("forgives wrong requests of tests that send them on purpose, but no wrong answer to a right one", async () => {
    const test = "packages/sandbox/src/things/b.test.ts: refuses";
    const all = [
      { ...wrong, test },
      { ...answered("/things", { name: 5 }), test },
      { ...exchange("GET", "/things"), test: "packages/other/c.test.ts: something else" },
    ];
    const { requests, answers, faults } = await check(vendor, judge, all, []);
    expect({ requests, answers }).toEqual({ requests: 0, answers: 1 });
    expect(faults).toMatchObject([{ side: "answer" }]);
  });
});
