import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchange, harness, HERO, LARKFIELD, NOW } from "./api.fixture.ts";
import { startItglueSandbox, type ItglueSandbox } from "./index.ts";

const { get, sandbox } = harness();
const nested = `/organizations/${LARKFIELD}/relationships`;

interface Entry {
  id: string;
  attributes: Record<string, unknown>;
}

const list = async (path: string): Promise<Entry[]> =>
  (await get(`${path}${path.includes("?") ? "&" : "?"}page[size]=1000`)).body.data as Entry[];

describe("the seed", () => {
  it("has the customers and documents that were promised", async () => {
    const organizations = await list("/organizations");
    expect(organizations.length).toBeGreaterThanOrEqual(40);
    const all = await Promise.all(
      organizations.map(({ id }) =>
        list(`/organizations/${id}/relationships/documents?filter[document_folder_id]=null`),
      ),
    );
    const documents = all.flat();
    // The second account holds the rest of the 600.
    expect(documents.length).toBeGreaterThan(570);
    const count = (name: string, value: unknown) =>
      documents.filter(({ attributes }) => attributes[name] === value).length;
    expect(count("published", false)).toBeGreaterThan(20);
    expect(count("archived", true)).toBeGreaterThan(10);
    expect(count("document-folder-id", null)).toBeGreaterThan(200);
    const stale = documents.filter(({ attributes }) => String(attributes["updated-at"]) < "2023");
    expect(stale.length).toBeGreaterThan(20);
    const larkfield = documents.filter(
      ({ attributes }) => attributes["organization-id"] === LARKFIELD,
    );
    expect(larkfield.length).toBeGreaterThan(120);
  });

  it("uses reserved names and addresses only", async () => {
    for (const path of ["/configurations", "/contacts", "/domains", "/passwords", "/users"]) {
      const text = JSON.stringify(await list(path));
      for (const [domain] of text.matchAll(/@[a-z0-9.-]+|https?:\/\/[a-z0-9.-]+/g)) {
        expect(domain).toMatch(/\.example$|demo\.itglue\.com$/);
      }
      for (const [address] of text.matchAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)) {
        expect(address).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113)\./);
      }
    }
  });

  it("makes Larkfield rich in everything", async () => {
    for (const name of [
      "contacts",
      "locations",
      "configurations",
      "passwords",
      "checklists",
      "document_folders",
    ]) {
      expect((await list(`${nested}/${name}`)).length).toBeGreaterThan(1);
    }
    for (const type of [301, 302, 303, 304, 305, 306]) {
      const path = `/flexible_assets?filter[flexible_asset_type_id]=${type}`;
      expect((await list(`${path}&filter[organization_id]=${LARKFIELD}`)).length).toBeGreaterThan(
        0,
      );
      expect((await list(path)).length).toBeGreaterThan(40);
    }
  });

  it("has a believable runbook, a long document and hostile ones", async () => {
    const all = await list(`${nested}/documents?filter[document_folder_id]=null`);
    const hero = JSON.stringify(all.find(({ id }) => id === String(HERO)));
    for (const part of ["<ol>", "<ul>", "<table>", "<a href=", "<code>"]) {
      expect(hero).toContain(part.replaceAll('"', '\\"'));
    }
    const lengths = all.map(({ attributes }) => (attributes["content"] as unknown[]).length);
    expect(Math.max(...lengths)).toBeGreaterThan(60);
    expect(lengths).toContain(0);
    const text = JSON.stringify(all);
    for (const hostile of [
      "IGNORE ALL PREVIOUS",
      "</itglue-data>",
      "\u200B",
      "\u202E",
      "Molar-2019!",
      "images/27999999",
    ]) {
      expect(text).toContain(hostile);
    }
  });

  it("has organizations and people whose names nearly repeat", async () => {
    const names = (await list("/organizations")).map(({ attributes }) => attributes["name"]);
    expect(names).toEqual(
      expect.arrayContaining([
        "Northgate Logistics",
        "North Gate Logistics Ltd",
        "Harbour & Pine Law LLP",
      ]),
    );
    const people = (await list(`${nested}/contacts`)).map(({ attributes }) => attributes["name"]);
    expect(people).toEqual(expect.arrayContaining(["Jon Averell", "John Averell"]));
  });
});

describe("a seed of another size", () => {
  it("starts as fast and holds as many documents as were asked for", async () => {
    const large = await startItglueSandbox({ now: NOW, documents: 20_000 });
    const path = `${nested}/documents?filter[document_folder_id]=null&page[size]=1`;
    const reply = await exchange(large.url + path, { headers: { "x-api-key": large.keys.full } });
    expect(reply.body.meta["total-count"]).toBe(Math.round(20_000 * 0.2134));
    await large.close();
  });
});

describe("determinism", () => {
  let other: ItglueSandbox | undefined;
  beforeAll(async () => {
    other = await startItglueSandbox({ now: NOW });
  });
  afterAll(() => other?.close());

  it.each([
    "/organizations",
    `${nested}/documents?filter[document_folder_id]=null`,
    `/documents/${HERO}/relationships/sections`,
    "/configurations",
    "/contacts",
    "/passwords",
    "/flexible_assets?filter[flexible_asset_type_id]=301",
    "/expirations",
    "/checklists",
    "/users",
    "/user_metrics",
    "/logs",
    "/document_images/27000041",
  ])("two instances answer %s with the same bytes", async (path) => {
    const here = (await get(path)).text.replaceAll(sandbox().url, "");
    const url = other?.url ?? "";
    const there = await exchange(url + path, { headers: { "x-api-key": other?.keys.full ?? "" } });
    expect(there.text.replaceAll(url, "")).toBe(here);
  });
});
