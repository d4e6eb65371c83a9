import { statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FaultApp } from "../app.ts";
import { expectError, LEAKY, warm } from "../faults/describe.ts";
import { message, plainHeaders, type Headers } from "../program/http.ts";
import { initializeParams } from "../program/caller.ts";
import { Program } from "../program/program.ts";
import { bearer, openCaller, openHttp, tokens, type HttpScene, type Role, type Undo } from "../scene.ts";
import { until } from "../until.ts";
import { startScripted, startStranger } from "../vendor/hosts.ts";
import { describeUploads } from "./uploads.ts";

const initialize = message("initialize", initializeParams, 1);

/** Registers who may do what with whose credential, and that no secret is ever told. */
export function describeTenancy(app: FaultApp): void {
  describeStart(app);
  describeRoles(app);
  describeCallersKeys(app);
  describeStoredSecrets(app);
  describeUploads(app);
}

function describeStart(app: FaultApp): void {
  const rows: readonly (readonly [string, Record<string, string>])[] = [
    ["with a server-wide credential and no tokens", {}],
    ["open to every network", { MCP_ALLOW_UNAUTHENTICATED: "true", MCP_HOST: "0.0.0.0" }],
    ["with a label that has no token", { MCP_TOKENS_ADMIN: "ada:" }],
    ["with a token that is still a placeholder", { MCP_TOKENS_ADMIN: "${ADMIN_TOKEN}" }],
  ];
  it.concurrent.for(rows)(`${app.title} does not start %s`, async ([, variables], context) => {
    const vendor = await app.startVendor();
    const program = new Program(app.program, {
      variables: { ...app.address(vendor.url), ...app.credential, TRANSPORT: "http", PORT: "0", ...variables },
    });
    context.onTestFinished(async () => {
      await program.end();
      await vendor.close();
    });
    const { code } = await program.exited;
    expect(code, program.stderr).toBe(1);
    expect(program.stderr.trim().split("\n")).toHaveLength(1);
    expect(program.stderr).not.toMatch(LEAKY);
    for (const secret of app.secrets) expect(program.stderr).not.toContain(secret);
    expect(vendor.requests()).toEqual([]);
  });
}

/** Names of the tools that a caller sees. */
async function toolsOf(scene: HttpScene, headers: Headers): Promise<readonly string[]> {
  const session = await scene.server.open(headers);
  const { result } = await session.request("tools/list");
  return (result?.["tools"] as { name: string }[]).map(({ name }) => name);
}

function describeRoles(app: FaultApp): void {
  it.concurrent(`${app.title} shows and does for each role what it may, and hides the rest`, async (context) => {
    const scene = await openHttp(app, context, { variables: { MCP_DEADLINE_SECONDS: "10" } });
    const seen = {
      viewer: await toolsOf(scene, bearer("viewer")),
      editor: await toolsOf(scene, bearer("editor")),
      admin: await toolsOf(scene, bearer("admin")),
    };
    expect(seen.viewer.length).toBeGreaterThan(0);
    expect(seen.viewer.length).toBeLessThan(seen.editor.length);
    expect(seen.editor.length).toBeLessThan(seen.admin.length);
    expect(seen.viewer).not.toContain(app.write.tool);
    expect(seen.editor).toContain(app.write.tool);

    const viewer = await scene.server.open(bearer("viewer"));
    const hidden = await viewer.call(app.write);
    const unknown = await viewer.call({ ...app.write, tool: "no_such_tool" });
    const words = (text: string | undefined, name: string): string | undefined => text?.replaceAll(name, "X");
    expect(hidden.refused?.code).toBe(-32_602);
    expect(words(hidden.refused?.message, app.write.tool)).toBe(words(unknown.refused?.message, "no_such_tool"));
    for (const tool of seen.admin.filter((name) => !seen.viewer.includes(name))) {
      expect((await viewer.call({ tool, given: {} })).refused?.code, tool).toBe(-32_602);
    }
    expect(await app.countWritten(scene.vendor)).toBe(0);
    expect((await viewer.call(app.read)).text).toMatch(app.readShows);
    // Narrowing what is shown can only narrow.
    const wide = { ...bearer("viewer"), "x-mcp-toolsets": "all", "x-mcp-readonly": "0" };
    expect(await toolsOf(scene, wide)).toEqual(seen.viewer);
    const narrow = { ...bearer("admin"), "x-mcp-readonly": "1" };
    expect(await toolsOf(scene, narrow)).toEqual(seen.viewer);
    await until("the refusals are in the audit trail", () => scene.audit().includes('"rbac.deny"'));
    await scene.finish(scene.server.said);
  });

  it.concurrent(`${app.title} keeps a session for whom it was begun`, async (context) => {
    const scene = await openHttp(app, context);
    const owner = await scene.server.open(bearer("editor"));
    for (const role of ["viewer", "admin"] as const) {
      for (const method of ["POST", "GET", "DELETE"]) {
        const headers = { ...plainHeaders, ...owner.headers, ...bearer(role) };
        const body = method === "POST" ? { body: message("tools/list", {}, 5) } : {};
        const answer = await scene.server.send({ method, headers, ...body });
        expect(answer.status, `${method} as ${role}`).toBe(403);
      }
    }
    expect((await owner.request("ping")).error).toBeUndefined();
    await scene.finish(scene.server.said);
  });

  it.concurrent(`${app.title} tells wrong tokens nothing, not even by time`, async (context) => {
    const scene = await openHttp(app, context);
    const wrong = [`X${tokens.admin.slice(1)}`, `${tokens.admin.slice(0, -1)}X`, "x".repeat(tokens.admin.length)];
    const spent = new Map<string, number[]>(wrong.map((token) => [token, []]));
    for (let round = 0; round < 60; round += 1) {
      for (const token of wrong) {
        const started = performance.now();
        const answer = await scene.server.send({
          headers: { ...plainHeaders, authorization: `Bearer ${token}` },
          body: initialize,
        });
        spent.get(token)?.push(performance.now() - started);
        expect(answer.status).toBe(401);
        expect(answer.text).not.toContain(token);
      }
    }
    const medians = [...spent.values()].map((times) => times.toSorted((a, b) => a - b)[30] ?? 0);
    expect(Math.max(...medians) - Math.min(...medians), "milliseconds apart").toBeLessThan(5);
    expect(scene.vendor.requests()).toEqual([]);
    await scene.finish(scene.server.said);
  });
}

/** Every key that arrived at the vendor. */
const keysAt = ({ app, vendor }: HttpScene): ReadonlySet<string | undefined> =>
  new Set(vendor.requests().map((request) => app.keyOf(request)));

/** A scene whose callers bring their own keys; those count as secrets. */
async function openKeys(
  app: FaultApp,
  undo: Undo,
  variables: Record<string, string> = {},
  more: { withoutCredential?: boolean } = {},
): Promise<HttpScene> {
  const scene = await openHttp(app, undo, { variables: { MCP_DEADLINE_SECONDS: "10", ...variables }, ...more });
  for (const { key } of app.tenants) scene.secrets.add(key);
  scene.secrets.add(app.wrongKey);
  return scene;
}

function describeCallersKeys(app: FaultApp): void {
  const [first, second] = app.tenants;
  const own = (key: string, role: Role = "admin"): Headers => ({ ...bearer(role), [app.callerHeader]: key });

  describe(`${app.title} with callers' own keys`, () => {
    it.concurrent("refuses a wrong key with 401, and does not ask the vendor again at once", async (context) => {
      const scene = await openKeys(app, context);
      for (let turn = 0; turn < 5; turn += 1) {
        const headers = { ...plainHeaders, ...own(app.wrongKey) };
        const answer = await scene.server.send({ headers, body: initialize });
        expect(answer.status, answer.text).toBe(401);
        expect(answer.headers["www-authenticate"]).toMatch(/^Bearer /);
      }
      expect(keysAt(scene)).toEqual(new Set([app.wrongKey]));
      expect(scene.vendor.requests()).toHaveLength(1);
      await scene.finish(scene.server.said);
    });

    it.concurrent("never mixes two callers' keys, nor with the server's", { timeout: 30_000 }, async (context) => {
      const scene = await openKeys(app, context);
      const [left, right, shared] = await Promise.all([
        scene.server.open(own(first.key)),
        scene.server.open(own(second.key)),
        scene.server.open(bearer("admin")),
      ]);
      const server = await shared.call(app.read);
      await Promise.all(
        Array.from({ length: 25 }, async (_, turn) => {
          // A page size of its own for every turn, so that no answer can be another's from memory.
          const call = { ...app.read, given: { ...app.read.given, page_size: 10 + turn } };
          const [one, two, three] = await Promise.all([left.call(call), right.call(call), shared.call(call)]);
          expect(one.text).toMatch(first.sees);
          expect(two.text).toMatch(second.sees);
          expect(two.text).not.toMatch(first.sees);
          expect(three.text).toMatch(app.readShows);
        }),
      );
      expect(server.text).toMatch(app.readShows);
      const byTurn = new Map<string, string[]>();
      for (const request of scene.vendor.requests()) {
        const size = request.query["page[size]"] ?? request.query["page_size"] ?? "";
        byTurn.set(size, [...(byTurn.get(size) ?? []), app.keyOf(request) ?? ""]);
      }
      for (let turn = 0; turn < 25; turn += 1) {
        const keys = byTurn.get(String(10 + turn)) ?? [];
        expect(keys.toSorted(), `page size ${10 + turn}`).toEqual([first.key, second.key, ...app.secrets].toSorted());
      }
      await scene.finish(scene.server.said);
    });

    it.concurrent("keeps a session to the key it was begun with", async (context) => {
      const scene = await openKeys(app, context);
      const session = await scene.server.open(own(first.key));
      const list = message("tools/list", {}, 5);
      for (const headers of [own(second.key), bearer("admin"), own(first.key, "viewer")]) {
        const answer = await scene.server.send({
          headers: { ...plainHeaders, ...headers, "mcp-session-id": session.id },
          body: list,
        });
        expect(answer.status, answer.text).toBe(403);
      }
      expect((await session.call(app.read)).text).toMatch(first.sees);
      await scene.finish(scene.server.said);
    });

    it.concurrent("wants a token beside the key, unless the operator said otherwise", { timeout: 30_000 }, async (context) => {
      const alone = { ...plainHeaders, [app.callerHeader]: first.key };
      const rows = [
        { mode: "with-token", status: 401 },
        { mode: "disabled", status: 401 },
        { mode: "open", status: 200 },
      ];
      for (const { mode, status } of rows) {
        const scene = await openKeys(app, context, { [app.callerKeysVariable]: mode });
        const answer = await scene.server.send({ headers: alone, body: initialize });
        expect(answer.status, `${mode}: ${answer.text}`).toBe(status);
        if (status !== 200) expect(scene.vendor.requests()).toEqual([]);
        const wrongToken = await scene.server.send({
          headers: { ...alone, authorization: "Bearer wrong-token-0000000000" },
          body: initialize,
        });
        expect(wrongToken.status, mode).toBe(401);
        if (mode === "disabled") {
          const both = await scene.server.send({ headers: { ...plainHeaders, ...own(first.key) }, body: initialize });
          expect(both.status).toBe(401);
        }
        await scene.finish(scene.server.said);
      }
    });

    it.concurrent("gives a viewer no more for a key when the token's role counts", async (context) => {
      const scene = await openKeys(app, context, { [`${app.callerKeysVariable}_ROLE`]: "token" });
      const plain = await toolsOf(scene, bearer("viewer"));
      expect(await toolsOf(scene, own(first.key, "viewer"))).toEqual(plain);
      await scene.finish(scene.server.said);
    });

    it.concurrent("takes neither placeholders nor other servers' address headers", async (context) => {
      const stranger = await startStranger();
      context.onTestFinished(() => stranger.close());
      const scene = await openKeys(app, context, {}, { withoutCredential: true });
      const placeholder = await scene.server.send({ headers: { ...plainHeaders, ...own("${API_KEY}") }, body: initialize });
      expect(placeholder.status).toBe(401);
      for (const header of app.addressHeaders) {
        for (const value of [stranger.url, "__proto__", "evil.example"]) {
          const session = await scene.server.open({ ...own(first.key), [header]: value });
          expect((await session.call(app.read)).text).toMatch(first.sees);
        }
      }
      expect(stranger.seen).toEqual([]);
      expect(keysAt(scene)).toEqual(new Set([first.key]));
      await scene.finish(scene.server.said);
    });

    it.concurrent("sends a caller's key nowhere else: not after a redirect, not in an echo", async (context) => {
      const stranger = await startStranger();
      context.onTestFinished(() => stranger.close());
      const scene = await openKeys(app, context);
      const session = await scene.server.open(own(first.key));
      for (const rule of [
        { kind: "redirect", location: `${stranger.url}/x` },
        { kind: "redirect", status: 307, location: `${stranger.url}/x` },
        { kind: "echo", status: 400 },
        { kind: "echo", status: 401 },
        { kind: "echo", status: 500 },
      ] as const) {
        scene.vendor.clearFaults();
        scene.vendor.fault(rule);
        expectError(await session.call(app.read));
        // The check of a key that nobody has seen yet goes through the same fault.
        const unseen = await scene.server.send({ headers: { ...plainHeaders, ...own(second.key) }, body: initialize });
        expect([401, 503], unseen.text).toContain(unseen.status);
      }
      expect(stranger.seen).toEqual([]);
      await scene.finish(scene.server.said);
    });

    it.concurrent("judges no key while the vendor is away: 503, not 401", async (context) => {
      const host = await startScripted((_request, response) => response.writeHead(500).end("{}"));
      context.onTestFinished(() => host.close());
      const scene = await openHttp(app, context, { address: host.url, variables: { MCP_DEADLINE_SECONDS: "3" } });
      scene.secrets.add(first.key);
      const answer = await scene.server.send({ headers: { ...plainHeaders, ...own(first.key) }, body: initialize });
      expect(answer.status, answer.text).toBe(503);
      expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
      await scene.finish(scene.server.said);
    });
  });
}

function describeStoredSecrets(app: FaultApp): void {
  const { storedSecrets } = app;
  it.concurrent.for(["stdio", "http"] as const)(
    `${app.title} over %s tells no stored secret, and writes its audit trail for its owner alone`,
    { timeout: 30_000 },
    async (transport, context) => {
      const scene = await openCaller(transport, app, context, { variables: { MCP_DEADLINE_SECONDS: "10" } });
      await warm(app, scene.caller);
      for (const value of (await storedSecrets?.values(scene.vendor)) ?? []) scene.secrets.add(value);
      for (const call of storedSecrets?.calls ?? []) {
        for (const given of [call.given, { ...call.given, response_format: "json" }]) {
          const answer = await scene.caller.call({ tool: call.tool, given });
          expect(answer.text.length, call.tool).toBeGreaterThan(0);
        }
      }
      await until("the calls are in the audit trail", () => scene.audit().includes(app.read.tool));
      const events = scene.audit().trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(events.length).toBeGreaterThan(0);
      const file = scene.auditFile;
      expect(statSync(file).mode & 0o077, "rights of others on the audit file").toBe(0);
      await scene.finish(scene.caller.said);
    },
  );
}
