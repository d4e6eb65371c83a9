// What works without MCP access: a service account over HTTP.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type Caller, type World } from "./support/world.ts";

let world: World;
let caller: Caller;
beforeAll(async () => {
  world = await openWorld();
  const { clientId, clientSecret } = world.sandbox.clients.service;
  caller = await world.stdio(
    world.variables({
      IG_SERVICE_CLIENT_ID: clientId,
      IG_SERVICE_CLIENT_SECRET: clientSecret,
      IG_ALLOW: "execute",
      MCP_CONFIRM: "never",
    }),
  );
});
afterAll(() => world.close());
beforeEach(() => world.sandbox.clearFaults());

const account = {
  customer: { firstName: "Ola", lastName: "Berg", taxId: "000000000" },
  account: { product: "chk", openingDeposit: 100 },
};
const executions = (): readonly { readonly path: string; readonly headers: object }[] =>
  world.sandbox.requests().filter(({ path }) => path.startsWith("/integrations/execute/"));

describe("a service account", () => {
  it("gets one token for many runs, and the integration's own status, headers and body", async () => {
    const answers = await Promise.all(
      [101, 102, 103].map((amount) =>
        caller.call("run_integration", {
          path_name: "core-account-opening",
          payload: { ...account, account: { ...account.account, openingDeposit: amount } },
        }),
      ),
    );
    for (const answer of answers) {
      expect(answer.isError, answer.text).toBe(false);
      expect(answer.text).toContain("status: 201");
    }
    const tokens = world.sandbox.requests().filter(({ path }) => path.startsWith("/o/token/"));
    expect(tokens).toHaveLength(1);
  });

  it("sends an idempotency key that makes a repeated call the same run", async () => {
    const given = {
      path_name: "core-account-opening",
      payload: account,
      idempotency_key: "order-17",
    };
    const first = await caller.call("run_integration", given);
    const before = executions().length;
    const again = await caller.call("run_integration", given);
    expect(again.text).toContain("accountNumber");
    expect(/accountNumber[^,}]*/.exec(again.text)?.[0]).toBe(
      /accountNumber[^,}]*/.exec(first.text)?.[0],
    );
    expect(executions().length - before).toBeLessThanOrEqual(1);
    const { headers } = executions().at(-1) ?? { headers: {} };
    expect((headers as Record<string, string>)["idempotency-key"]).toBe("order-17");
  });

  it("keeps the body of a failure, and says what a status means", async () => {
    const tea = await caller.call("run_integration", { path_name: "teapot", payload: {} });
    expect(tea.isError).toBe(true);
    expect(tea.text).toContain("418");
    const refused = await caller.call("run_integration", {
      path_name: "core-account-opening",
      payload: { ...account, customer: { ...account.customer, taxId: "1" } },
    });
    expect(refused.text).toContain("nine digits");
    const missing = await caller.call("run_integration", {
      path_name: "no-such-integration",
      payload: {},
    });
    expect(missing.text).toContain("not_found");
    const forbidden = await caller.call("run_integration", {
      path_name: "wire-notification",
      payload: {},
    });
    expect(forbidden.isError).toBe(true);
    expect(forbidden.text).toMatch(/execute permission|forbidden/);
  });

  it("sends XML and files, and refuses two bodies at once", async () => {
    const twice = await caller.call("run_integration", {
      path_name: "echo",
      payload: {},
      text: "<a/>",
    });
    expect(twice.text).toContain("one of payload, text");
    const archived = await caller.call("run_integration", {
      path_name: "document-archive",
      fields: { folder: "loans" },
      files: [{ name: "note.txt", content: "Hello", mime_type: "text/plain" }],
    });
    expect(archived.isError, archived.text).toBe(false);
    const { headers } = executions().at(-1) ?? { headers: {} };
    expect((headers as Record<string, string>)["content-type"]).toContain("multipart/form-data");
  });

  it("refuses headers that belong to the connection, and paths that lead elsewhere", async () => {
    const before = executions().length;
    for (const name of ["Authorization", "Host", "Cookie", "Content-Length", "Transfer-Encoding"]) {
      const answer = await caller.call("run_integration", {
        path_name: "echo",
        payload: {},
        headers: { [name]: "x" },
      });
      expect(answer.text, name).toContain("cannot be set");
    }
    for (const path of ["../admin", "a/b", "..", "%2e%2e", "x?y", "x#y", "x\\y"]) {
      const answer = await caller.call("run_integration", { path_name: path, payload: {} });
      expect(answer.text, path).toContain("invalid_arguments");
    }
    for (const path of ["../../admin", "a//b", "..", "a/../b", "a?b=1"]) {
      const answer = await caller.call("call_web_service_endpoint", { method: "GET", path });
      expect(answer.text, path).toContain("invalid_arguments");
    }
    expect(executions().length).toBe(before);
  });

  it("calls web service endpoints by the vendor's rules", async () => {
    const endpoints = await caller.call("call_web_service_endpoint", {
      method: "GET",
      path: "branches/0001",
      params: { detail: "hours" },
    });
    expect(world.sandbox.requests().at(-1)?.path).toContain("/api/branches/0001");
    expect(endpoints.text).toMatch(/status|not_found/);
    const body = await caller.call("call_web_service_endpoint", {
      method: "GET",
      path: "branches/0001",
      payload: {},
    });
    expect(body.text).toContain("GET carries no body");
    const files = await caller.call("call_web_service_endpoint", {
      method: "PUT",
      path: "documents/1",
      files: [
        { name: "a.txt", content: "a" },
        { name: "b.txt", content: "b" },
      ],
    });
    expect(files.text).toContain("one file at most");
  });

  it("repeats a run whose connection broke under one key alone", async () => {
    world.sandbox.fault({
      kind: "reset",
      match: { method: "POST", path: "^/integrations/execute/echo" },
    });
    const before = executions().length;
    const answer = await caller.call("run_integration", { path_name: "echo", payload: { n: 1 } });
    expect(answer.isError).toBe(true);
    // The key makes every repetition the same run.
    const keys = executions()
      .slice(before)
      .map(({ headers }) => (headers as Record<string, string>)["idempotency-key"]);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(1);
    world.sandbox.clearFaults();
  });

  it("names what to correct when the secret is wrong", async () => {
    const { clientId } = world.sandbox.clients.service;
    const wrong = await world.stdio(
      world.variables({
        IG_SERVICE_CLIENT_ID: clientId,
        IG_SERVICE_CLIENT_SECRET: "not-the-secret",
        IG_ALLOW: "execute",
      }),
    );
    const check = await wrong.call("check_connection");
    expect(check.isError, check.text).toBe(false);
    expect(check.text).toContain("IG_SERVICE_CLIENT_SECRET");
    const good = await caller.call("check_connection");
    expect(good.text).toContain("accepts it");
  });

  it("runs only what the operator listed", async () => {
    const { clientId, clientSecret } = world.sandbox.clients.service;
    const bounded = await world.stdio(
      world.variables({
        IG_SERVICE_CLIENT_ID: clientId,
        IG_SERVICE_CLIENT_SECRET: clientSecret,
        IG_ALLOW: "execute",
        IG_INTEGRATIONS: "core-account-opening",
        MCP_CONFIRM: "never",
      }),
    );
    const answer = await bounded.call("run_integration", { path_name: "echo", payload: {} });
    expect(answer.text).toContain("IG_INTEGRATIONS");
  });
});
