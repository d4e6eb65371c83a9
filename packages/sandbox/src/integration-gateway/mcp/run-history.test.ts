import { beforeEach, describe, expect, it } from "vitest";
import { harness } from "../api.fixture.ts";
import { WireClient } from "./client.fixture.ts";

const { sandbox } = harness();

let client: WireClient;
beforeEach(async () => {
  client = await WireClient.open(sandbox());
});

it("needs a right of its own, which is named", async () => {
  const builder = await WireClient.open(sandbox(), "builder");
  for (const [name, given] of [
    ["search_run_histories", {}],
    ["get_run_history", { run_history_id: 50_001 }],
    ["get_run_history_item", { item_id: 60_001 }],
  ] as const) {
    expect(await builder.failure(name, given)).toContain("Can use MCP Run History tool");
  }
});

describe("searching", () => {
  it("finds the last failure of an integration, and its cause", async () => {
    const { results } = await client.value("search_run_histories", {
      integration: "core-account-opening",
      status: "failure",
      limit: 1,
    });
    expect(results[0]).toMatchObject({
      integration: "core-account-opening",
      started_at: "2026-06-30T15:00:00.000Z",
      labels: ["product:SAV-PLUS", "needs:review"],
    });
    const run = await client.value("get_run_history", { run_history_id: results[0].id });
    const request = run.items.find(
      (item: { name: string }) => item.name === "MOCKCORE.CreateAccount",
    );
    expect(request.content.request.productCode).toBeNull();
    const { matches } = await client.value("search_integration", {
      integration: "core-account-opening",
      pattern: "Product Codes",
    });
    expect(matches.fieldmapping).toHaveLength(1);
  });

  it("goes by status, time, text and label, newest first, a page at a time", async () => {
    const running = await client.value("search_run_histories", { status: "running" });
    expect(running.results).toMatchObject([{ finished_at: null }]);
    const day = { start_date: "2026-06-28", end_date: "2026-06-28" };
    const within = await client.value("search_run_histories", { ...day, limit: 100 });
    expect(within.total).toBeGreaterThan(5);
    for (const { started_at } of within.results) expect(started_at).toMatch(/^2026-06-28/);
    const first = await client.value("search_run_histories", { limit: 5 });
    const second = await client.value("search_run_histories", { limit: 5, offset: 5 });
    const times: string[] = [...first.results, ...second.results].map((run) => run.started_at);
    expect(times).toEqual(times.toSorted((a, b) => b.localeCompare(a)));
    const label = await client.value("search_run_histories", { label: "loans:6000" });
    expect(label.total).toBe(1);
    const mismatch = await client.value("search_run_histories", { text: "principal mismatch" });
    expect(mismatch.results[0].integration).toBe("participation-loan-sync");
    expect(await client.failure("search_run_histories", { start_date: "soon" })).toContain("ISO");
  });

  it("leaves out what the caller may not read", async () => {
    const superuser = await WireClient.open(sandbox(), "superuser");
    const all = await superuser.value("search_run_histories", {});
    const mine = await client.value("search_run_histories", {});
    expect(mine.total).toBeLessThan(all.total);
  });
});

describe("a run larger than 900 KB", () => {
  it("is cut, and its items are read in parts or searched", async () => {
    const { results } = await client.value("search_run_histories", { label: "loans:6000" });
    const run_history_id = results[0].id;
    const { text } = await client.call("get_run_history", { run_history_id });
    expect(Buffer.byteLength(text)).toBeLessThan(900 * 1024);
    const run = JSON.parse(text);
    expect(run).toMatchObject({ truncated: true });
    const cut = run.items.find((item: { truncated?: boolean }) => item.truncated);
    expect(cut.content).toBeNull();

    const item_id = cut.id;
    const found = await client.value("get_run_history_item", {
      run_history_id,
      item_id,
      search: "mismatch",
      context_chars: 150,
    });
    expect(found.total_matches).toBe(1);
    expect(found.matches[0].excerpt).toContain('"difference":1250.5');
    expect(found.total_chars).toBeGreaterThan(600_000);

    let whole = "";
    for (let offset: number | null = 0; offset !== null;) {
      const part: { content: string; next_offset: number | null } = await client.value(
        "get_run_history_item",
        { item_id, offset, limit: 300_000 },
      );
      whole += part.content;
      offset = part.next_offset;
    }
    expect(whole).toHaveLength(found.total_chars);
    expect(JSON.parse(whole).response.payload.ledger).toHaveLength(6000);
  });

  it("can be had without its payloads", async () => {
    const { results } = await client.value("search_run_histories", { label: "loans:6000" });
    const run = await client.value("get_run_history", {
      run_history_id: results[0].id,
      include_payloads: false,
    });
    expect(run.truncated).toBe(false);
    expect(Object.keys(run.items[0])).toEqual(["id", "sequence", "type", "name"]);
  });
});

it("does not find what is not there", async () => {
  expect(await client.failure("get_run_history", { run_history_id: 1 })).toContain("not found");
  expect(await client.failure("get_run_history_item", { item_id: 1 })).toContain("not found");
  const wrong = { run_history_id: 50_002, item_id: 60_001 };
  expect(await client.failure("get_run_history_item", wrong)).toContain("not found");
});
