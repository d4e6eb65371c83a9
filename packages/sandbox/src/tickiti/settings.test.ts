import { describe, expect, it } from "vitest";
import { harness } from "./api.fixture.ts";

const { call } = harness();

interface Named {
  id: number;
  name: string;
}

describe("perspectives", () => {
  it("are one's own, the shared and the built-in ones", async () => {
    const { body } = await call("settings/perspectives");
    const names = body.perspectives.map(({ name }: Named) => name);
    expect(names).toContain("Rowan's visits");
    expect(names).toContain("Urgent and high");
    expect(names).not.toContain("Grace's billing");
  });

  it("are made, used, changed and deleted", async () => {
    const made = await call("settings/perspectives/create", {
      name: "Reception",
      shared: false,
      conditions: [{ field: "subject", operator: "contains", value: "reception" }],
    });
    const id = made.body.perspective_id as number;
    const rows = await call("tickets/query", { perspective_id: id });
    expect(rows.body.length).toBeGreaterThan(0);
    const changed = await call("settings/perspectives/update", {
      perspective_id: id,
      name: "Desk",
      show_in_crm: true,
    });
    expect(changed.body.perspective).toMatchObject({ name: "Desk", show_in_crm: true });
    expect((await call("settings/perspectives/delete", { perspective_id: id })).status).toBe(200);
    expect((await call("tickets/query", { perspective_id: id })).status).toBe(404);
  });

  it("that are shared are for administrators, built-in ones for nobody", async () => {
    const shared = { perspective_id: 7, name: "x" };
    expect((await call("settings/perspectives/update", shared)).status).toBe(403);
    expect((await call("settings/perspectives/create", { name: "x", shared: true })).status).toBe(
      403,
    );
    const admin = await call("settings/perspectives/update", shared, { as: "administrator" });
    expect(admin.status).toBe(200);
    const builtIn = await call("settings/perspectives/delete", { perspective_id: 1 });
    expect([builtIn.status, builtIn.body]).toEqual([
      200,
      { amf_error: "A built-in perspective cannot be changed." },
    ]);
    const bad = { name: "x", conditions: [{ field: "status", operator: "~", value: 1 }] };
    const { body } = await call("settings/perspectives/create", bad);
    expect(Object.keys(body.errors)).toEqual(["conditions.0"]);
    // The envelope of screens has neither ok nor a code.
    expect(Object.keys(body)).toEqual(["message", "errors"]);
  });
});

describe("watchlists", () => {
  it("take visible tickets in an order of their own", async () => {
    const { body } = await call("settings/watchlists/create", { name: "New", icon: "bell" });
    const id = body.watchlist.id as number;
    await call("settings/watchlists/add-tickets", { watchlist_id: id, ticket_ids: [1, 2, 3] });
    const ordered = await call("settings/watchlists/reorder", {
      watchlist_id: id,
      ticket_ids: [3, 1],
    });
    expect(ordered.body.watchlist.ticket_ids).toEqual([3, 1, 2]);
    const fewer = await call("settings/watchlists/remove-tickets", {
      watchlist_id: id,
      ticket_ids: [1],
    });
    expect(fewer.body.watchlist.ticket_ids).toEqual([3, 2]);
    const hidden = { watchlist_id: id, ticket_ids: [241] };
    const refused = await call("settings/watchlists/add-tickets", hidden);
    expect(Object.keys(refused.body.errors)).toEqual(["ticket_ids.0"]);
    const wrong = { watchlist_id: id, ticket_ids: [9] };
    expect((await call("settings/watchlists/reorder", wrong)).status).toBe(422);
    await call("settings/watchlists/delete", { watchlist_id: id });
    expect((await call("settings/watchlists/update", { watchlist_id: id })).status).toBe(404);
  });

  it("of others cannot be changed, and private ones not be seen", async () => {
    const { body } = await call("settings/watchlists");
    expect(body.watchlists.map(({ id }: Named) => id)).toEqual([1, 2]);
    expect((await call("settings/watchlists/delete", { watchlist_id: 1 })).status).toBe(404);
    expect((await call("settings/watchlists/delete", { watchlist_id: 3 })).status).toBe(404);
  });
});

describe("hashtags and stock responses", () => {
  it("a tag is taken off every ticket; an unknown one is no mistake", async () => {
    const before = await call("settings/hashtags");
    const vip = before.body.hashtags.find(({ tag }: { tag: string }) => tag === "vip");
    expect(vip.count).toBeGreaterThan(1);
    const removed = await call("settings/hashtags/delete", { tag: "#VIP" });
    expect(removed.body.removed).toBeGreaterThanOrEqual(vip.count);
    expect((await call("settings/hashtags/delete", { tag: "vip" })).body.removed).toBe(0);
    const tags = (await call("settings/hashtags")).body.hashtags;
    expect(tags.map(({ tag }: { tag: string }) => tag)).not.toContain("vip");
  });

  it("a stock response is made empty and then filled", async () => {
    const { body } = await call("settings/stock-responses/create");
    const { id, title } = body.template;
    expect(title).toBe("");
    const update = { template: { id, title: "Hello", content: "<p>Hello</p>" } };
    const filled = await call("settings/stock-responses/update", update);
    expect(filled.body.template).toMatchObject({ id, title: "Hello", category: "" });
    await call("settings/stock-responses/delete", { template_id: id });
    const gone = await call("settings/stock-responses/show", { template_id: id });
    expect([gone.status, gone.body.message]).toEqual([
      404,
      `No query results for model [App\\Models\\StockResponse] ${id}`,
    ]);
    const { body: missing } = await call("settings/stock-responses/update", {});
    expect(Object.keys(missing.errors)).toEqual(["template", "template.id"]);
  });
});
