import { statSync } from "node:fs";
import { expect, it } from "vitest";
import { partsOfKey, type FaultApp } from "../app.ts";
import { LEAKY, warm } from "../faults/describe.ts";
import { message, plainHeaders } from "../program/http.ts";
import { initializeParams } from "../program/caller.ts";
import { Program } from "../program/program.ts";
import { bearer, openCaller, openHttp, tokens } from "../scene.ts";
import { until } from "../until.ts";
import { describeCallersKeys } from "./callers-keys.ts";
import { toolsOf } from "./tools.ts";
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
      variables: {
        ...app.address(vendor.url),
        ...app.credential,
        TRANSPORT: "http",
        PORT: "0",
        ...variables,
      },
    });
    context.onTestFinished(async () => {
      await program.end();
      await vendor.close();
    });
    const { code } = await program.exited;
    expect(code, program.stderr).toBe(1);
    expect(program.stderr.trim().split("\n")).toHaveLength(1);
    expect(program.stderr).not.toMatch(LEAKY);
    for (const secret of partsOfKey(app, app.serverKey))
      expect(program.stderr).not.toContain(secret);
    expect(vendor.requests()).toEqual([]);
  });
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
    expect(seen[app.writeRole ?? "editor"]).toContain(app.write.tool);

    const viewer = await scene.server.open(bearer("viewer"));
    const hidden = await viewer.call(app.write);
    const unknown = await viewer.call({ ...app.write, tool: "no_such_tool" });
    const words = (text: string | undefined, name: string): string | undefined =>
      text?.replaceAll(name, "X");
    expect(hidden.refused?.code).toBe(-32_602);
    expect(words(hidden.refused?.message, app.write.tool)).toBe(
      words(unknown.refused?.message, "no_such_tool"),
    );
    for (const tool of seen.admin.filter((name) => !seen.viewer.includes(name))) {
      expect((await viewer.call({ tool, given: {} })).refused?.code, tool).toBe(-32_602);
    }
    expect(await app.countWritten(scene.vendor)).toBe(0);
    expect((await viewer.call(app.read)).text).toMatch(app.readShows);
    // Narrowing what is shown can only narrow.
    const wide = { ...bearer("viewer"), "x-mcp-toolsets": "all", "x-mcp-readonly": "0" };
    expect(await toolsOf(scene, wide)).toEqual(seen.viewer);
    const narrow = { ...bearer("admin"), "x-mcp-readonly": "1" };
    // Of what reads, an administrator sees what is guarded beside what everybody sees.
    const guarded = app.guardedReads ?? [];
    const reads = await toolsOf(scene, narrow);
    expect(reads.filter((name) => !guarded.includes(name))).toEqual(seen.viewer);
    expect(reads).toEqual(expect.arrayContaining([...guarded]));
    expect(seen.editor.filter((name) => guarded.includes(name))).toEqual([]);
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
    const wrong = [
      `X${tokens.admin.slice(1)}`,
      `${tokens.admin.slice(0, -1)}X`,
      "x".repeat(tokens.admin.length),
    ];
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

function describeStoredSecrets(app: FaultApp): void {
  const { storedSecrets } = app;
  it.concurrent.for(["stdio", "http"] as const)(
    `${app.title} over %s tells no stored secret, and writes its audit trail for its owner alone`,
    { timeout: 30_000 },
    async (transport, context) => {
      const scene = await openCaller(transport, app, context, {
        variables: { MCP_DEADLINE_SECONDS: "10" },
      });
      await warm(app, scene.caller);
      for (const value of (await storedSecrets?.values(scene.vendor)) ?? [])
        scene.secrets.add(value);
      for (const call of storedSecrets?.calls ?? []) {
        for (const given of [call.given, { ...call.given, response_format: "json" }]) {
          const answer = await scene.caller.call({ tool: call.tool, given });
          expect(answer.text.length, call.tool).toBeGreaterThan(0);
        }
      }
      await until("the calls are in the audit trail", () => scene.audit().includes(app.read.tool));
      const events = scene
        .audit()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(events.length).toBeGreaterThan(0);
      const file = scene.auditFile;
      expect(statSync(file).mode & 0o077, "rights of others on the audit file").toBe(0);
      await scene.finish(scene.caller.said);
    },
  );
}
