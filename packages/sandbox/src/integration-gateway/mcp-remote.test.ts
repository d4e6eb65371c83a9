import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { Browser } from "./browser.fixture.ts";
import { startIntegrationGatewaySandbox, type IntegrationGatewaySandbox } from "./index.ts";

const program = path.join(
  path.dirname(fileURLToPath(import.meta.resolve("mcp-remote/package.json"))),
  "dist/proxy.js",
);

const LONG = { timeout: 60_000 };

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A port that is free now. The client's redirect address is registered with it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

interface Proxy {
  ask(method: string, params: object): Promise<Record<string, unknown>>;
  tell(method: string): void;
  /** The address that a person would open. */
  authorizeUrl: Promise<string>;
}

/** Starts the program with the argument line of the vendor's guide, and speaks to it as a host does. */
async function start(sandbox: IntegrationGatewaySandbox, folder: string): Promise<Proxy> {
  const port = await freePort();
  const { clientId, clientSecret } = sandbox.registerClient({
    redirectUris: [`http://localhost:${port}/oauth/callback`],
  });
  const information = JSON.stringify({ client_id: clientId, client_secret: clientSecret });
  const flags = ["--transport", "http-only", "--static-oauth-client-info", information];
  // What opens browsers does nothing: the test opens the address by itself.
  const opener = path.join(folder, "xdg-open");
  writeFileSync(opener, "#!/bin/sh\nexit 0\n");
  chmodSync(opener, 0o755);
  const child = spawn(
    process.execPath,
    [program, sandbox.mcpUrl, String(port), ...flags, "--allow-http"],
    {
      env: { PATH: folder, HOME: folder, MCP_REMOTE_CONFIG_DIR: folder, BROWSER: opener },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  ends.push(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  });
  return { ...conversation(child), authorizeUrl: printedAddress(child) };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      words += text;
      const found = /^(?:\[\d+\] )?(http\S*\/o\/authorize\/\S*)\s/m.exec(words)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error(`It ended without an address: ${words}`)));
  });
}

function conversation(child: ChildProcess): Pick<Proxy, "ask" | "tell"> {
  const waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const answer = JSON.parse(line) as { id?: number; result?: Record<string, unknown> };
      waiting.get(answer.id ?? -1)?.(answer.result ?? answer);
    });
  }
  let next = 0;
  const write = (message: object): void => {
    child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  };
  return {
    ask(method, params) {
      const id = next;
      next += 1;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        write({ id, method, params });
      });
    },
    tell: (method) => write({ method }),
  };
}

// The two variants of discovery that it can follow, and a server that wants and answers more.
const variants: [profile: "documented" | "modern", discovery: string][] = [
  ["documented", "protected-resource"],
  ["documented", "authorization-server"],
  ["modern", "protected-resource"],
];

it.each(variants)(
  "lets mcp-remote sign in and call a tool: %s, %s",
  LONG,
  async (profile, discovery) => {
    const sandbox = await startIntegrationGatewaySandbox({ profile });
    const body = JSON.stringify({ switches: { discovery } });
    await fetch(`${sandbox.controlUrl}/profile`, { method: "POST", body });
    ends.push(() => sandbox.close());
    const folder = mkdtempSync(path.join(tmpdir(), "sandbox-mcp-remote-"));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const proxy = await start(sandbox, folder);
    const opening = proxy.ask("initialize", {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "host", version: "1.0.0" },
    });
    const browser = new Browser(sandbox.url);
    const sent = await browser.signIn(await proxy.authorizeUrl, sandbox.users.staff);
    expect(sent.text).toBe("");
    expect(sent.url).toMatch(/^http:\/\/localhost:\d+\/oauth\/callback\?code=/);
    expect((await fetch(sent.url)).status).toBe(200);

    expect(await opening).toMatchObject({ protocolVersion: "2025-06-18" });
    proxy.tell("notifications/initialized");
    const { tools } = (await proxy.ask("tools/list", {})) as { tools: { name: string }[] };
    expect(tools.map(({ name }) => name)).toContain("read_integration");
    const result = await proxy.ask("tools/call", {
      name: "execute_integration",
      arguments: { integration: "echo", payload: { greeting: "good morning" } },
    });
    expect(result).toMatchObject({ isError: false });
    expect(JSON.stringify(result)).toContain("good morning");
  },
);
