import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectDryRun, openHouse, type House, type RawRecord } from "../../test/house.ts";

let house: House;
let contacts: readonly RawRecord[];
beforeAll(async () => {
  house = await openHouse();
  contacts = (await house.raw("/contacts?page[size]=1000")).data;
});
afterAll(async () => house.close());

const withSync = (psa: string): RawRecord => {
  const found = contacts.find((record) => record.attributes["psa-integration"] === psa);
  if (found === undefined) throw new Error(`no contact with psa-integration ${psa}`);
  return found;
};

describe("reading contacts", () => {
  it("lists those of one organization with their main ways to reach them", async () => {
    const organization = Number(contacts[0]?.attributes["organization-id"]);
    const { items } = await house.call("itglue_list_contacts", {
      organization_id: organization,
      page_size: 100,
    });
    const expected = contacts.filter(
      (record) => record.attributes["organization-id"] === organization,
    );
    expect(new Set(items.map((item) => item["id"]))).toEqual(
      new Set(expected.map(({ id }) => Number(id))),
    );
    expect(items.some((item) => typeof item["primary_email"] === "string")).toBe(true);
    expect(items[0]).not.toHaveProperty("notes");
  });

  it("finds parts of full names", async () => {
    const wanted = contacts[3];
    const name = String(wanted?.attributes["name"]);
    const { items } = await house.call("itglue_list_contacts", {
      filter_name: name.slice(1).toLowerCase(),
    });
    expect(items.map((item) => item["id"])).toContain(Number(wanted?.id));
  });

  it("reads one with all addresses", async () => {
    const { item } = await house.call("itglue_get_contact", { contact_id: contacts[0]?.id });
    expect(item["contact_emails"]).toEqual(contacts[0]?.attributes["contact-emails"]);
    await house.fail("itglue_get_contact", { contact_id: 999_999_999 }, "not_found");
  });
});

describe("writing contacts", () => {
  const mira = (): Record<string, unknown> => ({
    organization_id: Number(withSync("disabled").attributes["organization-id"]),
    first_name: "Mira",
    last_name: "Testwell",
    emails: [
      { value: "mira@testwell.example", label: "Work" },
      { value: "mira2@testwell.example" },
    ],
  });

  it("shows the request without sending it", async () => {
    const [request] = await expectDryRun(house, "itglue_create_contact", mira(), "/contacts");
    expect(request).toMatchObject({
      method: "POST",
      body: {
        data: {
          attributes: {
            "first-name": "Mira",
            "contact-emails": [
              { value: "mira@testwell.example", primary: true, "label-name": "Work" },
              { value: "mira2@testwell.example", primary: false },
            ],
          },
        },
      },
    });
  });

  it("creates, changes and deletes one", async () => {
    const { item } = await house.call("itglue_create_contact", mira());
    const contact_id = item["id"];
    const changed = await house.call("itglue_update_contact", {
      contact_id,
      title: "Practice manager",
      important: true,
    });
    expect(changed.structured["changes"]).toMatchObject([
      { field: "title", to: "Practice manager" },
      { field: "important", to: true },
    ]);
    const { items } = await house.confirmed("itglue_delete_contacts", {
      contact_ids: [contact_id],
    });
    expect(items).toMatchObject([{ id: contact_id, status: "deleted" }]);
    await house.fail("itglue_get_contact", { contact_id }, "not_found");
    await house.fail("itglue_delete_contacts", { contact_ids: [contact_id] }, "not_found");
  });

  it("refuses a synchronised one before sending, and a bad address", async () => {
    const { id } = withSync("enabled");
    const answer = await house.fail(
      "itglue_update_contact",
      { contact_id: id, title: "x" },
      "unsupported",
    );
    expect(answer.text).toMatch(/PSA/);
    await house.fail(
      "itglue_create_contact",
      { ...mira(), emails: [{ value: "not an address" }] },
      "invalid_arguments",
    );
  });

  it("passes on why IT Glue refuses", async () => {
    const answer = await house.fail(
      "itglue_create_contact",
      { ...mira(), organization_id: 999_999_999 },
      "not_found",
    );
    expect(answer.text).toMatch(/Unauthorized resource access/);
    expect(answer.text).toMatch(/key itself is accepted/);
  });
});
