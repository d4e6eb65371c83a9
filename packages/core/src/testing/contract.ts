// The contract that every vendor's server keeps, as a vitest suite: one row of data per tool, the same checks for all.
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PlainRecord } from "../define/result.ts";
import type { FileAccess } from "../define/tool.ts";
import type { AnyVendor } from "../define/vendor.ts";
import { compileContent, type CompiledTool } from "../registry/index.ts";
import { hostileValues } from "./hostile.ts";
import { checkFaults, type FaultSwitch } from "./contract-faults.ts";
import { secretSpellings } from "./secrets.ts";
import { testVendor, type TestAnswer, type TestOptions, type TestVendor } from "./test-vendor.ts";
import { listTokens } from "./tokens.ts";

/** A vendor's sandbox as the suite drives it. */
export interface ContractSandbox extends FaultSwitch {
  /** Environment that points the server at it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Values that must never occur in any answer. */
  readonly secrets: readonly string[];
  /** Writes that reached it since the last reset, as `METHOD path`. */
  writes(): readonly string[];
  /** Requests of any kind since the last reset. */
  requests(): readonly string[];
  reset(): void | Promise<void>;
  close(): Promise<void>;
}

/** One working call of a tool. */
export interface ToolExample {
  readonly given: PlainRecord | ((vendor: TestVendor) => Promise<PlainRecord>);
  /** Words that a good answer contains. */
  readonly expect?: string | RegExp;
  /** True for tools that ask the vendor nothing. */
  readonly local?: boolean;
  readonly files?: FileAccess;
}

export interface ContractOptions {
  readonly vendor: AnyVendor;
  start(): Promise<ContractSandbox>;
  /** One example for every tool; a tool without one fails the suite. */
  readonly examples: Readonly<Record<string, ToolExample>>;
  /** First word of every tool's name; the vendor's id when absent. */
  readonly toolPrefix?: string;
  /** Folder of the snapshots, one file a tool. */
  readonly snapshots: string;
  /** Most tokens of tools/list by selection name (`default`, `lean`). */
  readonly listLimits: Readonly<Record<string, number>>;
}

/** Registers the whole suite for one vendor. Call it at the top of a test file; `tools` is `await vendor.load()`. */
export function describeVendor(
  options: ContractOptions,
  loaded: Awaited<ReturnType<AnyVendor["load"]>>,
): void {
  const { vendor } = options;
  const content = compileContent(vendor, loaded);

  describe(`the contract of ${vendor.title}`, () => {
    let sandbox: ContractSandbox;
    beforeAll(async () => {
      sandbox = await options.start();
    });
    afterAll(() => sandbox.close());

    describeList(options, content.tools, () => sandbox);
    describe.each(content.tools.map((tool) => [tool.facts.name, tool] as const))(
      "%s",
      (name, tool) => {
        const example = options.examples[name];
        const open = (more: TestOptions = {}): Promise<TestVendor> =>
          testVendor(vendor, {
            settings: sandbox.settings,
            toolsets: ["all"],
            abilities: ["uploads", "local-files"],
            ...(example?.files === undefined ? {} : { files: example.files }),
            ...more,
          });
        beforeEach(() => sandbox.reset());

        it("has a snapshot of its schema and cost", () => checkSnapshot(options.snapshots, tool));
        it("has an example", () => expect(example, `examples["${name}"]`).toBeDefined());
        if (example === undefined) return;

        it("works", async () => {
          const server = await open({ results: "both" });
          const given = await givenOf(example, server);
          const answer = await callThrough(server, tool, given, sandbox);
          expect(answer.text, "the answer").toMatch(example.expect ?? /\S/);
          expect(answer.isError, answer.text).toBe(false);
          if (answer.content.every((block) => block.type === "text"))
            expect(answer.structured).toBeTypeOf("object");
          expectNoSecret(answer, sandbox);
          await server.close();
        });

        it("refuses wrong arguments by name, and sends nothing", async () => {
          const server = await open({ results: "both" });
          const given = await givenOf(example, server);
          const before = sandbox.requests().length;
          await refuses(server, tool, { ...given, no_such_argument: 1 }, "no_such_argument");
          for (const required of (tool.listing.inputSchema["required"] ?? []) as string[]) {
            const { [required]: _left, ...rest } = given;
            await refuses(server, tool, rest, required);
          }
          for (const [argument, schema] of Object.entries(
            (tool.listing.inputSchema["properties"] ?? {}) as Record<
              string,
              { type?: unknown; minimum?: unknown }
            >,
          )) {
            // Ids are the whole numbers without limits of their own.
            if (schema.type !== "integer" || schema.minimum !== undefined) continue;
            for (const hostile of hostileValues)
              await refuses(server, tool, { ...given, [argument]: hostile }, argument);
          }
          expect(sandbox.requests().length, "requests sent").toBe(before);
          await server.close();
        });

        it("does not exist for a lesser role", async () => {
          if (tool.role === "viewer") return;
          const server = await open({ role: tool.role === "admin" ? "editor" : "viewer" });
          expect((await server.tools()).map((listed) => listed.name)).not.toContain(name);
          const refusal = await server.client
            .callTool({ name, arguments: {} })
            .catch((error: unknown) => error);
          const unknown = await server.client
            .callTool({ name: `${vendor.id}_no_such_tool`, arguments: {} })
            .catch((error: unknown) => error);
          expect(String(refusal).replaceAll(name, "X")).toBe(
            String(unknown).replaceAll(`${vendor.id}_no_such_tool`, "X"),
          );
          expect(sandbox.writes()).toEqual([]);
          await server.close();
        });

        if (tool.writes) {
          it("only shows what it would do in a dry run", async () => {
            const server = await open({ results: "both" });
            const given = await givenOf(example, server);
            const before = sandbox.writes().length;
            const answer = await server.call(name, { ...given, dry_run: true });
            expect(answer.isError, answer.text).toBe(false);
            if (example.local !== true) expect(answer.structured).toMatchObject({ dry_run: true });
            expect(sandbox.writes().length, "writes sent").toBe(before);
            expectNoSecret(answer, sandbox);
            await server.close();
          });
        }

        if (example.local !== true)
          checkFaults({ tool, example, open, sandbox: () => sandbox, givenOf, expectNoSecret });
      },
    );
  });
}

function describeList(
  options: ContractOptions,
  tools: readonly CompiledTool[],
  sandbox: () => ContractSandbox,
): void {
  it("has an example for every tool and for nothing else", () => {
    expect(Object.keys(options.examples).toSorted()).toEqual(
      tools.map((tool) => tool.facts.name).toSorted(),
    );
  });

  it.each(Object.entries(options.listLimits))(
    "lists %s within %i tokens, always in one order",
    async (selection, limit) => {
      const open = (): Promise<TestVendor> =>
        testVendor(options.vendor, { settings: sandbox().settings, toolsets: [selection] });
      const [first, second] = [await open(), await open()];
      const listed = await first.tools();
      expect(listed.length).toBeGreaterThan(0);
      expect(listTokens(listed)).toBeLessThanOrEqual(limit);
      expect(JSON.stringify(await second.tools())).toBe(JSON.stringify(listed));
      await Promise.all([first.close(), second.close()]);
    },
  );

  it("names, titles and describes every tool", () => {
    for (const { facts, listing } of tools) {
      expect(facts.name).toMatch(
        new RegExp(`^${options.toolPrefix ?? options.vendor.id}_[a-z0-9_]+$`),
      );
      expect(listing.title.length, facts.name).toBeGreaterThan(3);
      expect(listing.description.length, facts.name).toBeGreaterThan(20);
      expect(listing.description.length, facts.name).toBeLessThan(700);
      expect(Object.values(listing.annotations), facts.name).toHaveLength(4);
    }
  });

  it("shows a viewer what reads, and nothing else", async () => {
    const server = await testVendor(options.vendor, {
      settings: sandbox().settings,
      toolsets: ["all"],
      role: "viewer",
    });
    const known = new Set(tools.map((tool) => tool.facts.name));
    const listed = (await server.tools()).map((tool) => tool.name);
    // What a remote server offers has its own policy, and is not the vendor package's to declare.
    const names = new Set(
      options.vendor.remotes === undefined ? listed : listed.filter((name) => known.has(name)),
    );
    const granted = new Set<string>(options.vendor.abilities?.(server.settings));
    const readable = tools.filter(
      (tool) =>
        tool.role === "viewer" && tool.facts.requires.every((ability) => granted.has(ability)),
    );
    expect(names).toEqual(new Set(readable.map((tool) => tool.facts.name)));
    await server.close();
  });
}

async function givenOf(example: ToolExample, server: TestVendor): Promise<PlainRecord> {
  return typeof example.given === "function" ? await example.given(server) : example.given;
}

/** Calls a tool; one that asks first is asked, must have done nothing, and is then confirmed. */
async function callThrough(
  server: TestVendor,
  tool: CompiledTool,
  given: PlainRecord,
  sandbox: ContractSandbox,
): Promise<TestAnswer> {
  const { name } = tool.facts;
  const varies = tool.tool.calls !== undefined;
  if (!tool.asksFirst && !varies) return server.call(name, given);
  const before = sandbox.writes().length;
  const preview = await server.call(name, given);
  if (varies && preview.structured?.["confirmation_required"] !== true) return preview;
  expect(preview.structured, preview.text).toMatchObject({ confirmation_required: true });
  expect(sandbox.writes().length, "writes before the confirmation").toBe(before);
  const confirm = String(preview.structured?.["confirm"]);
  const stolen = await server.call(name, { ...given, confirm: `${confirm}x` });
  expect(stolen.isError).toBe(true);
  const answer = await server.call(name, { ...given, confirm });
  const again = await server.call(name, { ...given, confirm });
  expect(again.isError, "a token holds once").toBe(true);
  return answer;
}

async function refuses(
  server: TestVendor,
  tool: CompiledTool,
  given: PlainRecord,
  argument: string,
): Promise<void> {
  const answer = await server.call(tool.facts.name, given);
  const told = `${JSON.stringify(given)} → ${answer.text}`;
  expect(answer.isError, told).toBe(true);
  expect(answer.structured, told).toMatchObject({ error: { code: "invalid_arguments" } });
  expect(answer.text, told).toContain(argument);
}

function expectNoSecret(answer: TestAnswer, sandbox: ContractSandbox): void {
  const everything = JSON.stringify([answer.text, answer.structured, answer.content]);
  for (const spelling of sandbox.secrets.flatMap(secretSpellings))
    expect(everything).not.toContain(spelling);
}

/** Compares with the file of the tool; vitest writes it anew with `-u`, and fails in CI when it is missing. */
async function checkSnapshot(folder: string, tool: CompiledTool): Promise<void> {
  const { facts, role, listing } = tool;
  const snapshot = {
    tokens: listTokens([listing]),
    tier: facts.tier,
    role,
    toolsets: facts.toolsets,
    ...listing,
  };
  await expect(`${JSON.stringify(snapshot, null, 2)}\n`).toMatchFileSnapshot(
    join(folder, `${facts.name}.snap`),
  );
}
