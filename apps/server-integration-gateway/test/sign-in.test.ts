import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "./support/browser.ts";
import { openWorld, freePort, type World } from "./support/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** The client whose redirect may have any port of 127.0.0.1: tests run side by side. */
async function anyPort(): Promise<Record<string, string>> {
  const { clientId, clientSecret } = world.sandbox.clients.loopback;
  return {
    IG_CLIENT_ID: clientId,
    IG_CLIENT_SECRET: clientSecret,
    IG_CALLBACK_HOST: "127.0.0.1",
    IG_CALLBACK_PORT: String(await freePort()),
  };
}

const urlIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

describe("signing in", () => {
  it("answers at once without anybody signed in, then shows the tools as soon as a person has", async () => {
    const caller = await world.stdio(world.variables(await anyPort()));
    expect(await caller.tools()).toEqual(expect.arrayContaining(["ig_login", "ig_login_status"]));
    expect(await caller.tools()).not.toContain("read_integration");
    expect((await caller.call("ig_login_status")).text).toContain("Nobody is signed in");

    const begun = await caller.call("ig_login");
    const page = await new Browser().signIn(urlIn(begun.text), world.sandbox.users.staff);
    expect(page.status).toBe(200);
    expect(page.text).toContain("Signed in");
    await caller.changed(1);
    expect(await caller.tools()).toContain("read_integration");
    expect((await caller.call("list_integrations")).data["total"]).toBeGreaterThan(3);
    expect((await caller.call("ig_login_status")).text).toContain("Signed in");
  });

  it("uses PKCE, a state and the exact redirect, on loopback alone, and closes the page afterwards", async () => {
    const env = await anyPort();
    const caller = await world.stdio(world.variables(env));
    const url = new URL(urlIn((await caller.call("ig_login")).text));
    expect(url.pathname).toBe("/o/authorize/");
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    expect(url.searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(url.searchParams.get("state")).toMatch(/^[\w-]{20,}$/);
    const callback = `http://127.0.0.1:${env["IG_CALLBACK_PORT"]}/oauth/callback`;
    expect(url.searchParams.get("redirect_uri")).toBe(callback);

    const forged = await fetch(`${callback}?code=x&state=forged`);
    expect(forged.status).toBe(400);
    expect(await forged.text()).toContain("does not belong to this sign-in");
    expect((await fetch(callback.replace("/oauth/callback", "/"))).status).toBe(404);

    const page = await new Browser().signIn(url.href, world.sandbox.users.staff);
    expect(page.text).toContain("Signed in");
    await caller.changed(1);
    await expect
      .poll(
        () =>
          fetch(callback).then(
            () => "open",
            () => "closed",
          ),
        { timeout: 5000 },
      )
      .toBe("closed");
  });

  it("keeps tokens encrypted, readable to their owner alone, and signed in for the next start", async () => {
    const env = world.variables(await anyPort());
    const caller = await world.stdio(env);
    await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    await caller.changed(1);
    await caller.close();
    const files = await readdir(join(world.folder, "tokens"));
    const kept = files.find((name) => name.endsWith(".json")) ?? "";
    const path = join(world.folder, "tokens", kept);
    const { mode } = await stat(path);
    expect(mode & 0o077).toBe(0);
    expect(Object.keys(JSON.parse(await readFile(path, "utf8")) as object).toSorted()).toEqual([
      "data",
      "iv",
      "tag",
      "version",
    ]);

    const again = await world.stdio(env);
    expect(await again.tools()).toContain("read_integration");
    expect((await again.call("list_integrations")).isError).toBe(false);
  });

  it.each([
    ["documented", {}],
    ["bare", { IG_RESOURCE: "off" }],
    ["modern", {}],
    ["hostile", {}],
  ] as const)("finds its way at an instance of profile %s", async (profile, more) => {
    await world.control("POST", "/profile", { profile });
    if (profile === "hostile")
      await world.control("POST", "/profile", { profile, switches: { issuer: "present" } });
    const caller = await world.stdio(world.variables({ ...(await anyPort()), ...more }));
    const begun = await caller.call("ig_login");
    const page = await new Browser().signIn(urlIn(begun.text), world.sandbox.users.superuser);
    expect(page.text).toContain("Signed in");
    await caller.changed(1);
    expect(await caller.tools()).toContain("read_integration");
    expect((await caller.call("list_integrations")).isError).toBe(false);
  });

  it("refuses an answer that another issuer signed with its name", async () => {
    await world.control("POST", "/profile", { profile: "hostile" });
    const caller = await world.stdio(world.variables(await anyPort()));
    const page = await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.superuser,
    );
    expect(page.status).toBe(400);
    expect(page.text).toContain("does not belong to this sign-in");
    expect((await caller.call("ig_login_status")).text).toContain("Nobody is signed in");
  });

  it("renews a token that ended and one that was refused, and says so when it cannot", async () => {
    const caller = await world.stdio(world.variables(await anyPort()));
    await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    await caller.changed(1);
    await world.control("POST", "/tokens/expire");
    expect((await caller.call("list_integrations")).isError).toBe(false);

    await world.control("POST", "/tokens/revoke");
    const refused = await caller.call("list_integrations");
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain("Nobody is signed in");
    expect(refused.text).toContain("sign in");
    const status = await caller.call("ig_login_status");
    expect(status.text).toContain("Nobody is signed in");
    // Nothing is opened unasked: no page waits for a browser.
    expect(status.text).not.toContain("under way");

    const page = await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    expect(page.text).toContain("Signed in");
    await expect
      .poll(async () => (await caller.call("list_integrations")).isError, { timeout: 10_000 })
      .toBe(false);
  });

  it("explains a hashed secret, a wrong one, and one that was declined", async () => {
    const { hashedSecret } = await import("@psa-mcp/sandbox/integration-gateway");
    const env = await anyPort();
    const hashed = hashedSecret(String(env["IG_CLIENT_SECRET"]));
    const caller = await world.stdio(world.variables({ ...env, IG_CLIENT_SECRET: hashed }));
    const page = await new Browser().signIn(
      urlIn((await caller.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    expect(page.status).toBe(400);
    expect(page.text).toContain("hash");
    expect(page.text).toContain("copy it before saving");
    expect((await caller.call("ig_login_status")).text).toContain("client secret is wrong");
  });

  it("says who holds the port, and what to do", async () => {
    const port = await freePort();
    const busy = createServer();
    busy.listen(port, "127.0.0.1");
    await once(busy, "listening");
    const { clientId, clientSecret } = world.sandbox.clients.mcp;
    const caller = await world.stdio(
      world.variables({
        IG_CLIENT_ID: clientId,
        IG_CLIENT_SECRET: clientSecret,
        IG_CALLBACK_PORT: String(port),
      }),
    );
    const answer = await caller.call("ig_login");
    expect(answer.isError).toBe(true);
    expect(answer.text).toContain(`Port ${port} of this machine is in use`);
    expect(answer.text).toContain("mcp-remote");
    // The process lives on.
    expect((await caller.call("ig_login_status")).isError).toBe(false);
    busy.close();
  });

  it("puts the page before the person through the client, where the client can", async () => {
    const browser = new Browser();
    let signedIn: Promise<unknown> = Promise.resolve();
    const caller = await world.stdio(world.variables(await anyPort()), {
      onElicit: ({ url }) => {
        signedIn = browser.signIn(String(url), world.sandbox.users.staff);
        return { action: "accept" };
      },
    });
    const answer = await caller.call("ig_login");
    await signedIn;
    expect(caller.asked).toHaveLength(1);
    expect(answer.text).toContain("Signed in");
  });

  it("takes over the tokens that mcp-remote left", async () => {
    const { access_token: accessToken } = (await world.control("POST", "/tokens", {
      username: world.sandbox.users.staff.username,
    })) as { access_token: string };
    const directory = join(world.folder, "mcp-auth", "mcp-remote-0.1.29");
    await mkdir(directory, { recursive: true });
    const hash = createHash("md5").update(world.sandbox.mcpUrl).digest("hex");
    await writeFile(
      join(directory, `${hash}_tokens.json`),
      JSON.stringify({ access_token: accessToken, token_type: "Bearer", expires_in: 36_000 }),
    );
    const caller = await world.stdio(
      world.variables({
        ...(await anyPort()),
        MCP_REMOTE_CONFIG_DIR: join(world.folder, "mcp-auth"),
      }),
    );
    expect(await caller.tools()).toContain("read_integration");
    expect((await caller.call("list_integrations")).isError).toBe(false);
  });
});
