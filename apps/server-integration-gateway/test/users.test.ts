// Many people over one HTTP server: each signs in as themselves, or brings a token of their own.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "./support/browser.ts";
import { openWorld, type HttpProgram, type World } from "./support/world.ts";

const ANN = { authorization: "Bearer ann-token-0123456789abcdef0123" };
const BOB = { authorization: "Bearer bob-token-0123456789abcdef0123" };
const urlIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function serve(): Promise<HttpProgram> {
  const { clientId, clientSecret } = world.sandbox.clients.loopback;
  return world.http(
    world.variables({
      IG_CLIENT_ID: clientId,
      IG_CLIENT_SECRET: clientSecret,
      MCP_STATE_KEY: "0123456789abcdef0123456789abcdef",
      MCP_TOKENS_ADMIN: "ann:ann-token-0123456789abcdef0123,bob:bob-token-0123456789abcdef0123",
    }),
  );
}

describe("one server for many people", () => {
  it("keeps the sign-in of each apart, and tells each of their own tools", async () => {
    const server = await serve();
    const ann = await server.connect({ headers: ANN });
    const bob = await server.connect({ headers: BOB });
    expect(await ann.tools()).not.toContain("read_integration");

    const link = urlIn((await ann.call("ig_login")).text);
    expect(link.startsWith(`${server.url}/oauth/upstream/integration-gateway/start?state=`)).toBe(
      true,
    );
    const page = await new Browser().signIn(link, world.sandbox.users.superuser);
    expect(page.text).toContain("Signed in");
    await expect.poll(() => ann.tools(), { timeout: 10_000 }).toContain("django_admin");
    expect(await bob.tools()).not.toContain("django_admin");
    expect((await bob.call("ig_login_status")).text).toContain("Nobody is signed in");

    const second = await new Browser().signIn(
      urlIn((await bob.call("ig_login")).text),
      world.sandbox.users.builder,
    );
    expect(second.text).toContain("Signed in");
    await expect.poll(() => bob.tools(), { timeout: 10_000 }).toContain("read_integration");
    const annSees = (await ann.call("list_integrations")).data["integrations"];
    const bobSees = (await bob.call("list_integrations")).data["integrations"];
    expect(JSON.stringify(bobSees)).not.toBe(JSON.stringify(annSees));
  });

  it("says for whom a sign-in is, and finishes it only in the browser that began it", async () => {
    const server = await serve();
    const ann = await server.connect({ headers: ANN });
    const link = urlIn((await ann.call("ig_login")).text);
    const victim = new Browser();
    const start = await victim.open(link);
    expect(start.text).toContain("token:ann");
    expect(start.text).toContain("Go on only if that is you");

    // The authorization itself, sent on to somebody else: their browser never saw the first page.
    const authorize = /<a href="([^"]*)">Go on/.exec(start.text)?.[1] ?? "";
    const address = authorize.replace(/&#(\d+);/g, (_all, code: string) =>
      String.fromCharCode(Number(code)),
    );
    const stranger = await new Browser().signIn(address, world.sandbox.users.superuser);
    expect(stranger.status).toBe(400);
    expect(stranger.text).toContain("not begun in this browser");
    expect((await ann.call("ig_login_status")).text).not.toContain("Signed in at");
  });

  it("takes a caller's own token by header, and never the caller's token for this server upstream", async () => {
    const server = await serve();
    const own = world.sandbox.tokenFor("builder");
    const caller = await server.connect({ headers: { ...ANN, "x-ig-token": own } });
    expect(await caller.tools()).toContain("read_integration");
    expect((await caller.call("list_integrations")).isError).toBe(false);
    const sent = JSON.stringify(world.sandbox.requests().map(({ headers }) => headers));
    expect(sent).toContain(own);
    expect(sent).not.toContain("ann-token");

    await expect(
      server.connect({ headers: { ...ANN, "x-ig-token": "no-such-token-000000" } }),
    ).rejects.toThrow(/401|refuse|credential/i);
  });

  it("does not act as the service account for a caller who brings a token", async () => {
    const { clientId, clientSecret } = world.sandbox.clients.service;
    const server = await world.http(
      world.variables({
        IG_SERVICE_CLIENT_ID: clientId,
        IG_SERVICE_CLIENT_SECRET: clientSecret,
        IG_ALLOW: "execute",
        MCP_CONFIRM: "never",
        CLIENT_IG_KEYS: "open",
        MCP_TOKENS_ADMIN: "ann:ann-token-0123456789abcdef0123",
      }),
    );
    const caller = await server.connect({
      headers: { "x-ig-token": world.sandbox.tokenFor("staff") },
    });
    const run = await caller.call("run_integration", {
      path_name: "request-inspector",
      payload: {},
    });
    expect(run.isError, run.text).toBe(false);
    expect(run.text).toContain(world.sandbox.users.staff.username);
    const ann = await server.connect({ headers: ANN });
    const other = await ann.call("run_integration", { path_name: "echo", payload: { a: 1 } });
    expect(other.text).not.toContain(world.sandbox.users.staff.username);
  });
});
