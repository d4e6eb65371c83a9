import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedFilters, allowedIncludes, allowedPath, allowedSort } from "./allowed.ts";
import { endpointOf, endpoints, type Endpoint } from "./endpoints.ts";
import { findEndpoints } from "./search.ts";

const endpoint = (name: string): Endpoint => {
  const found = endpointOf.get(name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe("allowedPath", () => {
  it.each([
    ["/configurations", "/configurations", false],
    ["configurations/6100077/", "/configurations/6100077", true],
    ["/flexible-assets", "/flexible_assets", false],
    [
      "/organizations/4100021/relationships/documents",
      "/organizations/4100021/relationships/documents",
      false,
    ],
    ["/documents/5/relationships/sections/6", "/documents/5/relationships/sections/6", true],
    ["/password_categories", "/password_categories", false],
  ])("%s", (given, path, single) => {
    expect(allowedPath(given)).toMatchObject({ path, single });
  });

  it.each([
    "/passwords/1",
    "passwords",
    "/pass\twords/1",
    "/pass\nwords/1",
    "/organizations/..\\passwords/1",
    "/organizations/../passwords/1",
    "/configurations#/../passwords/1",
    "/p%61sswords/1",
    "/passwords.json",
    "/passwords/1.json",
    "\\passwords/1",
    "//evil.example/organizations",
    "https://evil.example/organizations",
    "/PASSWORDS/1",
    "/organizations/1/relationships/passwords",
    "/configurations/1/relationships/passwords/2",
    "/configurations?include=passwords",
    "/configurations?show_password=true",
    "/documents",
    "/logs/5",
    "/exports/1",
    "/organizations/1/documents",
    "/organizations/x",
    "/organizations/0",
    "/nothing",
    "",
    "/",
    "/__proto__/1",
    "/constructor",
  ])("refuses %j", (given) => {
    expect(() => allowedPath(given)).toThrow(
      expect.objectContaining({ code: "invalid_arguments" }) as Error,
    );
  });

  it("never leads to passwords, however it is written", () => {
    const piece = fc.constantFrom(
      "/",
      "passwords",
      "organizations",
      "1",
      "relationships",
      "..",
      ".",
      "%2e",
      "%70",
      "\\",
      "\t",
      "?",
      "#",
      ";",
      "@",
      ":",
      "pass",
      "words",
      " ",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        let path = "";
        try {
          ({ path } = allowedPath(pieces.join("")));
        } catch {
          return;
        }
        expect(decodeURIComponent(new URL(path, "https://host.invalid").pathname)).not.toMatch(
          /passwords/i,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe("what may be asked", () => {
  it("knows filters in both spellings and refuses others by name", () => {
    expect(
      allowedFilters(
        endpoint("configurations"),
        { serial_number: "SN", archived: false },
        { "filter[name][ne]": "x" },
      ),
    ).toEqual({
      "filter[serial-number]": "SN",
      "filter[archived]": "false",
      "filter[name][ne]": "x",
    });
    for (const [filters, raw] of [
      [{ nonsense: "x" }, undefined],
      [undefined, { show_password: "true" }],
      [undefined, { include: "passwords" }],
      [undefined, { "filter[show_password]": "true" }],
      [undefined, { "page[size]": "9999" }],
    ] as const) {
      expect(() => allowedFilters(endpoint("configurations"), filters, raw)).toThrow(
        expect.objectContaining({ code: "invalid_arguments" }) as Error,
      );
    }
  });

  it("includes nothing that carries secrets", () => {
    expect(
      allowedIncludes(endpoint("configurations"), "attachments, configuration-interfaces"),
    ).toEqual(["attachments", "configuration_interfaces"]);
    for (const one of endpoints) {
      expect(() => allowedIncludes(one, "attachments,passwords")).toThrow();
      expect(one.includes ?? []).not.toContain("passwords");
      expect(one.includes ?? []).not.toContain("recent_versions");
    }
  });

  it("knows sorts", () => {
    expect(allowedSort(endpoint("configurations"), "-updated-at")).toBe("-updated_at");
    expect(() => allowedSort(endpoint("configurations"), "password")).toThrow(/sorted/);
  });
});

describe("findEndpoints", () => {
  it.each([
    ["list all servers and devices of a client", "configurations"],
    ["flexible asset fields", "flexible_asset_fields"],
    ["ip address of network interface", "configuration_interfaces"],
    ["activity of technicians", "user_metrics"],
    ["ssl certificate", "ssl_certificates"],
  ])("%s", (query, resource) => {
    expect(findEndpoints(query, 3).map((found) => found.resource)).toContain(resource);
  });

  it("finds nothing for no words", () => {
    expect(findEndpoints("the of ??", 5)).toEqual([]);
  });
});
