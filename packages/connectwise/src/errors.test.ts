import { describe, expect, it } from "vitest";
import { connectwiseErrors } from "./errors.ts";

const problem = (
  status: number,
  json: unknown,
  headers = {},
): ReturnType<typeof connectwiseErrors> =>
  connectwiseErrors({ status, json, headers, method: "GET", path: "/service/tickets" });

describe("what a refusal means", () => {
  it("carries every reason with its field", () => {
    const found = problem(400, {
      code: "InvalidObject",
      message: "ticket object is invalid",
      errors: [
        {
          code: "NotFound",
          message: "Service Status 99 not found for Service Board 3",
          resource: "ticket",
          field: "status/id",
        },
        {
          code: "MaxLengthField",
          message: "The field summary must be a string with a maximum length of 100.",
          field: "summary",
        },
      ],
    });
    expect(found.code).toBe("invalid_arguments");
    expect(found.reasons).toEqual([
      { text: "Service Status 99 not found for Service Board 3 [NotFound]", field: "status/id" },
      {
        text: "The field summary must be a string with a maximum length of 100. [MaxLengthField]",
        field: "summary",
      },
    ]);
  });

  it.each([
    [401, { code: "Unauthorized", message: "no" }, "credential_rejected"],
    [
      403,
      { code: "Security", message: "You do not have security permission to perform this action." },
      "forbidden",
    ],
    [403, { code: "Security", message: "Invalid clientId" }, "credential_rejected"],
    [404, { code: "NotFound", message: "Ticket 999 not found" }, "not_found"],
    [404, undefined, "not_found"],
    [405, {}, "unsupported"],
    [409, {}, "conflict"],
    [429, { error: "ConnectWiseAPI", message: "Too many requests." }, "rate_limited"],
    [
      500,
      { code: "ConnectWiseApi", message: "A timeout has occured. Please try again." },
      "timeout",
    ],
    [502, undefined, "unavailable"],
    [
      400,
      { code: "ApiFindCondition", message: "invoiceDate is not a recognized name." },
      "invalid_arguments",
    ],
  ])("%i with %j is %s", (status, json, code) => {
    expect(problem(status, json).code).toBe(code);
  });

  it("passes no markup on, and the vendor's own id of the request", () => {
    const found = problem(400, { message: "<b>x</b>" }, { "x-cw-request-id": "abc" });
    expect(found.reasons).toEqual([]);
    expect(found.requestId).toBe("abc");
  });
});
