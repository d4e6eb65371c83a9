import { describe, expect, it } from "vitest";
import { callerHeadersOf, partsOfKey, readOfSize, sizeIn, type FaultApp } from "../app.ts";
import { expectError } from "../faults/describe.ts";
import { initializeParams } from "../program/caller.ts";
import { message, plainHeaders, type Headers } from "../program/http.ts";
import { bearer, openHttp, type HttpScene, type Role, type Undo } from "../scene.ts";
import { startScripted, startStranger } from "../vendor/hosts.ts";
import { toolsOf } from "./tools.ts";

const initialize = message("initialize", initializeParams, 1);

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
  const scene = await openHttp(app, undo, {
    variables: { MCP_DEADLINE_SECONDS: "10", ...variables },
    ...more,
  });
  for (const key of [...app.tenants.map((tenant) => tenant.key), app.wrongKey]) {
    for (const part of partsOfKey(app, key)) scene.secrets.add(part);
  }
  return scene;
}

/** Registers that every call runs with the key of its caller, and of nobody else. */
export function describeCallersKeys(app: FaultApp): void {
  const [first, second] = app.tenants;
  const own = (key: string, role: Role = "admin"): Headers => ({
    ...bearer(role),
    ...callerHeadersOf(app, key),
  });

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

    it.concurrent(
      "never mixes two callers' keys, nor with the server's",
      { timeout: 30_000 },
      async (context) => {
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
            const call = readOfSize(app, 10 + turn);
            const [one, two, three] = await Promise.all([
              left.call(call),
              right.call(call),
              shared.call(call),
            ]);
            expect(one.text).toMatch(first.sees);
            expect(two.text).toMatch(second.sees);
            expect(two.text).not.toMatch(first.sees);
            expect(three.text).toMatch(app.readShows);
          }),
        );
        expect(server.text).toMatch(app.readShows);
        const byTurn = new Map<string, string[]>();
        for (const request of scene.vendor.requests()) {
          const size = sizeIn(app, request);
          byTurn.set(size, [...(byTurn.get(size) ?? []), app.keyOf(request) ?? ""]);
        }
        for (let turn = 0; turn < 25; turn += 1) {
          const keys = byTurn.get(String(10 + turn)) ?? [];
          expect(keys.toSorted(), `page size ${10 + turn}`).toEqual(
            [first.key, second.key, app.serverKey].toSorted(),
          );
        }
        await scene.finish(scene.server.said);
      },
    );

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

    it.concurrent(
      "wants a token beside the key, unless the operator said otherwise",
      { timeout: 30_000 },
      async (context) => {
        const alone = { ...plainHeaders, ...callerHeadersOf(app, first.key) };
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
            const both = await scene.server.send({
              headers: { ...plainHeaders, ...own(first.key) },
              body: initialize,
            });
            expect(both.status).toBe(401);
          }
          await scene.finish(scene.server.said);
        }
      },
    );

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
      const placeholder = await scene.server.send({
        headers: {
          ...plainHeaders,
          ...bearer("admin"),
          ...Object.fromEntries(app.callerHeaders.map((name) => [name, "${API_KEY}"])),
        },
        body: initialize,
      });
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
        const unseen = await scene.server.send({
          headers: { ...plainHeaders, ...own(second.key) },
          body: initialize,
        });
        expect([401, 503], unseen.text).toContain(unseen.status);
      }
      expect(stranger.seen).toEqual([]);
      await scene.finish(scene.server.said);
    });

    it.concurrent("judges no key while the vendor is away: 503, not 401", async (context) => {
      const host = await startScripted((_request, response) => response.writeHead(500).end("{}"));
      context.onTestFinished(() => host.close());
      const scene = await openHttp(app, context, {
        address: host.url,
        variables: { MCP_DEADLINE_SECONDS: "3" },
      });
      for (const part of partsOfKey(app, first.key)) scene.secrets.add(part);
      const answer = await scene.server.send({
        headers: { ...plainHeaders, ...own(first.key) },
        body: initialize,
      });
      expect(answer.status, answer.text).toBe(503);
      expect(answer.headers["retry-after"]).toMatch(/^\d+$/);
      await scene.finish(scene.server.said);
    });
  });
}
