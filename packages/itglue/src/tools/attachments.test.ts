import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House } from "../../test/house.ts";

let house: House;
let resource_id = "";
const owner = (): { resource_type: string; resource_id: string } => ({
  resource_type: "configurations",
  resource_id,
});
const listed = (): string => `/configurations/${resource_id}/relationships/attachments`;

beforeAll(async () => {
  house = await openHouse();
  resource_id = (await house.first("/configurations")).id;
});
afterAll(async () => house.close());

describe("attachments", () => {
  it("are added, listed and, when confirmed, deleted", async () => {
    const content_base64 = Buffer.from("a plan of the rack").toString("base64");
    const made = await house.call("itglue_create_attachment", {
      ...owner(),
      content_base64,
      file_name: "plan.txt",
    });
    expect(made.item).toMatchObject({ attachment_file_name: "plan.txt" });
    const list = await house.call("itglue_list_attachments", owner());
    expect(list.items.map((item) => item["id"])).toContain(made.item["id"]);
    expect(Object.keys(list.items[0] ?? {})).toEqual(
      expect.arrayContaining(["id", "name", "attachment_file_name", "download_url"]),
    );

    const target = { ...owner(), attachment_id: made.item["id"] };
    const asked = await house.call("itglue_delete_attachment", target);
    expect(asked.text).toContain("plan.txt");
    expect((await house.raw(listed())).data.some(({ id }) => Number(id) === made.item["id"])).toBe(
      true,
    );
    const deleted = await house.confirmed("itglue_delete_attachment", target);
    expect(deleted.item).toMatchObject({ id: made.item["id"], deleted: true });
    expect((await house.raw(listed())).data.some(({ id }) => Number(id) === made.item["id"])).toBe(
      false,
    );
  });

  it("send nothing in a dry run, and no bytes to the reader", async () => {
    const content_base64 = Buffer.from("secret plan").toString("base64");
    const [request] = await expectDryRun(
      house,
      "itglue_create_attachment",
      { ...owner(), content_base64, file_name: "a.txt" },
      listed(),
    );
    expect(JSON.stringify(request)).not.toContain(content_base64);
    expect(JSON.stringify(request)).toContain("11 bytes");
  });

  it("refuse wrong arguments and pass the vendor's refusals on", async () => {
    const content_base64 = Buffer.from("x").toString("base64");
    await house.fail(
      "itglue_create_attachment",
      { ...owner(), file_name: "a.txt" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_attachment",
      { ...owner(), content_base64, url: "https://x.example/a.txt" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_attachment",
      { ...owner(), content_base64, file_name: "noextension" },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_create_attachment",
      { ...owner(), file_path: "/etc/passwd" },
      "unsupported",
    );
    await house.fail(
      "itglue_list_attachments",
      { resource_type: "servers", resource_id },
      "invalid_arguments",
    );
    await house.fail(
      "itglue_list_attachments",
      { resource_type: "configurations", resource_id: 999_999_999 },
      "not_found",
    );
    await house.fail(
      "itglue_delete_attachment",
      { ...owner(), attachment_id: 999_999_999 },
      "not_found",
    );
  });

  it.each([
    "http://127.0.0.1:1/a.txt",
    "http://169.254.169.254/latest/a.txt",
    "file:///etc/passwd.txt",
    "http://[::1]/a.txt",
  ])("never fetch %s", async (url) => {
    const answer = await house.vendor.call("itglue_create_attachment", { ...owner(), url });
    expect(answer.isError).toBe(true);
    expect(answer.text).not.toMatch(/root:|ECONNREFUSED/);
  });
});
