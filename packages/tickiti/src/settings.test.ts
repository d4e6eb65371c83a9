import { describe, expect, it } from "vitest";
import { callerBaseUrl, tickitiBaseUrl } from "./settings.ts";

const base = (tickitiApiBase: string): string => tickitiBaseUrl({ tickitiApiBase });

describe("the address of an installation", () => {
  it.each([
    ["https://desk.example.com", "https://desk.example.com/api/v1"],
    ["https://desk.example.com/", "https://desk.example.com/api/v1"],
    ["https://desk.example.com/api/v1/", "https://desk.example.com/api/v1"],
    ["https://example.com/desk", "https://example.com/desk/api/v1"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v1"],
    ["http://localhost", "http://localhost/api/v1"],
  ])("%s leads to %s", (given, url) => expect(base(given)).toBe(url));

  it.each([
    "",
    "desk.example.com",
    "http://desk.example.com",
    "http://127.0.0.1.example.com",
    "https://user:pass@desk.example.com",
    "https://desk.example.com/?a=b",
    "https://desk.example.com/#x",
    "ftp://desk.example.com",
    "file:///etc/passwd",
  ])("is refused: %j", (given) => {
    expect(() => base(given)).toThrow(expect.objectContaining({ code: "configuration" }));
  });

  it("of a caller must be one that the operator names, in whatever spelling", () => {
    const settings = {
      tickitiApiBase: "https://desk.example.com",
      tickitiApiBases: ["https://second.example.com/"],
    };
    const of = (wanted: string): string => callerBaseUrl({ base: wanted }, settings);
    expect(of("https://DESK.example.com/api")).toBe("https://desk.example.com/api/v1");
    expect(of("https://second.example.com")).toBe("https://second.example.com/api/v1");
    expect(callerBaseUrl({}, settings)).toBe("https://desk.example.com/api/v1");
    for (const wanted of [
      "https://rogue.example",
      "https://desk.example.com@rogue.example",
      "https://desk.example.com:444",
      "https://desk.example.com/other",
      "http://169.254.169.254",
      "http://127.0.0.1:9",
      "x",
    ]) {
      expect(() => of(wanted), wanted).toThrow(
        expect.objectContaining({ code: "credential_rejected" }),
      );
    }
  });
});
