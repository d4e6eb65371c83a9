import { startTickitiSandbox, type TickitiSandbox } from "@psa-mcp/sandbox/tickiti";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool, startStdio, type } from "./program.fixture.ts";

let sandbox: TickitiSandbox;
beforeAll(async () => (sandbox = await startTickitiSandbox()));
afterAll(() => sandbox.close());

/** What the existing server reads. */
const variables = (
  token: keyof TickitiSandbox["tokens"] = "superuser",
): Record<string, string> => ({
  TICKITI_API_BASE: sandbox.url,
  TICKITI_API_TOKEN: sandbox.tokens[token].token,
});

const EARLIER = [
  "create_ticket",
  "respond_to_ticket",
  "query_tickets",
  "get_ticket",
  "list_responses",
  "query_responses",
  "export_responses",
  "get_attachment",
  "list_perspectives",
  "list_watchlists",
  "list_stock_responses",
  "list_queues",
  "list_workflow",
  "run_report",
  "list_endpoints",
  "tickiti_call",
];

describe("a client that starts the server", () => {
  it("works in sandbox mode without any variable", async () => {
    const client = await startStdio({}, ["--sandbox"]);
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain("tickiti_search_tickets");
    expect(names).toContain("tickiti_run_report");
    expect(names).not.toContain("tickiti_list_jobs");
    expect(names).not.toContain("create_ticket");
    const found = await callTool(client, "tickiti_search_tickets", { limit: 2 });
    expect(found.text).toMatch(/2 of 2\d\d tickets/);
    await client.close();
  });

  it("works with the variables, names and arguments of the existing server", async () => {
    sandbox.reset();
    const client = await startStdio({ ...variables(), TICKITI_API_TIMEOUT_MS: "5000" });
    const given: Record<string, Record<string, unknown>> = {
      create_ticket: {
        originator_email_address: "dana@orchard-dental.example",
        subject: "S",
        content: "<p>C</p>",
        queue_name: "Inbox",
      },
      respond_to_ticket: {
        ticket_number: "220009",
        from_email: "grace.holm@larkfield.example",
        content: "<p>Yes</p>",
        is_internal: true,
      },
      query_tickets: { perspective_name: "Open", search_object: {} },
      get_ticket: { ticket_number: "220009" },
      list_responses: { ticket_number: "220009" },
      query_responses: { queue: ["Inbox"], limit: 5, fields: ["plain_text"] },
      list_workflow: { kind: "escalations", filters: {} },
      run_report: { report: "volumes", filters: { from: "2026-11-01", to: "2026-11-20" } },
      list_endpoints: { family: "tickets" },
      tickiti_call: { family: "workflow", action: "queues.index", payload: {} },
    };
    for (const name of EARLIER) {
      if (name === "export_responses" || name === "get_attachment") continue;
      const answer = await callTool(client, name, given[name] ?? { filters: {} });
      expect(answer.isError, `${name}: ${answer.text}`).toBe(false);
    }
    await client.close();
  });

  it("lists the earlier names where it is told to", async () => {
    const client = await startStdio({ ...variables(), TICKITI_COMPAT_TOOL_NAMES: "1" });
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toEqual(expect.arrayContaining(EARLIER));
    expect(names).toContain("tickiti_create_ticket");
    await client.close();
  });
});

describe("a person at a shell", () => {
  it("gets everything in order from doctor, with a token for tickets alone too", async () => {
    for (const token of ["superuser", "ticketsOnly"] as const) {
      const { stdout } = await type(["doctor"], variables(token));
      expect(stdout).toContain("Everything is in order.");
    }
    const wrong = type(["doctor"], variables("revoked"));
    await expect(wrong).rejects.toMatchObject({ code: 1 });
  });

  it.each([
    [{}, "TICKITI_API_BASE"],
    [{ TICKITI_API_BASE: "http://desk.example.com", TICKITI_API_TOKEN: "1|x" }, "https"],
    [{ TICKITI_API_BASE: "https://u:p@desk.example.com", TICKITI_API_TOKEN: "1|x" }, "user"],
    [
      {
        TICKITI_API_BASE: "https://desk.example.com",
        TICKITI_API_TOKEN: "1|x",
        TICKITI_API_TIMEOUT_MS: "soon",
      },
      "TICKITI_API_TIMEOUT_MS",
    ],
  ])("is told what to correct: %j", async (env, word) => {
    await expect(type([], env)).rejects.toMatchObject({
      code: expect.any(Number),
      stderr: expect.stringContaining(word),
    });
  });
});
