import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PsaError } from "../errors/index.ts";
import { createLedger } from "./ledger.ts";

const answer = (text: string): string => text;
const call = { binding: "a", tool: "acme_create", input: { name: "x" } };

describe("the ledger", () => {
  it("makes equal writes once, also while the first still runs", async () => {
    const ledger = createLedger<string>(60);
    let writes = 0;
    let finish = (): void => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const write = async (): Promise<string> => {
      writes += 1;
      await gate;
      return answer("made 1");
    };
    const both = [ledger.once(call, write), ledger.once({ ...call, input: { name: "x" } }, write)];
    finish();
    const [first, second] = await Promise.all(both);
    expect(writes).toBe(1);
    expect(first).toEqual({ value: "made 1" });
    expect(second).toEqual({ value: "made 1", repeats: "just now" });
  });

  it("forgets after the window, and never mixes callers, tools or arguments", async () => {
    let now = 0;
    const ledger = createLedger<string>(60, () => now);
    let writes = 0;
    const write = async (): Promise<string> => answer(`made ${(writes += 1)}`);
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
    const ledger = createLedger<string>(60);
    let writes = 0;
    const failing = (code: "unavailable" | "outcome_unknown") => async (): Promise<string> => {
      writes += 1;
      throw new PsaError(code, "no");
    };
    await expect(ledger.once(call, failing("unavailable"))).rejects.toThrow("no");
    await expect(ledger.once(call, failing("outcome_unknown"))).rejects.toThrow("no");
    expect(writes).toBe(2);
    await expect(ledger.once(call, failing("unavailable"))).rejects.toMatchObject({
      code: "outcome_unknown",
    });
    expect(writes).toBe(2);
    await ledger.once({ ...call, key: "again" }, async () => answer("made"));
  });

  it("does not pass the failure of another call on: the repeat is made after it", async () => {
    const ledger = createLedger<string>(60);
    let fail = (_error: Error): void => {};
    const first = ledger.once(
      call,
      () => new Promise<string>((_resolve, reject) => (fail = reject)),
    );
    const second = ledger.once(call, async () => "made");
    fail(new PsaError("cancelled", "The call was cancelled."));
    await expect(first).rejects.toMatchObject({ code: "cancelled" });
    expect(await second).toEqual({ value: "made" });
    const third = await ledger.once(call, async () => "made twice");
    expect(third.value).toBe("made");
  });

  it("knows equal arguments whatever the order of their keys, at any depth", async () => {
    const ledger = createLedger<string>(60);
    let writes = 0;
    const write = async (): Promise<string> => `made ${(writes += 1)}`;
    await ledger.once(
      { ...call, input: { name: "x", traits: { a: 1, b: [{ c: 2, d: 3 }] } } },
      write,
    );
    await ledger.once(
      { ...call, input: { traits: { b: [{ d: 3, c: 2 }], a: 1 }, name: "x" } },
      write,
    );
    await ledger.once(
      { ...call, input: { name: "x", traits: { a: 1, b: [{ c: 3, d: 2 }] } } },
      write,
    );
    expect(writes).toBe(2);
  });

  it("keeps nothing beyond its window", async () => {
    let now = 0;
    const ledger = createLedger<string>(60, () => now);
    for (let index = 0; index < 50; index += 1) {
      now += 2000;
      await ledger.once({ ...call, input: { name: String(index) } }, async () => "made");
    }
    expect(ledger.size).toBe(31);
  });

  it("refuses a key that was used for other arguments", async () => {
    const ledger = createLedger<string>(60);
    await ledger.once({ ...call, key: "k" }, async () => answer("made"));
    await expect(
      ledger.once({ ...call, key: "k", input: { name: "z" } }, async () => answer("no")),
    ).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("agrees with a simple model over random sequences", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ wait: fc.nat(40), name: fc.constantFrom("p", "q"), fails: fc.boolean() }),
          { maxLength: 40 },
        ),
        async (steps) => {
          let now = 0;
          const ledger = createLedger<string>(60, () => now);
          const until = new Map<string, number>();
          for (const step of steps) {
            now += step.wait * 1000;
            let ran = false;
            const write = async (): Promise<string> => {
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
