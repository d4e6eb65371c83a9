import { describe, expect, it } from "vitest";
import { haloBaseUrl, tokenAddress, tokenForm } from "./settings.ts";

const base = { haloBaseUrl: "https://northwind.halopsa.example" };
const values = { clientId: "id-1", clientSecret: "secret-1" };

describe("the address of the API", () => {
  it.each([
    ["https://northwind.halopsa.example", "https://northwind.halopsa.example/api"],
    ["https://northwind.halopsa.example//", "https://northwind.halopsa.example/api"],
    ["https://northwind.halopsa.example/api/", "https://northwind.halopsa.example/api"],
    ["https://desk.example:8443/halo", "https://desk.example:8443/halo/api"],
    ["http://127.0.0.1:9100", "http://127.0.0.1:9100/api"],
  ])("of %s is %s", (haloBase, expected) => {
    expect(haloBaseUrl({ haloBaseUrl: haloBase })).toBe(expected);
  });

  it.each(["", "northwind", "http://desk.example", "ftp://x", "https://a:b@x", "https://x?y=1"])(
    "cannot be made of %j",
    (haloBase) => {
      expect(() => haloBaseUrl({ haloBaseUrl: haloBase })).toThrow(/HALO_BASE_URL/);
    },
  );
});

describe("the token request", () => {
  it.each([
    [{}, "https://northwind.halopsa.example/auth/token"],
    [{ haloTenant: "a&b" }, "https://northwind.halopsa.example/auth/token?tenant=a%26b"],
    [{ haloTenant: "x", haloTenantIn: "form" }, "https://northwind.halopsa.example/auth/token"],
    [{ haloAuthUrl: "https://auth.example" }, "https://auth.example/token"],
    [{ haloAuthUrl: "https://auth.example/auth/" }, "https://auth.example/auth/token"],
    [{ haloAuthUrl: "https://auth.example/auth/token" }, "https://auth.example/auth/token"],
  ])("goes with %j to %s", (more, expected) => {
    expect(tokenAddress({ ...base, ...more })).toBe(expected);
  });

  it("refuses an authorization server that is not https", () => {
    expect(() => tokenAddress({ ...base, haloAuthUrl: "http://auth.example" })).toThrow(
      /HALO_AUTH_URL/,
    );
  });

  it("always names a scope, and the tenant in the form where it belongs there", () => {
    expect(tokenForm(values, { haloScope: " " })).toEqual({
      grant_type: "client_credentials",
      client_id: "id-1",
      client_secret: "secret-1",
      scope: "all",
    });
    const settings = { haloScope: "read:tickets", haloTenant: "x", haloTenantIn: "form" };
    expect(tokenForm(values, settings)).toMatchObject({ scope: "read:tickets", tenant: "x" });
  });
});
