import { describe, expect, it } from "vitest";
import type { PlainRecord } from "../define/result.ts";
import type { CompiledTool } from "../registry/index.ts";
import type { TestAnswer, TestOptions, TestVendor } from "./test-vendor.ts";
import type { ContractSandbox, ToolExample } from "./contract.ts";

/** A fault as every sandbox understands it; see its README. */
export interface FaultRule {
  readonly kind:
    | "status"
    | "retry-after"
    | "hang"
    | "slow-body"
    | "malformed"
    | "html"
    | "empty"
    | "reset"
    | "redirect"
    | "echo"
    | "huge"
    | "latency";
  readonly match?: { readonly method?: string; readonly path?: string };
  readonly times?: number;
  readonly after?: number;
  readonly status?: number;
  readonly retryAfter?: number | string;
  readonly location?: string;
  readonly commit?: boolean;
}

export interface FaultSwitch {
  fault(rule: FaultRule): void | Promise<void>;
  clearFaults(): void | Promise<void>;
}

interface FaultChecks {
  readonly tool: CompiledTool;
  readonly example: ToolExample;
  open(more?: TestOptions): Promise<TestVendor>;
  sandbox(): ContractSandbox;
  givenOf(example: ToolExample, server: TestVendor): Promise<PlainRecord>;
  expectNoSecret(answer: TestAnswer, sandbox: ContractSandbox): void;
}

/** What a tool must say under each fault of the vendor. A read may never claim success; a write neither, nor be sent twice. */
const faults: readonly { readonly name: string; readonly rule: FaultRule }[] = [
  { name: "500", rule: { kind: "status", status: 500 } },
  { name: "junk: a page of HTML", rule: { kind: "html", status: 200 } },
  { name: "junk: cut JSON", rule: { kind: "malformed", status: 200 } },
  { name: "junk: nothing", rule: { kind: "empty", status: 200 } },
  { name: "an echo of the request's headers", rule: { kind: "echo", status: 400 } },
  {
    name: "a redirect to another host",
    rule: { kind: "redirect", location: "http://127.0.0.2:9/elsewhere" },
  },
];

/** Registers one test a fault. */
export function checkFaults(checks: FaultChecks): void {
  const { tool, example } = checks;
  describe("when the vendor fails", () => {
    it.each(faults)("$name", async ({ rule }) => {
      const sandbox = checks.sandbox();
      const server = await checks.open({
        results: "both",
        settings: { ...sandbox.settings, MCP_CONFIRM: "never" },
      });
      const given = await checks.givenOf(example, server);
      const before = sandbox.writes().length;
      await sandbox.fault(rule);
      try {
        const answer = await server.call(tool.facts.name, given);
        const writes = sandbox.writes().slice(before);
        // An empty answer to a deletion is what many vendors send; everywhere else it is junk.
        const deleted =
          rule.kind === "empty" &&
          writes.length > 0 &&
          writes.every((write) => write.startsWith("DELETE "));
        if (tool.tool.survivesFaults !== true && !deleted) {
          expect(answer.isError, `${rule.kind}: ${answer.text}`).toBe(true);
          expect(answer.structured).toHaveProperty("error.code");
        }
        expect(answer.text).not.toMatch(/<html|<!doctype|    at /i);
        checks.expectNoSecret(answer, sandbox);
        const creates = writes.filter((write) => write.startsWith("POST "));
        expect(new Set(creates).size, "no create is sent twice").toBe(creates.length);
      } finally {
        await sandbox.clearFaults();
        await server.close();
      }
    });
  });
}
