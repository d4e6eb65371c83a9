// Defects of existing servers for IT Glue in how they filter, by their numbers in the vendor notes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHouse, type House } from "./house.ts";

const LARKFIELD = 4100021;
/** An id and a word that no record of the seed has. */
const NOBODY = 999_999_999;
const NOTHING = "zzqx";

// Filters that the API knows, by the last part of the path; it answers unknown ones with everything.
const knownFilters: Readonly<Record<string, readonly string[]>> = {
  organizations: ["id", "name", "organization-type-id", "organization-status-id", "updated-at"],
  documents: ["document-folder-id"],
  document_folders: [],
  flexible_asset_types: ["enabled"],
  flexible_asset_fields: [],
  flexible_assets: ["flexible-asset-type-id", "organization-id", "name"],
  configurations: [
    "id",
    "name",
    "organization-id",
    "configuration-type-id",
    "configuration-status-id",
    "contact-id",
    "serial-number",
    "mac-address",
    "archived",
  ],
  contacts: [
    "id",
    "first-name",
    "last-name",
    "title",
    "contact-type-id",
    "important",
    "primary-email",
    "organization-id",
  ],
  locations: ["id", "name", "city", "region-id", "country-id", "organization-id"],
  passwords: [
    "id",
    "name",
    "organization-id",
    "password-category-id",
    "url",
    "cached-resource-name",
    "archived",
  ],
  password_folders: [],
  users: ["id", "name", "email", "role-name"],
  groups: ["id", "name"],
  checklists: ["id", "organization-id"],
  domains: ["id", "organization-id"],
  expirations: [
    "id",
    "resource-name",
    "resource-type-name",
    "organization-id",
    "range][expiration-date",
  ],
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => {
  house.sandbox.reset();
});

describe("filtering", () => {
  it("C20: filter_id of documents is joined with the other filters and with the page", async () => {
    const given = { organization_id: LARKFIELD, filter_id: 5200310 };
    const { items } = await house.call("itglue_list_documents", given);
    expect(items).toMatchObject([{ id: 5200310, document_folder_id: 880012 }]);
    const fitting = { filter_name: "backup", folder_id: 880012, archived: false };
    expect((await house.call("itglue_list_documents", { ...given, ...fitting })).items).toEqual(
      items,
    );
    for (const other of [
      { filter_name: NOTHING },
      { folder_id: 880001 },
      { archived: true },
      { published: items[0]?.["published"] !== true },
    ]) {
      const { structured } = await house.call("itglue_list_documents", { ...given, ...other });
      expect(structured, JSON.stringify(other)).toMatchObject({ items: [], total_count: 0 });
    }
    const second = await house.call("itglue_list_documents", { ...given, page_number: 2 });
    expect(second.structured).toMatchObject({ items: [], total_count: 1, has_more: false });
  });

  it.each([
    [
      "itglue_list_organizations",
      {
        filter_id: NOBODY,
        organization_type_id: NOBODY,
        organization_status_id: NOBODY,
        updated_after: "2026-01-01",
      },
    ],
    [
      "itglue_list_documents",
      { organization_id: LARKFIELD, folder_id: 880012, published: true, archived: false },
    ],
    [
      "itglue_list_document_folders",
      { organization_id: LARKFIELD, filter_id: 880012, parent_id: 880001 },
    ],
    ["itglue_list_flexible_asset_types", { enabled: true }],
    [
      "itglue_list_flexible_assets",
      { flexible_asset_type_id: 301, organization_id: LARKFIELD, trait_filter: { ssid: NOTHING } },
    ],
    [
      "itglue_list_configurations",
      {
        organization_id: LARKFIELD,
        filter_id: NOBODY,
        serial_number: NOTHING,
        mac_address: NOTHING,
        configuration_type_id: NOBODY,
        configuration_status_id: NOBODY,
        contact_id: NOBODY,
        archived: false,
      },
    ],
    [
      "itglue_list_contacts",
      {
        organization_id: LARKFIELD,
        filter_id: NOBODY,
        first_name: NOTHING,
        last_name: NOTHING,
        title: NOTHING,
        primary_email: NOTHING,
        contact_type_id: NOBODY,
        important: true,
      },
    ],
    [
      "itglue_list_locations",
      {
        organization_id: LARKFIELD,
        filter_id: NOBODY,
        city: NOTHING,
        region_id: NOBODY,
        country_id: NOBODY,
      },
    ],
    [
      "itglue_list_passwords",
      {
        organization_id: LARKFIELD,
        filter_id: NOBODY,
        password_category_id: NOBODY,
        url: NOTHING,
        cached_resource_name: NOTHING,
        archived: false,
      },
    ],
    ["itglue_list_password_folders", { organization_id: LARKFIELD }],
    ["itglue_list_users", { filter_id: NOBODY, email: NOTHING, role_name: "Editor" }],
    ["itglue_list_groups", {}],
    ["itglue_list_checklists", { organization_id: LARKFIELD, filter_id: NOBODY }],
    ["itglue_list_domains", { organization_id: LARKFIELD, filter_id: NOBODY, within_days: 30 }],
    [
      "itglue_list_expirations",
      {
        organization_id: LARKFIELD,
        filter_id: NOBODY,
        within_days: 30,
        resource_name: NOTHING,
        resource_type_name: NOTHING,
      },
    ],
  ])(
    "C14, C20: %s sends known filters alone, and every one of its own counts",
    async (tool, given) => {
      const required = Object.fromEntries(
        Object.entries(given).filter(([key]) =>
          /^(?:organization|flexible_asset_type)_id$/.test(key),
        ),
      );
      const everything = await house.call(tool, { ...required, page_size: 1000 });
      for (const [name, value] of Object.entries(given)) {
        const narrowed = await house.call(tool, { ...required, [name]: value, page_size: 1000 });
        if (name in required) continue;
        const counted = Number(narrowed.structured["total_count"]);
        expect(counted, name).toBeLessThanOrEqual(Number(everything.structured["total_count"]));
        // Values that nothing has: what still finds records was not looked at.
        if (value === NOTHING || value === NOBODY) expect(counted, name).toBe(0);
      }
      if (tool !== "itglue_list_expirations" && tool !== "itglue_list_domains") {
        const none = await house.call(tool, { ...required, filter_name: "no such name 7" });
        expect(none.items).toEqual([]);
      }
      for (const { path, query } of house.sandbox.requests()) {
        const known = knownFilters[path.split("/").at(-1) ?? ""];
        for (const key of Object.keys(query)) {
          const filter = /^filter\[(.+?)\](?:\[ne\])?$/.exec(key)?.[1];
          if (filter !== undefined) expect(known, `${path} ${key}`).toContain(filter);
          else expect(["sort", "show_password", "page[number]", "page[size]"]).toContain(key);
        }
      }
    },
  );
});
