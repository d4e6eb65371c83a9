import { describe, expect, it } from "vitest";
import { createConfirmations, type Signer } from "./confirm.ts";

const signer: Signer = {
  sign: (payload) => JSON.stringify(payload),
  verify: (token) =>
    token.startsWith("{") ? (JSON.parse(token) as Record<string, unknown>) : undefined,
};
const call = { tool: "acme_delete", binding: "a", input: { id: 1, force: undefined } };

describe("confirm tokens", () => {
  it("hold once, for this tool, these arguments and this caller", () => {
    const confirmations = createConfirmations(signer);
    const token = confirmations.issue(call);
    for (const other of [
      { ...call, tool: "x" },
      { ...call, binding: "b" },
      { ...call, input: { id: 2 } },
    ]) {
      expect(() => confirmations.redeem(token, other)).toThrow("does not belong");
    }
    confirmations.redeem(token, { ...call, input: { id: 1 } });
    expect(() => confirmations.redeem(token, call)).toThrow("used already");
    expect(() => confirmations.redeem("junk", call)).toThrow("does not belong");
  });

  it("stay used, however many others are used after them", () => {
    const confirmations = createConfirmations(signer);
    const first = confirmations.issue(call);
    confirmations.redeem(first, call);
    for (let index = 0; index < 12_000; index += 1) {
      try {
        confirmations.spend(`another ${index}`);
      } catch {
        // Full: refused rather than forgotten.
      }
    }
    expect(() => confirmations.redeem(first, call)).toThrow("used already");
  });
});
