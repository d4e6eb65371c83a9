import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** One check as the suite writes it. */
export interface Check {
  readonly id: string;
  readonly status: "SUCCESS" | "FAILURE" | "WARNING" | "SKIPPED" | "INFO";
  readonly errorMessage?: string;
  readonly details?: { readonly untestable?: boolean } & Readonly<Record<string, unknown>>;
}

/** What came of one scenario. */
export interface ScenarioResult {
  readonly scenario: string;
  readonly passed: number;
  readonly warnings: readonly string[];
  readonly failures: readonly string[];
  /** Checks that need a tool which only a fixture has. */
  readonly untestable: number;
}

/** What the checks of one scenario amount to. Those that only a fixture can answer are set aside when told so. */
export function judge(
  scenario: string,
  checks: readonly Check[],
  hasFixture: boolean,
): ScenarioResult {
  const failures: string[] = [];
  const warnings: string[] = [];
  let passed = 0;
  let untestable = 0;
  for (const { id, status, errorMessage, details } of checks) {
    const told = `${id}: ${errorMessage ?? "no reason given"}`;
    if (!hasFixture && details?.untestable === true) untestable += 1;
    else if (status === "FAILURE") failures.push(told);
    else if (status === "WARNING") warnings.push(told);
    else if (status === "SUCCESS") passed += 1;
  }
  return { scenario, passed, warnings, failures, untestable };
}

/** `server-<scenario>-<time>`, as the suite names its folders. */
const FOLDER = /^server-(.+)-\d{4}-\d{2}-\d{2}T[\d-]+Z$/;

/** The checks that a run of the suite left in a folder, by scenario. */
export async function readChecks(folder: string): Promise<ReadonlyMap<string, readonly Check[]>> {
  const found = new Map<string, readonly Check[]>();
  for (const entry of await readdir(folder)) {
    const scenario = FOLDER.exec(entry)?.[1];
    if (scenario === undefined) continue;
    const text = await readFile(path.join(folder, entry, "checks.json"), "utf8");
    found.set(scenario, JSON.parse(text) as readonly Check[]);
  }
  return found;
}

/** Names of the server scenarios that a requirements file of the suite counts, in its order. */
export function requiredScenarios(yaml: string): readonly string[] {
  const names: string[] = [];
  let within = false;
  for (const line of yaml.split("\n")) {
    if (/^\S/.test(line) && !line.startsWith("#")) within = line.startsWith("server:");
    const name = /^ {2}- ([\w-]+)\s*$/.exec(line)?.[1];
    if (within && name !== undefined) names.push(name);
  }
  return names;
}
