import { describe, expect, it } from "vitest";
import { harness, HERO, LARKFIELD, many, one } from "./api.fixture.ts";

const { call, get, sandbox, control, switch: set } = harness();
const nested = `/organizations/${LARKFIELD}/relationships/documents`;
const folders = `/organizations/${LARKFIELD}/relationships/document_folders`;
const sections = (id: number | string) => `/documents/${id}/relationships/sections`;

interface Entry {
  id: string;
  attributes: Record<string, unknown>;
}

const list = async (path: string): Promise<Entry[]> =>
  (await get(`${path}${path.includes("?") ? "&" : "?"}page[size]=1000`)).body.data as Entry[];
const ids = (entries: Entry[]): string[] => entries.map(({ id }) => id).toSorted();

const newDocument = async (attributes = {}): Promise<string> => {
  const body = one("documents", { name: "A", "organization-id": LARKFIELD, ...attributes });
  return String((await call("POST", "/documents", { body })).body.data.id);
};
const newSection = async (id: string, attributes: unknown) =>
  call("POST", sections(id), { body: one("document-sections", attributes) });

describe("documents in lists", () => {
  it("exist under the organization only", async () => {
    expect((await get("/documents")).status).toBe(404);
    expect((await get("/documents")).headers.get("content-type")).toContain("html");
    expect((await get(nested)).status).toBe(200);
  });

  it("are root documents unless a folder filter is there", async () => {
    const root = await list(nested);
    expect(root.length).toBeGreaterThan(40);
    expect(root.every((entry) => entry.attributes["document-folder-id"] === null)).toBe(true);
    const all = await list(`${nested}?filter[document_folder_id]=null`);
    const foldered = await list(`${nested}?filter[document-folder-id][ne]=null`);
    expect(ids([...root, ...foldered])).toEqual(ids(all));
    expect(all.length).toBeGreaterThan(120);
    const one_ = await list(`${nested}?filter[document_folder_id]=880012`);
    expect(one_.map(({ id }) => id)).toContain(String(HERO));
    expect(await list(`${nested}?filter[document_folder_id][ne]=`)).toEqual(foldered);
    await set({ folderFilter: "ne-all" });
    expect(await list(`${nested}?filter[document_folder_id][ne]=`)).toEqual(all);
    expect(await list(`${nested}?filter[document_folder_id]=null`)).toEqual(root);
  });

  it("ignore a name filter, or take it exactly by profile", async () => {
    const all = await list(nested);
    expect(await list(`${nested}?filter[name]=Empty page`)).toEqual(all);
    await set({ nestedDocumentName: "exact" });
    expect(await list(`${nested}?filter[name]=Empty page`)).toHaveLength(1);
  });

  it("filter by id", async () => {
    const some = await list(`${nested}?filter[document_folder_id]=null&filter[id]=${HERO}`);
    expect(some.map(({ id }) => id)).toEqual([String(HERO)]);
  });

  it("sort unless the profile says that they do not", async () => {
    const names = async () =>
      (await list(`${nested}?sort=-name`)).map((entry) =>
        String(entry.attributes["name"]).toLowerCase(),
      );
    const sorted = await names();
    expect(sorted).toEqual(sorted.toSorted().toReversed());
    await set({ documentSort: "ignored" });
    expect(await names()).not.toEqual(sorted);
  });

  it("carry their heavy body", async () => {
    const entries = await list(`${nested}?filter[document_folder_id]=null`);
    const whole = JSON.stringify(entries).length;
    const bodies = entries.reduce(
      (sum, entry) => sum + JSON.stringify(entry.attributes["content"]).length,
      0,
    );
    expect(bodies / whole).toBeGreaterThan(0.8);
    const hero = entries.find(({ id }) => id === String(HERO));
    expect(hero?.attributes["content"]).toHaveLength(9);
  });

  it("show one, with the attributes of the vendor", async () => {
    const { attributes } = (await get(`/documents/${HERO}`)).body.data;
    expect(attributes).toMatchObject({
      "organization-name": "Larkfield Dental Group",
      "resource-url": `https://demo.itglue.com/${LARKFIELD}/docs/${HERO}`,
      name: "Decommission backup agent",
      published: true,
      "document-folder-id": 880_012,
      "updated-at": "2026-06-01T08:12:00.000Z",
    });
    expect((await get(`${nested}/${HERO}`)).status).toBe(200);
    const wrong = `/organizations/4100028/relationships/documents/${HERO}`;
    expect((await get(wrong)).status).toBe(401);
  });

  it("include attachments and related items on request", async () => {
    const { body } = await get(`/documents/${HERO}?include=attachments,related_items`);
    const types = body.included.map((entry: { type: string }) => entry.type);
    expect(new Set(types)).toEqual(new Set(["attachments", "related-items"]));
  });
});

describe("documents written", () => {
  it("are drafts without the body that was sent", async () => {
    const body = one("documents", {
      name: "A",
      "organization-id": LARKFIELD,
      content: "<p>lost</p>",
      published: true,
    });
    const made = await call("POST", "/documents", { body });
    expect(made.status).toBe(201);
    expect(made.body.data.attributes).toMatchObject({ published: false, content: [] });
    const id = made.body.data.id;
    await call("PATCH", `/documents/${id}`, { body: one("documents", { content: "<p>lost</p>" }) });
    expect(await list(sections(id))).toEqual([]);
  });

  it("need a name and an organization; the nested path gives the latter", async () => {
    expect(
      (await call("POST", "/documents", { body: one("documents", { name: "A" }) })).status,
    ).toBe(422);
    const nameless = one("documents", { "organization-id": LARKFIELD });
    expect((await call("POST", "/documents", { body: nameless })).status).toBe(422);
    expect((await call("POST", nested, { body: one("documents", { name: "A" }) })).status).toBe(
      201,
    );
  });

  it("take a folder on create, and do not move later", async () => {
    const id = await newDocument({ document_folder_id: 880_012 });
    const body = one("documents", { "document-folder-id": 880_001, name: "B" });
    const moved = await call("PATCH", `/documents/${id}`, { body });
    expect(moved.status).toBe(200);
    expect(moved.body.data.attributes).toMatchObject({ name: "B", "document-folder-id": 880_012 });
    await set({ folderPatch: "refused" });
    expect((await call("PATCH", `/documents/${id}`, { body })).status).toBe(422);
  });

  it("change name, restricted, archived and public", async () => {
    const body = one("documents", { restricted: true, archived: true, public: true });
    const { attributes } = (await call("PATCH", `/documents/${HERO}`, { body })).body.data;
    expect(attributes).toMatchObject({ restricted: true, archived: true, public: true });
  });

  it("change and disappear in bulk", async () => {
    const two = [await newDocument(), await newDocument()];
    const bulk = many(
      "documents",
      two.map((id) => ({ id, name: "Renamed" })),
    );
    const changed = await call("PATCH", "/documents", { body: bulk });
    expect(changed.status).toBe(200);
    expect(changed.body.data.map((entry: Entry) => entry.attributes["name"])).toEqual([
      "Renamed",
      "Renamed",
    ]);
    expect((await call("DELETE", `/documents/${two[0]}`)).status).toBe(404);
    const gone = await call("DELETE", "/documents", {
      body: many(
        "documents",
        two.map((id) => ({ id })),
      ),
    });
    expect(gone.status).toBe(200);
    expect((await get(`/documents/${two[0]}`)).status).toBe(404);
    expect((await get(sections(two[1] ?? ""))).status).toBe(404);
  });

  it("change nothing when one of a bulk is missing", async () => {
    const body = many("documents", [
      { id: HERO, name: "X" },
      { id: 999, name: "X" },
    ]);
    expect((await call("PATCH", "/documents", { body })).status).toBe(404);
    expect((await get(`/documents/${HERO}`)).body.data.attributes.name).not.toBe("X");
  });

  it("are published by PATCH only", async () => {
    const id = await newDocument();
    expect((await call("POST", `/documents/${id}/publish`)).status).toBe(404);
    const reply = await call("PATCH", `/documents/${id}/publish`);
    expect(reply.status).toBe(200);
    expect(reply.body.data.attributes.published).toBe(true);
    expect((await call("PATCH", `${nested}/${id}/publish`)).status).toBe(200);
  });

  it("keep the published copy until they are published again", async () => {
    const [first] = await list(sections(HERO));
    const change = one("document-sections", { content: "<p>changed</p>" });
    await call("PATCH", `${sections(HERO)}/${first?.id}`, { body: change });
    const seen = async () =>
      (await get(`/documents/${HERO}`)).body.data.attributes.content[0].content;
    expect(await seen()).toContain("Removes the old backup agent");
    expect((await list(sections(HERO)))[0]?.attributes["content"]).toBe("<p>changed</p>");
    await call("PATCH", `/documents/${HERO}/publish`);
    expect(await seen()).toBe("<p>changed</p>");
  });

  it("move their date with every write, also of a section", async () => {
    const date = async () =>
      String((await get(`/documents/${HERO}`)).body.data.attributes["updated-at"]);
    const seen = [await date()];
    await call("PATCH", `/documents/${HERO}`, { body: one("documents", { name: "B" }) });
    seen.push(await date());
    await newSection(String(HERO), { "resource-type": "Document::Text", content: "x" });
    seen.push(await date());
    expect(new Set(seen).size).toBe(3);
    expect(seen).toEqual(seen.toSorted());
  });
});

describe("folders", () => {
  it("list, count and nest", async () => {
    const all = await list(folders);
    const backup = all.find(({ id }) => id === "880012");
    const inside = await list(`${nested}?filter[document_folder_id]=880012`);
    expect(backup?.attributes).toMatchObject({
      name: "Backup",
      "parent-id": 880_001,
      "ancestor-ids": [880_001],
      "documents-count": inside.length,
      "resource-url": `https://demo.itglue.com/${LARKFIELD}/documents/folder/880012/`,
    });
    expect((await get("/document_folders")).status).toBe(404);
    expect((await get("/document_folders/880012")).status).toBe(200);
  });

  it("are made, renamed, moved and changed in bulk, not deleted", async () => {
    const made = await call("POST", folders, {
      body: one("document-folders", { name: "New", "parent-id": 880_012 }),
    });
    expect(made.body.data.attributes["ancestor-ids"]).toEqual([880_001, 880_012]);
    const { id } = made.body.data;
    const moved = await call("PATCH", `/document_folders/${id}`, {
      body: one("document-folders", { "parent-id": null }),
    });
    expect(moved.body.data.attributes["ancestor-ids"]).toEqual([]);
    const body = many("document-folders", [{ id, name: "Bulk" }]);
    expect((await call("PATCH", "/document_folders", { body })).status).toBe(200);
    expect((await call("DELETE", `/document_folders/${id}`)).status).toBe(404);
    const loop = one("document-folders", { "parent-id": 880_012 });
    expect((await call("PATCH", "/document_folders/880001", { body: loop })).status).toBe(422);
  });
});

describe("sections", () => {
  it("list in their order with all attributes", async () => {
    const all = await list(sections(HERO));
    expect(all.map((entry) => entry.attributes["sort"])).toEqual(all.map((_, place) => place));
    const step = all.find(({ id }) => id === "9900120");
    expect(step?.attributes).toMatchObject({
      "document-id": HERO,
      "resource-id": 77_120,
      "resource-type": "Document::Step",
      level: null,
      duration: 5,
      "reset-count": false,
      sort: 2,
      "document-gallery-id": 77_120,
    });
    expect(String(step?.attributes["content"])).toMatch(/^<p>Stop the service<\/p>/);
    expect(step?.attributes["document-images"]).toHaveLength(1);
    const steps = await list(`${sections(HERO)}?filter[resource_type]=Document::Step`);
    expect(steps).toHaveLength(3);
  });

  it("are Text, Heading, Gallery and Step", async () => {
    const id = await newDocument();
    const made = [
      await newSection(id, { "resource-type": "Document::Text", content: "<p>a</p>", level: 3 }),
      await newSection(id, { resource_type: "Document::Heading", content: "b", level: 2 }),
      await newSection(id, { "resource-type": "Document::Gallery", content: "ignored" }),
      await newSection(id, { "resource-type": "Document::Step", content: "c", duration: 5 }),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(made.map(({ body }) => body.data.attributes.level)).toEqual([null, 2, null, null]);
    expect(made.map(({ body }) => body.data.attributes.content)).toEqual([
      "<p>a</p>",
      "b",
      null,
      "c",
    ]);
    expect(made[2]?.body.data.attributes["document-gallery-id"]).toBeGreaterThan(0);
    const wrong = await newSection(id, { "resource-type": "Document::Video" });
    expect(wrong.status).toBe(422);
    const flat = await newSection(id, { "resource-type": "Document::Heading", content: "b" });
    expect(flat.status).toBe(422);
    const deep = await newSection(id, {
      "resource-type": "Document::Heading",
      content: "b",
      level: 7,
    });
    expect(deep.status).toBe(422);
  });

  it("keep what a patch does not name, and their type", async () => {
    const path = `${sections(HERO)}/9900120`;
    const body = one("document-sections", { duration: 9 });
    const { attributes } = (await call("PATCH", path, { body })).body.data;
    expect(attributes.duration).toBe(9);
    expect(attributes.content).toContain("Stop the service");
    const type = one("document-sections", { "resource-type": "Document::Text" });
    expect((await call("PATCH", path, { body: type })).status).toBe(422);
  });

  it("are numbered again when one comes, moves or goes", async () => {
    const id = await newDocument();
    const add = async (content: string, sort?: number) =>
      newSection(id, {
        "resource-type": "Document::Text",
        content,
        ...(sort === undefined ? {} : { sort }),
      });
    await add("a");
    const b = await add("b");
    await add("c", 0);
    const order = async () => {
      const all = await list(sections(id));
      expect(all.map((entry) => entry.attributes["sort"])).toEqual(all.map((_, place) => place));
      return all.map((entry) => entry.attributes["content"]).join("");
    };
    expect(await order()).toBe("cab");
    const path = `${sections(id)}/${b.body.data.id}`;
    await call("PATCH", path, { body: one("document-sections", { sort: 0 }) });
    expect(await order()).toBe("bca");
    expect((await call("DELETE", path)).status).toBe(204);
    expect(await order()).toBe("ca");
  });

  it("lose drawings, scripts, data and storage addresses on save", async () => {
    const gallery = (await get(`${sections(HERO)}/9900120`)).body.data.attributes[
      "document-images"
    ];
    const storage = String(gallery[0]["original-src"]);
    const inline = String(gallery[0]["inline-resource-url"]);
    const content = [
      '<p onclick="x()">a<svg><circle/></svg></p><script>alert(1)</script>',
      '<img src="data:image/png;base64,AAAA">',
      `<img src="${storage}"><img src="${storage.replaceAll("&", "&amp;")}">`,
      `<img src="https://pictures.example/a.png" alt="p"><img src="${inline}" alt="i">`,
      '<a href="javascript:alert(1)">j</a>',
    ].join("");
    const id = await newDocument();
    const made = await newSection(id, { "resource-type": "Document::Text", content });
    const { attributes } = made.body.data;
    expect(attributes.content).toBe(
      `<p>a</p><img src="https://pictures.example/a.png" alt="p"><img src="${inline}" alt="i">` +
        '<a href="#">j</a>',
    );
    expect(attributes["rendered-content"]).toContain("/files/images-original/27000042/");
    expect(attributes["rendered-content"]).toContain("https://pictures.example/a.png");
  });
});

describe("clock of addresses", () => {
  it("presigned addresses work without a key, and end after an hour", async () => {
    const image = (await get("/document_images/27000041")).body.data.attributes;
    const source = String(image["original-src"]);
    expect(source.length).toBeGreaterThan(1200);
    const path = source.slice(sandbox().url.length);
    const fresh = await get(path, { key: null });
    expect(fresh.status).toBe(200);
    expect(fresh.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect((await get(path.replace("Signature=", "Signature=0"), { key: null })).status).toBe(403);
    await control("POST", "/clock", { minutes: 66 });
    expect((await get(path, { key: null })).status).toBe(403);
  });
});
