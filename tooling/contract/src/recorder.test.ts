import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readRecordings } from "./exchange.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

it("records requests and answers of a test file, with the test that made them", async (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), "psa-mcp-recorder-"));
  context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const vitest = path.join(repository, "node_modules/vitest/vitest.mjs");
  const file = "packages/sandbox/src/connectwise/ticket-notes.test.ts";
  const child = spawn(process.execPath, [vitest, "run", "--reporter=dot", file], {
    cwd: repository,
    env: { ...process.env, CONTRACT_RECORDINGS: folder },
    stdio: "ignore",
  });
  await new Promise((resolve) => child.once("exit", resolve));
  const exchanges = await readRecordings(folder);
  const note = exchanges.find(
    ({ method, target }) => method === "POST" && target.endsWith("/notes"),
  );
  expect(note).toMatchObject({ service: "connectwise", answer: { status: 201 } });
  expect(note?.test).toMatch(/^packages\/sandbox\/src\/connectwise\/ticket-notes\.test\.ts: .+/);
  expect(JSON.parse(note?.body ?? "")).toHaveProperty("text");
  expect(JSON.parse(note?.answer?.body ?? "")).toHaveProperty("id");
  await expect(readRecordings(tmpdir() + "/psa-mcp-nothing-here")).rejects.toThrow();
});
