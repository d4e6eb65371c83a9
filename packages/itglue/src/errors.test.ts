import { describe, expect, it } from "vitest";
import { itglueErrors } from "./errors.ts";

const answer = (
  status: number,
  json: unknown,
  path = "/documents/5",
): ReturnType<typeof itglueErrors> =>
  itglueErrors({ status, json, path, method: "GET", headers: {} });
const errors = (...list: readonly unknown[]): unknown => ({ errors: list });

describe("itglueErrors", () => {
  it("tells a record that is not visible from a bad key", () => {
    const invisible = answer(
      401,
      errors({
        status: 401,
        title: "Unauthorized",
        detail: "Unauthorized resource access",
        source: { pointer: "id" },
      }),
    );
    expect(invisible).toMatchObject({
      code: "not_found",
      message: expect.stringContaining("key itself is accepted") as string,
    });
    expect(answer(401, errors({ status: "401", title: "Unauthorized" }))).toMatchObject({
      code: "credential_rejected",
    });
    expect(answer(401, undefined)).toMatchObject({ code: "credential_rejected" });
  });

  it("explains what only signed-in users may do, and Password Access", () => {
    expect(
      answer(401, errors({ title: "Unauthorized", detail: "Only supported for JWT requests" })),
    ).toMatchObject({ code: "unsupported" });
    expect(answer(401, { message: "Only supported for JWT requests" })).toMatchObject({
      code: "unsupported",
    });
    expect(answer(401, errors({ detail: "show_password is not allowed" }))).toMatchObject({
      code: "forbidden",
    });
  });

  it("keeps every reason with its field, whatever the shape", () => {
    const many = answer(
      422,
      errors(
        {
          status: 422,
          title: "Unprocessable Entity",
          detail: ["can't be blank", "is too short"],
          source: { pointer: "/data/attributes/flexible-asset-traits.url" },
        },
        {
          status: "unprocessable_entity",
          title: "is invalid",
          source: { pointer: "data/attributes/organization-id" },
        },
        "plain words",
      ),
    );
    expect(many.reasons).toEqual([
      { text: "can't be blank", field: "traits.url" },
      { text: "is too short", field: "traits.url" },
      { text: "is invalid", field: "organization_id" },
      { text: "plain words" },
    ]);
    expect(answer(422, { error: "one word" }).reasons).toEqual([{ text: "one word" }]);
    expect(answer(500, JSON.stringify(errors({ detail: "encoded twice" }))).reasons).toEqual([
      { text: "encoded twice" },
    ]);
  });

  it("passes no HTML on", () => {
    expect(answer(404, undefined)).toMatchObject({ code: "unsupported", reasons: [] });
    expect(answer(422, errors({ detail: "<html><body>page</body></html>" })).reasons).toEqual([]);
    expect(answer(500, "<html>page</html>")).toMatchObject({ code: "unavailable", reasons: [] });
  });

  it.each([
    [400, {}, "invalid_arguments"],
    [403, {}, "forbidden"],
    [404, errors({ title: "Not found", detail: "Record not found" }), "not_found"],
    [413, undefined, "too_large"],
    [422, errors({ detail: "Paperclip NotIdentifiedByImageMagickError" }), "invalid_arguments"],
    [429, undefined, "rate_limited"],
    [502, undefined, "unavailable"],
    [504, undefined, "timeout"],
  ])("%d", (status, json, code) => {
    expect(answer(status, json).code).toBe(code);
  });

  it.each([
    ["must exist in the same organization", /organization/],
    ["NotIdentifiedByImageMagickError", /picture/],
    ["Request contains invalid trait keys", /traits/],
    ["record is synced with PSA", /PSA/],
  ])("explains %s", (detail, message) => {
    expect(answer(422, errors({ detail })).message).toMatch(message);
  });
});
