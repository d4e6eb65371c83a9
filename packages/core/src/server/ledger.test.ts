import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PsaError } from "../errors/index.ts";
import { createLedger } from "./ledger.ts";
import type { RenderedResult } from "./render/index.ts";

const answer = (text: string): RenderedResult => ({ content: [{ type: "text", text }] });
const call = { binding: "a", tool: "acme_create", input: { name: "x" } };

describe("the ledger", () => {
  it("makes equal writes once, also while the first still runs", async () => {
    const ledger = createLedger(60);
    let writes = 0;
    let finish = (): void => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const write = async (): Promise<RenderedResult> => {
      writes += 1;
      await gate;
      return answer("made 1");
    };
    const both = [ledger.once(call, write), ledger.once({ ...call, input: { name: "x" } }, write)];
    finish();
    const [first, second] = await Promise.all(both);
    expect(writes).toBe(1);
    expect(first?.content).toHaveLength(1);
    expect(second?.content.at(-1)).toMatchObject({ text: expect.stringContaining("Not sent again") });
  });

  it("forgets after the window, and never mixes callers, tools or arguments", async () => {
    let now = 0;
    const ledger = createLedger(60, () => now);
    let writes = 0;
    const write = async (): Promise<RenderedResult> => answer(`made ${(writes += 1)}`);
    await ledger.once(call, write);
    await ledger.once({ ...call, binding: "b" }, write);
    await ledger.once({ ...call, tool: "acme_other" }, write);
    await ledger.once({ ...call, input: { name: "y" } }, write);
    expect(writes).toBe(4);
    now = 59_000;
    await ledger.once(call, write);
    expect(writes).toBe(4);
    now = 61_000;
    await ledger.once(call, write);
    expect(writes).toBe(5);
  });

  it("lets a failed write be repeated, but not one whose outcome is unknown", async () => {
    const ledger = createLedger(60);
    let writes = 0;
    const failing = (code: "unavailable" | "outcome_unknown") => async (): Promise<RenderedResult> => {
      writes += 1;
      throw new PsaError(code, "no");
    };
    await expect(ledger.once(call, failing("unavailable"))).rejects.toThrow("no");
    await expect(ledger.once(call, failing("outcome_unknown"))).rejects.toThrow("no");
    expect(writes).toBe(2);
    await expect(ledger.once(call, failing("unavailable"))).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(writes).toBe(2);
    await ledger.once({ ...call, key: "again" }, async () => answer("made"));
  });

  it("refuses a key that was used for other arguments", async () => {
    const ledger = createLedger(60);
    await ledger.once({ ...call, key: "k" }, async () => answer("made"));
    await expect(ledger.once({ ...call, key: "k", input: { name: "z" } }, async () => answer("no"))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("agrees with a simple model over random sequences", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ wait: fc.nat(40), name: fc.constantFrom("p", "q"), fails: fc.boolean() }), { maxLength: 40 }),
        async (steps) => {
          let now = 0;
          const ledger = createLedger(60, () => now);
          const until = new Map<string, number>();
          for (const step of steps) {
            now += step.wait * 1000;
            let ran = false;
            const write = async (): Promise<RenderedResult> => {
              ran = true;
              if (step.fails) throw new PsaError("unavailable", "no");
              return answer("made");
            };
            await ledger.once({ ...call, input: { name: step.name } }, write).catch(() => {});
            const remembered = (until.get(step.name) ?? -1) >= now;
            expect(ran).toBe(!remembered);
            if (ran && !step.fails) until.set(step.name, now + 60_000);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
