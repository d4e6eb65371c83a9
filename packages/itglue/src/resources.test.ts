import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House, type HouseOptions, type RawRecord } from "../test/house.ts";

const LARKFIELD = 4_100_021;
const RUNBOOK = 5_200_310;
const WIRELESS = 7_700_555;
/** What the protocol says to an address that names nothing. */
const NOT_FOUND = /^Resource not found/;

let house: House;
const others: House[] = [];
beforeAll(async () => {
  house = await openHouse({ role: "viewer" });
});
afterAll(async () => house.close());
afterEach(async () => {
  house.sandbox.clearFaults();
  await Promise.all(others.splice(0).map(async (one) => one.close()));
});
const open = async (options: HouseOptions): Promise<House> => {
  const opened = await openHouse(options);
  others.push(opened);
  return opened;
};

async function read(uri: string, from: House = house): Promise<string> {
  const { contents } = await from.vendor.client.readResource({ uri });
  expect(contents).toHaveLength(1);
  expect(contents[0]).toMatchObject({ uri });
  return (contents[0] as { text: string }).text;
}

async function listed(from: House): Promise<readonly string[]> {
  const { resources } = await from.vendor.client.listResources();
  const { resourceTemplates } = await from.vendor.client.listResourceTemplates();
  return [
    ...resources.map(({ uri }) => uri),
    ...resourceTemplates.map(({ uriTemplate }) => uriTemplate),
  ];
}

async function complete(typed: string, uri = "itglue://org/{id}"): Promise<string[]> {
  const { completion } = await house.vendor.client.complete({
    ref: { type: "ref/resource", uri },
    argument: { name: "id", value: typed },
  });
  return completion.values;
}

const EVERY = [
  "itglue://budget",
  "itglue://org/{id}",
  "itglue://document/{id}",
  "itglue://flexible-asset/{id}",
];

describe("what is offered", () => {
  it("is listed for a viewer with a kind, a title and a description", async () => {
    expect(await listed(house)).toEqual(EVERY);
    const { resources } = await house.vendor.client.listResources();
    const { resourceTemplates } = await house.vendor.client.listResourceTemplates();
    for (const one of [...resources, ...resourceTemplates]) {
      expect(one.mimeType).toMatch(/^(text\/markdown|application\/json)$/);
      expect(one.title).toMatch(/^[A-Z]/);
      expect(one.description).toMatch(/\.$/);
    }
  });

  it("is all there by default, and follows toolsets, presets and denied tools", async () => {
    expect(await listed(await open({ toolsets: [] }))).toEqual(EVERY);
    expect(await listed(await open({ toolsets: ["lean"] }))).toEqual(EVERY);
    expect(await listed(await open({ toolsets: ["compat"] }))).toEqual(EVERY.slice(2));
    expect(await listed(await open({ toolsets: ["flex"] }))).toEqual(EVERY.slice(3));
    const denied = await open({ settings: { MCP_DENY_TOOLS: "itglue_get_document" } });
    expect(await listed(denied)).not.toContain("itglue://document/{id}");
  });

  it("does not exist outside of the selection", async () => {
    const people = await open({ toolsets: ["people"] });
    expect(await listed(people)).toEqual([]);
    for (const uri of ["itglue://budget", `itglue://document/${String(RUNBOOK)}`]) {
      await expect(read(uri, people)).rejects.toThrow(NOT_FOUND);
    }
    await expect(
      people.vendor.client.complete({
        ref: { type: "ref/resource", uri: "itglue://org/{id}" },
        argument: { name: "id", value: "" },
      }),
    ).rejects.toThrow(/nothing to complete/);
    expect(people.sandbox.requests()).toEqual([]);
  });
});

describe("reading", () => {
  it.each([
    ["org", LARKFIELD, "itglue_get_organization_overview", "organization_id"],
    ["document", RUNBOOK, "itglue_get_document", "document_id"],
    ["flexible-asset", WIRELESS, "itglue_get_flexible_asset", "flexible_asset_id"],
  ])("%s gives what its tool gives", async (kind, id, tool, argument) => {
    const text = await read(`itglue://${kind}/${String(id)}`);
    expect(text).toBe((await house.call(tool, { [argument]: id })).text);
    expect(text).toMatch(/^<itglue-data>\n/);
    expect(text).toContain(String(id));
  });

  it("shows a document's sections as Markdown", async () => {
    const text = await read(`itglue://document/${String(RUNBOOK)}`);
    const sections = await house.raw(`/documents/${String(RUNBOOK)}/relationships/sections`);
    expect(sections.total).toBeGreaterThan(1);
    for (const { id } of sections.data) expect(text).toContain(id);
    expect(text).not.toMatch(/<(p|ul|li|strong)>/);
  });

  it("tells what is left of the rate limit without spending any of it", async () => {
    const fresh = await open({});
    const left = async (): Promise<Record<string, unknown>> =>
      JSON.parse(await read("itglue://budget", fresh)) as Record<string, unknown>;
    expect(await left()).toEqual({
      limit: 3000,
      remaining: 3000,
      window_seconds: 300,
      wait_seconds: 0,
      message: "3000 of 3000 requests are left.",
    });
    await read(`itglue://flexible-asset/${String(WIRELESS)}`, fresh);
    const spent = fresh.sandbox.requests().length;
    expect(spent).toBeGreaterThan(0);
    expect(await left()).toMatchObject({ remaining: 3000 - spent });
    expect(fresh.sandbox.requests()).toHaveLength(spent);
  });

  it.each(["org", "document", "flexible-asset"])(
    "%s that is not there is not found",
    async (kind) => {
      await expect(read(`itglue://${kind}/999999999`)).rejects.toThrow(NOT_FOUND);
    },
  );

  it("says in words when IT Glue fails, and shows no key", async () => {
    house.sandbox.fault({ kind: "echo", match: { path: "^/documents/" } });
    const failure = await read(`itglue://document/${String(RUNBOOK)}`).catch(String);
    expect(failure).toMatch(/IT Glue/);
    expect(failure).not.toContain(house.sandbox.keys.full);
  });
});

describe("hostile addresses", () => {
  const variables = [
    "..",
    ".",
    "",
    "%2f",
    "%2e%2e",
    "1/../2",
    "1%2f..%2f2",
    "1%2F..%2Fpasswords%2F1%3Fshow_password=true",
    "1?show_password=true",
    "1#x",
    "%",
    "%ff",
    "1%00",
    "0",
    "-1",
    "1.5",
    "0x10",
    "1e3",
    "007",
    " 7",
    "７",
    "9".repeat(17),
    "1".repeat(201),
    "1".repeat(100_000),
    "{id}",
    "passwords",
  ];
  const kinds = ["org", "document", "flexible-asset"];
  it.each(kinds)("of kind %s never reach IT Glue", async (kind) => {
    const before = house.sandbox.requests().length;
    for (const variable of variables) {
      await expect(read(`itglue://${kind}/${variable}`), variable).rejects.toThrow(NOT_FOUND);
    }
    for (const uri of [`itglue://${kind}`, `itglue://${kind}/1/2`, `x://${kind}/1`, "itglue://"]) {
      await expect(read(uri), uri).rejects.toThrow(NOT_FOUND);
    }
    expect(house.sandbox.requests()).toHaveLength(before);
  });
});

describe("a stored password", () => {
  it("is in no resource", async () => {
    const values = new Set<string>();
    const remember = (value: unknown): void => {
      if (typeof value === "string" && value.length > 5) values.add(value);
    };
    const uris = [`itglue://org/${String(LARKFIELD)}`, `itglue://document/${String(RUNBOOK)}`];
    const passwords = await house.raw("/passwords?page[size]=1000&show_password=true");
    for (const { attributes } of passwords.data) remember(attributes["password"]);
    for (const type of (await house.raw("/flexible_asset_types?page[size]=1000")).data) {
      const fields = `/flexible_asset_types/${type.id}/relationships/flexible_asset_fields`;
      const secret = (await house.raw(`${fields}?page[size]=1000`)).data.filter(
        ({ attributes }) => attributes["kind"] === "Password",
      );
      if (secret.length === 0) continue;
      const at = `/flexible_assets?page[size]=1000&filter[flexible-asset-type-id]=${type.id}`;
      const assets: readonly RawRecord[] = (await house.raw(at)).data;
      for (const { attributes } of assets) {
        const traits = attributes["traits"] as Readonly<Record<string, unknown>>;
        for (const field of secret) remember(traits[String(field.attributes["name-key"])]);
      }
      uris.push(...assets.slice(0, 10).map(({ id }) => `itglue://flexible-asset/${id}`));
    }
    expect(values.size).toBeGreaterThan(20);
    expect(uris.length).toBeGreaterThan(10);
    const texts = await Promise.all(uris.map(async (uri) => read(uri)));
    expect(texts.join("\n")).toContain("[redacted]");
    for (const value of values) expect(texts.some((text) => text.includes(value))).toBe(false);
  });
});

describe("completion of an organization's id", () => {
  it("goes by the beginning of its name, in any case, or of its id", async () => {
    expect(await complete("larkf")).toEqual([String(LARKFIELD)]);
    expect(await complete("41000")).toContain(String(LARKFIELD));
    expect(await complete("no such client")).toEqual([]);
  });

  it("asks IT Glue once for many letters", async () => {
    const fresh = await open({});
    const { client } = fresh.vendor;
    for (const value of ["", "n", "no", "nor", "../", "%2f", "a,b*"]) {
      const { completion } = await client.complete({
        ref: { type: "ref/resource", uri: "itglue://org/{id}" },
        argument: { name: "id", value },
      });
      expect(completion.values.length).toBeLessThanOrEqual(100);
    }
    expect(fresh.sandbox.requests()).toHaveLength(1);
  });

  it("is silent where there is nothing to look up, and when IT Glue fails", async () => {
    expect(await complete("52", "itglue://document/{id}")).toEqual([]);
    const fresh = await open({});
    fresh.sandbox.fault({ kind: "status", status: 403 });
    const { completion } = await fresh.vendor.client.complete({
      ref: { type: "ref/resource", uri: "itglue://org/{id}" },
      argument: { name: "id", value: "l" },
    });
    expect(completion.values).toEqual([]);
  });
});
