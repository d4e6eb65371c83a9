// The pages that a browser shows in the course of a sign-in, in a real browser: over loopback and over HTTP.
import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, openWorld, type World } from "./support/world.ts";

const executable = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const there = existsSync(executable);
if (!there) {
  if (process.env["CI"] !== undefined && process.env["CI_WITHOUT_CHROMIUM"] === undefined)
    throw new Error(`${executable} is missing; install chromium.`);
  process.stderr.write(
    `NOT RUN: the sign-in in a real browser, because ${executable} is missing.\n`,
  );
}

const urlIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? "";

describe.skipIf(!there)("a sign-in in Chromium", () => {
  let browser: Browser;
  let world: World;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
    world = await openWorld();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  async function page(): Promise<{ readonly page: Page; readonly complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    const opened = await context.newPage();
    const complaints: string[] = [];
    opened.on("console", (line) => {
      if (line.type() === "error") complaints.push(line.text());
    });
    opened.on("pageerror", (error) => complaints.push(error.message));
    return { page: opened, complaints };
  }

  async function fillIn(opened: Page): Promise<void> {
    const { username, password } = world.sandbox.users.staff;
    await opened.getByLabel("Username").fill(username);
    await opened.getByLabel("Password").fill(password);
    // With the keyboard alone.
    await opened.getByLabel("Password").press("Enter");
  }

  it("ends on our page, and the tools appear", async () => {
    const { clientId, clientSecret } = world.sandbox.clients.loopback;
    const caller = await world.stdio(
      world.variables({
        IG_CLIENT_ID: clientId,
        IG_CLIENT_SECRET: clientSecret,
        IG_CALLBACK_HOST: "127.0.0.1",
        IG_CALLBACK_PORT: String(await freePort()),
      }),
    );
    const { page: opened, complaints } = await page();
    await opened.goto(urlIn((await caller.call("ig_login")).text));
    await fillIn(opened);
    await opened.getByRole("heading", { name: "Signed in" }).waitFor();
    expect(await opened.title()).toBe("Signed in");
    expect(await opened.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    expect(complaints).toEqual([]);
    await expect.poll(() => caller.tools(), { timeout: 10_000 }).toContain("read_integration");
  });

  it("asks first over HTTP, then ends on our page", async () => {
    const { clientId, clientSecret } = world.sandbox.clients.loopback;
    const server = await world.http(
      world.variables({
        IG_CLIENT_ID: clientId,
        IG_CLIENT_SECRET: clientSecret,
        MCP_ALLOW_UNAUTHENTICATED: "1",
        MCP_STATE_KEY: "0123456789abcdef0123456789abcdef",
      }),
    );
    const caller = await server.connect();
    const { page: opened, complaints } = await page();
    await opened.goto(urlIn((await caller.call("ig_login")).text));
    await opened.getByRole("heading", { name: /Sign in to .*\?/ }).waitFor();
    await opened.getByRole("link", { name: "Go on" }).focus();
    await opened.keyboard.press("Enter");
    await fillIn(opened);
    await opened.getByRole("heading", { name: "Signed in" }).waitFor();
    expect(complaints).toEqual([]);
    await expect.poll(() => caller.tools(), { timeout: 10_000 }).toContain("read_integration");
  });
});
