// The commands around the sign-in: doctor walks the connection, login works without a browser, logout forgets.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "./support/browser.ts";
import { freePort, openWorld, programArguments, type World } from "./support/world.ts";

let world: World;
let port: number;
let client: { readonly clientId: string; readonly clientSecret: string };
beforeEach(async () => {
  world = await openWorld();
  port = await freePort();
  client = world.sandbox.registerClient({
    redirectUris: [`http://localhost:${port}/oauth/callback`],
    grant: "authorization-code",
    skipAuthorization: true,
  });
});
afterEach(() => world.close());

const variables = (more: Readonly<Record<string, string>> = {}): Record<string, string> =>
  world.variables({
    IG_CLIENT_ID: client.clientId,
    IG_CLIENT_SECRET: client.clientSecret,
    IG_CALLBACK_PORT: String(port),
    ...more,
  });

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  said(): string;
  readonly ended: Promise<number | null>;
}

function start(env: Readonly<Record<string, string>>, ...argv: readonly string[]): Running {
  const child = spawn(process.execPath, [...programArguments, ...argv], {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: world.folder,
      MCP_STATE_DIR: world.folder,
      ...env,
    },
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return { child, said: () => said, ended };
}

async function run(
  env: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<string> {
  const running = start(env, ...argv);
  await running.ended;
  return running.said();
}

const urlIn = (text: string): string => /http\S+\/o\/authorize\/\S+/.exec(text)?.[0] ?? "";

/** Signs in by the address that is pasted: the browser is on another machine. */
async function loginByPaste(env: Readonly<Record<string, string>>): Promise<Running> {
  const running = start(env, "login", "--no-browser");
  await expect.poll(() => urlIn(running.said()), { timeout: 15_000 }).not.toBe("");
  const page = await new Browser().signIn(
    urlIn(running.said()),
    world.sandbox.users.staff,
    `http://localhost:${port}`,
  );
  running.child.stdin.write(`${page.url}\n`);
  return running;
}

describe("login and logout", () => {
  it("take the pasted address of the page that could not be reached, and forget the tokens", async () => {
    const running = await loginByPaste(variables());
    expect(await running.ended, running.said()).toBe(0);
    expect(running.said()).toContain("Signed in");
    const caller = await world.stdio(variables());
    expect((await caller.call("list_integrations")).isError).toBe(false);
    await caller.close();

    expect(await run(variables(), "logout")).toContain("Signed out");
    const again = await world.stdio(variables());
    expect((await again.call("list_integrations")).text).toContain("Nobody is signed in");
  });

  it("refuse a pasted text that is no address of the end", async () => {
    const running = start(variables(), "login", "--no-browser");
    await expect.poll(() => urlIn(running.said()), { timeout: 15_000 }).not.toBe("");
    running.child.stdin.write("hello\n");
    expect(await running.ended).toBe(1);
    expect(running.said()).toContain("Copy the whole address");
  });

  it("keep the key in the system's keychain where there is one", async () => {
    const bin = join(world.folder, "bin");
    const kept = join(world.folder, "keychain");
    await mkdir(bin);
    await writeFile(
      join(bin, "secret-tool"),
      `#!/bin/sh\ncase "$1" in\nlookup) [ -f "${kept}" ] && cat "${kept}" || exit 1;;\nstore) cat > "${kept}";;\nesac\n`,
    );
    await chmod(join(bin, "secret-tool"), 0o755);
    const env = variables({ PATH: `${bin}:${process.env["PATH"] ?? ""}` });
    const running = await loginByPaste(env);
    expect(await running.ended, running.said()).toBe(0);
    expect((await readFile(kept, "utf8")).trim()).toMatch(/^[0-9a-f]{64}$/);
    expect(await readdir(world.folder)).not.toContain("key");
    // Without that keychain the tokens are of no use to anybody.
    const without = await world.stdio(variables());
    expect((await without.call("ig_login_status")).text).toContain("Nobody is signed in");
  });
});

describe("doctor", () => {
  it("walks the whole way and ends well", async () => {
    await (
      await loginByPaste(variables())
    ).ended;
    const said = await run(variables(), "doctor");
    for (const check of [
      "DNS",
      "MCP endpoint",
      "Discovery",
      "Redirect address",
      "Client secret",
      "Callback port",
      "Sign-in",
      "Permission",
    ])
      expect(said).toMatch(new RegExp(`ok +${check}`));
    expect(said).toContain("tools are offered to this account");
    expect(said).toContain("Everything is in order");
    expect(said).not.toContain(client.clientSecret);
  });

  it.each([
    [
      "a host that does not exist",
      () => ({ IG_URL: "https://no-such-host.invalid/integrations/mcp/" }),
      "DNS",
    ],
    [
      "a port where nothing listens",
      () => ({ IG_URL: "http://127.0.0.1:1/integrations/mcp/" }),
      "MCP endpoint",
    ],
    ["a path without MCP", () => ({ IG_URL: `${world.sandbox.url}/elsewhere/` }), "MCP endpoint"],
    [
      "a wrong secret",
      () => ({ IG_CLIENT_SECRET: "wrong-secret-of-this-test" }),
      "client secret is wrong",
    ],
    [
      "a hashed secret",
      () => ({ IG_CLIENT_SECRET: "pbkdf2_sha256$600000$abc$def" }),
      "hash of the secret",
    ],
    [
      "an unknown client",
      () => ({ IG_CLIENT_ID: "no-such-client" }),
      "client id or the client secret is wrong",
    ],
    [
      "which redirect must be registered",
      () => ({ IG_CALLBACK_PATH: "/somewhere/else" }),
      "/somewhere/else must be registered exactly so",
    ],
    ["nobody signed in", () => ({}), "nobody is signed in"],
  ] as const)("finds %s", async (_what, more, says) => {
    const running = start(variables(more()), "doctor");
    expect(await running.ended).toBe(1);
    expect(running.said()).toContain("FAILED");
    expect(running.said()).toContain(says);
  });

  it("finds an account without MCP access", async () => {
    const token = world.sandbox.tokenFor("standard");
    const said = await run(world.variables({ IG_TOKEN: token }), "doctor");
    expect(said).toContain("Staff or Superuser");
  });
});
