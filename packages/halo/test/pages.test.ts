// Lists as instances answer them that cut otherwise than they say: a server of its own, since the sandbox keeps to its rules.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { testVendor, type TestVendor } from "@psa-mcp/core/testing";
import { afterEach, describe, expect, it } from "vitest";
import { halo } from "../src/index.ts";

type Row = Record<string, unknown>;

let server: Server | undefined;
let vendor: TestVendor | undefined;
afterEach(async () => {
  await vendor?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

const rows = (first: number, count: number): Row[] =>
  Array.from({ length: count }, (_unused, index) => ({
    id: first + index,
    name: `C${first + index}`,
  }));

/** Starts an instance that answers every list as told, and notes the pages that it was asked for. */
async function instance(answer: (page: number, size: number) => unknown): Promise<string[]> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    request.resume();
    const url = new URL(request.url ?? "/", "http://halo.example");
    response.setHeader("content-type", "application/json");
    if (url.pathname.endsWith("/token")) {
      response.end('{"access_token":"invented-token-of-a-test","expires_in":3600}');
      return;
    }
    const page = Number(url.searchParams.get("page_no"));
    const size = Number(url.searchParams.get("page_size"));
    asked.push(`${page}/${size}`);
    response.end(JSON.stringify(answer(page, size)));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vendor = await testVendor(halo, {
    results: "both",
    toolsets: ["all"],
    settings: {
      HALO_BASE_URL: `http://127.0.0.1:${port}`,
      HALO_CLIENT_ID: "a",
      HALO_CLIENT_SECRET: "invented-secret",
    },
  });
  return asked;
}

const list = async (tool: string, given: Row): Promise<Row & { items: Row[] }> => {
  const { structured, isError, text } = await (vendor as TestVendor).call(tool, given);
  expect(isError, text).toBe(false);
  return structured as Row & { items: Row[] };
};

describe("a list", () => {
  it("that answers its first page for ever ends with it, and says so by its length", async () => {
    const asked = await instance((_page, size) => ({ record_count: 717, clients: rows(1, size) }));
    const { items, has_more } = await list("halo_clients_list", { max_items: 300, page_size: 100 });
    expect(items).toHaveLength(100);
    expect(has_more).toBe(false);
    expect(asked).toEqual(["1/100", "2/100"]);
  });

  it("that is not cut at all is cut here", async () => {
    await instance(() => ({ record_count: 717, clients: rows(1, 717) }));
    const { items, total_count, has_more } = await list("halo_clients_list", {
      page_size: 50,
      page_no: 2,
    });
    expect(items.map(({ id }) => id)).toEqual(rows(51, 50).map(({ id }) => id));
    expect([total_count, has_more]).toEqual([717, true]);
  });

  it("without a total goes on as long as its pages are full", async () => {
    const asked = await instance((page, size) => ({
      clients: page < 3 ? rows(page * 100, size) : rows(900, 7),
    }));
    const { items, total_count } = await list("halo_clients_list", {
      max_items: 500,
      page_size: 100,
    });
    expect(items).toHaveLength(207);
    expect(total_count).toBeUndefined();
    expect(asked).toHaveLength(3);
  });

  it("under another key than the usual is found, beside columns", async () => {
    await instance(() => ({ record_count: 2, columns: [{ id: "name" }], areas: rows(1, 2) }));
    expect((await list("halo_clients_list", {})).items).toHaveLength(2);
  });

  it("of assets by fifty is whole at any page size", async () => {
    const asked = await instance((page) => ({
      record_count: 190,
      assets: rows((page - 1) * 50 + 1, Math.min(50, 190 - (page - 1) * 50)),
    }));
    const seen: unknown[] = [];
    for (let page = 1; page <= 3; page += 1) {
      const { items, has_more } = await list("halo_assets_list", { page_size: 75, page_no: page });
      seen.push(...items.map(({ id }) => id));
      expect(has_more).toBe(page < 3);
    }
    expect(seen).toEqual(rows(1, 190).map(({ id }) => id));
    expect(new Set(asked.map((one) => one.split("/")[1]))).toEqual(new Set(["50"]));
  });
});
