import { describe, expect, it } from "vitest";
import { readOptions } from "./options.ts";

describe("the command line", () => {
  it("measures everything unless told otherwise", () => {
    const options = readOptions([]);
    expect(options.only.size).toBe(7);
    expect(options.servers.map(({ id }) => id)).toContain("itglue");
    expect(options.effort.starts).toBe(9);
  });

  it("takes groups by name and names those it knows", () => {
    expect([...readOptions(["--only", "cold,tools"]).only]).toEqual(["cold", "tools"]);
    expect(() => readOptions(["--only", "warm"])).toThrow(/no group warm.*cold/);
    expect(() => readOptions(["--server", "acme"])).toThrow(/no server acme.*itglue/);
  });

  it("refuses a baseline that would not compare", () => {
    expect(() => readOptions(["--quick", "--update"])).toThrow(/without --quick/);
    expect(() => readOptions(["--server", "itglue", "--program", "x.js", "--update"])).toThrow(
      /build in the app/,
    );
    expect(() => readOptions(["--quick", "--long"])).toThrow(/exclude/);
  });
});
