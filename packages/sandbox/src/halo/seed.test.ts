import { describe, expect, it } from "vitest";
import { NOW } from "./api.fixture.ts";
import { startHaloSandbox } from "./index.ts";
import { createSeed } from "./seed/index.ts";

const COUNTS: Readonly<Record<string, number>> = {
  toplevels: 3,
  clients: 41,
  sites: 123,
  users: 410,
  agents: 17,
  teams: 6,
  tickets: 5064,
  actions: 30_000,
  articles: 300,
  assets: 800,
  contracts: 36,
  invoices: 240,
  quotes: 60,
  purchaseorders: 40,
  appointments: 600,
};

describe("the seed", () => {
  const seed = createSeed(NOW, "full");

  it("is as large as it says", () => {
    for (const [table, count] of Object.entries(COUNTS)) {
      expect(seed.rows(table), table).toHaveLength(count);
    }
    const domains = Map.groupBy(seed.rows("tickets"), (row) => row["$domain"]);
    expect([...domains].map(([domain, rows]) => [domain, rows.length])).toEqual([
      ["reqs", 5000],
      ["opps", 40],
      ["prjs", 24],
    ]);
  });

  it("is the same for the same day, and another for another", () => {
    const again = createSeed(new Date("2026-07-01T23:00:00Z"), "full");
    for (const table of ["tickets", "actions", "users", "invoices"]) {
      expect(JSON.stringify(again.rows(table)), table).toBe(JSON.stringify(seed.rows(table)));
    }
    const other = createSeed(new Date("2026-07-02T12:00:00Z"), "full");
    expect(other.rows("tickets")[0]?.["dateoccurred"]).not.toBe(
      seed.rows("tickets")[0]?.["dateoccurred"],
    );
  });

  it("has six actions a ticket in a row of numbers, none after the present", () => {
    const groups = Map.groupBy(seed.rows("actions"), (row) => row["ticket_id"]);
    expect(groups.size).toBe(5000);
    for (const rows of groups.values()) {
      expect(rows.map(({ id }) => id)).toEqual(rows.map((_, index) => index + 1));
      const times = rows.map((row) => String(row["datetime"]));
      expect(times.toSorted()).toEqual(times);
      expect((times.at(-1) ?? "") < NOW.toISOString()).toBe(true);
    }
  });

  it("has tickets whose time is that of their actions", () => {
    const groups = Map.groupBy(seed.rows("actions"), (row) => row["ticket_id"]);
    for (const ticket of seed.rows("tickets").slice(0, 500)) {
      const actions = groups.get(Number(ticket.id)) ?? [];
      const sum = actions.reduce((total, row) => total + Number(row["timetaken"]), 0);
      expect(ticket["timetaken"]).toBeCloseTo(sum, 4);
    }
  });

  it("refers only to what exists", () => {
    const ids = (table: string): Set<unknown> => new Set(seed.rows(table).map(({ id }) => id));
    const [clients, sites, users, agents, statuses] = [
      ids("clients"),
      ids("sites"),
      ids("users"),
      ids("agents"),
      ids("statuses"),
    ];
    for (const ticket of seed.rows("tickets")) {
      expect(clients.has(ticket["client_id"])).toBe(true);
      expect(sites.has(ticket["site_id"])).toBe(true);
      expect(users.has(ticket["user_id"])).toBe(true);
      expect(agents.has(ticket["agent_id"])).toBe(true);
      expect(statuses.has(ticket["status_id"])).toBe(true);
    }
  });

  it("uses reserved domains and addresses alone", () => {
    for (const table of seed.tables) {
      const text = JSON.stringify(seed.rows(table));
      for (const [found] of text.matchAll(/[\w-]+@[\w.-]*\w|https?:\/\/[\w.-]*\w/g)) {
        expect(found, table).toMatch(
          /\.example$|^https?:\/\/(?:localhost|127\.0\.0\.1|198\.51\.100\.7)$/,
        );
      }
    }
  });

  it("has emoji, other alphabets and lines that end as the vendor's do", () => {
    const text = JSON.stringify([seed.rows("clients"), seed.rows("users"), seed.rows("tickets")]);
    for (const part of ["東京", "🌻", "📱", "\\r\\n", "Łukasik"]) expect(text).toContain(part);
  });
});

describe("the start", () => {
  it("costs next to nothing, and the small seed is small", async () => {
    const began = performance.now();
    const sandbox = await startHaloSandbox({ now: NOW, seed: "small" });
    expect(performance.now() - began).toBeLessThan(300);
    try {
      const state = (await (await fetch(`${sandbox.controlUrl}/state`)).json()) as {
        counts: Record<string, number>;
      };
      expect(state.counts).toMatchObject({ tickets: 246, actions: 1200 });
    } finally {
      await sandbox.close();
    }
  });

  it("makes the large tables in a moment when they are needed", () => {
    const began = performance.now();
    createSeed(NOW, "full").rows("actions");
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
