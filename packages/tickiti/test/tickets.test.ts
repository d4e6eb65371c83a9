import { afterEach, describe, expect, it } from "vitest";
import { TICKITI_PROFILES, type TickitiProfileName } from "@psa-mcp/sandbox/tickiti";
import { openHouse, type House, type HouseOptions } from "./house.ts";

const houses: House[] = [];
afterEach(async () => {
  await Promise.all(houses.splice(0).map((house) => house.close()));
});

async function open(options: HouseOptions = {}): Promise<House> {
  const house = await openHouse(options);
  houses.push(house);
  return house;
}

const DANA = "dana@orchard-dental.example";
const GRACE = "grace.holm@larkfield.example";
const message = {
  originator_email_address: DANA,
  subject: "Slow scanner",
  content: "<p>Slow.</p>",
};

describe("a new ticket", () => {
  it("is made of one of three shapes, checked before anything is sent", async () => {
    const { call, fail, sandbox } = await open();
    const wrong: readonly Record<string, unknown>[] = [
      { originator_email_address: DANA },
      { originator_email_address: DANA, subject: "Only a subject" },
      { ...message, template_identifier: "welcome" },
      {
        originator_email_address: DANA,
        template_identifier: "welcome",
        intervention: "credit_limit",
      },
      { originator_email_address: DANA, intervention: "credit_limit", data: {} },
      {
        originator_email_address: DANA,
        intervention: "credit_limit",
        uid: "1",
        data: {},
        queue_name: "Inbox",
      },
      { ...message, mode: "template" },
      { ...message, uid: "7" },
      { ...message, originator_email_address: "no address" },
    ];
    for (const given of wrong) await fail("tickiti_create_ticket", given, "invalid_arguments");
    expect(sandbox.requests()).toEqual([]);

    expect((await call("tickiti_create_ticket", message)).text).toMatch(/Created ticket \d{6}/);
    const template = await call("tickiti_create_ticket", {
      originator_email_address: DANA,
      template_identifier: "maintenance",
      data: { date: "2026-12-24" },
    });
    expect(template.text).toMatch(/Created ticket \d{6}/);
    const intervention = await call("tickiti_create_ticket", {
      originator_email_address: DANA,
      intervention: "contract_review",
      uid: "order-7",
      data: { data: { amount: 900 } },
    });
    expect(intervention.text).toMatch(/Created ticket \d{6}/);
  });

  it("names its queue in both places, and takes the flat arguments of the earlier server", async () => {
    const { call, bodies } = await open();
    await call("create_ticket", { ...message, queue_name: "Accounts", is_public: false });
    expect(bodies("tickets")).toEqual([
      {
        originator_email_address: DANA,
        is_public: false,
        queue_name: "Accounts",
        data: { subject: "Slow scanner", content: "<p>Slow.</p>", queue_name: "Accounts" },
      },
    ]);
  });

  it.each(Object.keys(TICKITI_PROFILES) as TickitiProfileName[])(
    "tells its number where the API answers as in the profile %s",
    async (profile) => {
      const { call } = await open({ sandbox: { profile } });
      const made = await call("tickiti_create_ticket", message);
      expect(made.text).toMatch(/Created ticket \d{6}/);
      const number = Number(made.structured["ticket_number"]);
      const read = await call("tickiti_get_ticket", { ticket_number: number });
      expect(read.item["subject"]).toBe("Slow scanner");
    },
  );
});

describe("an idempotency key", () => {
  const keys = ({ sandbox }: House): unknown[] =>
    sandbox
      .requests()
      .filter(({ path }) => /\/tickets(?:\/respond)?$/.test(path))
      .map(({ headers }) => headers["idempotency-key"]);

  it("is one for a logical write, whatever the vendor does in between", async () => {
    const house = await open();
    const { vendor, sandbox, call } = house;
    // The first try is taken and its answer lost, the way that makes duplicates.
    sandbox.fault({ kind: "reset", commit: true, times: 1, match: { path: "/api/v1/tickets" } });
    const made = await call("tickiti_create_ticket", message);
    expect(new Set(keys(house)).size).toBe(1);
    expect(keys(house).length).toBe(2);
    const found = await call("tickiti_search_tickets", { subject: "Slow scanner" });
    expect(found.items).toHaveLength(1);
    // The model calls again.
    const again = await vendor.call("tickiti_create_ticket", message);
    expect(again.text).toContain("Not sent again");
    expect(again.structured?.["ticket_number"]).toBe(made.structured["ticket_number"]);
    expect(keys(house)).toHaveLength(2);
  });

  it("is kept over repeated calls while the outcome is open", async () => {
    const house = await open({ settings: { MCP_DEADLINE_SECONDS: "1" } });
    const { vendor, sandbox } = house;
    sandbox.fault({ kind: "status", status: 500, match: { path: "/api/v1/tickets" } });
    await vendor.call("tickiti_create_ticket", message);
    await vendor.call("tickiti_create_ticket", message);
    sandbox.clearFaults();
    await house.call("tickiti_create_ticket", message);
    expect(keys(house).length).toBeGreaterThanOrEqual(3);
    expect(new Set(keys(house)).size).toBe(1);
  });

  it("may be the caller's own, and a conflict of keys is told as one", async () => {
    const house = await open({ settings: { MCP_IDEMPOTENCY_SECONDS: "0" } });
    const mine = { idempotency_key: "order:123:warranty" };
    const first = await house.call("tickiti_create_ticket", { ...message, ...mine });
    const replay = await house.call("tickiti_create_ticket", { ...message, ...mine });
    expect(replay.structured["ticket_number"]).toBe(first.structured["ticket_number"]);
    const other = { ...message, subject: "Another", ...mine };
    const conflict = await house.fail("tickiti_create_ticket", other, "conflict");
    expect(conflict.text).toContain("idempotency");
    expect(keys(house)).toEqual(Array.from({ length: 3 }, () => "order:123:warranty"));
  });

  it("differs between different writes", async () => {
    const house = await open();
    await house.call("tickiti_create_ticket", message);
    await house.call("tickiti_create_ticket", { ...message, subject: "Another" });
    expect(new Set(keys(house)).size).toBe(2);
  });
});

describe("a reply", () => {
  it("reopens and says so; a note stays with staff; holding needs a day", async () => {
    const { call, fail } = await open();
    const [held] = (await call("tickiti_search_tickets", { status: "On hold", limit: 1 })).items;
    const ticket = { ticket_number: held?.["number"], from_email: GRACE };
    const replied = await call("tickiti_reply_to_ticket", { ...ticket, content: "Hello\n\nGrace" });
    expect(replied.text).toContain("reopened");
    const note = { ...ticket, content: "Between us" };
    await call("tickiti_add_internal_note", note);
    const read = await call("tickiti_get_ticket", {
      ticket_number: held?.["number"],
      last_n: 2,
    });
    expect(read.text).toContain("Between us");
    expect(read.text).toContain("internal yes");
    await fail("tickiti_respond_to_ticket", { ...ticket, status: "on-hold" }, "invalid_arguments");
    await fail("tickiti_respond_to_ticket", ticket, "invalid_arguments");
    await call("tickiti_hold_ticket", { ...ticket, on_hold_until: "2031-03-03" });
    const again = await call("tickiti_get_ticket", { ticket_number: held?.["number"] });
    expect(again.item["on_hold_until"]).toContain("2031-03-03");
  });

  it("keeps the lines of plain text, and HTML as it is", async () => {
    const { call, bodies } = await open();
    const ticket = { ticket_number: 220_009, from_email: GRACE };
    await call("tickiti_reply_to_ticket", { ...ticket, content: "One & two\nthree <4\n\nfour" });
    await call("tickiti_reply_to_ticket", { ...ticket, content: "<p>One</p>\n<p>two</p>" });
    expect(bodies("tickets/respond").map(({ content }) => content)).toEqual([
      "<p>One &amp; two<br>three &lt;4</p><p>four</p>",
      "<p>One</p>\n<p>two</p>",
    ]);
  });
});

describe("a search", () => {
  it("narrows by different arguments and widens by values of one", async () => {
    const { call } = await open();
    const inbox = await call("tickiti_search_tickets", {
      queue: "Inbox",
      status: ["Open"],
      limit: 500,
    });
    const both = await call("tickiti_search_tickets", {
      queue: ["Inbox", "Accounts"],
      status: ["Open"],
      limit: 500,
    });
    expect(inbox.items.length).toBeGreaterThan(5);
    expect(both.items.length).toBeGreaterThan(inbox.items.length);
    expect(new Set(inbox.items.map((row) => row["queue_name"]))).toEqual(new Set(["Inbox"]));
  });

  it("has pages although the API has none, and a row is on one of them alone", async () => {
    const { call } = await open();
    const seen = new Set<unknown>();
    let cursor: unknown;
    let pages = 0;
    do {
      const found = await call("tickiti_search_tickets", {
        limit: 100,
        columns: ["number", "status"],
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const row of found.items) {
        expect(seen.has(row["number"])).toBe(false);
        seen.add(row["number"]);
      }
      cursor = found.structured["next_cursor"];
      pages += 1;
    } while (cursor !== undefined && pages < 20);
    expect(seen.size).toBeGreaterThanOrEqual(200);
  });

  it("passes unknown modes on with a warning, and reads as the token's owner", async () => {
    const { vendor } = await open({ token: "oneQueue" });
    const own = await vendor.call("query_tickets", { limit: 500 });
    const rows = own.structured?.["items"] as Record<string, unknown>[];
    expect(new Set(rows.map((row) => row["queue_name"]))).toEqual(new Set(["Accounts"]));
    const odd = await vendor.call("query_tickets", {
      search_object: { criteria: [{ mode: "colour", tokens: ["red"] }] },
    });
    expect(odd.isError ? odd.text : odd.structured?.["notes"]).toBeTruthy();
  });
});

describe("responses", () => {
  it("are read page by page to the end, also by the cursor of the earlier server", async () => {
    const { call } = await open();
    const first = await call("query_responses", { limit: 1000, fields: ["attachments"] });
    const ids: unknown[] = [];
    let given: Record<string, unknown> = { limit: 400, fields: ["attachments"] };
    for (let pages = 0; pages < 50; pages += 1) {
      const found = await call("query_responses", given);
      ids.push(...found.items.map((row) => row["id"]));
      const cursor = found.structured["next_cursor"];
      if (cursor === undefined) break;
      given = { limit: 400, fields: ["attachments"], cursor };
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(400);
    const row = first.items[5];
    const after = await call("query_responses", {
      limit: 2,
      fields: [],
      cursor: { created_at: row?.["created_at"], id: row?.["id"] },
    });
    expect(after.items[0]?.["id"]).toBe(first.items[6]?.["id"]);
  });

  it("are chosen, cut and cleaned", async () => {
    const { call } = await open();
    const all = await call("tickiti_get_ticket", { ticket_number: 220_009 });
    const list = all.item["responses"] as Record<string, unknown>[];
    expect(all.text).not.toMatch(/<p>|<script|<style/i);
    const notes = await call("tickiti_list_responses", {
      ticket_number: 220_009,
      responses: "internal",
    });
    expect(notes.items.every((row) => row["is_internal"] === true)).toBe(true);
    expect(notes.items.length).toBeGreaterThan(0);
    expect(notes.items.length).toBeLessThan(list.length);
    const short = await call("tickiti_list_responses", {
      ticket_number: 220_009,
      last_n: 2,
      max_chars: 50,
    });
    expect(short.items).toHaveLength(2);
  });
});

describe("a refusal with status 200", () => {
  it("is an error with the vendor's reason, and nothing counts as done", async () => {
    const { fail, vendor, sandbox } = await open({ settings: { MCP_CONFIRM: "never" } });
    const answer = await fail("tickiti_delete_queue", { queue_id: 1 }, "conflict");
    expect(answer.text).toMatch(/Reasons? given/);
    expect(sandbox.requests().at(-1)?.status).toBe(200);
    const used = await vendor.call("tickiti_call", {
      family: "workflow",
      action: "resolutions.delete",
      payload: { id: 1 },
    });
    expect(used.isError).toBe(true);
  });
});
