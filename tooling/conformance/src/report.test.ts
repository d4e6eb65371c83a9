import { describe, expect, it } from "vitest";
import { replaceSection } from "./page.ts";
import { isClean, renderConformance, renderTable, type SuiteReport } from "./report.ts";

const scenario = { scenario: "ping", passed: 2, warnings: [], failures: [], untestable: 0 };
const suite: SuiteReport = {
  server: "Fixture",
  title: "active suite (1.0.0)",
  scored: [scenario],
  unscored: [{ ...scenario, scenario: "tasks", failures: ["t: no"] }],
  missing: [],
  problems: [],
};

describe("a run", () => {
  it("is clean when everything that counts passed", () => {
    expect(isClean(suite)).toBe(true);
    expect(renderTable({ node: "24", suites: [suite] })).toContain("0 of 1 pass");
  });

  it.each([
    ["nothing ran", { ...suite, scored: [] }],
    ["a check failed", { ...suite, scored: [{ ...scenario, failures: ["p: no"] }] }],
    ["a scenario left no result", { ...suite, missing: ["ping"] }],
    ["the suite broke", { ...suite, problems: ["it took too long"] }],
  ])("is not clean when %s, and says so", (_what, broken) => {
    expect(isClean(broken)).toBe(false);
    expect(renderTable({ node: "24", suites: [broken] })).toContain("FAILED");
  });
});

describe("the page", () => {
  it("takes the same table between its markers", () => {
    const page = "a\n<!-- conformance:begin -->\nold\n<!-- conformance:end -->\nb";
    const text = renderConformance({ node: "24", suites: [suite] });
    const written = replaceSection(page, "conformance", text);
    expect(written).toContain(
      "| Fixture | active suite (1.0.0) | 1 of 1 | 2 | 0 | 0 | 0 of 1 pass |",
    );
    expect(written).not.toContain("old");
    expect(replaceSection(written, "conformance", text)).toBe(written);
    expect(() => replaceSection("nothing", "conformance", text)).toThrow("needs the lines");
  });
});
