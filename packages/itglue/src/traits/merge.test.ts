import { describe, expect, it } from "vitest";
import { traitField, type TraitField } from "./fields.ts";
import { shownTraits, silentLosses, unmasked, writableTraits } from "./merge.ts";

const field = (key: string, kind: string): TraitField =>
  traitField({ id: 1, name: key, name_key: key, kind, required: false });

const fields = [
  field("ssid", "Text"),
  field("points", "Tag"),
  field("key", "Password"),
  field("plan", "Upload"),
  field("basics", "Header"),
];

const stored = {
  ssid: "Staff",
  points: { type: "Configurations", values: [{ id: 7 }, { id: 8 }] },
  key: "hunter22",
  plan: { name: "plan.pdf", url: "https://files.example/1" },
  basics: "ignored",
  forgotten: "x",
};

describe("writableTraits", () => {
  it("turns what is read into what can be written", () => {
    expect(writableTraits(fields, stored)).toEqual({
      traits: { ssid: "Staff", points: [7, 8], key: "hunter22" },
      files: [{ key: "plan", name: "plan.pdf", link: "https://files.example/1" }],
    });
  });

  it("finds a file in a list of values too, and admits when it has no address", () => {
    const nested = {
      plan: {
        type: "Upload",
        values: [{ "file-name": "a.txt", "download-url": "https://x.example" }],
      },
    };
    expect(writableTraits(fields, nested).files).toEqual([
      { key: "plan", name: "a.txt", link: "https://x.example" },
    ]);
    expect(writableTraits(fields, { plan: { size: 3 } }).files).toEqual([{ key: "plan" }]);
  });
});

describe("silentLosses", () => {
  it("names files and passwords that a replacement leaves out", () => {
    expect(silentLosses(fields, stored, { ssid: "New" }).map(({ key }) => key)).toEqual([
      "key",
      "plan",
    ]);
    expect(silentLosses(fields, stored, { key: null, plan: null })).toEqual([]);
    expect(silentLosses(fields, {}, {})).toEqual([]);
  });
});

describe("unmasked", () => {
  it("reads the mask of a password as what is stored, and no other trait's", () => {
    expect(unmasked(fields, stored, { key: "[redacted]", ssid: "[redacted]" })).toEqual({
      key: "hunter22",
      ssid: "[redacted]",
    });
  });
});

describe("shownTraits", () => {
  it("shows neither passwords nor file contents", () => {
    const shown = shownTraits(fields, {
      ssid: "A",
      key: "hunter22",
      plan: { content: "aGk=", file_name: "a.txt" },
    });
    expect(shown).toEqual({ ssid: "A", key: "[redacted]", plan: "file a.txt" });
  });
});
