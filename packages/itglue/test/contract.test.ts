import { join } from "node:path";
import { describeVendor, type ContractSandbox } from "@psa-mcp/core/testing/contract";
import { startItglueSandbox, type ItglueSandbox } from "@psa-mcp/sandbox/itglue";
import { itglue } from "../src/index.ts";
import { examples } from "./examples.ts";

/** What the sandbox stores as passwords: none of it may ever be answered. */
async function storedSecrets(sandbox: ItglueSandbox): Promise<readonly string[]> {
  const read = async (
    path: string,
  ): Promise<readonly { id: string; attributes: Record<string, unknown> }[]> => {
    const response = await fetch(`${sandbox.url}${path}`, {
      headers: { "x-api-key": sandbox.keys.full },
    });
    const { data } = (await response.json()) as {
      data: { id: string; attributes: Record<string, unknown> }[];
    };
    return [data].flat();
  };
  const passwords = await read("/organizations/4100021/relationships/passwords");
  const shown = await Promise.all(
    passwords.map(({ id }) => read(`/passwords/${id}?show_password=true`)),
  );
  const assets = await read("/flexible_assets?filter[flexible-asset-type-id]=301&page[size]=1000");
  const values = [
    ...shown.flat().map(({ attributes }) => attributes["password"]),
    ...assets.map(
      ({ attributes }) => (attributes["traits"] as Record<string, unknown>)["pre-shared-key"],
    ),
  ].filter((value): value is string => typeof value === "string" && value.length > 5);
  if (values.length < 20)
    throw new Error("the sandbox shows too few stored passwords for this suite to mean anything");
  return values;
}

async function start(): Promise<ContractSandbox> {
  const sandbox = await startItglueSandbox();
  const stored = await storedSecrets(sandbox);
  const line = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
  return {
    settings: {
      ITGLUE_BASE_URL: sandbox.url,
      ITGLUE_API_KEY: sandbox.keys.full,
      MCP_DEADLINE_SECONDS: "5",
    },
    secrets: [sandbox.keys.full, sandbox.keys.noPasswords, ...stored],
    writes: () => sandbox.writes().map(line),
    requests: () => sandbox.requests().map(line),
    reset: () => sandbox.reset(),
    fault: (rule) => sandbox.fault(rule),
    clearFaults: () => sandbox.clearFaults(),
    close: () => sandbox.close(),
  };
}

describeVendor(
  {
    vendor: itglue,
    start,
    examples,
    snapshots: join(import.meta.dirname, "__snaps__"),
    listLimits: { default: 5500, lean: 2500 },
  },
  await itglue.load(),
);
