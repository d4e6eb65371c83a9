// Holds every request of the tests, and every answer of the imitations, to the vendors' contracts.
// `--recorded <folder>` takes the recordings of a test run that had CONTRACT_RECORDINGS set; without it the tests run first.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { check, type Outcome } from "./check.ts";
import { exceptions } from "./exceptions.ts";
import { readRecordings, type RecordedExchange } from "./exchange.ts";
import { judgeBy } from "./judge.ts";
import type { OpenApi } from "./tighten.ts";
import { contractVendors, type ContractVendor } from "./vendors.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const { values } = parseArgs({ options: { recorded: { type: "string" } } });

const present = contractVendors.filter(({ contract, title }) => {
  if (existsSync(contract)) return true;
  console.error(
    `NOT RUN: requests to ${title} were not held to its contract, because ${path.relative(repository, contract)} is not beside the repository.`,
  );
  return false;
});
if (present.length > 0) {
  const exchanges = await recordings(present);
  for (const vendor of present) {
    const judge = await judgeBy(
      JSON.parse(readFileSync(vendor.contract, "utf8")) as OpenApi,
      vendor.basePaths,
    );
    const own = exchanges.filter(({ service }) => service === vendor.service);
    const allowed = exceptions.filter(({ service }) => service === vendor.service);
    const outcome = await check(vendor, judge, own, allowed);
    if (!report(vendor, outcome)) process.exitCode = 1;
  }
}

async function recordings(
  vendors: readonly ContractVendor[],
): Promise<readonly RecordedExchange[]> {
  if (values.recorded !== undefined) return readRecordings(values.recorded);
  const folder = mkdtempSync(path.join(tmpdir(), "psa-mcp-contract-"));
  try {
    await runTests(
      folder,
      vendors.flatMap(({ requests, answers }) => [...requests, ...answers]),
    );
    return await readRecordings(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs test files with the recorder. Throws when tests fail, since what they asked is then no measure. */
function runTests(folder: string, files: readonly string[]): Promise<void> {
  const vitest = path.join(repository, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", "--reporter=dot", ...files], {
    cwd: repository,
    env: { ...process.env, CONTRACT_RECORDINGS: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error("The tests failed; run `pnpm test` to see which."));
    });
  });
}

/** Prints an outcome; true when it is clean. */
function report({ title }: ContractVendor, { requests, answers, faults, met }: Outcome): boolean {
  console.log(`${title}: ${requests} requests and ${answers} answers held to the contract.`);
  for (const [{ side, at, reason }, times] of met) {
    if (times > 0) console.log(`  allowed ${times} times: ${side} of ${at.source}: ${reason}`);
    else
      console.error(
        `  FAILED: an exception that nothing meets: ${side} of ${at.source}: ${reason}`,
      );
  }
  for (const { side, method, path: target, what, test, times } of faults) {
    console.error(`  FAILED: ${side} of ${method} ${target}: ${what} (${times} times; ${test})`);
  }
  if (requests === 0) console.error("  FAILED: no request was recorded.");
  return requests > 0 && faults.length === 0 && [...met.values()].every((times) => times > 0);
}
