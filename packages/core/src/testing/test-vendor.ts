import { readFileSync } from "node:fs";
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { coreSettings, readSettings } from "../config/index.ts";
import type { Principal } from "../define/principal.ts";
import type { Settings } from "../define/settings.ts";
import type { Ability, FileAccess } from "../define/tool.ts";
import type { Role } from "../define/tiers.ts";
import type { AnyVendor } from "../define/vendor.ts";
import type { PlainRecord } from "../define/result.ts";
import { createRuntime } from "../server/index.ts";
import { createSigner } from "../state/index.ts";
import type { AuditEvent } from "../telemetry/index.ts";
import { createUpstream } from "../upstream/index.ts";
import { fingerprintOf } from "./fingerprint.ts";

export interface TestOptions {
  /** Environment variables, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Command line arguments. */
  readonly argv?: readonly string[];
  /** Role of the caller; admin when absent. */
  readonly role?: Role;
  /** Role at the server itself; that of the caller when absent. */
  readonly serverRole?: Role;
  /** Toolsets that the session asks for. */
  readonly toolsets?: readonly string[];
  readonly results?: "text" | "structured" | "both";
  readonly abilities?: readonly Ability[];
  readonly files?: FileAccess;
  /** Answers questions to the person; without it the client cannot ask. */
  readonly onElicit?: (message: string) => {
    action: "accept" | "decline" | "cancel";
    content?: Readonly<Record<string, unknown>>;
  };
}

export interface TestAnswer {
  readonly isError: boolean;
  /** All text of the answer. */
  readonly text: string;
  readonly structured: PlainRecord | undefined;
  readonly content: readonly { readonly type: string; readonly [key: string]: unknown }[];
}

/** A vendor's server and a real client of it in one process. */
export interface TestVendor {
  readonly client: Client;
  call(
    tool: string,
    given?: PlainRecord,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void },
  ): Promise<TestAnswer>;
  tools(): Promise<readonly { readonly name: string; readonly [key: string]: unknown }[]>;
  /** Audit events so far. */
  readonly audit: readonly AuditEvent[];
  readonly settings: Settings;
  close(): Promise<void>;
}

/**
 * Starts a vendor's server over an in-memory transport and connects a client to it. Only the transport is unreal:
 * arguments, policy, confirmation, upstream and rendering are what ships.
 */
export async function testVendor(
  vendor: AnyVendor,
  options: TestOptions = {},
): Promise<TestVendor> {
  const { settings } = readSettings({
    declared: [...coreSettings(vendor), ...vendor.settings],
    argv: options.argv ?? [],
    env: options.settings ?? {},
    readFile: (path) => readFileSync(path, "utf8"),
  });
  const baseUrl = vendor.baseUrl(settings);
  const upstream = createUpstream({ vendor, settings, baseUrl });
  const audit: AuditEvent[] = [];
  const runtime = createRuntime({
    vendor,
    settings,
    version: "0.0.0-test",
    upstream,
    audit: { record: (event) => void audit.push(event) },
    logger: { warn() {}, error() {} },
    signer: createSigner(),
    abilities: new Set(options.abilities ?? []),
    files: () => options.files ?? {},
  });
  const server = runtime.bind(
    principalOf(vendor, settings, options),
    {
      ...(options.toolsets === undefined ? {} : { toolsets: options.toolsets }),
      ...(options.results === undefined ? {} : { results: options.results }),
    },
    "stdio",
  );
  const client = new Client(
    { name: "test", version: "0" },
    { capabilities: options.onElicit === undefined ? {} : { elicitation: { form: {} } } },
  );
  const { onElicit } = options;
  if (onElicit !== undefined) {
    client.setRequestHandler(
      "elicitation/create",
      async (request) => onElicit(request.params.message) as never,
    );
  }
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await server.connect(serverSide);
  await client.connect(clientSide);
  return {
    client,
    audit,
    settings,
    async call(tool, given = {}, more = {}) {
      const result = await client.callTool(
        { name: tool, arguments: given },
        {
          timeout: 120_000,
          ...(more.signal === undefined ? {} : { signal: more.signal }),
          ...(more.onProgress === undefined
            ? {}
            : { onprogress: (progress) => more.onProgress?.(progress.progress) }),
        },
      );
      const content = result.content as unknown as TestAnswer["content"];
      return {
        isError: result.isError === true,
        text: content
          .map((block) => (block.type === "text" ? String(block["text"]) : ""))
          .join("\n"),
        structured: result.structuredContent as PlainRecord | undefined,
        content,
      };
    },
    tools: async () => (await client.listTools()).tools,
    async close() {
      await client.close();
      await server.close();
      await upstream.close();
    },
  };
}

function principalOf(vendor: AnyVendor, settings: Settings, options: TestOptions): Principal {
  const values: Record<string, string> = {};
  for (const [name, field] of Object.entries(vendor.credential.fields)) {
    const value = settings[field.setting];
    if (typeof value === "string") values[name] = value;
  }
  const complete = Object.entries(vendor.credential.fields).every(
    ([name, field]) => field.required === false || values[name] !== undefined,
  );
  const role = options.role ?? "admin";
  return {
    subject: "test",
    label: "test",
    role,
    serverRole: options.serverRole ?? role,
    method: "stdio",
    binding: `test:${role}`,
    ...(complete
      ? { credential: { source: "server", values, fingerprint: fingerprintOf(values) } }
      : {}),
  };
}
