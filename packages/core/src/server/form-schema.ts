import { z } from "zod";
import type { PlainRecord } from "../define/result.ts";

/** The flat JSON Schema that clients make a form of. Throws Error for fields that no form can show. */
export function formSchema(fields: z.ZodObject): PlainRecord {
  const full = z.toJSONSchema(fields, { io: "input" }) as PlainRecord;
  const properties = Object.entries((full["properties"] ?? {}) as Record<string, PlainRecord>).map(
    ([name, field]) => [name, property(name, field)],
  );
  const required = full["required"] as readonly string[] | undefined;
  return {
    type: "object",
    properties: Object.fromEntries(properties) as PlainRecord,
    ...(required === undefined || required.length === 0 ? {} : { required }),
  };
}

function property(name: string, field: PlainRecord): PlainRecord {
  const { titles, ...plain } = field;
  // Titled values have a form of their own, in which the bare enum would be repeated.
  if (titles !== undefined) {
    const { enum: _enum, ...rest } = plain;
    return { ...rest, oneOf: titled(titles) };
  }
  switch (plain["type"]) {
    case "string":
    case "boolean":
      return withoutPattern(plain);
    case "number":
    case "integer":
      return withoutSafeLimits(plain);
    case "array": {
      const { titles: itemTitles, ...items } = plain["items"] as PlainRecord;
      if (itemTitles !== undefined) return { ...plain, items: { anyOf: titled(itemTitles) } };
      if (Array.isArray(items["enum"])) return { ...plain, items };
    }
  }
  throw new Error(`The field ${name} is none that a form can show.`);
}

const titled = (titles: unknown): { const: string; title: string }[] =>
  Object.entries(titles as Record<string, string>).map(([value, title]) => ({
    const: value,
    title,
  }));

/** zod writes the pattern beside the format; forms know the format alone. */
function withoutPattern(field: PlainRecord): PlainRecord {
  const { pattern: _pattern, ...rest } = field;
  return rest;
}

/** Limits that only say "a safe integer" tell a person nothing. */
function withoutSafeLimits(field: PlainRecord): PlainRecord {
  return Object.fromEntries(
    Object.entries(field).filter(
      ([, value]) => !(typeof value === "number" && Math.abs(value) === Number.MAX_SAFE_INTEGER),
    ),
  );
}
