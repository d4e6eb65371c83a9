import { PsaError, type VendorClient } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import { itglueApi } from "../api.ts";
import { allOrNothing } from "./undo.ts";

// Nothing is sent here: what is taken back is counted.
const client = { forUndo: () => client } as unknown as VendorClient;
const vendor = itglueApi(client);

const failing = async (backs: readonly (() => Promise<unknown>)[]): Promise<PsaError> => {
  const thrown: unknown = await allOrNothing(vendor, async (steps) => {
    for (const [index, back] of backs.entries()) {
      steps.begin(`do part ${String(index + 1)}`);
      steps.done(`part ${String(index + 1)}`, back);
    }
    steps.begin("publish");
    throw new PsaError("unavailable", "It failed.", { status: 500 });
  }).catch((error: unknown) => error);
  if (!(thrown instanceof PsaError)) throw new Error("expected a PsaError");
  return thrown;
};

describe("allOrNothing", () => {
  it("takes back in reverse order and says so", async () => {
    const order: number[] = [];
    const error = await failing([async () => order.push(1), async () => order.push(2)]);
    expect(order).toEqual([2, 1]);
    expect(error).toMatchObject({
      code: "unavailable",
      status: 500,
      details: { failed_step: "publish", undone: true, remaining: [] },
    });
    expect(error.message).toContain("taken back");
  });

  it("names what remains, and still tries the rest", async () => {
    const order: number[] = [];
    const error = await failing([async () => order.push(1), () => Promise.reject(new Error("no"))]);
    expect(order).toEqual([1]);
    expect(error.details).toMatchObject({ undone: false, remaining: ["part 2"] });
    expect(error.message).toContain("part 2");
  });

  it("passes on values and foreign errors", async () => {
    await expect(allOrNothing(vendor, async () => 5)).resolves.toBe(5);
    await expect(allOrNothing(vendor, () => Promise.reject(new TypeError("x")))).rejects.toThrow(
      TypeError,
    );
  });
});
