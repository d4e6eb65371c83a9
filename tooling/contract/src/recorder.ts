// A setup file of vitest: leaves every exchange with an imitation of this process as a line in the folder that
// CONTRACT_RECORDINGS names.
import { createHash, randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { EXCHANGES, type Exchange } from "@psa-mcp/sandbox/exchanges";
import { expect } from "vitest";
import type { RecordedExchange } from "./exchange.ts";
import { contractVendors } from "./vendors.ts";

const folder = process.env["CONTRACT_RECORDINGS"];
if (folder !== undefined && folder !== "") record(path.join(folder, `${randomUUID()}.ndjson`));

function record(file: string): void {
  const seen = new Set<string>();
  const judged = new Set(contractVendors.map(({ service }) => service));
  subscribe(EXCHANGES, (message) => {
    if (!judged.has((message as Exchange).service)) return;
    const recorded = recordOf(message as Exchange);
    const line = JSON.stringify(recorded);
    const { test: _test, ...exchange } = recorded;
    const key = createHash("sha1").update(JSON.stringify(exchange)).digest("base64");
    if (seen.has(key)) return;
    seen.add(key);
    appendFileSync(file, `${line}\n`);
  });
}

function recordOf({ service, request, answer }: Exchange): RecordedExchange {
  const { testPath = "", currentTestName = "" } = expect.getState();
  const { method, url, headers, body } = request;
  return {
    service,
    test: `${path.relative(process.cwd(), testPath)}: ${currentTestName}`,
    method,
    target: `${url.pathname}${url.search}`,
    headers: flat(headers),
    body: body.toString("utf8"),
    ...(answer === undefined
      ? {}
      : {
          answer: {
            status: answer.status,
            headers: answer.headers,
            ...(typeof answer.body === "string" ? { body: answer.body } : {}),
          },
        }),
  };
}

/** Without what only this connection or this run has. */
function flat(headers: Exchange["request"]["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== "host" && name !== "connection")
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
