import { expect, it } from "vitest";
import { fieldsOf, positiveOf, shiftOf } from "./control-body.ts";

it("takes objects only", () => {
  expect(fieldsOf({ a: 1 })).toEqual({ a: 1 });
  for (const body of [undefined, null, "x", [1]])
    expect(() => fieldsOf(body)).toThrow("JSON object");
});

it("takes whole numbers above 0", () => {
  expect(positiveOf({ requests: 3 }, "requests")).toBe(3);
  for (const requests of [0, -1, 1.5, "3"]) {
    expect(() => positiveOf({ requests }, "requests")).toThrow('"requests"');
  }
});

it("adds units of time up, and refuses unknown ones", () => {
  expect(shiftOf({ days: 1, seconds: -1 })).toBe(86_399_000);
  expect(() => shiftOf({ weeks: 1 })).toThrow("Say how far");
  expect(() => shiftOf({ hours: "1" })).toThrow("Say how far");
});
