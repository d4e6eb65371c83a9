import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { judge, readChecks, requiredScenarios, type ScenarioResult } from "./checks.ts";
import { end, keep, plainEnvironment } from "./server-process.ts";

/** A release of the official suite, under the name that it has in this workspace. */
export type Release = "conformance-active" | "conformance-next";

/** What to run of the suite against one address. */
export interface SuiteRun {
  readonly release: Release;
  readonly url: string;
  /** A revision's frozen list, single scenarios at a revision, or the whole active list when absent. */
  readonly list?: { readonly revision: string; readonly scenarios?: readonly string[] };
  /** True when the server has the tools that the suite asks for by name. */
  readonly hasFixture: boolean;
  /** Most seconds for all of it. */
  readonly seconds: number;
}

export interface SuiteResult {
  readonly scored: readonly ScenarioResult[];
  /** Run by the suite without counting: extensions, and scenarios that are younger than the revision. */
  readonly unscored: readonly ScenarioResult[];
  /** Required scenarios that left no result. */
  readonly missing: readonly string[];
  /** Failures of the run itself. */
  readonly problems: readonly string[];
}

const SCENARIO_MILLISECONDS = 20_000;

function folderOf(release: Release): string {
  return path.dirname(fileURLToPath(import.meta.resolve(`${release}/package.json`)));
}

/** The version of a release, from its own manifest. */
export async function versionOf(release: Release): Promise<string> {
  const text = await readFile(path.join(folderOf(release), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** Runs a part of the official suite in a process of its own and reads what it left. */
export async function runSuite(run: SuiteRun): Promise<SuiteResult> {
  const output = await mkdtemp(path.join(tmpdir(), "psa-mcp-conformance-"));
  const deadline = Date.now() + run.seconds * 1000;
  const problems: string[] = [];
  try {
    for (const args of commandsOf(run)) {
      const left = deadline - Date.now();
      const problem = await invoke(run, [...args, "--output-dir", output], left);
      if (problem !== undefined) problems.push(problem);
    }
    const checks = await readChecks(output);
    const required = await requiredOf(run, [...checks.keys()]);
    const results = [...checks].map(([scenario, found]) => judge(scenario, found, run.hasFixture));
    const counts = new Set(required);
    return {
      scored: results.filter(({ scenario }) => counts.has(scenario)),
      unscored: results.filter(({ scenario }) => !counts.has(scenario)),
      missing: required.filter((scenario) => !checks.has(scenario)),
      problems,
    };
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

function commandsOf({ release, list }: SuiteRun): string[][] {
  if (list === undefined) return [["--suite", "active"]];
  if (list.scenarios === undefined) return [["--requirements", list.revision]];
  const timeout =
    release === "conformance-next" ? ["--timeout", String(SCENARIO_MILLISECONDS)] : [];
  return list.scenarios.map((scenario) => [
    "--scenario",
    scenario,
    "--spec-version",
    list.revision,
    ...timeout,
  ]);
}

async function requiredOf(run: SuiteRun, found: readonly string[]): Promise<readonly string[]> {
  if (run.list === undefined) return found;
  if (run.list.scenarios !== undefined) return run.list.scenarios;
  const file = path.join(folderOf(run.release), "requirements", `${run.list.revision}.yaml`);
  return requiredScenarios(await readFile(file, "utf8"));
}

/** Runs the suite once; tells what went wrong with the run, not with the server. */
async function invoke(
  { release, url, hasFixture }: SuiteRun,
  args: readonly string[],
  milliseconds: number,
): Promise<string | undefined> {
  if (milliseconds <= 0) return `${args.join(" ")}: no time was left.`;
  const program = path.join(folderOf(release), "dist", "index.js");
  const child = keep(
    spawn(process.execPath, [program, "server", "--url", url, ...args], {
      env: plainEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
  let words = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (words += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (words += text));
  const ended = once(child, "exit");
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void end(child);
  }, milliseconds);
  const [code] = (await ended) as [number | null];
  clearTimeout(timer);
  if (late) return `${args.slice(0, 2).join(" ")} took longer than it may.`;
  // Its own verdict counts too, except where it counts tools that only a fixture has.
  if (code !== 0 && hasFixture) {
    return `${args.slice(0, 2).join(" ")} ended with code ${code}: ${words.trim().split("\n").at(-1)}`;
  }
  return undefined;
}
