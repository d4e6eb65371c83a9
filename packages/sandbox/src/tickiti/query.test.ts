import { describe, expect, it } from "vitest";
import { DANA, harness, RICH } from "./api.fixture.ts";

const { call, switch: change } = harness();

interface Row {
  id: string;
  number: number;
  subject: string;
  status: string;
  priority: string;
  queue_name: string;
  originator_email: string;
  assigned_to_email: string | null;
  created_at: string;
  updated_at: string;
}

type Criterion = [mode: string, tokens: unknown];

async function find(...criteria: Criterion[]): Promise<Row[]> {
  const search = criteria.map(([mode, tokens]) => ({ mode, tokens }));
  const reply = await call(
    "tickets/query",
    { search_object: { criteria: search } },
    { as: "superuser" },
  );
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
}

const all = (): Promise<Row[]> => find();

describe("rows", () => {
  it("are a bare array of everything visible, newest change first", async () => {
    const { body } = await call("tickets/query");
    expect(Array.isArray(body)).toBe(true);
    const rows = body as Row[];
    expect(rows.length).toBeGreaterThan(150);
    expect(new Set(rows.map(({ queue_name }) => queue_name))).toEqual(
      new Set(["Inbox", "Field Service"]),
    );
    const times = rows.map(({ updated_at }) => updated_at);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("can come in an envelope, cut, and with the columns of the perspective", async () => {
    await change({ queryEnvelope: "data", queryLimit: "100", queryColumns: "perspective" });
    const { body } = await call("tickets/query", {
      search_object: { search_perspective: "Rowan's visits" },
    });
    expect(body.ok).toBe(true);
    expect(Object.keys(body.data[0])).toEqual(["id", "number", "subject", "on_hold_until"]);
    const { body: everything } = await call("tickets/query");
    expect(everything.data).toHaveLength(100);
  });
});

describe("perspectives", () => {
  it("are chosen by id or by name", async () => {
    const byId = await call("tickets/query", { perspective_id: 2 });
    const byName = await call("tickets/query", { search_object: { search_perspective: "Open" } });
    const inside = await call("tickets/query", { search_object: { search_perspective_id: "2" } });
    expect(byId.text).toBe(byName.text);
    expect(inside.text).toBe(byName.text);
    expect(new Set((byId.body as Row[]).map(({ status }) => status))).toEqual(new Set(["open"]));
  });

  it("know the caller, lists of values and an order of their own", async () => {
    const mine = await call("tickets/query", { perspective_id: 3 });
    expect(mine.body.length).toBeGreaterThan(5);
    for (const row of mine.body as Row[]) {
      expect(row.assigned_to_email).toBe("rowan.vale@larkfield.example");
    }
    const urgent = await call("tickets/query", { perspective_id: 7 });
    const priorities = (urgent.body as Row[]).map(({ priority }) => priority);
    expect(new Set(priorities)).toEqual(new Set(["40", "30"]));
    expect(priorities).toEqual(priorities.toSorted().toReversed());
  });

  it("of somebody else do not exist, and customers always get All", async () => {
    expect((await call("tickets/query", { perspective_id: 9 })).status).toBe(404);
    const { body } = await call("tickets/query", { perspective_id: 6 }, { as: "customer" });
    expect(body).toHaveLength(1);
  });
});

describe("criteria", () => {
  it("subject, content, and either", async () => {
    const subject = await find(["subject", ["VPN"]]);
    expect(subject.length).toBeGreaterThan(0);
    for (const row of subject) expect(row.subject.toLowerCase()).toContain("vpn");
    const content = await find(["content", ["switch port 12 flaps"]]);
    expect(content.map(({ number }) => String(number))).toEqual([RICH]);
    const either = await find(["subject_content", ["x-ray"]]);
    expect(either.map(({ number }) => String(number))).toEqual([RICH]);
  });

  it("do not find what only a note says for those who may not read it", async () => {
    const search_object = { criteria: [{ mode: "content", tokens: ["flaps"] }] };
    expect((await call("tickets/query", { search_object }, { as: "customer" })).body).toEqual([]);
  });

  it.each<[string, string, (row: Row) => boolean]>([
    [
      "assigned",
      "Jo.Doyle@larkfield.example",
      (row) => row.assigned_to_email === "jo.doyle@larkfield.example",
    ],
    ["raised", DANA, (row) => row.originator_email === DANA],
    ["priority", "urgent", (row) => row.priority === "40"],
    ["priority", "10", (row) => row.priority === "10"],
    ["queue", "accounts", (row) => row.queue_name === "Accounts"],
    ["status", "on hold", (row) => row.status === "on-hold"],
    ["ticket_number", RICH, (row) => String(row.number) === RICH],
    ["created_from", "2026-06-20", (row) => row.created_at >= "2026-06-20"],
    ["created_to", "2026-02-01", (row) => row.created_at < "2026-02-02"],
    ["updated_from", "2026-06-20", (row) => row.updated_at >= "2026-06-20"],
    ["updated_to", "2026-02-10", (row) => row.updated_at < "2026-02-11"],
  ])("%s %s", async (mode, token, holds) => {
    const found = await find([mode, [token]]);
    expect(found.length).toBeGreaterThan(0);
    const expected = (await all()).filter(holds);
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it("participant, hashtag, watchlist", async () => {
    expect((await find(["participant", [DANA]])).length).toBe(1);
    expect(await find(["hashtag", ["#vip"]])).toEqual(await find(["hashtag", ["vip"]]));
    expect((await find(["hashtag", ["vip"]])).length).toBeGreaterThan(1);
    expect(await find(["watchlist", ["1"]])).toHaveLength(6);
    expect(await find(["watchlist", ["3"]])).toEqual([]);
  });

  it("of one mode are alternatives, of different modes must all hold", async () => {
    const open = await find(["status", ["open"]]);
    const closed = await find(["status", ["closed"]]);
    expect(await find(["status", ["open", "closed"]])).toHaveLength(open.length + closed.length);
    expect(await find(["status", ["open"]], ["status", ["closed"]])).toHaveLength(
      open.length + closed.length,
    );
    const both = await find(["status", ["open"]], ["queue", ["Accounts"]]);
    expect(both).toEqual(open.filter(({ queue_name }) => queue_name === "Accounts"));
  });

  it.each<[string, unknown, string]>([
    ["colour", ["red"], "search_object.criteria.0.mode"],
    ["status", [], "search_object.criteria.0.tokens"],
    ["status", "open", "search_object.criteria.0.tokens"],
    ["created_from", ["yesterday"], "search_object.criteria.0.tokens"],
  ])("%s %j is a mistake", async (mode, tokens, field) => {
    const reply = await call("tickets/query", { search_object: { criteria: [{ mode, tokens }] } });
    expect(reply.status).toBe(422);
    expect(Object.keys(reply.body.errors)).toEqual([field]);
  });
});
