import type { Fields, Row } from "../model.ts";
import { boilerplate } from "../frontend-files.ts";
import { fullRow } from "./integration.ts";

/** Adapters, endpoints, schedules, vaults and what else an instance has besides integrations. */
export function setupTables(integrations: readonly Row[], today: number): Record<string, Row[]> {
  const idOf = (name: string): number => {
    const found = integrations.find((row) => row["path_name"] === name);
    if (found === undefined) throw new Error(`The seed has no integration ${name}.`);
    return found.id;
  };
  const tables: Record<string, Row[]> = {};
  const fill = (table: string, first: number, rows: readonly Fields[]): void => {
    tables[table] = rows.map((row, index) => fullRow(table, first + index, row));
  };
  const day = (offset: number, hour: number): string =>
    new Date(today + offset * 86_400_000 + hour * 3_600_000).toISOString();

  fill("endpoints", 401, [
    endpoint("GET", "/api", "branches/{code}", idOf("branch-directory")),
    endpoint("PATCH", "/api", "payments/{id}", idOf("payment-reversal")),
    endpoint("POST", "/api", "collateral/flood", idOf("flood-zone-check")),
    endpoint("POST", "/rest", "documents/archive", idOf("document-archive")),
    endpoint("PUT", "/rest", "documents/archive", idOf("document-archive")),
    endpoint("GET", "/rest", "inspect/{what}", idOf("request-inspector")),
    endpoint("DELETE", "/rest", "inspect/{what}", idOf("request-inspector")),
    {
      ...endpoint("GET", "/api", "status", idOf("status-board")),
      response_content_type: "text/html",
    },
  ]);
  fill("adapterconfigs", 501, [
    {
      name: "Tallis credit",
      adapter: "HTTP",
      host: "api.tallis.example",
      username: "harrow",
      password: "sandbox-tallis",
      timeout_seconds: 30,
    },
    {
      name: "Flood vendor",
      adapter: "HTTP",
      host: "flood.example",
      username: "hc",
      password: "sandbox-flood",
    },
    {
      name: "Core, main",
      adapter: "MOCKCORE",
      host: "192.0.2.40",
      port: 8443,
      username: "glyue",
      password: "sandbox-core",
    },
    {
      name: "Mail relay",
      adapter: "EMAIL_SMTP",
      host: "192.0.2.25",
      port: 587,
      username: "relay",
      password: "sandbox-relay",
    },
    {
      name: "Ledger of the lead bank",
      adapter: "LeadLedger",
      host: "ledger.example",
      password: "",
    },
  ]);
  fill("adapterbindings", 521, [
    { integration: idOf("credit-bureau-pull"), adapterconfig: 501 },
    { integration: idOf("flood-zone-check"), adapterconfig: 502 },
    { integration: idOf("core-account-opening"), adapterconfig: 503 },
    { integration: idOf("loan-boarding"), adapterconfig: 503 },
    { integration: idOf("wire-notification"), adapterconfig: 504 },
  ]);
  fill("customadapters", 541, [
    {
      name: "LeadLedger",
      description: "Reads the ledger of the lead bank.",
      code: 'class LeadLedger(CustomAdapter):\n    def execute(self, request):\n        return self.post("/ledger", request.payload)\n',
      last_saved: day(-40, 15),
    },
  ]);
  fill("schedules", 561, [
    {
      integration: idOf("nightly-gl-extract"),
      rule: "every day at 01:30",
      payload: { seconds: 0 },
      next_run: day(1, 1.5),
    },
    {
      integration: idOf("participation-loan-sync"),
      rule: "every day at 02:00",
      payload: { loans: [] },
      next_run: day(1, 2),
    },
    {
      integration: idOf("rate-sheet-refresh"),
      rule: "every weekday at 07:00",
      payload: { rows: [] },
      next_run: day(1, 7),
    },
  ]);
  fill("sharedmodules", 581, [
    {
      name: "dates",
      code: "def next_business_day(day):\n    return day + 1\n",
      integrations: [idOf("loan-boarding")],
    },
    {
      name: "formatting",
      code: "def cents(amount):\n    return round(amount * 100)\n",
      integrations: [],
    },
  ]);
  fill("vaults", 601, [{ name: "pricing", description: "What the pricing engine needs." }]);
  fill("vaultitems", 611, [
    { vault: 601, key: "floor", value: { rate: 4.25, since: "2026-01-05" } },
  ]);
  fill("vaultsecrets", 621, [{ vault: 601, key: "token", value: "sandbox-pricing-token" }]);
  fill("glyuefiles", 641, [
    { name: "rates.csv", content_type: "text/csv", size: 18_211, file: "files/rates.csv" },
    { name: "gl-extract.txt", content_type: "text/plain", size: 2_204_118, file: "files/gl.txt" },
  ]);
  fill("bookmarks", 661, [{ user: 2, integration: idOf("loan-boarding"), title: "Boarding" }]);
  fill(
    "tags",
    681,
    ["lending", "deposits", "core", "payments", "utility"].map((name) => ({
      name,
      colour: "teal",
    })),
  );
  fill("frontends", 701, [
    { name: "loan-status", description: "Where a loan is.", created_by: "aquill" },
  ]);
  tables["frontendfiles"] = Object.entries(boilerplate("loan-status")).map(
    ([path, content], index) => ({ id: 721 + index, frontend: 701, path, content }),
  );
  return tables;
}

function endpoint(method: string, prefix: string, path: string, integration: number): Fields {
  return { method, prefix, path, integration, description: `${method} ${prefix}/${path}` };
}
