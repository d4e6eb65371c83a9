import { describe, expect, it } from "vitest";
import { tickitiErrors, tickitiRefusals } from "./errors.ts";

const answer = (status: number, json: unknown, path = "/workflow/interventions") => ({
  status,
  json,
  path,
  method: "POST",
  headers: {},
});

describe("what a refusal means", () => {
  it("tells every field of a validation, in the vendor's words", () => {
    const problem = tickitiErrors(
      answer(422, {
        message: "Invalid.",
        errors: { name: ["Required.", "Too short."], email: "No." },
      }),
    );
    expect(problem).toMatchObject({ code: "invalid_arguments" });
    expect(problem.reasons).toEqual([
      { field: "name", text: "Required." },
      { field: "name", text: "Too short." },
      { field: "email", text: "No." },
    ]);
  });

  it.each([
    ["Invalid ability provided.", "lacks the ability workflow:read or workflow:write"],
    ["Your plan does not include this.", "plan lacks has_interventions"],
    ["Administrators only.", "lacks the role admin"],
    ["", "lacks a right"],
  ])("names the cause of a 403 that says %j", (message, named) => {
    const problem = tickitiErrors(answer(403, { message }));
    expect(problem.code).toBe("forbidden");
    expect(problem.message).toContain(named);
    // Everything that the route needs stands beside it, since words can mislead.
    expect(problem.message).toContain("role admin");
    expect(problem.message).toContain("has_interventions");
  });

  it("finds the route whatever ids its path carries, and survives unknown ones", () => {
    const path = "/administration/users/9/queues/2/detach";
    expect(tickitiErrors(answer(403, {}, path)).message).toContain("administration:write");
    expect(tickitiErrors(answer(403, {}, "/nothing/here")).code).toBe("forbidden");
  });

  it.each([
    [403, { code: "review_required", message: "Review needed." }, "confirmation_required"],
    [409, { code: "intent_required" }, "confirmation_required"],
    [422, { message: "This file type is blocked." }, "unsupported"],
    [413, {}, "too_large"],
    [403, { message: "Invalid ability provided." }, "forbidden"],
    [404, { message: "Not found." }, "not_found"],
  ])("tells apart why an attachment is not handed out: %i %j", (status, body, code) => {
    expect(tickitiErrors(answer(status, body, "/tickets/attachment")).code).toBe(code);
  });

  it("knows a conflict of keys from other conflicts", () => {
    const keys = tickitiErrors(answer(409, { code: "idempotency_key_conflict" }, "/tickets"));
    expect(keys.advice).toContain("idempotency_key");
    expect(tickitiErrors(answer(409, { message: "Closed." }, "/tickets")).advice).toBeUndefined();
  });
});

describe("a refusal with status 200", () => {
  it.each([
    [{ my_error: "The queue is in use." }, "conflict"],
    [{ amf_error: "No." }, "invalid_arguments"],
    [{ error: "No." }, "invalid_arguments"],
    [{ error: { code: "x", message: "No." } }, "invalid_arguments"],
    [{ ok: false, message: "No." }, "invalid_arguments"],
    [{ ok: false }, "invalid_arguments"],
  ])("is seen in %j", (json, code) => {
    expect(tickitiRefusals(answer(200, json))).toMatchObject({ code });
  });

  it.each([
    [{ ok: true, data: {} }],
    [{ error: null, my_error: "" }],
    [{ errors: 0, error: false }],
    [[{ error: "a row's own field" }]],
    ["text"],
    [null],
  ])("is not seen in %j", (json) => {
    expect(tickitiRefusals(answer(200, json))).toBeUndefined();
  });
});
