import { describe, expect, it } from "vitest";
import { connectwiseBaseUrl, credentialHeaders, versionHeaders } from "./settings.ts";

describe("the address", () => {
  it.each([
    ["na.myconnectwise.net", "https://api-na.myconnectwise.net/v4_6_release/apis/3.0"],
    [
      "https://eu.myconnectwise.net/v4_6_release/apis/3.0",
      "https://api-eu.myconnectwise.net/v4_6_release/apis/3.0",
    ],
    ["api-au.myconnectwise.net", "https://api-au.myconnectwise.net/v4_6_release/apis/3.0"],
    ["staging.connectwisedev.com", "https://api-staging.connectwisedev.com/v4_6_release/apis/3.0"],
    ["psa.example.com:8443", "https://psa.example.com:8443/v4_6_release/apis/3.0"],
  ])("of the site %s is %s", (cwSite, expected) => {
    expect(connectwiseBaseUrl({ cwSite })).toBe(expected);
  });

  it("is taken whole where it is given, http on loopback alone", () => {
    expect(connectwiseBaseUrl({ cwBaseUrl: "http://127.0.0.1:9100/v4_6_release/apis/3.0/" })).toBe(
      "http://127.0.0.1:9100/v4_6_release/apis/3.0",
    );
    expect(connectwiseBaseUrl({ cwBaseUrl: "http://localhost:9100" })).toMatch(/apis\/3\.0$/);
    for (const cwBaseUrl of [
      "http://psa.example.com",
      "ftp://127.0.0.1",
      "https://user:key@psa.example.com",
      "psa",
    ]) {
      expect(() => connectwiseBaseUrl({ cwBaseUrl }), cwBaseUrl).toThrow(/CW_BASE_URL/);
    }
  });

  it.each(["", "a b", "https://", "@evil.example", "x/../y@z", "a_b\\c"])(
    "cannot be made of %j",
    (cwSite) => {
      expect(() => connectwiseBaseUrl({ cwSite })).toThrow(/CW_SITE/);
    },
  );
});

describe("the headers", () => {
  it("present the keys with the company and the integration", () => {
    const headers = credentialHeaders({
      company: "orchard",
      clientId: "guid",
      publicKey: "pub",
      privateKey: "priv",
    });
    expect(headers["clientid"]).toBe("guid");
    expect(Buffer.from(headers["authorization"]?.slice(6) ?? "", "base64").toString()).toBe(
      "orchard+pub:priv",
    );
  });

  it("are not made with what is no client id", () => {
    expect(versionHeaders({ cwClientId: "0c0ffee0-5a4d-4b0c-8000-00000000c1d0" })).toEqual({});
    for (const cwClientId of ["orchard", "0c0ffee0", "AbCdEfGhIjKlMnOp"]) {
      expect(() => versionHeaders({ cwClientId }), cwClientId).toThrow(/CW_CLIENT_ID/);
    }
  });

  it("pin a version when one is set", () => {
    expect(versionHeaders({})).toEqual({});
    expect(versionHeaders({ cwApiVersion: "2025.1" })).toEqual({
      accept: "application/vnd.connectwise.com+json; version=2025.1",
    });
    expect(() => versionHeaders({ cwApiVersion: "latest; x" })).toThrow(/CW_API_VERSION/);
  });
});
