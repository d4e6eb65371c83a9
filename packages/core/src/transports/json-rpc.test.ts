import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResponse,
} from "@modelcontextprotocol/server";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cancelledId, echoableId, kindOf } from "./json-rpc.ts";

/** Objects that look like messages and are slightly wrong. */
const nearMessage = fc.record(
  {
    jsonrpc: fc.constantFrom("2.0", "1.0", 2),
    id: fc.oneof(fc.integer(), fc.string(), fc.constantFrom(null, 1.5, true, [])),
    method: fc.oneof(fc.string(), fc.constant(7)),
    params: fc.oneof(fc.object(), fc.constantFrom(null, [], 7)),
    result: fc.oneof(fc.object(), fc.constantFrom(null, 7)),
    error: fc.oneof(
      fc.record({ code: fc.integer(), message: fc.string() }),
      fc.constantFrom(null, 7),
    ),
  },
  { requiredKeys: [] },
);

describe("the form of a message", () => {
  it.each([
    [{ jsonrpc: "2.0", id: 0, method: "ping" }, "request"],
    [{ jsonrpc: "2.0", id: "a", method: "ping", params: {} }, "request"],
    [{ jsonrpc: "2.0", method: "ping" }, "notification"],
    [{ jsonrpc: "2.0", id: 1, result: {} }, "response"],
    [{ jsonrpc: "2.0", id: 1, error: { code: 1, message: "" } }, "response"],
    [{ jsonrpc: "2.0", id: null, method: "ping" }, "invalid"],
    [{ jsonrpc: "2.0", id: 1, method: "ping", params: [] }, "invalid"],
    [{ jsonrpc: "2.0", id: 1, result: {}, error: {} }, "invalid"],
    [{ id: 1, method: "ping" }, "invalid"],
    [{ jsonrpc: "2.0", id: 2 ** 53, method: "ping" }, "invalid"],
    [{ jsonrpc: "2.0", id: 1, method: "ping", more: 1 }, "invalid"],
    [JSON.parse('{"jsonrpc":"2.0","id":1,"method":"ping","__proto__":{}}'), "invalid"],
    [{ jsonrpc: "2.0", id: 1, method: "ping", params: { _meta: 1 } }, "invalid"],
    [
      { jsonrpc: "2.0", id: 1, method: "ping", params: { _meta: { progressToken: {} } } },
      "invalid",
    ],
    [{ jsonrpc: "2.0", id: 1, method: "ping", params: { _meta: { progressToken: 1 } } }, "request"],
    [{ jsonrpc: "2.0", method: "notifications/x", params: { _meta: null } }, "invalid"],
    [[], "invalid"],
    [null, "invalid"],
    ["ping", "invalid"],
  ])("%j is %s", (value, kind) => {
    expect(kindOf(value)).toBe(kind);
  });

  it("is never called good when the protocol's own schemas call it something else", () => {
    fc.assert(
      fc.property(fc.oneof(nearMessage, fc.anything()), (value) => {
        const kind = kindOf(value);
        // The schemas look further into `error` and `_meta` than the form does.
        if (isJSONRPCRequest(value)) expect(kind).toBe("request");
        if (isJSONRPCNotification(value)) expect(kind).toBe("notification");
        if (isJSONRPCResponse(value)) expect(["response", "invalid"]).toContain(kind);
        // What is called a request is one to the protocol server too; otherwise nobody would answer it.
        if (kind === "request") expect(isJSONRPCRequest(value)).toBe(true);
        if (kind === "notification") expect(isJSONRPCNotification(value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("reads ids that can be echoed, and what is cancelled", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(["string", "number", "object"]).toContain(typeof echoableId(value));
        expect(cancelledId(value)).toBeUndefined();
      }),
    );
    expect(cancelledId({ method: "notifications/cancelled", params: { requestId: 3 } })).toBe(3);
  });
});
