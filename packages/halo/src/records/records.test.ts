import { describe, expect, it } from "vitest";
import { cleanRecord, holdsHidden } from "./records.ts";

describe("a clean record", () => {
  it("is without what was never set", () => {
    const record = {
      id: 0,
      dateclosed: "1899-12-30T00:00:00",
      followupdate: "1900-01-01T00:00:00Z",
      opened: "1900-05-01T00:00:00Z",
      note: "",
      parent_id: 0,
      team: null,
      tags: [],
      timetaken: 0,
    };
    expect(cleanRecord(record)).toEqual({ id: 0, opened: "1900-05-01T00:00:00Z", timetaken: 0 });
  });

  it("hides what is secret, however deep, and keeps switches of such names", () => {
    const record = {
      portal_password: "hunter22",
      api_access_clientsecret: "s3cret",
      third_party_token: "abc",
      generatetoken: true,
      nested: { kashflowpassword: "x", list: [{ new_jirakey: "k" }] },
      customfields: [{ name: "CFAdminPassword", value: "p" }],
    };
    const clean = JSON.stringify(cleanRecord(record));
    for (const secret of ["hunter22", "s3cret", '"abc"', '"x"', '"k"', '"p"'])
      expect(clean).not.toContain(secret);
    expect(clean).toContain('"generatetoken":true');
  });

  it("shows custom fields by name, with the text that people see", () => {
    const customfields = [
      { id: 1, name: "CFTier", value: 3, display: "Gold" },
      { id: 2, name: "CFRoom", value: "7" },
      { id: 3, name: "CFEmpty", value: null },
    ];
    expect(cleanRecord({ customfields })).toEqual({
      custom_fields: { CFTier: "Gold", CFRoom: "7" },
    });
  });

  it("is told from one with hidden values", () => {
    expect(holdsHidden({ a: [{ b: "[hidden]" }] })).toBe(true);
    expect(holdsHidden({ a: "hidden" })).toBe(false);
  });
});
