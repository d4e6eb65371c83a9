// The promise to users of the existing IT Glue server: change the package name, keep everything else.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presets } from "../src/presets.ts";
import { openHouse, type House } from "./house.ts";
import { rows, type ParityRow } from "./parity-rows.ts";

const ticket = {
  upload_id: "AAAAAAAAAAAAAAAAAAAAAAAA",
  method: "PUT",
  url: "http://127.0.0.1:3000/upload/AAAAAAAAAAAAAAAAAAAAAAAA",
  headers: {},
  auth: "same-as-mcp",
  expires_at: "2030-01-01T00:00:00.000Z",
  max_bytes: 26_214_400,
} as const;

interface Listed {
  readonly name: string;
  readonly inputSchema: {
    readonly properties?: Record<string, Record<string, unknown>>;
    readonly required?: readonly string[];
  };
  readonly annotations: { readonly readOnlyHint: boolean; readonly destructiveHint: boolean };
}

let house: House;
let listed: ReadonlyMap<string, Listed>;
beforeAll(async () => {
  house = await openHouse({
    abilities: ["uploads", "local-files"],
    files: { requestUpload: async () => ticket },
    settings: { MCP_CONFIRM: "never", MCP_IDEMPOTENCY_SECONDS: "0", MCP_RESULT_TOKENS: "100000" },
  });
  const tools = (await house.vendor.tools()) as unknown as readonly Listed[];
  listed = new Map(tools.map((tool) => [tool.name, tool]));
});
afterAll(() => house.close());
beforeEach(() => {
  house.sandbox.reset();
});

const namesOf = async (
  toolsets: readonly string[] | undefined,
  settings: Record<string, string> = {},
): Promise<readonly string[]> => {
  const other = await openHouse({
    abilities: ["uploads"],
    settings,
    ...(toolsets === undefined ? { toolsets: ["default"] } : { toolsets }),
  });
  const names = (await other.vendor.tools()).map(({ name }) => name);
  await other.close();
  return names;
};

describe("the tools", () => {
  const shown = rows
    .map(({ tool }) => tool)
    .filter((tool) => !/_(?:get|find_endpoint)$/.test(tool));

  it("are all there by default, and alone with compat", async () => {
    expect(await namesOf(undefined)).toEqual(expect.arrayContaining(shown));
    expect((await namesOf(["compat"])).toSorted()).toEqual(shown.toSorted());
    expect(presets["compat"]?.tools?.toSorted()).toEqual(shown.toSorted());
  });

  it("count 33 with those of the vector index, which come with the search package", () => {
    expect(rows).toHaveLength(33 - 3);
  });
});

describe.each(rows.map((row) => [row.tool, row] as const))("%s", (tool, row) => {
  const definition = (): Listed => {
    const found = listed.get(tool);
    if (found === undefined) throw new Error(`${tool} is not listed`);
    return found;
  };

  it("has every argument with its type and limits, and needs no other", () => {
    const { properties = {}, required = [] } = definition().inputSchema;
    for (const [name, schema] of Object.entries(row.takes)) {
      const { description: _description, ...present } = properties[name] ?? {};
      const { enum: values, ...rest } = schema as { enum?: readonly string[] };
      expect(present, name).toMatchObject(rest);
      if (values !== undefined)
        expect(present["enum"], name).toEqual(expect.arrayContaining([...values]));
    }
    for (const name of required) expect(row.needs).toContain(name);
  });

  it("is announced in its tier", () => {
    expect(definition().annotations).toMatchObject({
      readOnlyHint: row.tier === "read",
      destructiveHint: row.tier === "destructive" || row.erases === true,
    });
  });

  it("takes ids as numbers and as digits, and sends the same requests for both", async () => {
    const sent: string[][] = [];
    for (const spelt of [Number, String]) {
      house.sandbox.reset();
      await house.call(tool, spelled(row.given, spelt));
      sent.push(sentBy(house));
    }
    expect(sent[1]).toEqual(sent[0]);
  });

  it("answers with the fields that it always had, and sends what it always sent", async () => {
    const answer = await house.call(tool, row.given);
    checkFields(row, answer.structured);
    expect(sentBy(house).toSorted()).toEqual(row.sends.filter(unlessKept).toSorted());
  });

  it("answers the same as JSON text with response_format json, and takes markdown", async () => {
    const json = await house.call(tool, { ...row.given, response_format: "json" });
    const value = JSON.parse(json.text) as Record<string, unknown>;
    expect(value).toEqual(json.structured);
    checkFields(row, value);
    house.sandbox.reset();
    const text = await house.call(tool, { ...row.given, response_format: "markdown" });
    expect(() => JSON.parse(text.text) as unknown).toThrow(SyntaxError);
    const wrong = await house.fail(
      tool,
      { ...row.given, response_format: "xml" },
      "invalid_arguments",
    );
    expect(wrong.text).toContain("response_format");
  });
});

/** The arguments with every id in one spelling. */
function spelled(
  given: Readonly<Record<string, unknown>>,
  spelt: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (name.endsWith("_id")) return [name, spelt(value)];
      return [name, name.endsWith("_ids") ? (value as unknown[]).map(spelt) : value];
    }),
  );
}

/** Requests since the reset, as `METHOD /path` with `:id` for ids, each once. */
function sentBy({ sandbox }: House): string[] {
  const lines = sandbox
    .requests()
    .map(({ method, path }) => `${method} ${path.replace(/\/\d+/g, "/:id")}`);
  return [...new Set(lines)].filter(unlessKept);
}

/** Fields of types are kept between calls, so that a later call may do without reading them. */
const unlessKept = (line: string): boolean => !line.endsWith("/flexible_asset_fields");

function checkFields(row: ParityRow, value: Record<string, unknown>): void {
  if (row.rows !== undefined) {
    const items = value["items"] as readonly Record<string, unknown>[];
    expect(items.length).toBeGreaterThan(0);
    expect(value).toMatchObject({
      total_count: expect.any(Number),
      has_more: expect.any(Boolean),
    });
    for (const item of items) {
      expect(Object.keys(item)).toEqual(expect.arrayContaining([...row.rows]));
      // The free read passes every field of a record on.
      if (row.tool === "itglue_get") continue;
      expect([...row.rows, ...(row.more ?? [])]).toEqual(expect.arrayContaining(Object.keys(item)));
    }
  }
  if (row.item !== undefined)
    expect(Object.keys(value["item"] as object)).toEqual(expect.arrayContaining([...row.item]));
  if (row.keys !== undefined)
    expect(Object.keys(value)).toEqual(expect.arrayContaining([...row.keys]));
}

describe("lists", () => {
  const lists = rows.filter(({ takes }) => "page_size" in takes);

  it.each(lists.map((row) => [row.tool, row] as const))(
    "%s begins with page 1 of 50 and takes 1 to 1000",
    async (tool, { given }) => {
      const { structured } = await house.call(tool, given);
      expect(structured["page_number"]).toBe(1);
      const asked = house.sandbox
        .requests()
        .filter(({ query }) => query["page[number]"] === "1" && query["page[size]"] === "50");
      expect(asked.length).toBeGreaterThan(0);
      const widest = await house.call(tool, { ...given, page_number: 1, page_size: 1000 });
      expect(widest.items.length).toBeLessThanOrEqual(1000);
      const one = await house.call(tool, { ...given, page_size: 1 });
      expect(one.items).toHaveLength(1);
      expect(one.structured["total_count"]).toBe(widest.structured["total_count"]);
      for (const wrong of [{ page_size: 1001 }, { page_size: 0 }, { page_number: 0 }])
        await house.fail(tool, { ...given, ...wrong }, "invalid_arguments");
    },
  );

  it("keep null and answer an empty page in the same shape", async () => {
    const { items } = await house.call("itglue_list_document_folders", {
      organization_id: 4100021,
    });
    expect(items.some((item) => item["parent_id"] === null)).toBe(true);
    for (const [tool, given] of [
      ["itglue_list_organizations", { filter_name: "no such name" }],
      ["itglue_list_organizations", { filter_id: 1 }],
      ["itglue_list_documents", { organization_id: 4100021, filter_name: "no such name" }],
      ["itglue_list_documents", { organization_id: 4100021, filter_id: 1 }],
    ] as const) {
      const { structured } = await house.call(tool, given);
      expect(structured).toMatchObject({
        items: [],
        total_count: 0,
        page_number: 1,
        has_more: false,
      });
    }
  });

  it("find parts of names in any case and read a record by filter_id", async () => {
    for (const [tool, given, wanted] of [
      ["itglue_list_organizations", {}, "larkFIELD"],
      ["itglue_list_documents", { organization_id: 4100021 }, "decommission BACKUP"],
      ["itglue_list_document_folders", { organization_id: 4100021 }, "ACKU"],
      ["itglue_list_flexible_asset_types", {}, "wirele"],
    ] as const) {
      const { items } = await house.call(tool, { ...given, filter_name: wanted });
      expect(items.length, tool).toBeGreaterThan(0);
      for (const { name } of items)
        expect(String(name).toLowerCase()).toContain(wanted.toLowerCase());
      if (tool === "itglue_list_flexible_asset_types") continue;
      const one = await house.call(tool, { ...given, filter_id: items[0]?.["id"] });
      expect(one.items, tool).toEqual([items[0]]);
    }
  });

  it("sort in either direction", async () => {
    for (const [tool, given] of [
      ["itglue_list_organizations", {}],
      ["itglue_list_documents", { organization_id: 4100021 }],
      ["itglue_list_document_folders", { organization_id: 4100021 }],
    ] as const) {
      const up = await house.call(tool, { ...given, sort: "name", page_size: 1000 });
      const down = await house.call(tool, { ...given, sort: "-name", page_size: 1000 });
      const names = (list: typeof up): unknown[] => list.items.map(({ name }) => name);
      expect(names(up).toReversed(), tool).toEqual(names(down));
    }
  });

  it("end with the best five endpoints unless top_k says otherwise", async () => {
    const query = "documents contacts organizations passwords configurations locations";
    expect((await house.call("itglue_find_endpoint", { query })).items).toHaveLength(5);
    expect((await house.call("itglue_find_endpoint", { query, top_k: 2 })).items).toHaveLength(2);
    await house.fail("itglue_find_endpoint", { query, top_k: 21 }, "invalid_arguments");
  });
});

describe("bodies of writes", () => {
  it.each([
    [
      "itglue_create_document",
      { organization_id: "4100021", name: "P", document_folder_id: 880012 },
      {
        type: "documents",
        attributes: { "organization-id": 4100021, name: "P", "document-folder-id": 880012 },
      },
    ],
    [
      "itglue_create_document_section",
      { document_id: 5200310, section_type: "Heading", content: "H", level: 2, sort: 1 },
      {
        type: "document-sections",
        attributes: { "resource-type": "Document::Heading", content: "H", level: 2, sort: 1 },
      },
    ],
    [
      "itglue_create_attachment",
      {
        resource_type: "documents",
        resource_id: 5200310,
        file_name: "a.txt",
        content_base64: "data:text/plain;base64,aGVs bG8=",
      },
      {
        type: "attachments",
        attributes: { attachment: { content: "aGVsbG8=", file_name: "a.txt" } },
      },
    ],
    [
      "itglue_delete_attachment",
      { resource_type: "documents", resource_id: 5200310, attachment_id: 99882 },
      [{ type: "attachments", attributes: { id: 99882 } }],
    ],
    [
      "itglue_delete_documents",
      { document_ids: [5200310] },
      [{ type: "documents", attributes: { id: 5200310 } }],
    ],
  ])("%s", async (tool, given, data) => {
    await house.call(tool, given);
    const [write, ...more] = house.sandbox.writes();
    expect(write?.body).toEqual({ data });
    expect(more).toEqual([]);
    expect(write?.headers).toMatchObject({
      "x-api-key": house.sandbox.keys.full,
      "content-type": "application/vnd.api+json",
    });
  });
});
