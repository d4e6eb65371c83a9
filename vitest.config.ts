import { defineConfig } from "vitest/config";

/** Where a run is to leave its results as JSON, beside what it prints. */
const report = process.env["TEST_REPORT"];

export default defineConfig({
  test: {
    projects: [
      "packages/*/vitest.config.ts",
      "apps/*/vitest.config.ts",
      "tooling/*/vitest.config.ts",
    ],
    ...(report === undefined
      ? {}
      : { reporters: ["default", ["json", { outputFile: report }]] as const }),
  },
});
