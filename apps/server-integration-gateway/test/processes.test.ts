// Several processes of one user on one store: they sign in and renew together, and survive one another's death.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "./support/browser.ts";
import { freePort, openWorld, type World } from "./support/world.ts";

let world: World;
let env: Record<string, string>;
beforeEach(async () => {
  world = await openWorld();
  // The vendor's own kind of client: one redirect, on one port, which cannot move.
  const port = await freePort();
  const client = world.sandbox.registerClient({
    redirectUris: [`http://localhost:${port}/oauth/callback`],
    grant: "authorization-code",
    skipAuthorization: true,
  });
  env = world.variables({
    IG_CLIENT_ID: client.clientId,
    IG_CLIENT_SECRET: client.clientSecret,
    IG_CALLBACK_PORT: String(port),
  });
});
afterEach(() => world.close());

const urlIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? "";
const tokenRequests = (): number =>
  world.sandbox.requests().filter(({ path }) => path.startsWith("/o/token/")).length;

describe("several processes at once", () => {
  it("share one sign-in: one page, one exchange, and all of them go on", async () => {
    const callers = await Promise.all([world.stdio(env), world.stdio(env), world.stdio(env)]);
    const answers = await Promise.all(callers.map((caller) => caller.call("ig_login")));
    for (const answer of answers) expect(answer.isError, answer.text).toBe(false);
    const urls = new Set(answers.map(({ text }) => urlIn(text)).filter((url) => url !== ""));
    expect(urls.size).toBe(1);

    const page = await new Browser().signIn([...urls][0] ?? "", world.sandbox.users.staff);
    expect(page.text).toContain("Signed in");
    await Promise.all(callers.map((caller) => caller.changed(1)));
    const lists = await Promise.all(callers.map((caller) => caller.call("list_integrations")));
    for (const list of lists) expect(list.isError, list.text).toBe(false);
    expect(tokenRequests()).toBe(1);
  });

  it("renew once where every renewal burns the last renewal token", async () => {
    const first = await world.stdio(env);
    await new Browser().signIn(
      urlIn((await first.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    await first.changed(1);
    const callers = [first, ...(await Promise.all([1, 2, 3].map(() => world.stdio(env))))];
    await Promise.all(callers.map((caller) => caller.call("list_integrations")));

    for (let round = 0; round < 3; round += 1) {
      await world.control("POST", "/tokens/expire");
      const before = tokenRequests();
      const answers = await Promise.all(
        callers.flatMap((caller) => [
          caller.call("list_integrations"),
          caller.call("query_buildhelper", { operation: "list_adapters" }),
        ]),
      );
      for (const answer of answers) expect(answer.isError, answer.text).toBe(false);
      expect(tokenRequests() - before).toBe(1);
    }
  });

  it("take over when the one that was signing in is killed", async () => {
    const first = await world.stdio(env);
    await first.call("ig_login");
    const { pid } = first.client.transport as unknown as { readonly pid: number };
    process.kill(pid, "SIGKILL");
    const second = await world.stdio(env);
    await expect
      .poll(
        async () => {
          const url = urlIn((await second.call("ig_login")).text);
          if (url === "") return "";
          const page = await new Browser()
            .signIn(url, world.sandbox.users.staff)
            .catch(() => undefined);
          return page?.text.includes("Signed in") === true ? "signed in" : "";
        },
        { timeout: 20_000 },
      )
      .toBe("signed in");
  });

  it("see through a lock whose owner is dead, and respect one whose owner lives", async () => {
    const first = await world.stdio(env);
    await new Browser().signIn(
      urlIn((await first.call("ig_login")).text),
      world.sandbox.users.staff,
    );
    await first.changed(1);
    await first.close();
    const tokens = join(world.folder, "tokens");
    const kept = (await readdir(tokens)).find((name) => name.endsWith(".json")) ?? "";
    await mkdir(tokens, { recursive: true });
    await writeFile(
      join(tokens, kept.replace(/json$/, "lock")),
      JSON.stringify({ pid: 4_194_304, host: hostname(), nonce: "gone" }),
    );
    await world.control("POST", "/tokens/expire");
    const second = await world.stdio(env);
    expect((await second.call("list_integrations")).isError).toBe(false);
  });
});
