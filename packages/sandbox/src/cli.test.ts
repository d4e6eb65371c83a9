import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CONNECTWISE_CLIENT_ID, CONNECTWISE_MEMBERS } from "./connectwise/index.ts";
import { HALO_APPLICATIONS } from "./halo/index.ts";
import { INTEGRATION_GATEWAY_CLIENTS } from "./integration-gateway/index.ts";
import { ITGLUE_KEYS } from "./itglue/index.ts";
import { TICKITI_TOKENS } from "./tickiti/index.ts";

const entry = fileURLToPath(new URL("cli.ts", import.meta.url));

interface Run {
  child: ChildProcess;
  output(): { out: string; err: string };
  /** Waits until a text was printed. */
  printed(text: string): Promise<string>;
  ended: Promise<number | null>;
}

function run(...flags: string[]): Run {
  const child = spawn(process.execPath, [entry, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    err += chunk;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    child,
    output: () => ({ out, err }),
    async printed(text) {
      while (!out.includes(text)) await once(child.stdout, "data");
      return out;
    },
    ended,
  };
}

describe("the command", () => {
  it("starts, prints addresses and keys, serves, and ends on Ctrl-C", async () => {
    const { child, printed, ended } = run("itglue", "--profile", "lenient");
    const out = await printed("Ctrl-C");
    expect(out).toContain(ITGLUE_KEYS.full);
    const url = /IT Glue sandbox\s+(http:\S+)/.exec(out)?.[1] ?? "";
    const controlUrl = /Control\s+(http:\S+)/.exec(out)?.[1] ?? "";
    const headers = { "x-api-key": ITGLUE_KEYS.full };
    expect((await fetch(`${url}/organizations`, { headers })).status).toBe(200);
    const state = (await (await fetch(`${controlUrl}/state`)).json()) as { profile: string };
    expect(state.profile).toBe("lenient");
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("serves ConnectWise as well", async () => {
    const { child, printed, ended } = run("connectwise", "--profile", "self-hosted");
    const out = await printed("Ctrl-C");
    expect(out).toContain(CONNECTWISE_MEMBERS.technician.privateKey);
    expect(out).toContain(CONNECTWISE_CLIENT_ID);
    const url = /ConnectWise sandbox\s+(http:\S+)/.exec(out)?.[1] ?? "";
    const answer = await fetch(`${new URL(url).origin}/login/companyinfo/larkfield`);
    expect(((await answer.json()) as { IsCloud: string }).IsCloud).toBe("True");
    expect((await fetch(`${url}/system/info`)).status).toBe(401);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("serves Tickiti as well", async () => {
    const { child, printed, ended } = run("tickiti", "--profile", "strict");
    const out = await printed("Ctrl-C");
    expect(out).toContain(TICKITI_TOKENS.agent.token);
    const url = /Tickiti sandbox\s+(http:\S+)/.exec(out)?.[1] ?? "";
    const query = `${url}/api/v1/tickets/query`;
    expect((await fetch(query, { method: "POST" })).status).toBe(401);
    const authorization = `Bearer ${TICKITI_TOKENS.agent.token}`;
    const answer = await fetch(query, { method: "POST", headers: { authorization } });
    expect(((await answer.json()) as { ok: boolean }).ok).toBe(true);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("serves Halo as well", async () => {
    const { child, printed, ended } = run("halo", "--profile", "separate-auth");
    const out = await printed("Ctrl-C");
    expect(out).toContain(HALO_APPLICATIONS.services.clientSecret);
    const url = /Halo sandbox\s+(http:\S+)/.exec(out)?.[1] ?? "";
    const authServer = /Authorization server\s+(http:\S+)/.exec(out)?.[1] ?? "";
    const answer = await fetch(`${url}/api/AuthInfo`);
    expect(await answer.json()).toEqual({ auth_url: authServer, tenant_id: "larkfield" });
    expect((await fetch(`${url}/api/Tickets`)).status).toBe(401);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("serves the Integration Gateway as well", async () => {
    const { child, printed, ended } = run("integration-gateway", "--environment", "prod");
    const out = await printed("Ctrl-C");
    expect(out).toContain(INTEGRATION_GATEWAY_CLIENTS.mcp.clientSecret);
    expect(out).toContain("approximates");
    const url = /Integration Gateway sandbox\s+(http:\S+)\s+\(prod\)/.exec(out)?.[1] ?? "";
    expect((await fetch(url, { method: "POST" })).status).toBe(401);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("prints addresses only when quiet", async () => {
    const { child, printed, output, ended } = run("itglue", "--quiet", "--host", "127.0.0.1");
    await printed("Control");
    expect(output().out).not.toContain("ITG.");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("explains itself", async () => {
    const { ended, output } = run("--help");
    expect(await ended).toBe(0);
    expect(output().out).toContain("--control-port");
  });

  it.each([
    [["itglue", "--colour"], "--colour"],
    [["itglue", "--port", "high"], "--port"],
    [["itglue", "--control-port", "70000"], "--control-port"],
    [["itglue", "--profile", "none"], "strict-2026"],
    [["connectwise", "--profile", "lenient"], "self-hosted"],
    [["connectwise", "--documents", "5"], "--documents"],
    [["itglue", "twice"], "twice"],
    [["freshdesk"], "freshdesk"],
    [["halo", "--profile", "lenient"], "separate-auth"],
    [["integration-gateway", "--environment", "staging"], "dev, test, prod"],
    [["itglue", "--environment", "prod"], "--environment"],
    [[], "vendor"],
  ])("refuses %j in one line", async (flags, word) => {
    const { ended, output } = run(...flags);
    expect(await ended).toBe(1);
    expect(output().err).toContain(word);
    expect(output().err.trim().split("\n")).toHaveLength(1);
    expect(output().out).toBe("");
  });
});
