import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
/** An organization with documents inside and outside folders. */
let organization = 0;
let everywhere: readonly RawRecord[];
let inFolder: RawRecord;

const documentsOf = (id: number): string => `/organizations/${String(id)}/relationships/documents`;

beforeAll(async () => {
  house = await openHouse();
  for (const { id } of (await house.raw("/organizations?page[size]=1000")).data) {
    const root = await house.raw(`${documentsOf(Number(id))}?page[size]=1000`);
    const foldered = await house.raw(
      `${documentsOf(Number(id))}?page[size]=1000&filter[document-folder-id][ne]=null`,
    );
    const [first] = foldered.data;
    if (root.total < 2 || foldered.total < 2 || first === undefined) continue;
    organization = Number(id);
    everywhere = [...root.data, ...foldered.data];
    inFolder = first;
    break;
  }
  if (organization === 0)
    throw new Error("no organization has documents inside and outside folders");
});
afterAll(async () => house.close());

const ids = (records: readonly { readonly id?: unknown }[]): number[] =>
  records.map(({ id }) => Number(id)).toSorted((left, right) => left - right);

describe("itglue_list_documents", () => {
  it("gives root and foldered documents in one list with their true total and no bodies", async () => {
    const { items, structured, text } = await house.call("itglue_list_documents", {
      organization_id: organization,
      page_size: 1000,
    });
    expect(ids(items)).toEqual(ids(everywhere));
    expect(structured).toMatchObject({
      total_count: everywhere.length,
      page_number: 1,
      has_more: false,
    });
    expect(items[0]).not.toHaveProperty("content");
    expect(items.every((item) => "document_folder_id" in item && "organization_name" in item)).toBe(
      true,
    );
    expect(text).toContain(String(everywhere[0]?.attributes["name"]));
  });

  it("pages without overlap and with at most page_size rows", async () => {
    const size = Math.ceil(everywhere.length / 3);
    const pages = await Promise.all(
      [1, 2, 3].map(async (page_number) =>
        house.call("itglue_list_documents", {
          organization_id: organization,
          page_size: size,
          page_number,
          sort: "name",
        }),
      ),
    );
    for (const { items } of pages) expect(items.length).toBeLessThanOrEqual(size);
    const all = pages.flatMap(({ items }) => items);
    expect(ids(all)).toEqual(ids(everywhere));
    const names = all.map((item) => String(item["name"]).toLowerCase());
    expect(names).toEqual(
      names.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0)),
    );
  });

  it("finds by part of a name, by folder and by id, wherever the document is", async () => {
    const name = String(inFolder.attributes["name"]);
    const part = name.slice(1, 6).toUpperCase();
    const byName = await house.call("itglue_list_documents", {
      organization_id: organization,
      filter_name: part,
    });
    expect(byName.items.map((item) => item["name"])).toContain(name);
    expect(byName.items.every((item) => String(item["name"]).toUpperCase().includes(part))).toBe(
      true,
    );
    expect(byName.structured).toMatchObject({ scan_limit_reached: false });

    const folder = Number(inFolder.attributes["document-folder-id"]);
    const byFolder = await house.call("itglue_list_documents", {
      organization_id: organization,
      folder_id: folder,
    });
    const expected = everywhere.filter((one) => one.attributes["document-folder-id"] === folder);
    expect(ids(byFolder.items)).toEqual(ids(expected));

    const byId = await house.call("itglue_list_documents", {
      organization_id: organization,
      filter_id: inFolder.id,
    });
    expect(ids(byId.items)).toEqual([Number(inFolder.id)]);
    const none = await house.call("itglue_list_documents", {
      organization_id: organization,
      filter_id: 999_999_999,
    });
    expect(none.structured).toMatchObject({ items: [], total_count: 0, has_more: false });
  });

  it("filters by state", async () => {
    const drafts = await house.call("itglue_list_documents", {
      organization_id: organization,
      published: false,
      page_size: 1000,
    });
    const expected = everywhere.filter((one) => one.attributes["published"] !== true);
    expect(ids(drafts.items)).toEqual(ids(expected));
    const archived = await house.call("itglue_list_documents", {
      organization_id: organization,
      archived: true,
    });
    expect(archived.items.every((item) => item["archived"] === true)).toBe(true);
  });

  it("refuses what it does not know", async () => {
    await house.fail("itglue_list_documents", {}, "invalid_arguments");
    await house.fail(
      "itglue_list_documents",
      { organization_id: organization, sort: "colour" },
      "invalid_arguments",
    );
    const unknown = await house.fail(
      "itglue_list_documents",
      { organization_id: organization, filter_nam: "x" },
      "invalid_arguments",
    );
    expect(unknown.text).toContain("filter_name");
    await house.fail("itglue_list_documents", { organization_id: 999_999_999 }, "not_found");
  });
});

describe("itglue_get_document", () => {
  it("reads facts and sections, as Markdown, HTML or not at all", async () => {
    const document = everywhere.find((one) => one.attributes["published"] === true) ?? inFolder;
    const document_id = document.id;
    const sections = await house.raw(
      `/documents/${document_id}/relationships/sections?page[size]=1000`,
    );
    const read = await house.call("itglue_get_document", { document_id });
    expect(read.item).toMatchObject({
      id: Number(document_id),
      name: document.attributes["name"],
      organization_id: organization,
    });
    expect(read.item).not.toHaveProperty("content");
    const rows = read.item["sections"] as readonly Record<string, unknown>[];
    expect(ids(rows)).toEqual(ids(sections.data));
    expect(rows[0]).not.toHaveProperty("rendered_content");
    expect(read.text).not.toContain("<p>");
    expect((await house.call("itglue_get_document", { document_id, body: "html" })).text).toMatch(
      /<\w+>/,
    );
    const bare = await house.call("itglue_get_document", { document_id, body: "none" });
    expect(bare.text.length).toBeLessThan(read.text.length);
  });

  it("tells a document that is not there from a bad key", async () => {
    const answer = await house.fail(
      "itglue_get_document",
      { document_id: 999_999_999 },
      "not_found",
    );
    expect(answer.text).not.toMatch(/<html|revoked/i);
    await house.fail("itglue_get_document", { document_id: "12x" }, "invalid_arguments");
  });
});

describe("changing documents", () => {
  it("creates a draft, renames, publishes, archives, unarchives and deletes it", async () => {
    const folder = Number(inFolder.attributes["document-folder-id"]);
    const created = await house.call("itglue_create_document", {
      organization_id: organization,
      name: "House rules",
      document_folder_id: folder,
    });
    expect(created.item).toMatchObject({
      name: "House rules",
      published: false,
      document_folder_id: folder,
    });
    const document_id = Number(created.item["id"]);

    const renamed = await house.call("itglue_update_document", {
      document_id,
      name: "House rules 2",
    });
    expect(renamed.structured).toMatchObject({
      item: { name: "House rules 2" },
      changes: [{ field: "name", from: "House rules", to: "House rules 2" }],
    });
    await house.call("itglue_publish_document", { document_id });
    expect((await house.first(`/documents/${String(document_id)}`)).attributes["published"]).toBe(
      true,
    );
    await house.call("itglue_archive_document", { document_id });
    expect((await house.first(`/documents/${String(document_id)}`)).attributes["archived"]).toBe(
      true,
    );
    await house.call("itglue_unarchive_document", { document_id });
    expect((await house.first(`/documents/${String(document_id)}`)).attributes["archived"]).toBe(
      false,
    );

    const deleted = await house.confirmed("itglue_delete_documents", {
      document_ids: [document_id, 999_999_999],
    });
    expect(deleted.items).toEqual([
      expect.objectContaining({ id: document_id, name: "House rules 2", status: "deleted" }),
      { id: 999_999_999, status: "not_found" },
    ]);
    await house.fail("itglue_get_document", { document_id }, "not_found");
  });

  it("sends nothing in a dry run and shows what it would send", async () => {
    const at = `/documents/${inFolder.id}`;
    const document_id = Number(inFolder.id);
    const [renaming] = await expectDryRun(
      house,
      "itglue_update_document",
      { document_id, name: "Other" },
      at,
    );
    expect(renaming).toMatchObject({
      method: "PATCH",
      changes: [{ field: "name", from: inFolder.attributes["name"], to: "Other" }],
    });
    await expectDryRun(
      house,
      "itglue_create_document",
      { organization_id: organization, name: "x" },
      documentsOf(organization),
    );
    await expectDryRun(house, "itglue_publish_document", { document_id }, at);
    await expectDryRun(house, "itglue_archive_document", { document_id }, at);
    await expectDryRun(house, "itglue_delete_documents", { document_ids: [document_id] }, at);
  });

  it("refuses empty changes, foreign folders and too many at once", async () => {
    const document_id = Number(inFolder.id);
    await house.fail("itglue_update_document", { document_id }, "invalid_arguments");
    const folder = await house.fail(
      "itglue_create_document",
      { organization_id: organization, name: "x", document_folder_id: 999_999_999 },
      "invalid_arguments",
    );
    expect(folder.text).toContain("organization");
    await house.fail(
      "itglue_delete_documents",
      { document_ids: Array.from({ length: 51 }, (_unused, index) => index + 1) },
      "invalid_arguments",
    );
    await house.fail("itglue_publish_document", { document_id: 999_999_999 }, "not_found");
  });
});

describe("document folders", () => {
  it("are listed, found, created, renamed and moved", async () => {
    const listed = await house.call("itglue_list_document_folders", {
      organization_id: organization,
    });
    const [first] = listed.items;
    expect(Object.keys(first ?? {})).toEqual(
      expect.arrayContaining(["id", "name", "parent_id", "documents_count"]),
    );
    const found = await house.call("itglue_list_document_folders", {
      organization_id: organization,
      filter_id: String(first?.["id"]),
    });
    expect(found.items).toHaveLength(1);

    const created = await house.call("itglue_create_document_folder", {
      organization_id: organization,
      name: "Wiring",
      parent_id: first?.["id"],
    });
    expect(created.item).toMatchObject({ name: "Wiring", parent_id: first?.["id"] });
    const renamed = await house.call("itglue_update_document_folder", {
      document_folder_id: created.item["id"],
      name: "Cabling",
    });
    expect(renamed.item).toMatchObject({ name: "Cabling" });
    const below = await house.call("itglue_list_document_folders", {
      organization_id: organization,
      parent_id: first?.["id"],
      filter_name: "cabl",
    });
    expect(below.items.map((item) => item["name"])).toEqual(["Cabling"]);
    const folders = `/organizations/${String(organization)}/relationships/document_folders`;
    await expectDryRun(
      house,
      "itglue_create_document_folder",
      { organization_id: organization, name: "x" },
      folders,
    );
    await expectDryRun(
      house,
      "itglue_update_document_folder",
      { document_folder_id: created.item["id"], restricted: true },
      folders,
    );
    await house.fail(
      "itglue_update_document_folder",
      { document_folder_id: created.item["id"] },
      "invalid_arguments",
    );
    await house.fail("itglue_list_document_folders", { organization_id: 999_999_999 }, "not_found");
  });
});
