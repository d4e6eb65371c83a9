import { describe, expect, it } from "vitest";
import { z } from "zod";
import { choice } from "../define/ask.ts";
import { formSchema } from "./form-schema.ts";

describe("formSchema", () => {
  it("writes every kind of field that a form has", () => {
    const titles = choice({ low: "Some time", high: "Now" });
    const schema = formSchema(
      z.object({
        text: z.string().min(2).max(9).describe("A text"),
        mail: z.email().optional(),
        day: z.iso.date().optional(),
        whole: z.int().default(3),
        number: z.number().min(0.5).default(1.5),
        yes: z.boolean().default(false),
        one: z.enum(["a", "b"]).default("a"),
        titled: titles,
        some: z.array(z.enum(["a", "b"])).min(1),
        titledSome: z.array(titles),
      }),
    );
    expect(schema).toEqual({
      type: "object",
      properties: {
        text: { type: "string", minLength: 2, maxLength: 9, description: "A text" },
        mail: { type: "string", format: "email" },
        day: { type: "string", format: "date" },
        whole: { type: "integer", default: 3 },
        number: { type: "number", minimum: 0.5, default: 1.5 },
        yes: { type: "boolean", default: false },
        one: { type: "string", enum: ["a", "b"], default: "a" },
        titled: {
          type: "string",
          oneOf: [
            { const: "low", title: "Some time" },
            { const: "high", title: "Now" },
          ],
        },
        some: { type: "array", minItems: 1, items: { type: "string", enum: ["a", "b"] } },
        titledSome: {
          type: "array",
          items: {
            anyOf: [
              { const: "low", title: "Some time" },
              { const: "high", title: "Now" },
            ],
          },
        },
      },
      required: ["text", "titled", "some", "titledSome"],
    });
  });

  it.each([
    ["a record", z.object({ inner: z.object({ a: z.string() }) })],
    ["a list of texts", z.object({ list: z.array(z.string()) })],
    ["a choice of types", z.object({ either: z.union([z.string(), z.number()]) })],
  ])("refuses %s", (_what, fields) => {
    expect(() => formSchema(fields)).toThrow("none that a form can show");
  });
});
