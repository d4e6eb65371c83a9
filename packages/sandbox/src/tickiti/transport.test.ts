import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { listen, stop } from "../http/service.ts";
import { harness, NOW, RICH, ROWAN } from "./api.fixture.ts";
import { startTickitiSandbox, TICKITI_TOKENS } from "./index.ts";

const { call, control, sandbox, switch: change } = harness();

describe("paths", () => {
  it("that are unknown are 404, as JSON below /api and as a page elsewhere", async () => {
    const { status, body } = await call("tickets/nothing");
    expect(status).toBe(404);
    expect(body.message).toBe("The route api/v1/tickets/nothing could not be found.");
    const page = await fetch(`${sandbox().url}/dashboard`);
    expect([page.status, page.headers.get("content-type")]).toEqual([
      404,
      "text/html; charset=utf-8",
    ]);
  });

  it("can be answered with pages", async () => {
    await change({ errorPages: "html" });
    for (const [path, method, status] of [
      ["tickets/nothing", "POST", 404],
      ["tickets/query", "GET", 405],
    ] as const) {
      const reply = await call(path, {}, { method });
      expect([reply.status, reply.text.slice(0, 15)]).toEqual([status, "<!DOCTYPE html>"]);
    }
  });

  it("a body that is no JSON object has no fields", async () => {
    for (const raw of ["{", "[1]", "null"]) {
      const headers = { "content-type": "application/json" };
      const { status, body } = await call("tickets/show", {}, { raw, headers });
      expect([status, Object.keys(body.errors)]).toEqual([422, ["ticket_number"]]);
    }
    const form = `ticket_number=${RICH}`;
    const headers = { "content-type": "text/plain" };
    expect((await call("tickets/show", {}, { raw: form, headers })).status).toBe(422);
  });

  it("a token is `id|secret` after Bearer, nothing else", async () => {
    const { token } = TICKITI_TOKENS.agent;
    for (const authorization of [token, `Basic ${token}`, `Bearer ${token.split("|")[1]}`]) {
      const reply = await call("tickets/query", {}, { as: null, headers: { authorization } });
      expect(reply.status).toBe(401);
    }
  });
});

describe("limits and faults", () => {
  it("there is no limit unless one is set; then 429 says when to come back", async () => {
    const free = await call("settings/hashtags");
    expect(free.headers.get("x-ratelimit-limit")).toBeNull();
    await control("POST", "/limit", { requests: 2, windowSeconds: 60 });
    const first = await call("settings/hashtags");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("1");
    await call("settings/hashtags");
    const { status, body, headers } = await call("settings/hashtags");
    expect([status, body]).toEqual([429, { message: "Too Many Attempts." }]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect((await call("tickets/query", {}, { as: "superuser" })).status).toBe(200);
    await control("POST", "/clock", { seconds: 61 });
    expect((await call("settings/hashtags")).status).toBe(200);
  });

  it("the switch sets the customary sixty a minute", async () => {
    await change({ rateLimit: "60" });
    for (let left = 59; left >= 0; left -= 1) {
      const { headers } = await call("idempotency_key");
      expect(headers.get("x-ratelimit-limit")).toBe("60");
      expect(headers.get("x-ratelimit-remaining")).toBe(String(left));
    }
    expect((await call("idempotency_key")).status).toBe(429);
  });

  it("faults have the vendor's shape", async () => {
    sandbox().fault({ kind: "status", status: 500, times: 1 });
    expect((await call("tickets/query")).body).toEqual({ message: "Server Error" });
    sandbox().fault({ kind: "status", status: 502, times: 1 });
    expect((await call("tickets/query")).headers.get("content-type")).toContain("text/html");
    sandbox().fault({ kind: "retry-after", retryAfter: 7, times: 1 });
    const later = await call("tickets/query");
    expect([later.status, later.headers.get("retry-after")]).toEqual([429, "7"]);
    sandbox().fault({ kind: "redirect", location: "https://198.51.100.7/", times: 1 });
    const moved = await fetch(`${sandbox().url}/api/v1/tickets/query`, {
      method: "POST",
      redirect: "manual",
    });
    expect([moved.status, moved.headers.get("location")]).toEqual([302, "https://198.51.100.7/"]);
  });
});

describe("the control port", () => {
  it("refuses unknown profiles, switches and plan flags", async () => {
    for (const [path, body] of [
      ["/profile", { profile: "none" }],
      ["/profile", { switches: { colour: "red" } }],
      ["/profile", { switches: { inUse: "500" } }],
      ["/plan", { has_everything: true }],
      ["/plan", { has_reports: "no" }],
    ] as const) {
      expect((await control("POST", path, body)).status).toBe(400);
    }
    await expect(startTickitiSandbox({ profile: "none" as "flat" })).rejects.toThrow("profile");
  });

  it("changes plan and profile while running, and resets both", async () => {
    expect((await control("POST", "/plan", { has_reports: false })).body.has_reports).toBe(false);
    await control("POST", "/profile", { profile: "strict" });
    const state = await control("GET", "/state");
    expect(state.body).toMatchObject({
      profile: "strict",
      switches: { inUse: "409" },
    });
    await control("POST", "/reset");
    const fresh = await control("GET", "/state");
    expect(fresh.body).toMatchObject({ profile: "documented", switches: { inUse: "200" } });
    expect((await control("GET", "/plan")).body.has_reports).toBe(true);
  });

  it("saves and restores, and knows the mail", async () => {
    const note = { ticket_number: RICH, from_email: ROWAN, content: "x" };
    expect((await control("POST", "/restore")).status).toBe(400);
    await call("tickets/respond", note);
    await control("POST", "/save");
    await call("tickets/respond", note);
    await control("POST", "/restore");
    const { body } = await call("tickets/show", { ticket_number: RICH });
    expect(body.data.responses).toHaveLength(8);
    expect((await control("GET", "/mails")).body).toHaveLength(2);
  });

  it("has every request with its headers", async () => {
    await call("tickets/show", { ticket_number: RICH });
    const [seen] = sandbox().requests();
    expect(seen).toMatchObject({
      method: "POST",
      path: "/api/v1/tickets/show",
      body: { ticket_number: RICH },
      status: 200,
    });
    expect(seen?.headers["authorization"]).toBe(`Bearer ${TICKITI_TOKENS.agent.token}`);
  });
});

describe("a decision on an intervention", () => {
  const open = async (): Promise<number> => {
    const { body } = await call("tickets", {
      originator_email_address: "kim@person.example",
      intervention: "contract_review",
      uid: "C-9",
      data: { data: { contract: "Gold", customer: "Kim" } },
    });
    return body.data.ticket_number;
  };

  it("writes the final text, closes the ticket and calls the remote system", async () => {
    const seen: { authorization: string | undefined; body: unknown }[] = [];
    const remote = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
        seen.push({ authorization: request.headers.authorization, body });
        response.writeHead(202).end();
      });
    });
    const url = await listen(remote, "127.0.0.1", 0);
    const number = await open();
    const decided = await control("POST", "/decide", {
      ticket_number: number,
      decision: "accepted",
      epilog_url: `${url}/epilog`,
    });
    await stop(remote);
    expect(decided.body.epilog_status).toBe(202);
    expect(seen).toEqual([
      {
        authorization: "Bearer SANDBOXintervention1",
        body: {
          ticket_id: decided.body.ticket_id,
          response_id: decided.body.response_id,
          intervention: "contract_review",
          uid: "C-9",
          decision: "accepted",
        },
      },
    ]);
    const { data } = (
      await call("tickets/show", { ticket_number: number }, { as: "administrator" })
    ).body;
    expect(data.ticket.status).toBe("closed");
    expect(data.responses.at(-1).plain_text).toContain("ended: accepted");
  });

  it("calls loopback only, and knows its tickets", async () => {
    const number = await open();
    const outside = { ticket_number: number, epilog_url: "https://198.51.100.7/" };
    const refused = await control("POST", "/decide", outside);
    expect([refused.status, refused.body.error]).toEqual([
      400,
      "The epilog_url has to be a loopback address.",
    ]);
    expect((await control("POST", "/decide", { ticket_number: RICH })).status).toBe(400);
    const silent = await control("POST", "/decide", { ticket_number: number });
    expect(silent.body.epilog_status).toBeNull();
  });
});

describe("the data", () => {
  it("has at least 200 tickets over three queues and every kind of trouble", async () => {
    const { counts } = (await control("GET", "/state")).body;
    expect(counts.tickets).toBeGreaterThanOrEqual(200);
    expect(counts.responses).toBeGreaterThan(800);
    const { body } = await call("tickets/query", {}, { as: "superuser" });
    const rows = body as { queue_name: string; status: string; priority: string }[];
    for (const key of ["queue_name", "status", "priority"] as const) {
      expect(new Set(rows.map((row) => row[key])).size).toBeGreaterThanOrEqual(3);
    }
    const hostile = await call(
      "tickets/query",
      { search_object: { criteria: [{ mode: "content", tokens: ["for the assistant"] }] } },
      { as: "superuser" },
    );
    expect(hostile.body.length).toBeGreaterThan(1);
  });

  it("is the same on the same day", async () => {
    const other = await startTickitiSandbox({ now: new Date("2026-07-01T23:30:00Z") });
    const theirs = await fetch(`${other.url}/api/v1/tickets/responses/query`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${TICKITI_TOKENS.superuser.token}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ limit: 1000 }),
    });
    const ours = await call("tickets/responses/query", { limit: 1000 }, { as: "superuser" });
    expect(await theirs.text()).toBe(ours.text);
    await other.close();
  });

  it("uses reserved domains and addresses only", async () => {
    const texts = await Promise.all(
      ["administration/users", "mail/mailboxes", "mail/sent-mail/search", "templates"].map(
        async (path) => (await call(path, {}, { as: "superuser" })).text,
      ),
    );
    const responses = await call("tickets/responses/query", { limit: 1000 }, { as: "superuser" });
    const hosts = [...texts, responses.text].join(" ").match(/(?<=@|:\/\/)[\w.-]+\.\w+/g) ?? [];
    expect(hosts.length).toBeGreaterThan(100);
    for (const host of hosts) expect(host).toMatch(/\.example$|^198\.51\.100\./);
  });
});

it("starts in less than 60 ms, because tables are made when they are asked for", async () => {
  const times: number[] = [];
  // The quickest of three: a busy machine must not decide.
  for (let turn = 0; turn < 3; turn += 1) {
    const began = performance.now();
    const other = await startTickitiSandbox({ now: NOW });
    times.push(performance.now() - began);
    await other.close();
  }
  expect(Math.min(...times)).toBeLessThan(60);
});
