import { describe, expect, it } from "vitest";
import { CodeError, evaluate } from "./expression.ts";

const scope = {
  input: { payload: { name: "Iris", amount: 250, tags: ["a", "b"], none: null } },
  double: (value: number) => value * 2,
};

describe("an expression", () => {
  it.each([
    ["input.payload.name", "Iris"],
    ['input.payload["name"]', "Iris"],
    ["input.payload.tags[1]", "b"],
    ["input.payload.tags[-1]", "b"],
    ['input.payload.name + " " + "Vale"', "Iris Vale"],
    ["1 + 2 * 3 - 4 / 2", 5],
    ["(1 + 2) * 3", 9],
    ["-input.payload.amount", -250],
    ["input.payload.amount >= 250 and not False", true],
    ["input.payload.none is None", true],
    ["input.payload.name is not None", true],
    ['"x" if input.payload.none else "y"', "y"],
    ['"a" in input.payload.tags', true],
    ['input.payload.get("missing", 7)', 7],
    ['input.payload.get("missing")', null],
    ["double(input.payload.amount)", 500],
    ['{"a": [1, "b", True], "c": None}', { a: [1, "b", true], c: null }],
    ["'it''s'[0]", undefined],
    ['"if x or y"', "if x or y"],
    ["input.payload.name.upper()", "IRIS"],
  ])("%s", (code, value) => {
    if (value === undefined) expect(() => evaluate(code, scope)).toThrow(CodeError);
    else expect(evaluate(code, scope)).toEqual(value);
  });

  it.each([
    ["input.payload.missing", "KeyError: 'missing'"],
    ["input.payload.none.deeper", "TypeError: 'NoneType' object is not subscriptable"],
    ["input.payload.tags[5]", "IndexError"],
    ["unknown", "NameError"],
    ["1 / 0", "ZeroDivisionError"],
    ['1 + "a"', "TypeError"],
    ["1 +", "SyntaxError"],
    ["a b", "NameError"],
    ["1 2", "SyntaxError"],
    ["constructor", "NameError"],
    ["input.constructor", "KeyError"],
    ["input.payload.name.constructor", "AttributeError"],
    ["$", "SyntaxError"],
  ])("%s fails with %s", (code, message) => {
    expect(() => evaluate(code, scope)).toThrow(message);
  });
});
