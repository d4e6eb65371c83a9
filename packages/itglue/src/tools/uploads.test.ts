import type { FileAccess } from "@psa-mcp/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";

let opened = 0;
const filled = new Map([
  ["slot-filled", { bytes: Buffer.from("from a slot"), fileName: "notes.txt" }],
]);
const files: FileAccess = {
  requestUpload: async () => {
    opened += 1;
    return {
      upload_id: `slot-${String(opened)}`,
      method: "PUT",
      url: `https://mcp.example/upload/slot-${String(opened)}`,
      headers: { "Content-Type": "application/octet-stream" },
      auth: "same-as-mcp",
      expires_at: "2026-11-30T12:00:00.000Z",
      max_bytes: 26_214_400,
    };
  },
  takeUpload: async (id) => {
    const found = filled.get(id);
    if (found === undefined) throw new Error("no such slot");
    filled.delete(id);
    return found;
  },
};

let house: House;
beforeAll(async () => {
  house = await openHouse({ files, abilities: ["uploads"] });
});
afterAll(async () => house.close());

describe("itglue_request_upload", () => {
  it("opens a slot of its own for every call and answers with a ready command", async () => {
    const first = await house.call("itglue_request_upload", { file_name: "plan.pdf" });
    const second = await house.call("itglue_request_upload", { file_name: "plan.pdf" });
    expect(first.structured["upload_id"]).not.toBe(second.structured["upload_id"]);
    expect(first.structured).toMatchObject({
      method: "PUT",
      max_bytes: 26_214_400,
      auth: "same-as-mcp",
    });
    expect(first.structured["curl"]).toMatch(
      /^curl -X PUT .*--data-binary @FILE 'https:\/\/mcp\.example\/upload\/slot-1'$/,
    );
    const before = opened;
    await house.call("itglue_request_upload", { dry_run: true });
    expect(opened).toBe(before);
    await house.fail("itglue_request_upload", { file_name: "" }, "invalid_arguments");
  });

  it("feeds an attachment; a dry run leaves the slot full", async () => {
    const resource_id = (await house.first("/configurations")).id;
    const given = { resource_type: "configurations", resource_id, upload_id: "slot-filled" };
    await house.call("itglue_create_attachment", { ...given, dry_run: true });
    const made = await house.call("itglue_create_attachment", given);
    expect(made.item).toMatchObject({
      attachment_file_name: "notes.txt",
      attachment_file_size: 11,
    });
  });

  it("is not listed without staging, and follows the role at the server", async () => {
    const names = async (other: House): Promise<readonly string[]> =>
      (await other.vendor.tools()).map(({ name }) => name);
    expect(await names(house)).toContain("itglue_request_upload");
    const without = await openHouse();
    const viewer = await openHouse({
      files,
      abilities: ["uploads"],
      role: "admin",
      serverRole: "viewer",
    });
    expect(await names(without)).not.toContain("itglue_request_upload");
    expect(await names(viewer)).not.toContain("itglue_request_upload");
    await Promise.all([without.close(), viewer.close()]);
  });
});
