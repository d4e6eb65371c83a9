import { PsaError } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import { attempt, reasonOf } from "./attempt.ts";

describe("attempt", () => {
  it("hands on a value or a failure", async () => {
    expect(await attempt(Promise.resolve(5))).toEqual({ value: 5 });
    const failure = new PsaError("forbidden", "Not allowed.", { reasons: [{ text: "plan" }] });
    expect((await attempt(Promise.reject(failure))).failure).toBe(failure);
    expect(reasonOf(failure)).toBe("Not allowed. (plan)");
  });

  it.each(["cancelled", "credential_missing", "credential_rejected", "rate_limited"] as const)(
    "does not swallow %s",
    async (code) => {
      const failure = new PsaError(code, "x");
      await expect(attempt(Promise.reject(failure))).rejects.toBe(failure);
    },
  );

  it("does not swallow what is no PsaError", async () => {
    await expect(attempt(Promise.reject(new TypeError("x")))).rejects.toThrow(TypeError);
  });
});
