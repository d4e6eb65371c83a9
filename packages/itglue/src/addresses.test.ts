import { PsaError } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import { apiPathOf, readAddress } from "./addresses.ts";

describe("readAddress", () => {
  it.each([
    ["https://demo.itglue.com/4100021/docs/5200310", "document", 5_200_310, 4_100_021],
    [
      "https://demo.itglue.com/4100021/docs/5200310#version=published&documentMode=view",
      "document",
      5_200_310,
      4_100_021,
    ],
    ["https://demo.eu.itglue.com/DOC-4100021-5200310", "document", 5_200_310, 4_100_021],
    ["doc-4100021-5200310", "document", 5_200_310, 4_100_021],
    [
      "https://demo.itglue.com/4100021/documents/folder/880012/",
      "document_folder",
      880_012,
      4_100_021,
    ],
    [
      "https://demo.itglue.com/4100021/assets/301-wireless/records/7700555",
      "flexible_asset",
      7_700_555,
      4_100_021,
    ],
    ["/4100021/configurations/6100077?tab=general", "configuration", 6_100_077, 4_100_021],
    ["4100021/passwords/9100", "password", 9100, 4_100_021],
    ["https://demo.itglue.com/4100021", "organization", 4_100_021, undefined],
    ["https://demo.itglue.com/organizations/4100021", "organization", 4_100_021, undefined],
    ["https://demo.itglue.com/4100021/ssl-certificates/12/edit", "ssl_certificate", 12, 4_100_021],
  ])("reads %s", (given, type, id, organizationId) => {
    expect(readAddress(given)).toEqual({
      type,
      id,
      ...(organizationId === undefined ? {} : { organizationId }),
    });
  });

  it.each([
    "",
    "hello",
    "https://demo.itglue.com/",
    "https://demo.itglue.com/4100021/docs/",
    "https://demo.itglue.com/4100021/docs/12x",
    "DOC-0-5",
    "/4100021/docs/99999999999999999999",
    "https://demo.itglue.com/4100021/unknown/5",
    "two words",
  ])("does not guess at %j", (given) => {
    expect(readAddress(given)).toBeUndefined();
  });
});

describe("apiPathOf", () => {
  it("asks for the organization of a folder", () => {
    expect(() => apiPathOf({ type: "document_folder", id: 5 })).toThrow(PsaError);
    expect(apiPathOf({ type: "document_folder", id: 5, organizationId: 4 })).toBe(
      "/organizations/4/relationships/document_folders/5",
    );
  });

  it("names the list for kinds that are not served one by one", () => {
    expect(() => apiPathOf({ type: "domain", id: 5 })).toThrow(/single domain/);
  });
});
