import { describe, expect, it } from "vitest";
import { credentialHeaders, itglueBaseUrl } from "./settings.ts";

describe("itglueBaseUrl", () => {
  it.each([
    [{}, "https://api.itglue.com"],
    [{ itglueRegion: "EU" }, "https://api.eu.itglue.com"],
    [{ itglueRegion: "au", itglueBaseUrl: "" }, "https://api.au.itglue.com"],
    [{ itglueBaseUrl: "http://127.0.0.1:8080///" }, "http://127.0.0.1:8080"],
    [{ itglueBaseUrl: "https://proxy.example/itglue/" }, "https://proxy.example/itglue"],
  ])("%j", (settings, url) => {
    expect(itglueBaseUrl(settings)).toBe(url);
  });

  it.each([
    [{ itglueRegion: "__proto__" }],
    [{ itglueRegion: "mars" }],
    [{ itglueBaseUrl: "ftp://x" }],
    [{ itglueBaseUrl: "not an address" }],
    [{ itglueBaseUrl: "https://user:word@x" }],
  ])("refuses %j", (settings) => {
    expect(() => itglueBaseUrl(settings)).toThrow(
      expect.objectContaining({ code: "configuration" }) as Error,
    );
  });
});

describe("credentialHeaders", () => {
  it("tells a key from a token of a signed-in user", () => {
    expect(credentialHeaders("ITG.0a1b")).toEqual({ "x-api-key": "ITG.0a1b" });
    expect(credentialHeaders("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln")).toEqual({
      authorization: "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    });
  });
});
