import { describe, expect, it } from "vitest";
import { nameMatches, rawTraits } from "./api.ts";
import {
  flatten,
  flattenIncluded,
  listQuery,
  maskedAttributes,
  wireAttributes,
} from "./json-api.ts";

describe("listQuery", () => {
  it("writes filters, ranges, exclusions, sort, includes and pages as the API reads them", () => {
    expect(
      listQuery({
        filter: {
          organization_id: 7,
          name: "Smith, Ltd",
          id: [1, 2],
          archived: false,
          none: undefined,
        },
        not: { document_folder_id: "null" },
        exclude: { organization_type_id: 3 },
        range: { expiration_date: ["2026-01-01", undefined] },
        sort: "-updated_at",
        include: ["attachments", "location"],
        pageNumber: 2,
        pageSize: 5000,
      }),
    ).toEqual({
      "filter[organization-id]": "7",
      "filter[name]": "Smith\\, Ltd",
      "filter[id]": "1,2",
      "filter[archived]": "false",
      "filter[document-folder-id][ne]": "null",
      "filter[exclude][organization-type-id]": "3",
      "filter[range][expiration-date]": "2026-01-01,*",
      sort: "-updated_at",
      include: "attachments,location",
      "page[number]": 2,
      "page[size]": 1000,
    });
  });
});

describe("flatten", () => {
  it("turns only top-level keys into snake case and drops relationships", () => {
    const record = flatten({
      id: "6100077",
      type: "configurations",
      attributes: { "organization-id": 1, "nested-thing": { "inner-key": 1 } },
      relationships: { "x-y": {} },
    });
    expect(record).toEqual({
      id: 6_100_077,
      type: "configurations",
      organization_id: 1,
      nested_thing: { "inner-key": 1 },
    });
  });

  it("lets no value of a password pass, and keeps raw traits for writes alone", () => {
    const password = flatten({
      id: "1",
      type: "passwords",
      attributes: { name: "a", password: "hunter22", "otp-secret": "x" },
    });
    expect(password).toEqual({ id: 1, type: "passwords", name: "a" });
    const asset = flatten({
      id: "2",
      type: "flexible-assets",
      attributes: { traits: { "admin-password": "hunter22", ssid: "x" } },
    });
    expect(JSON.stringify(asset)).not.toContain("hunter22");
    expect(rawTraits(asset)).toEqual({ "admin-password": "hunter22", ssid: "x" });
  });

  it("keeps notes of included passwords out", () => {
    const attributes = { name: "a", notes: "pw is x", url: "https://a:pw@host/b" };
    expect(flattenIncluded([{ id: "1", type: "passwords", attributes }])).toEqual([
      { id: 1, type: "passwords", name: "a", url: "https://host/b", has_notes: true },
    ]);
  });

  it.each([[undefined], [{}], [{ id: "x", type: "documents" }], [{ id: "1" }], [[]]])(
    "refuses %j",
    (resource) => {
      expect(() => flatten(resource)).toThrow(
        expect.objectContaining({ code: "bad_response" }) as Error,
      );
    },
  );
});

describe("attributes", () => {
  it("go out in kebab case without undefined ones", () => {
    expect(
      wireAttributes({ organization_id: 1, gone: undefined, empty: null, traits: { a_b: 1 } }),
    ).toEqual({
      "organization-id": 1,
      empty: null,
      traits: { a_b: 1 },
    });
  });

  it("are masked where a person sees them", () => {
    expect(
      maskedAttributes({
        name: "a",
        password: "x",
        otp_secret: null,
        traits: { "wifi-password": "y" },
      }),
    ).toEqual({
      name: "a",
      password: "[redacted]",
      otp_secret: null,
      traits: { "wifi-password": "[redacted]" },
    });
  });
});

describe("nameMatches", () => {
  it.each([
    ["Larkfield Dental Group", "dental", true],
    ["Larkfield", " FIELD ", true],
    ["Larkfield", "x", false],
    [null, "x", false],
  ])("%j %j", (name, wanted, matches) => {
    expect(nameMatches(name, wanted)).toBe(matches);
  });
});
