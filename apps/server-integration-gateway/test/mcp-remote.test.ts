// The argument line of mcp-remote, and what it gets wrong: each defect of its list as a check that ours passes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "./support/browser.ts";
import { freePort, openWorld, programArguments, type Caller, type World } from "./support/world.ts";

const urlIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

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

/** The line of the vendor's set-up page, word for word behind the package's name. */
const line = (...more: readonly string[]): readonly string[] => [
  world.sandbox.mcpUrl,
  String(port),
  "--transport",
  "http-only",
  "--static-oauth-client-info",
  JSON.stringify({ client_id: client.clientId, client_secret: client.clientSecret }),
  "--allow-http",
  ...more,
];
const start = (...more: readonly string[]): Promise<Caller> =>
  world.stdio({ IG_SIGN_IN: "ask" }, { argv: line(...more) });

async function signedIn(...more: readonly string[]): Promise<Caller> {
  const caller = await start(...more);
  const page = await new Browser().signIn(
    urlIn((await caller.call("ig_login")).text),
    world.sandbox.users.staff,
  );
  expect(page.text).toContain("Signed in");
  await caller.changed(1);
  return caller;
}

describe("the argument line of mcp-remote", () => {
  it("works unchanged", async () => {
    const caller = await signedIn();
    expect((await caller.call("list_integrations")).isError).toBe(false);
  });

  it.each([
    ["blanks after colons", (json: string) => [json.replaceAll(":", ": ").replaceAll(",", ", ")]],
    ["an argument that a shell broke", (json: string) => json.replaceAll(",", ", ").split(" ")],
    ["quotation marks that a shell took", (json: string) => [json.replaceAll('"', "")]],
    ["quotation marks with backslashes", (json: string) => [json.replaceAll('"', String.raw`\"`)]],
  ])("takes credentials with %s", async (_what, write) => {
    const json = JSON.stringify({ client_id: client.clientId, client_secret: client.clientSecret });
    const argv = [
      world.sandbox.mcpUrl,
      String(port),
      "--static-oauth-client-info",
      ...write(json),
      "--allow-http",
    ];
    const caller = await world.stdio({ IG_SIGN_IN: "ask" }, { argv });
    const page = await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    expect(page.text).toContain("Signed in");
  });

  it("takes credentials from a file and from variables, headers, ignored tools and what it does not need", async () => {
    const file = join(world.folder, "client.json");
    await writeFile(
      file,
      JSON.stringify({ client_id: client.clientId, client_secret: client.clientSecret }),
    );
    const argv = [
      world.sandbox.mcpUrl,
      String(port),
      "--static-oauth-client-info",
      `@${file}`,
      "--header",
      "X-Zone: ${ZONE}",
      "--ignore-tool",
      "search_*",
      "--auth-timeout",
      "60",
      "--allow-http",
      "--debug",
    ];
    const caller = await world.stdio({ IG_SIGN_IN: "ask", ZONE: "blue" }, { argv });
    await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    await caller.changed(1);
    expect(await caller.tools()).not.toContain("search_integration");
    const headers = world.sandbox
      .requests()
      .map((request) => request.headers as Record<string, string>);
    expect(headers.some((sent) => sent["x-zone"] === "blue")).toBe(true);
  });

  it("adds the slash that somebody lost", async () => {
    const argv = [world.sandbox.mcpUrl.replace(/\/$/, ""), ...line().slice(1)];
    const caller = await world.stdio({ IG_SIGN_IN: "ask" }, { argv });
    await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    await caller.changed(1);
    expect((await caller.call("list_integrations")).isError).toBe(false);
  });

  it("refuses plain http to any other machine, and addresses that are none", async () => {
    const run = async (...argv: readonly string[]): Promise<string> => {
      const child = spawn(process.execPath, [...programArguments, ...argv, "doctor"], {
        env: { PATH: process.env["PATH"], HOME: world.folder },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      await once(child, "exit");
      return said;
    };
    expect(await run("http://gateway.example/integrations/mcp/", "--allow-http")).toContain(
      "must begin with https",
    );
    expect(await run("http://127.0.0.1:1/integrations/mcp/")).toContain("--allow-http");
  });
});

describe("what mcp-remote gets wrong", () => {
  it("1: listens on loopback alone, and checks the state", async () => {
    const caller = await start();
    const url = new URL(urlIn((await caller.call("ig_login")).text));
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((entry) => entry?.family === "IPv4" && !entry.internal)?.address;
    if (outside !== undefined) {
      const socket = connect(port, outside);
      const what = await new Promise((resolve) => {
        socket.once("connect", () => resolve("open"));
        socket.once("error", () => resolve("closed"));
      });
      socket.destroy();
      expect(what).toBe("closed");
    }
    const injected = await fetch(`http://127.0.0.1:${port}/oauth/callback?code=stolen`);
    expect(injected.status).toBe(400);
    const page = await new Browser().signIn(url.href, world.sandbox.users.staff);
    expect(page.text).toContain("Signed in");
  });

  it("4: gives an unfinished sign-in up, and says so", async () => {
    const caller = await start("--login-seconds", "5");
    const begun = await caller.call("ig_login");
    expect(urlIn(begun.text)).not.toBe("");
    await expect
      .poll(async () => (await caller.call("ig_login_status")).text, {
        timeout: 15_000,
        interval: 1000,
      })
      .toContain("not finished in time");
  }, 60_000);

  it("5: shows success only after the exchange", async () => {
    const caller = await start();
    world.sandbox.fault({ kind: "status", status: 503, match: { path: "^/o/token/" } });
    const page = await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    expect(page.text).not.toContain("You are signed in");
    expect(page.text).toContain("Not signed in");
  });

  it("6: answers every request, whatever the instance does", async () => {
    const caller = await signedIn();
    for (const fault of [
      { kind: "reset" },
      { kind: "status", status: 502 },
      { kind: "html", status: 502 },
      { kind: "html", status: 200 },
      { kind: "empty" },
      { kind: "malformed" },
      { kind: "redirect", location: "https://elsewhere.example/" },
      { kind: "retry-after", status: 429, retryAfter: 1 },
    ] as const) {
      world.sandbox.fault({ ...fault, match: { path: "^/integrations/mcp/" }, times: 4 });
      const answer = await caller.call("list_integrations");
      expect(answer.isError, `${fault.kind}: ${answer.text}`).toBe(true);
      expect(answer.text.length).toBeGreaterThan(20);
      world.sandbox.clearFaults();
      await expect
        .poll(async () => (await caller.call("list_integrations")).isError, {
          timeout: 40_000,
          interval: 500,
        })
        .toBe(false);
    }
  }, 180_000);

  it("6: answers a call whose stream was cut, and repeats it where that does no harm", async () => {
    const caller = await signedIn();
    await world.control("POST", "/profile", {
      profile: "documented",
      switches: { answers: "sse" },
    });
    await world.control("POST", "/streams/cut", { next: 1 });
    const answer = await caller.call("list_integrations");
    expect(answer.isError, answer.text).toBe(false);
  });

  it("7: opens one session, and another only when the first was forgotten", async () => {
    const caller = await signedIn();
    await caller.call("list_integrations");
    await caller.call("list_integrations");
    const { opened } = (await world.control("GET", "/sessions")) as { opened: number };
    expect(opened).toBe(1);
    await world.control("POST", "/sessions/forget");
    expect((await caller.call("list_integrations")).isError).toBe(false);
    const after = (await world.control("GET", "/sessions")) as { opened: number };
    expect(after.opened).toBe(2);
  });

  it("7: does not run an integration twice when the session was forgotten", async () => {
    const caller = await signedIn("--allow", "execute");
    const runs = async (): Promise<number> => {
      const { data } = await caller.call("search_run_histories", { integration: "echo" });
      return Number(data["total"]);
    };
    const before = await runs();
    await world.control("POST", "/sessions/forget");
    const asked = await caller.call("execute_integration", { integration: "echo" });
    const confirm = /confirm "([^"]+)"/.exec(asked.text)?.[1];
    const refused = await caller.call("execute_integration", { integration: "echo", confirm });
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain("nothing was carried out");
    expect(await runs()).toBe(before);
  });

  it("8: opens nothing when a renewal fails in mid session", async () => {
    const caller = await signedIn();
    const page = (): Promise<string> =>
      fetch(`http://127.0.0.1:${port}/oauth/callback`).then(
        () => "open",
        () => "closed",
      );
    await expect.poll(page, { timeout: 5000 }).toBe("closed");
    await world.control("POST", "/tokens/revoke");
    const answer = await caller.call("list_integrations");
    expect(answer.text).toContain("Nobody is signed in");
    expect(await page()).toBe("closed");
  });

  it("9, 11: writes no token, secret or header to its output or its files", async () => {
    const caller = await signedIn("--header", "X-Secret: header-value-0123456789", "--debug");
    await caller.call("list_integrations");
    await caller.call("read_integration", { integration: "core-account-opening" });
    await caller.close();
    const tokens = world.sandbox
      .requests()
      .map(({ headers }) => String((headers as Record<string, string>)["authorization"] ?? ""))
      .filter((value) => value.startsWith("Bearer "))
      .map((value) => value.slice("Bearer ".length));
    expect(tokens.length).toBeGreaterThan(0);
    const files = await readdir(world.folder, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(join(entry.parentPath, entry.name), "utf8")),
    );
    const everything = [caller.errors(), ...texts].join("\n");
    for (const secret of [...new Set(tokens), client.clientSecret, "header-value-0123456789"])
      expect(everything.includes(secret), secret.slice(0, 6)).toBe(false);
  });

  it("10: renews before the token ends", async () => {
    const caller = await signedIn();
    const before = world.sandbox
      .requests()
      .filter(({ path }) => path.startsWith("/o/token/")).length;
    expect(before).toBe(1);
    const files = await readdir(join(world.folder, "tokens"));
    expect(files.some((name) => name.endsWith(".json"))).toBe(true);
    // The instance names an end; the status knows it.
    expect((await caller.call("ig_login_status")).text).toContain("renewed without asking");
  });

  it("hostile addresses of a sign-in reach no shell and no browser", async () => {
    const { openBrowser } = await import("../../../packages/core/src/sign-in/browser.ts");
    for (const address of [
      "file:///etc/passwd",
      "javascript:alert(1)",
      "$(touch pwned)",
      "-e",
      "http:",
      "vscode://x",
    ])
      expect(await openBrowser(address)).toBe(false);
  });
});
