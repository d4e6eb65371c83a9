// What a user does: an empty folder, an empty npm cache, `npx -y` of the packed server, a real client on stdio. Once with
// the built-in sandbox, once against a sandbox of its own process. The registry is on loopback and knows our tarballs
// alone, which also proves that the server needs no other package; --online lets it redirect to the public registry.
import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { journeys, type Journey } from "./journeys.ts";
import { startRegistry } from "./registry.ts";
import { root } from "./repository.ts";
import { pack, withFolder } from "./workspace.ts";

const online = process.argv.includes("--online");
let passed = 0;
let failed = 0;

await withFolder(async (folder) => {
  const tarballs = path.join(folder, "tarballs");
  await mkdir(tarballs);
  for (const journey of journeys) await pack(journey.folder, tarballs);
  const registry = await startRegistry(tarballs, online ? "https://registry.npmjs.org" : undefined);
  try {
    for (const journey of journeys) {
      await step(
        `${journey.packageName} --sandbox`,
        folder,
        registry.url,
        journey,
        ["--sandbox"],
        {},
      );
      const sandbox = await startSandbox(journey);
      try {
        await step(
          `${journey.packageName} with ${Object.keys(sandbox.env).join(" and ")}`,
          folder,
          registry.url,
          journey,
          [],
          sandbox.env,
        );
      } finally {
        sandbox.stop();
      }
    }
    if (registry.missed.length > 0) {
      failed += 1;
      console.error(
        `FAILED  packages were asked for that an app must not need: ${registry.missed.join(", ")}`,
      );
    }
  } finally {
    await registry.close();
  }
});
console.log(`${passed} journeys passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function step(
  title: string,
  folder: string,
  registry: string,
  journey: Journey,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const place = path.join(folder, `empty-${passed + failed}`);
  const home = path.join(folder, `home-${passed + failed}`);
  await mkdir(place);
  await mkdir(home);
  const started = performance.now();
  const transport = new StdioClientTransport({
    command: "npx",
    args: ["-y", journey.packageName, ...args],
    cwd: place,
    env: {
      PATH: withoutWorkspace(process.env["PATH"] ?? ""),
      HOME: home,
      npm_config_registry: registry,
      npm_config_cache: path.join(home, "cache"),
      npm_config_update_notifier: "false",
      ...env,
    },
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (bytes: Buffer) => (log += bytes.toString()));
  const client = new Client({ name: "e2e-npx", version: "1.0.0" });
  try {
    await client.connect(transport, { timeout: 60_000 });
    const { tools } = await client.listTools();
    const result = await client.callTool({
      name: journey.call.tool,
      arguments: journey.call.arguments,
    });
    const text = JSON.stringify(result.content);
    if (result.isError === true || !journey.call.expect.test(text))
      throw new Error(`${journey.call.tool} answered ${text.slice(0, 500)}`);
    passed += 1;
    console.log(
      `ok      ${title}: ${tools.length} tools, ${journey.call.tool} answered, ${Math.round(performance.now() - started)} ms`,
    );
  } catch (thrown) {
    failed += 1;
    console.error(
      `FAILED  ${title}: ${thrown instanceof Error ? thrown.message : String(thrown)}\n${log}`,
    );
  } finally {
    await client.close();
  }
}

/** npm of this machine on the Node that runs this script, and nothing of the workspace's own programs. */
function withoutWorkspace(searchPath: string): string {
  const outside = searchPath.split(path.delimiter).filter((folder) => !folder.startsWith(root));
  return [path.dirname(process.execPath), ...outside].join(path.delimiter);
}

async function startSandbox(
  journey: Journey,
): Promise<{ readonly env: Readonly<Record<string, string>>; stop(): void }> {
  const child = spawn(
    process.execPath,
    ["-C", "@psa-mcp/source", path.join(import.meta.dirname, "serve-sandbox.ts"), journey.vendor],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.once("exit", () => reject(new Error("the sandbox did not start")));
  });
  return { env: JSON.parse(line) as Record<string, string>, stop: () => void child.kill() };
}
