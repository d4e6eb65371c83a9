import { describe, expect, it } from "vitest";
import { harness, HERO, LARKFIELD, many, one } from "./api.fixture.ts";
import { png } from "./seed/files.ts";

const { call, get, sandbox, switch: set } = harness();
const picture = png(7).toString("base64");

const upload = (target: unknown, content = picture, name: unknown = { "file-name": "rack.png" }) =>
  call("POST", "/document_images", {
    body: one("document-images", { target, image: { content, ...(name as object) } }),
  });
const sections = `/documents/${HERO}/relationships/sections`;

describe("document images", () => {
  it("stand in seeded text by a path that is exchanged for an address", async () => {
    const image = (await get("/document_images/27000041")).body.data.attributes;
    expect(image).toMatchObject({ name: "rack.png", target: { type: "document", id: HERO } });
    const section = (await get(`${sections}/9900118`)).body.data.attributes;
    expect(section.content).toContain(`src="${image["inline-resource-url"]}"`);
    expect(section["rendered-content"]).toContain("/files/images-original/27000041/rack.png?X-Amz");
  });

  it("go to a document and come back with addresses", async () => {
    const reply = await upload({ type: "document", id: HERO });
    expect(reply.status).toBe(201);
    const { id, attributes } = reply.body.data;
    expect(attributes).toMatchObject({
      name: "rack.png",
      size: png(7).length,
      "document-id": HERO,
      "document-gallery-id": null,
      target: { type: "document", id: HERO },
      "inline-resource-url": `/${LARKFIELD}/docs/${HERO}/images/${id}`,
    });
    for (const size of ["original", "slim", "thumbnail"]) {
      const source = String(attributes[`${size}-src`]).slice(sandbox().url.length);
      expect((await get(source, { key: null })).bytes.equals(png(7))).toBe(true);
    }
    await set({ imagePath: "developer" });
    const again = (await get(`/document_images/${id}`)).body.data.attributes;
    expect(again["inline-resource-url"]).toBe(`/${LARKFIELD}/docs/${HERO}/developer/images/${id}`);
  });

  it("go to a gallery by its gallery id, or by the resource id as the profile says", async () => {
    const before = (await get(`${sections}/9900120`)).body.data.attributes;
    const reply = await upload({ type: "gallery", id: before["document-gallery-id"] });
    expect(reply.status).toBe(201);
    const after = (await get(`${sections}/9900120`)).body.data.attributes;
    expect(after["document-images"]).toHaveLength(before["document-images"].length + 1);
    expect((await upload({ type: "gallery", id: before["resource-id"] })).status).toBe(201);
    await set({ galleryTarget: "gallery-id" });
    const strict = (await get(`${sections}/9900120`)).body.data.attributes;
    expect((await upload({ type: "gallery", id: strict["resource-id"] })).status).toBe(422);
    expect((await upload({ type: "gallery", id: strict["document-gallery-id"] })).status).toBe(201);
  });

  it.each([
    ["text", Buffer.from("hello").toString("base64")],
    ["a cut PNG", png(7).subarray(0, 60).toString("base64")],
    ["a data address", `data:image/png;base64,${picture}`],
    ["broken base64", "####"],
  ])("refuse %s with 422", async (_name, content) => {
    const reply = await upload({ type: "document", id: HERO }, content);
    expect(reply.status).toBe(422);
    expect(reply.body.errors[0].detail).toContain("NotIdentifiedByImageMagickError");
  });

  it.each([
    ["GIF", Buffer.from("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;", "latin1")],
    ["JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9])],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
  ])("take a %s", async (_name, bytes) => {
    expect((await upload({ type: "document", id: HERO }, bytes.toString("base64"))).status).toBe(
      201,
    );
  });

  it("leave their tag behind until the section is saved again", async () => {
    const image = (await upload({ type: "document", id: HERO })).body.data;
    const tag = `<img src="${image.attributes["inline-resource-url"]}">`;
    const path = `${sections}/9900118`;
    await call("PATCH", path, { body: one("document-sections", { content: `<p>a</p>${tag}` }) });
    expect((await call("DELETE", `/document_images/${image.id}`)).status).toBe(204);
    expect((await get(`/document_images/${image.id}`)).status).toBe(404);
    const left = (await get(path)).body.data.attributes.content;
    expect(left).toContain("<img");
    await call("PATCH", path, { body: one("document-sections", { content: left }) });
    expect((await get(path)).body.data.attributes.content).toBe("<p>a</p>");
  });

  it("go with the gallery or step that holds them", async () => {
    expect((await get("/document_images/27000042")).status).toBe(200);
    expect((await call("DELETE", `${sections}/9900120`)).status).toBe(204);
    expect((await get("/document_images/27000042")).status).toBe(404);
  });

  it("are hidden from keys that do not see the document", async () => {
    const other = await upload({ type: "document", id: 5_210_384 });
    const key = sandbox().keys.organizationLimited;
    expect((await get(`/document_images/${other.body.data.id}`, { key })).status).toBe(401);
  });
});

describe("attachments", () => {
  const path = `/documents/${HERO}/relationships/attachments`;
  const content = Buffer.from("hello").toString("base64");
  const add = (attachment: unknown) =>
    call("POST", path, { body: one("attachments", { attachment }) });

  it("are made from base64 and downloaded without a key", async () => {
    const reply = await add({ content, file_name: "hello.txt" });
    expect(reply.status).toBe(201);
    expect(reply.body.data.attributes).toMatchObject({
      name: "hello.txt",
      "attachment-file-name": "hello.txt",
      "attachment-content-type": "text/plain",
      "attachment-file-size": 5,
    });
    const address = String(reply.body.data.attributes["download-url"]).slice(sandbox().url.length);
    expect((await get(address, { key: null })).text).toBe("hello");
  });

  it("are strict about base64 and names", async () => {
    expect((await add({ content: "aGVs bG8=", file_name: "a.txt" })).status).toBe(422);
    expect(
      (await add({ content: `data:text/plain;base64,${content}`, file_name: "a.txt" })).status,
    ).toBe(422);
    expect((await add({ content })).status).toBe(400);
    expect((await add({ file_name: "a.txt" })).status).toBe(400);
  });

  it("list, show, rename and disappear in bulk", async () => {
    const all = (await get(path)).body.data;
    expect(all.map((entry: { id: string }) => entry.id)).toEqual(["99881", "99882"]);
    expect((await get(`${path}/99881`)).body.data.attributes.name).toBe("diagram.pdf");
    const renamed = await call("PATCH", `${path}/99881`, {
      body: one("attachments", { name: "plan.pdf" }),
    });
    expect(renamed.body.data.attributes).toMatchObject({
      name: "plan.pdf",
      "attachment-file-name": "diagram.pdf",
    });
    expect((await call("DELETE", `${path}/99881`)).status).toBe(404);
    const body = many("attachments", [{ id: 99_881 }]);
    expect((await call("DELETE", path, { body })).status).toBe(200);
    expect((await get(`${path}/99881`)).status).toBe(404);
  });

  it.each([
    "checklists/5",
    "checklist_templates/2",
    "configurations/6100077",
    "contacts/3000009",
    `documents/${HERO}`,
    "domains/41",
    "locations/8001",
    "passwords/9100",
    "ssl_certificates/2002",
    "flexible_assets/7700555",
    "tickets/3006",
  ])("hang on %s", async (holder) => {
    expect((await get(`/${holder}/relationships/attachments`)).status).toBe(200);
  });

  it("do not hang on organizations", async () => {
    const wrong = await get(`/organizations/${LARKFIELD}/relationships/attachments`);
    expect(wrong.status).toBe(404);
    expect(wrong.headers.get("content-type")).toContain("html");
  });
});

describe("related items", () => {
  const path = `/documents/${HERO}/relationships/related_items`;
  const add = (type: string) =>
    call("POST", path, {
      body: many("related-items", [
        { "destination-id": 6_100_077, "destination-type": type, notes: "n" },
      ]),
    });
  const read = async () => {
    const { included = [] } = (await get(`/documents/${HERO}?include=related_items`)).body;
    return included as { id: string; attributes: Record<string, unknown> }[];
  };

  it("have no list of their own and are read by include", async () => {
    expect((await get(path)).status).toBe(404);
    const before = await read();
    const made = await add("Configuration");
    expect(made.status).toBe(201);
    expect(made.body.data[0].attributes).toMatchObject({
      "destination-name": "AP-01",
      "destination-type": "Configuration",
      notes: "n",
    });
    expect(await read()).toHaveLength(before.length + 1);
    // The link has a direction: the destination does not show it.
    const other = (await get("/configurations/6100077?include=related_items")).body.included ?? [];
    expect(other.map((entry: { id: string }) => entry.id)).not.toContain(made.body.data[0].id);
  });

  it("take the spelling of the profile", async () => {
    expect((await add("Configurations")).status).toBe(422);
    await set({ relatedType: "plural" });
    expect((await add("Configurations")).status).toBe(201);
    expect((await add("Configuration")).status).toBe(422);
    await set({ relatedType: "both" });
    expect((await add("Configuration")).status).toBe(201);
  });

  it("change their notes only, and disappear in bulk only", async () => {
    const id = (await add("Configuration")).body.data[0].id;
    const notes = one("related-items", { notes: "m" });
    expect((await call("PATCH", `${path}/${id}`, { body: notes })).body.data.attributes.notes).toBe(
      "m",
    );
    const more = one("related-items", { "destination-id": 1 });
    expect((await call("PATCH", `${path}/${id}`, { body: more })).status).toBe(422);
    expect((await call("DELETE", `${path}/${id}`)).status).toBe(404);
    const body = many("related-items", [{ id }]);
    expect((await call("DELETE", path, { body })).status).toBe(200);
  });
});
