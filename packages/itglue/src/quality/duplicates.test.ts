import { describe, expect, it } from "vitest";
import { findDuplicates } from "./duplicates.ts";
import { comparable, likeness, type MatchKind } from "./likeness.ts";

const still = async (): Promise<void> => {};

const alike = (
  kind: MatchKind,
  left: Record<string, unknown>,
  right: Record<string, unknown>,
): ReturnType<typeof likeness> => likeness(comparable(kind, left), comparable(kind, right));

describe("likeness", () => {
  it("lets a shared serial number outweigh names", () => {
    expect(
      alike(
        "configuration",
        { name: "AP-01", serial_number: "SN-1" },
        { name: "Reception", serial_number: "sn-1" },
      ),
    ).toEqual({
      score: 0.98,
      reasons: ["same serial number"],
    });
  });

  it("takes different serial numbers as different devices, and placeholders as none", () => {
    const same = { name: "FW-01" };
    expect(
      alike("configuration", { ...same, serial_number: "A1" }, { ...same, serial_number: "B2" })
        .score,
    ).toBe(0.6);
    expect(
      alike(
        "configuration",
        { ...same, serial_number: "N/A" },
        { ...same, serial_number: "Default string" },
      ).score,
    ).toBe(1);
  });

  it("finds people by e-mail, and gives a shared phone little weight", () => {
    const mail = (value: string) => ({ contact_emails: [{ value }] });
    const phone = { contact_phones: [{ value: "(555) 555-0100" }] };
    expect(
      alike(
        "contact",
        { name: "Mira Oduya", ...mail("Mira@x.example") },
        { name: "M. O.", ...mail("mira@x.example") },
      ).score,
    ).toBe(0.97);
    expect(
      alike("contact", { name: "Mira Oduya", ...phone }, { name: "Tom Hale", ...phone }).score,
    ).toBeLessThan(0.7);
  });

  it("does not look at the legal form of organizations", () => {
    expect(
      alike("organization", { name: "Larkfield Dental, LLC" }, { name: "Larkfield Dental Inc." }),
    ).toEqual({
      score: 1,
      reasons: ["same name, written differently"],
    });
  });
});

describe("findDuplicates", () => {
  const records = [
    { id: 5, name: "Larkfield Dental Group" },
    { id: 3, name: "Brightwater Law LLP" },
    { id: 9, name: "Larkfeild Dental Group" },
    { id: 1, name: "Brightwater Law" },
    { id: 2, name: "Orchard Foods" },
  ];

  it("groups, explains, and does not depend on the order of its input", async () => {
    const found = await findDuplicates("organization", records, 0.9, still);
    expect(found.groups.map(({ records: group }) => group.map(({ id }) => id))).toEqual([
      [1, 3],
      [5, 9],
    ]);
    expect(found.groups[0]).toMatchObject({
      score: 1,
      reasons: ["same name, written differently"],
    });
    expect(await findDuplicates("organization", records.toReversed(), 0.9, still)).toEqual(found);
  });

  it("keeps devices of different organizations apart unless a serial number says otherwise", async () => {
    const devices = [
      { id: 1, name: "FW-01", organization_id: 10 },
      { id: 2, name: "FW-01", organization_id: 20 },
      { id: 3, name: "Gate", organization_id: 10, serial_number: "Z9" },
      { id: 4, name: "Edge", organization_id: 20, serial_number: "Z9" },
    ];
    const { groups } = await findDuplicates("configuration", devices, 0.9, still);
    expect(groups.map(({ records: group }) => group.map(({ id }) => id))).toEqual([[3, 4]]);
  });

  it("stays within its comparisons on thousands of like names, and breathes", async () => {
    const many = Array.from({ length: 3000 }, (_unused, index) => ({
      id: index + 1,
      name: `Acme Branch ${"abcdefghij"[index % 10] ?? ""}x`,
    }));
    let breaths = 0;
    const found = await findDuplicates("organization", many, 0.95, async () => {
      breaths += 1;
    });
    expect(found.comparisons).toBeLessThanOrEqual(60_000);
    expect(breaths).toBeGreaterThan(0);
  });
});
