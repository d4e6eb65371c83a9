import { describe, expect, it } from "vitest";
import { NOW } from "../api.fixture.ts";
import { startIntegrationGatewaySandbox, type Environment } from "../index.ts";
import { WireClient } from "../mcp/client.fixture.ts";
import { createSeed } from "./index.ts";

const all = (environment: Environment, now = NOW): string => {
  const seed = createSeed(environment, now);
  return JSON.stringify(seed.tables.map((table) => seed.rows(table)));
};

describe("the seed", () => {
  it("is the same for the same environment and day", () => {
    expect(all("dev")).toBe(all("dev", new Date("2026-07-01T03:00:00Z")));
    expect(all("dev")).not.toBe(all("prod"));
  });

  it("uses reserved names and addresses", () => {
    for (const environment of ["dev", "test", "prod"] as const) {
      const text = all(environment);
      for (const [, domain] of text.matchAll(/[@/]([a-z-]+(?:\.[a-z-]+)*\.[a-z]{2,})\b/g)) {
        expect(domain).toMatch(/\.example$|^(?:rates\.csv|gl\.txt|style\.css|app\.js)$/);
      }
      for (const [address] of text.matchAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)) {
        expect(address).toMatch(/^192\.0\.2\./);
      }
    }
  });

  it("has field mappings that hang on requests, and requests on integrations", () => {
    const seed = createSeed("dev", NOW);
    const ids = (table: string): Set<unknown> => new Set(seed.rows(table).map(({ id }) => id));
    for (const [table, property, parent] of [
      ["servicerequests", "integration", "integrations"],
      ["fieldmappings", "servicerequest", "servicerequests"],
      ["valuemappings", "valuemappingset", "valuemappingsets"],
      ["permissions", "integration", "integrations"],
      ["runs", "integration", "integrations"],
      ["runitems", "run", "runs"],
      ["endpoints", "integration", "integrations"],
    ] as const) {
      const known = ids(parent);
      for (const row of seed.rows(table)) expect(known).toContain(row[property]);
      expect(ids(table).size).toBe(seed.rows(table).length);
    }
  });

  it("lets environments differ in what a comparison would show", async () => {
    const read = async (
      environment: Environment,
    ): Promise<{ names: string[]; opening: string }> => {
      const sandbox = await startIntegrationGatewaySandbox({ environment, now: NOW });
      try {
        const client = await WireClient.open(sandbox);
        const { integrations } = await client.value("list_integrations");
        const opening = await client.value("execute_integration", {
          integration: "core-account-opening",
          payload: {
            customer: { firstName: "Nora", lastName: "Whitlock", taxId: "900112233" },
            account: { product: "sav-plus", openingDeposit: 250 },
          },
        });
        const names = integrations.map(({ path_name }: { path_name: string }) => path_name);
        return { names, opening: opening.messages?.[0] ?? "opened" };
      } finally {
        await sandbox.close();
      }
    };
    const dev = await read("dev");
    const prod = await read("prod");
    expect(dev.names.filter((name) => !prod.names.includes(name))).toEqual([
      "instant-payments-pilot",
    ]);
    expect(dev.opening).toBe("opened");
    expect(prod.opening).toContain("CORE-1107");
  });
});

it("starts in less than 60 ms, because tables are made when they are asked for", async () => {
  const times: number[] = [];
  // The quickest of three: a busy machine must not decide.
  for (let turn = 0; turn < 3; turn += 1) {
    const began = performance.now();
    const sandbox = await startIntegrationGatewaySandbox({ now: NOW });
    times.push(performance.now() - began);
    await sandbox.close();
  }
  expect(Math.min(...times)).toBeLessThan(60);
});

it("refuses profiles and environments that do not exist", async () => {
  const wrong = { environment: "staging" as Environment };
  await expect(startIntegrationGatewaySandbox(wrong)).rejects.toThrow("staging");
  const profile = "none" as "documented";
  await expect(startIntegrationGatewaySandbox({ profile })).rejects.toThrow("documented");
});
