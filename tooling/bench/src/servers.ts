import type { Call } from "./json-rpc.ts";
import type { MetricId } from "./metrics.ts";

/** What one Node process is started with. */
export interface Start {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One of our servers, as the benchmark starts and calls it. */
export interface MeasuredServer {
  readonly id: string;
  readonly title: string;
  /** The built program, relative to the repository or absolute. */
  readonly program: string;
  /** Module in `stand-in/` that imitates its vendor. */
  readonly standIn: string;
  /** Its variables, with the stand-in's address. */
  env(vendorUrl: string): Readonly<Record<string, string>>;
  /**
   * A cheap read that causes exactly one vendor request. Different numbers below 100 ask for different records, since
   * equal questions asked at once may share one request.
   */
  benchCall(number: number): Call;
  readonly list25: Call;
  readonly list50: Call;
  /** All calls that a model needs to read one record with 30 notes or sections. */
  readonly detail: readonly Call[];
  /** Selections to list beside the default one: what is measured, and the `--toolsets` that gives it. */
  readonly selections: readonly ("lean" | "all" | "discover")[];
  /** Where this server's line differs from the common one. */
  readonly lines: Readonly<Partial<Record<MetricId, number>>>;
}

export const servers: readonly MeasuredServer[] = [
  {
    id: "itglue",
    title: "IT Glue",
    program: "apps/server-itglue/dist/cli.js",
    standIn: "itglue",
    env: (vendorUrl) => ({ ITGLUE_BASE_URL: vendorUrl, ITGLUE_API_KEY: "ITG.bench-invented-key" }),
    benchCall: (number) => ({
      tool: "itglue_get_organization",
      arguments: { organization_id: 4_100_021 + number },
    }),
    list25: {
      tool: "itglue_list_documents",
      arguments: { organization_id: 4_100_021, page_size: 25 },
    },
    list50: {
      tool: "itglue_list_documents",
      arguments: { organization_id: 4_100_021, page_size: 50 },
    },
    detail: [{ tool: "itglue_get_document", arguments: { document_id: 5_200_310 } }],
    selections: ["lean", "all", "discover"],
    lines: { "tools.tokens": 5500 },
  },
  {
    id: "connectwise",
    title: "ConnectWise PSA",
    program: "apps/server-connectwise/dist/cli.js",
    standIn: "connectwise",
    env: (vendorUrl) => ({
      CW_BASE_URL: `${vendorUrl}/v4_6_release/apis/3.0`,
      CW_COMPANY_ID: "larkfield",
      CW_CLIENT_ID: "00000000-0000-0000-0000-000000000000",
      CW_PUBLIC_KEY: "bench-invented-public",
      CW_PRIVATE_KEY: "bench-invented-private",
    }),
    benchCall: (number) => ({ tool: "cw_get_company", arguments: { company_id: 400 + number } }),
    list25: { tool: "cw_search_tickets", arguments: { page_size: 25 } },
    list50: { tool: "cw_search_tickets", arguments: { page_size: 50 } },
    detail: [{ tool: "cw_get_ticket", arguments: { ticket_id: 51_320, note_count: 30 } }],
    selections: ["lean", "all", "discover"],
    lines: { "tools.lean": 2300, "tools.tokens": 4500, "results.list50": 2200 },
  },
  {
    id: "halo",
    title: "Halo",
    program: "apps/server-halo/dist/cli.js",
    standIn: "halo",
    env: (vendorUrl) => ({
      HALO_BASE_URL: vendorUrl,
      HALO_CLIENT_ID: "00000000-0000-0000-0000-000000000000",
      HALO_CLIENT_SECRET: "bench-invented-secret",
    }),
    benchCall: (number) => ({ tool: "halo_clients_get", arguments: { id: 400 + number } }),
    list25: { tool: "halo_tickets_list", arguments: { page_size: 25 } },
    list50: { tool: "halo_tickets_list", arguments: { page_size: 50 } },
    detail: [
      { tool: "halo_tickets_get", arguments: { id: 51_320 } },
      { tool: "halo_actions_list", arguments: { ticket_id: 51_320 } },
    ],
    selections: ["lean", "all", "discover"],
    lines: { "tools.tokens": 6000, "results.list50": 2500 },
  },
  {
    id: "tickiti",
    title: "Tickiti",
    program: "apps/server-tickiti/dist/cli.js",
    standIn: "tickiti",
    env: (vendorUrl) => ({
      TICKITI_API_BASE: vendorUrl,
      TICKITI_API_TOKEN: "12|bench-invented-token",
    }),
    benchCall: (number) => ({
      tool: "tickiti_get_stock_response",
      arguments: { template_id: 100 + number },
    }),
    list25: { tool: "tickiti_search_tickets", arguments: { limit: 25 } },
    list50: { tool: "tickiti_search_tickets", arguments: { limit: 50 } },
    detail: [{ tool: "tickiti_get_ticket", arguments: { ticket_number: 220_009 } }],
    selections: ["lean", "all", "discover"],
    // Two addresses stand in every row, and every response names its author by one.
    lines: { "results.list50": 2200, "results.detail": 2800 },
  },
];

/** Highest figures that the settings take, so that a limit is only in the way where it is what is measured. */
const unlimited: Readonly<Record<string, string>> = {
  MCP_RATE_LIMIT: "1000000",
  MCP_SESSION_LIMIT: "1000000",
  MCP_SESSION_LIMIT_PER_PRINCIPAL: "1000000",
};

/** A server under measurement: its program, and the stand-in that it works against. */
export interface Bench {
  readonly server: MeasuredServer;
  /** Absolute path of the built program. */
  readonly program: string;
  readonly vendorUrl: string;
}

export function stdioStart(bench: Bench, ...flags: readonly string[]): Start {
  return {
    args: [bench.program, ...flags],
    env: { ...bench.server.env(bench.vendorUrl), MCP_RATE_LIMIT: "1000000" },
  };
}

/** One invented caller. */
export interface Caller {
  readonly label: string;
  readonly token: string;
}

export function callers(count: number): readonly Caller[] {
  return Array.from({ length: count }, (_value, index) => ({
    label: `bench${index}`,
    token: `bench-token-of-caller-${String(index).padStart(24, "0")}`,
  }));
}

/** @param limits "lifted" where a limit would end the measurement, "usual" where it is part of what is measured. */
export function httpStart(
  bench: Bench,
  known: readonly Caller[],
  limits: "lifted" | "usual",
  ...nodeFlags: readonly string[]
): (port: number) => Start {
  return (port) => ({
    args: [...nodeFlags, bench.program, "--transport", "http", "--port", String(port)],
    env: {
      ...bench.server.env(bench.vendorUrl),
      MCP_TOKENS_ADMIN: known.map(({ label, token }) => `${label}:${token}`).join(","),
      ...(limits === "lifted" ? unlimited : {}),
    },
  });
}
