import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { partsOfKey, type FaultApp, type Vendor } from "./app.ts";
import type { Caller } from "./program/caller.ts";
import { HttpServer, type HttpSession } from "./program/http.ts";
import { Program } from "./program/program.ts";
import { StdioCaller } from "./program/stdio.ts";
import { expectNoSecrets } from "./secrets.ts";

/** Bearer tokens of the three roles in every HTTP scene. */
export const tokens = {
  viewer: "viewer-token-6Tn1cXw0zQ9b/Vy+8",
  editor: "editor-token-Jd7PzR2m5Ks4Fh3La",
  admin: "admin-token-0WqYt8Ge6Nb1Xu4Cv",
} as const;

export type Role = keyof typeof tokens;

export const bearer = (role: Role): { authorization: string } => ({
  authorization: `Bearer ${tokens[role]}`,
});

/** Seconds of the deadline in every scene. */
export const DEADLINE = 1;

/** Where tests leave what is to be undone: vitest's test context, or a list of a suite. */
export interface Undo {
  onTestFinished(undo: () => Promise<void> | void): void;
}

export interface SceneOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** Leaves the server-wide credential out. */
  readonly withoutCredential?: boolean;
  /** Another address than the imitation's. */
  readonly address?: string;
  readonly nodeOptions?: readonly string[];
}

/** The vendor's imitation with the program before it. */
export interface Scene {
  readonly app: FaultApp;
  readonly vendor: Vendor;
  readonly program: Program;
  /** Secrets that must not be seen again; tests add what they hand in. */
  readonly secrets: Set<string>;
  readonly auditFile: string;
  /** The audit trail so far. */
  audit(): string;
  /** Ends the program, and fails when it had crashed or anything it ever said contains a secret. */
  finish(said: string): Promise<void>;
}

export type StdioScene = Scene & { readonly caller: StdioCaller };
export type HttpScene = Scene & { readonly server: HttpServer };

async function openScene(
  app: FaultApp,
  undo: Undo,
  options: SceneOptions,
  more: Readonly<Record<string, string>>,
): Promise<Scene> {
  const folder = mkdtempSync(path.join(tmpdir(), "psa-mcp-faults-"));
  const auditFile = path.join(folder, "audit.ndjson");
  const vendor = await app.startVendor();
  const program = new Program(app.program, {
    variables: {
      ...app.address(options.address ?? vendor.url),
      ...(options.withoutCredential === true ? {} : app.credential),
      LOG_LEVEL: "debug",
      MCP_AUDIT_FILE: auditFile,
      MCP_RESULTS: "both",
      MCP_TOOLSETS: "all",
      MCP_CONFIRM: "never",
      MCP_DEADLINE_SECONDS: String(DEADLINE),
      ...more,
      ...options.variables,
    },
    ...(options.nodeOptions === undefined ? {} : { nodeOptions: options.nodeOptions }),
  });
  undo.onTestFinished(async () => {
    await program.end();
    await vendor.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const audit = (): string => {
    try {
      return readFileSync(auditFile, "utf8");
    } catch {
      return "";
    }
  };
  const secrets = new Set<string>([...partsOfKey(app, app.serverKey), ...Object.values(tokens)]);
  return {
    app,
    vendor,
    program,
    secrets,
    auditFile,
    audit,
    async finish(said) {
      expect(program.alive, `the program lives. ${program.stderr.slice(-800)}`).toBe(true);
      const { code } = await program.end();
      expect(code, program.stderr.slice(-800)).toBe(0);
      expectNoSecrets(secrets, { answers: said, stderr: program.stderr, audit: audit() });
      expect(program.stderr).not.toMatch(/The server failed and ends|unhandled|A request failed\./);
    },
  };
}

/** A fresh program on pipes, initialized. */
export async function openStdio(
  app: FaultApp,
  undo: Undo,
  options: SceneOptions = {},
): Promise<StdioScene> {
  const scene = await openScene(app, undo, options, {});
  const caller = new StdioCaller(scene.program);
  await caller.initialize();
  return { ...scene, caller };
}

/** A fresh program on HTTP, with tokens for every role. */
export async function openHttp(
  app: FaultApp,
  undo: Undo,
  options: SceneOptions = {},
): Promise<HttpScene> {
  const scene = await openScene(app, undo, options, {
    TRANSPORT: "http",
    PORT: "0",
    MCP_TOKENS_VIEWER: `vera:${tokens.viewer}`,
    MCP_TOKENS_EDITOR: `edna:${tokens.editor}`,
    MCP_TOKENS_ADMIN: `ada:${tokens.admin}`,
  });
  return { ...scene, server: await HttpServer.of(scene.program) };
}

export type Transport = "stdio" | "http";

/** A fresh program and one client of it that may do everything, over either transport. */
export async function openCaller(
  transport: Transport,
  app: FaultApp,
  undo: Undo,
  options: SceneOptions = {},
): Promise<Scene & { readonly caller: Caller }> {
  if (transport === "stdio") return openStdio(app, undo, options);
  const scene = await openHttp(app, undo, options);
  const caller: HttpSession = await scene.server.open(bearer("admin"));
  return { ...scene, caller };
}
