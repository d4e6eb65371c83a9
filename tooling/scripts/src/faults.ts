// Runs the fault suites of the shipped programs and prints what they hold; `--docs file` writes the table into a page.
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { markdownTable, replaceSection, textTable } from "@psa-mcp/conformance/page";
import { withFolder } from "./workspace.ts";

interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly status: string;
    }[];
  }[];
}

/** The files of an app's tests that the fault suite fills. */
const SUITES = ["faults", "http-input", "stdio-input", "hostile-arguments", "tenancy", "endurance"];
const HEAD = ["Program", "What it meets", "Cases", "Passed", "Failed"];

const { values } = parseArgs({ options: { docs: { type: "string" } } });
process.exitCode = await withFolder(async (folder) => {
  const file = path.join(folder, "report.json");
  const status = await run(file);
  const report = JSON.parse(await readFile(file, "utf8")) as TestReport;
  const rows = rowsOf(report);
  console.log(textTable(HEAD, rows));
  if (values.docs !== undefined) {
    const page = await readFile(values.docs, "utf8");
    await writeFile(values.docs, replaceSection(page, "faults", markdownTable(HEAD, rows)));
  }
  return rows.length === 0 ? 1 : status;
});

/** Runs the suites with vitest, which prints nothing, and resolves with its exit code. */
function run(report: string): Promise<number> {
  const files = SUITES.map((suite) => `test/${suite}.test.ts`);
  const child = spawn("vitest", ["run", ...files, "--reporter=json", `--outputFile=${report}`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      resolve(code ?? 1);
    });
  });
}

/** One row a group of cases, in the order of the suites. */
function rowsOf(report: TestReport): (string | number)[][] {
  const rows: (string | number)[][] = [];
  const order = (name: string): number =>
    SUITES.findIndex((suite) => name.endsWith(`/${suite}.test.ts`));
  for (const { name, assertionResults } of report.testResults.toSorted(
    (left, right) => order(left.name) - order(right.name),
  )) {
    const program = /apps\/([^/]+)\//.exec(name)?.[1] ?? name;
    const groups = Map.groupBy(assertionResults, ({ ancestorTitles: [group] }) =>
      // Cases outside of a group go by the name of their file.
      group === undefined || group === ""
        ? path.basename(name, ".test.ts").replaceAll("-", " ")
        : group,
    );
    for (const [group, cases] of groups) {
      const passed = cases.filter(({ status }) => status === "passed").length;
      rows.push([program, group, cases.length, passed, cases.length - passed]);
    }
  }
  return rows;
}
