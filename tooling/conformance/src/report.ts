import type { ScenarioResult } from "./checks.ts";
import { markdownTable, textTable } from "./page.ts";
import type { SuiteResult } from "./suite.ts";

/** One line of the result: a part of the suite against one server. */
export interface SuiteReport extends SuiteResult {
  readonly server: string;
  /** What was run, with the release of the suite. */
  readonly title: string;
}

/** A whole run, as `--json` prints it. */
export interface ConformanceReport {
  readonly node: string;
  readonly suites: readonly SuiteReport[];
}

/** True when every required scenario left a result and no check of one failed. */
export function isClean(suite: SuiteResult): boolean {
  return (
    suite.problems.length === 0 &&
    suite.missing.length === 0 &&
    suite.scored.length > 0 &&
    suite.scored.every(({ failures }) => failures.length === 0)
  );
}

const head = ["Server", "Suite", "Scenarios", "Checks passed", "Failed", "Warnings", "Not scored"];

function rowOf(suite: SuiteReport): readonly (string | number)[] {
  const sum = (of: (result: ScenarioResult) => number): number =>
    suite.scored.reduce((total, result) => total + of(result), 0);
  const clean = suite.scored.filter(({ failures }) => failures.length === 0).length;
  const failing = suite.unscored.filter(({ failures }) => failures.length > 0).length;
  const untestable = sum((result) => result.untestable);
  return [
    suite.server,
    suite.title,
    `${clean} of ${suite.scored.length + suite.missing.length}`,
    `${sum(({ passed }) => passed)}${untestable === 0 ? "" : ` (${untestable} need a fixture)`}`,
    sum(({ failures }) => failures.length) + suite.missing.length + suite.problems.length,
    sum(({ warnings }) => warnings.length),
    suite.unscored.length === 0
      ? ""
      : `${suite.unscored.length - failing} of ${suite.unscored.length} pass`,
  ];
}

/** The table for a terminal, and below it everything that failed. */
export function renderTable(report: ConformanceReport): string {
  const told = report.suites.flatMap((suite) =>
    [
      ...suite.problems.map((problem) => `run: ${problem}`),
      ...suite.missing.map((scenario) => `${scenario}: left no result`),
      ...suite.scored.flatMap(({ scenario, failures }) =>
        failures.map((failure) => `${scenario}: ${failure}`),
      ),
      ...suite.scored.flatMap(({ scenario, warnings }) =>
        warnings.map((warning) => `warning, ${scenario}: ${warning}`),
      ),
    ].map((line) => `${suite.server}, ${suite.title}: ${line}`),
  );
  const clean = report.suites.every(isClean);
  return [
    textTable(head, report.suites.map(rowOf)),
    "",
    ...told,
    clean ? "Conformance: everything that is required passes." : "Conformance: FAILED.",
    "",
  ].join("\n");
}

/** The section of `docs/quality.md` on conformance, made of a report alone. */
export function renderConformance(report: ConformanceReport): string {
  return [
    "Run with `pnpm conformance` and no list of expected failures. The fixture is a server built on the core with every " +
      "tool, resource and prompt that the official suite asks for; the published servers run the scenarios that need none. " +
      "Not scored are extensions, which are optional, and scenarios that the suite does not count yet.",
    markdownTable(head, report.suites.map(rowOf)),
  ].join("\n\n");
}
