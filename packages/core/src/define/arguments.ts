import { z } from "zod";

/** A positive whole number, given as a number or as digits in a string; always handed on as a number. */
export function id(what: string): z.ZodType<number, number | string> {
  return z
    .union([z.int().positive(), z.string().regex(/^[1-9]\d{0,15}$/)])
    .transform(Number)
    .refine(Number.isSafeInteger, { error: `${what} must be a positive whole number` })
    .meta({ argument: "id", what });
}

/** A short text of at least one character and at most `max` (500 when absent). */
export function text(max = 500): z.ZodString {
  return z.string().min(1).max(max);
}

/** A long text: documents, notes. At most 500,000 characters. */
export function longText(): z.ZodString {
  return z.string().max(500_000);
}

/** A whole number within limits. */
export function count(min: number, max: number): z.ZodInt {
  return z.int().min(min).max(max);
}

/** A calendar day, `2026-11-30`. */
export function day(): z.ZodISODate {
  return z.iso.date();
}
