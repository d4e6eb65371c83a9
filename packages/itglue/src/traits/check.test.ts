import { describe, expect, it } from "vitest";
import { checkTraits, tagIds } from "./check.ts";
import { maskTraits, traitField, type TraitField } from "./fields.ts";

const field = (key: string, kind: string, more: Record<string, unknown> = {}): TraitField =>
  traitField({
    id: 1,
    name: key.replaceAll("-", " "),
    name_key: key,
    kind,
    required: false,
    ...more,
  });

const wireless: readonly TraitField[] = [
  field("ssid", "Text", { required: true }),
  field("encryption-type", "Select", { default_value: "WPA2\r\nWPA3 Enterprise\n" }),
  field("access-point-s", "Tag", { name: "Access Point(s)", tag_type: "Configurations" }),
  field("vlan", "Number", { decimals: 0 }),
  field("coverage", "Percent"),
  field("guest", "Checkbox"),
  field("review", "Date"),
  field("pre-shared-key", "Password"),
  field("plan", "Upload"),
  field("basics", "Header"),
];

const check = (given: Record<string, unknown>, complete = false): ReturnType<typeof checkTraits> =>
  checkTraits(wireless, given, { complete });

describe("checkTraits", () => {
  it("puts good values into the API's form", () => {
    const { traits, problems } = check(
      {
        ssid: "Staff",
        "encryption-type": "wpa3 enterprise",
        "access-point-s": {
          type: "Configurations",
          values: [{ id: 6_100_077 }, { id: "6100078" }],
        },
        vlan: "30",
        coverage: "95.5 %",
        guest: "false",
        review: "2026-11-30T00:00:00.000Z",
        plan: { content: "data:text/plain;base64,aGVs bG8=", "file-name": "plan.txt" },
      },
      true,
    );
    expect(problems).toEqual([]);
    expect(traits).toEqual({
      ssid: "Staff",
      "encryption-type": "WPA3 Enterprise",
      "access-point-s": [6_100_077, 6_100_078],
      vlan: 30,
      coverage: 95.5,
      guest: false,
      review: "2026-11-30",
      plan: { content: "aGVsbG8=", file_name: "plan.txt" },
    });
  });

  it.each([
    [{ vlan: "thirty" }, "vlan", /number/],
    [{ review: "30.11.2026" }, "review", /day/],
    [{ review: "2026-02-30" }, "review", /day/],
    [{ guest: "maybe" }, "guest", /true or false/],
    [{ "access-point-s": ["AP-01"] }, "access-point-s", /ids/],
    [{ plan: "plan.pdf" }, "plan", /base64/],
    [{ basics: "text" }, "basics", /heading/],
    [{ ssid: "" }, "ssid", /required/],
    [{ "pre-shared-key": "[redacted]" }, "pre-shared-key", /mask/],
  ])("refuses %j", (given, trait, problem) => {
    expect(check(given).problems).toEqual([
      { trait, severity: "error", problem: expect.stringMatching(problem) as string },
    ]);
  });

  it("names the likely trait for an unknown key", () => {
    expect(check({ access_points: [1] }).problems[0]).toMatchObject({
      trait: "access_points",
      suggestion: "access-point-s",
    });
    expect(check({ zebra: 1 }).problems[0]).not.toHaveProperty("suggestion");
  });

  it("asks for required traits only in a complete set", () => {
    expect(check({ vlan: 30 }).problems).toEqual([]);
    expect(check({ vlan: 30 }, true).problems.map(({ trait }) => trait)).toEqual(["ssid"]);
  });

  it("warns about an unlisted option and sends it", () => {
    const { traits, problems } = check({ "encryption-type": "WEP" });
    expect(traits).toEqual({ "encryption-type": "WEP" });
    expect(problems).toMatchObject([{ severity: "warning", problem: /WPA2/ }]);
  });
});

describe("tagIds", () => {
  it.each([
    [7, [7]],
    ["7, 8", [7, 8]],
    [
      ["7", 8, 7],
      [7, 8],
    ],
    [{ type: "Contacts", values: [] }, []],
    [null, []],
    ["AP-01", undefined],
    [[{}], undefined],
    [-1, undefined],
  ])("reads %j", (value, ids) => {
    expect(tagIds(value)).toEqual(ids);
  });
});

describe("maskTraits", () => {
  it("masks by kind, keeps empties, and drops values inside tagged records", () => {
    const masked = maskTraits(
      {
        ssid: "Staff",
        "pre-shared-key": "hunter22",
        logins: { type: "Passwords", values: [{ id: 1, name: "Router", password: "deep" }] },
      },
      [...wireless, field("logins", "Tag")],
    );
    expect(masked["pre-shared-key"]).toBe("[redacted]");
    expect(JSON.stringify(masked)).not.toContain("hunter22");
    expect(JSON.stringify(masked)).not.toContain("deep");
    expect(maskTraits({ "pre-shared-key": null }, wireless)).toEqual({ "pre-shared-key": null });
  });

  it("goes by the key where the type is not known", () => {
    expect(maskTraits({ "admin-password": "x1", ssid: "Staff" })).toEqual({
      "admin-password": "[redacted]",
      ssid: "Staff",
    });
  });
});

describe("traitField", () => {
  it("reads options by line or as a list", () => {
    expect(field("a", "Select", { default_value: '["One","Two"]' }).options).toEqual([
      "One",
      "Two",
    ]);
    expect(field("a", "Select", { default_value: "[One\nTwo" }).options).toEqual(["[One", "Two"]);
    expect(field("a", "Text", { default_value: "One" }).options).toEqual([]);
  });
});
