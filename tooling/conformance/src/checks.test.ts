import { describe, expect, it } from "vitest";
import { judge, requiredScenarios, type Check } from "./checks.ts";

const checks: readonly Check[] = [
  { id: "good", status: "SUCCESS" },
  { id: "told", status: "INFO" },
  { id: "weak", status: "WARNING", errorMessage: "should" },
  { id: "bad", status: "FAILURE", errorMessage: "must" },
  { id: "absent", status: "FAILURE", errorMessage: "no tool", details: { untestable: true } },
];

describe("judge", () => {
  it("counts everything that is not a success of a server with fixtures", () => {
    expect(judge("x", checks, true)).toEqual({
      scenario: "x",
      passed: 1,
      warnings: ["weak: should"],
      failures: ["bad: must", "absent: no tool"],
      untestable: 0,
    });
  });

  it("sets aside what only a fixture can answer, and nothing else", () => {
    const result = judge("x", checks, false);
    expect(result.failures).toEqual(["bad: must"]);
    expect(result.untestable).toBe(1);
  });
});

describe("requiredScenarios", () => {
  it("reads the server's list and no other", () => {
    const yaml = [
      "# server:",
      "#   - in-a-comment",
      "server:",
      "  - one",
      "  - two-2",
      "",
      "client:",
      "  - three",
      "not_scored:",
      "  - scenario: four",
      "    leg: server",
    ].join("\n");
    expect(requiredScenarios(yaml)).toEqual(["one", "two-2"]);
  });
});
