import { describe, expect, it } from "vitest";
import { parameters } from "../reference/parameters.ts";
import { checkedSchema, encode, listParameters, readParameters } from "./parameters.ts";

const EMPTY = { common: "", list: "", more: "", get: "", getMore: "", delete: "" };

describe("parameters", () => {
  it("are read from words", () => {
    expect(
      readParameters(
        "agents",
        "products:int[] role:text200 excludeagents:bool>exclude_agents x:int!",
      ),
    ).toEqual([
      { name: "products", kind: "int[]", max: 2000, wire: "products", known: true },
      { name: "role", kind: "text", max: 200, wire: "role", known: true },
      { name: "excludeagents", kind: "bool", max: 2000, wire: "exclude_agents", known: true },
      { name: "x", kind: "int", max: 2000, wire: "x", known: false },
    ]);
  });

  it("of tickets number the 63 filters of the existing server, with their limits", () => {
    const { list } = parameters["tickets"] ?? { list: "" };
    const own = readParameters("tickets", list);
    expect(own).toHaveLength(63);
    const summary = own.find(({ name }) => name === "search_summary");
    const schema = checkedSchema(summary as (typeof own)[number]);
    expect(schema.safeParse("x".repeat(1000)).success).toBe(true);
    expect(schema.safeParse("x".repeat(1001)).success).toBe(false);
  });

  it("take names where ids have names, and numbers everywhere", () => {
    const known = listParameters("tickets", parameters["tickets"] ?? EMPTY);
    const of = (name: string) =>
      checkedSchema(known.find((one) => one.name === name) as (typeof known)[number]);
    expect(of("client_id").safeParse("Acme").success).toBe(true);
    expect(of("client_id").safeParse(18).success).toBe(true);
    expect(of("status").safeParse(["New", 2]).success).toBe(true);
    expect(of("status").safeParse(Array.from({ length: 101 }, () => 1)).success).toBe(false);
    expect(of("user_id").safeParse("Ana").success).toBe(false);
    expect(of("user_id").parse("172")).toBe(172);
  });
});

describe("a value in a query", () => {
  it.each([
    [[1, 2], "json", "[1,2]"],
    [[1, 2], "comma", "1,2"],
    [[1, 2], "repeat", [1, 2]],
    [[{ filter_name: "a" }], "comma", '[{"filter_name":"a"}]'],
    ["", "json", undefined],
    [[], "json", undefined],
    [false, "json", false],
  ])("%j as %s is %j", (value, arrays, expected) => {
    expect(encode(value, arrays)).toEqual(expected);
  });
});
