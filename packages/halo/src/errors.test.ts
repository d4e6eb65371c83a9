import type { VendorAnswer } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import { haloErrors, namedLimit, tokenErrors } from "./errors.ts";

const answer = (status: number, json?: unknown, text?: string): VendorAnswer => ({
  status,
  headers: {},
  json,
  ...(text === undefined ? {} : { text }),
  method: "GET",
  path: "/Tickets",
});

describe("a 400", () => {
  it.each<[string, unknown, readonly object[]]>([
    [
      "as a map of fields",
      { id: ["The value 'x' is not valid."] },
      [{ field: "id", text: "The value 'x' is not valid." }],
    ],
    [
      "as a map of paths in the array",
      { "[0].outcome_id": ["Could not convert string to integer: abc. Path '[0].outcome_id'."] },
      [{ field: "outcome_id", text: expect.stringContaining("Could not convert") }],
    ],
    ["as a JSON string", "A Site must be selected", [{ text: "A Site must be selected" }]],
    [
      "as a serialized exception",
      { ClassName: "System.Exception", Message: "A database error occurred (515)", Data: null },
      [{ text: "A database error occurred (515)" }],
    ],
    ["with errorMessage", { resultCode: 1, errorMessage: "No" }, [{ text: "No" }]],
    ["with error", { error: "No" }, [{ text: "No" }]],
  ])("is read %s", (_form, json, reasons) => {
    expect(haloErrors(answer(400, json))).toMatchObject({ code: "invalid_arguments", reasons });
  });

  it("says of names in use that there is a conflict, and of unknown ids that there is nothing", () => {
    expect(haloErrors(answer(400, "Name must be unique"))).toMatchObject({ code: "conflict" });
    expect(haloErrors(answer(400, "Ticket not found"))).toMatchObject({ code: "not_found" });
  });

  it("of plain text keeps the text, and of a page nothing", () => {
    expect(haloErrors(answer(400, undefined, "Bad thing"))).toMatchObject({
      reasons: [{ text: "Bad thing" }],
    });
    expect(haloErrors(answer(400, "<b>Bad</b>")).reasons).toEqual([]);
  });
});

describe("an empty answer", () => {
  it.each([
    [401, "credential_rejected"],
    [403, "forbidden"],
    [404, "not_found"],
    [429, "rate_limited"],
    [500, "unavailable"],
    [504, "timeout"],
  ])("of status %i is %s", (status, code) => {
    expect(haloErrors(answer(status))).toMatchObject({ code });
  });
});

describe("the limit in a refusal", () => {
  it.each([
    ["Rate Limit Reached - 300 Requests per rolling 5 minute window.", 300, 300],
    ["500 requests per 3 minutes", 500, 180],
    ["Rate limit: 60 requests per minute", 60, 60],
  ])("%s", (text, requests, windowSeconds) => {
    expect(namedLimit(answer(429, undefined, text))).toEqual({ requests, windowSeconds });
    expect(namedLimit(answer(429, text))).toEqual({ requests, windowSeconds });
  });

  it("is left alone where the text names none", () => {
    expect(namedLimit(answer(429, undefined, "Too many requests"))).toBeUndefined();
    expect(namedLimit(answer(429))).toBeUndefined();
  });
});

describe("a refused token", () => {
  it.each([
    [400, { error: "invalid_client" }, "credential_rejected"],
    [400, { error: "unauthorized_client" }, "credential_rejected"],
    [400, { error: "invalid_scope" }, "configuration"],
    [404, undefined, "configuration"],
    [401, undefined, "credential_rejected"],
  ])("of status %i with %j is %s", (status, json, code) => {
    expect(tokenErrors(answer(status, json))).toMatchObject({ code });
  });
});
