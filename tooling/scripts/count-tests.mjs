// Prints how many tests passed and failed, out of vitest's own JSON report, as one line. A file that could not be loaded
// counts as a failed test: nobody knows how many it holds.
import { existsSync, readFileSync } from "node:fs";

const file = process.argv[2] ?? "";
if (existsSync(file)) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  const broken = report.testResults.filter(
    (result) =>
      result.status === "failed" &&
      result.assertionResults.every((test) => test.status !== "failed"),
  );
  for (const result of broken)
    console.error(`${result.name}: ${result.message || "could not be run"}`);
  console.log(`${report.numPassedTests} passed, ${report.numFailedTests + broken.length} failed`);
} else {
  console.error("The tests left no report: they did not run.");
  console.log("0 passed, 0 failed");
}
