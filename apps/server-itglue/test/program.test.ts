// The program itself, as a child process from its sources: what a client starts, and what a person types.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { startItglueSandbox, type ItglueSandbox } from "@psa-mcp/sandbox/itglue";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = ["-C", "@psa-mcp/source", path.join(import.meta.dirname, "../src/cli.ts")];

let sandbox: ItglueSandbox;
beforeAll(async () => (sandbox = await startItglueSandbox()));
afterAll(() => sandbox.close());

async function connect(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ readonly client: Client; log(): string }> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...program, ...args],
    env,
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (bytes: Buffer) => (log += bytes.toString()));
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  return { client, log: () => log };
}

async function callText(
  client: Client,
  name: string,
  given: Record<string, unknown>,
): Promise<string> {
  return JSON.stringify((await client.callTool({ name, arguments: given })).content);
}

describe("a client that starts the server", () => {
  it("works in sandbox mode without any variable", async () => {
    const { client } = await connect(["--sandbox"]);
    expect((await client.listTools()).tools.map((tool) => tool.name)).toContain(
      "itglue_get_document",
    );
    const text = await callText(client, "itglue_list_organizations", { filter_name: "larkfield" });
    expect(text).toContain("Larkfield Dental Group");
    await client.close();
  });

  it("works with ITGLUE_API_KEY and ITGLUE_BASE_URL, and never prints the key", async () => {
    const { client, log } = await connect([], {
      ITGLUE_API_KEY: sandbox.keys.full,
      ITGLUE_BASE_URL: `${sandbox.url}/`,
      LOG_LEVEL: "debug",
    });
    const before = sandbox.requests().length;
    expect(
      await callText(client, "itglue_list_organizations", { filter_name: "larkfield" }),
    ).toContain("Larkfield");
    expect(sandbox.requests().length).toBeGreaterThan(before);
    await client.close();
    expect(log()).toContain("itglue_list_organizations");
    expect(log()).not.toContain(sandbox.keys.full);
  });

  it("lists its tools without a key and names the variable at the first call", async () => {
    const { client } = await connect([], { ITGLUE_API_KEY: "${user_config.api_key}" });
    expect((await client.listTools()).tools.length).toBeGreaterThan(20);
    expect(await callText(client, "itglue_list_organizations", {})).toContain("ITGLUE_API_KEY");
    await client.close();
  });

  it("adds the advanced toolset as the existing server does", async () => {
    for (const [args, env] of [
      [["--advanced"], {}],
      [[], { ITGLUE_ADVANCED_TOOLSET: "true" }],
    ] as const) {
      const { client } = await connect(args, env);
      expect((await client.listTools()).tools.map((tool) => tool.name)).toContain(
        "itglue_find_endpoint",
      );
      await client.close();
    }
  });
});

describe("a person at a shell", () => {
  const run = promisify(execFile);
  const type = (
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<{ stdout: string; stderr: string }> =>
    run(process.execPath, [...program, ...args], { env });

  it("finds every flag of the existing server in --help", async () => {
    const { stdout } = await type(["-h"]);
    for (const flag of [
      "--transport",
      "--port",
      "--region",
      "--base-url",
      "--advanced",
      "--help, -h",
    ]) {
      expect(stdout).toContain(flag);
    }
  });

  it("gets everything in order from doctor with a good key, and exit code 1 with a revoked one", async () => {
    const good = await type(["doctor"], {
      ITGLUE_API_KEY: sandbox.keys.full,
      ITGLUE_BASE_URL: sandbox.url,
    });
    expect(good.stdout).toContain("Everything is in order.");
    const bad = type(["doctor"], {
      ITGLUE_API_KEY: sandbox.keys.revoked,
      ITGLUE_BASE_URL: sandbox.url,
    });
    await expect(bad).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/FAILED +Credential/),
    });
  });
});
