import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deflateSync } from "node:zlib";
import { expectDryRun, openHouse, type House } from "../../test/house.ts";

/** A whole PNG of one grey pixel. */
function png(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.from([0, 128]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1)
      value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  }
  return (value ^ 0xff_ff_ff_ff) >>> 0;
}

const picture = { content_base64: png().toString("base64"), file_name: "rack.png" };
let house: House;
let document_id = 0;
let section_id: unknown;

beforeAll(async () => {
  house = await openHouse({ settings: { MCP_IDEMPOTENCY_SECONDS: "0" } });
  const organization = await house.first("/organizations");
  const made = await house.call("itglue_write_document", {
    organization_id: organization.id,
    name: "Pictures",
    markdown: "text",
  });
  document_id = Number(made.item["id"]);
  section_id = (made.item["sections"] as { id: number }[])[0]?.id;
});
afterAll(async () => house.close());
afterEach(() => {
  house.sandbox.clearFaults();
});

const contentOf = async (): Promise<unknown> =>
  (
    await house.first(
      `/documents/${String(document_id)}/relationships/sections/${String(section_id)}`,
    )
  ).attributes["content"];

describe("itglue_create_document_image", () => {
  it("answers with the exact tag, whose address is the one that the API gave", async () => {
    const made = await house.call("itglue_create_document_image", { document_id, ...picture });
    const { image } = made.structured as { image: { id: number } };
    const raw = await house.first(`/document_images/${String(image.id)}`);
    expect(made.structured).toMatchObject({
      image: { name: "rack.png", document_id },
      img_tag: `<img src="${String(raw.attributes["inline-resource-url"])}">`,
    });
    expect(made.text).toContain(String(made.structured["img_tag"]));
    expect(image).not.toHaveProperty("original_src");
  });

  it("puts the picture at the end of a section", async () => {
    const made = await house.call("itglue_create_document_image", {
      document_id,
      append_to_section_id: section_id,
      ...picture,
    });
    expect(made.structured).toMatchObject({ appended_to_section_id: section_id });
    expect(await contentOf()).toContain(String(made.structured["img_tag"]));
  });

  it("puts the picture into a gallery", async () => {
    const gallery = await house.call("itglue_create_document_section", {
      document_id,
      section_type: "Gallery",
    });
    const gallery_id = gallery.item["document_gallery_id"];
    const made = await house.call("itglue_create_document_image", {
      document_id,
      gallery_id,
      ...picture,
    });
    expect(made.structured).not.toHaveProperty("img_tag");
    expect(made.text).toContain(`gallery ${String(gallery_id)}`);
    const read = await house.call("itglue_get_document", { document_id });
    expect(read.text).toContain("rack.png");
  });

  it("leaves no orphan when the section cannot be changed", async () => {
    const before = await contentOf();
    house.sandbox.fault({
      kind: "status",
      status: 422,
      match: { method: "PATCH", path: "sections/" },
    });
    const given = { document_id, append_to_section_id: section_id, ...picture };
    const undone = await house.fail("itglue_create_document_image", given, "invalid_arguments");
    expect(undone.structured).toMatchObject({
      error: { failed_step: "put the picture into the section", undone: true },
    });
    const deleted = house.sandbox.writes().at(-1);
    expect(deleted).toMatchObject({ method: "DELETE" });
    expect(await contentOf()).toBe(before);

    house.sandbox.fault({ kind: "status", status: 403, match: { method: "DELETE" } });
    const left = await house.fail("itglue_create_document_image", given, "outcome_unknown");
    expect(left.text).toMatch(/image \d+/);
  });

  it("checks everything before it sends anything", async () => {
    const sent = house.sandbox.writes().length;
    const cut = png().subarray(0, 40).toString("base64");
    await house.fail(
      "itglue_create_document_image",
      { document_id, content_base64: cut, file_name: "a.png" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_document_image",
      { document_id, content_base64: "aGVsbG8=", file_name: "a.png" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_document_image",
      { document_id, gallery_id: 1, append_to_section_id: section_id, ...picture },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_document_image",
      { document_id, append_to_section_id: 999_999_999, ...picture },
      "not_found",
    );
    await house.fail(
      "itglue_create_document_image",
      { document_id, url: "http://localhost:1/a.png" },
      "invalid_arguments",
    );
    expect(house.sandbox.writes()).toHaveLength(sent);
    const at = `/documents/${String(document_id)}/relationships/sections`;
    const requests = await expectDryRun(
      house,
      "itglue_create_document_image",
      { document_id, append_to_section_id: section_id, ...picture },
      at,
    );
    expect(requests.map(({ method }) => method)).toEqual(["POST", "PATCH"]);
    expect(JSON.stringify(requests)).not.toContain(picture.content_base64);
  });
});

describe("itglue_get_document_image and itglue_delete_document_image", () => {
  it("look up with a download link, and delete", async () => {
    const made = await house.call("itglue_create_document_image", { document_id, ...picture });
    const image_id = (made.structured["image"] as { id: number }).id;
    const read = await house.call("itglue_get_document_image", { image_id });
    expect(read.item).toMatchObject({ id: image_id, document_id });
    expect(String(read.item["original_src"])).toMatch(/^http/);
    expect(read.item).not.toHaveProperty("thumbnail_src");
    await house.fail(
      "itglue_delete_document_image",
      { image_id, document_id: 1 },
      "invalid_arguments",
    );
    await expectDryRun(
      house,
      "itglue_delete_document_image",
      { image_id },
      `/document_images/${String(image_id)}`,
    );
    expect(
      (await house.call("itglue_delete_document_image", { image_id, document_id })).item,
    ).toMatchObject({ deleted: true });
    await house.fail("itglue_get_document_image", { image_id }, "not_found");
    await house.fail("itglue_delete_document_image", { image_id }, "not_found");
  });
});
