import { count, id, z } from "@psa-mcp/core";

/** The human number of a ticket, as a number or its digits. */
export const ticketNumber: z.ZodType<number, number | string> = id("ticket number");

export const email: z.ZodString = z
  .string()
  .trim()
  .min(3)
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, {
    error: "must be an e-mail address",
  });

/** A body as HTML; plain text is taken too. */
export const html: z.ZodString = z.string().max(500_000);

/** Fields that are sent on as they are, for what has no argument of its own. */
export const passedOn: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>> = z
  .record(z.string(), z.unknown())
  .optional();

/** One text or several, of which any may fit. */
export const anyOf: z.ZodType<readonly string[] | undefined> = z
  .preprocess(
    (value) => (typeof value === "string" || typeof value === "number" ? [String(value)] : value),
    z.array(z.string().min(1).max(500)).min(1).max(50),
  )
  .optional()
  .meta({ type: "array", items: { type: "string" } });

/** A day, or a time with seconds; UTC. */
export const dayOrTime: z.ZodString = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/, {
    error: "must be YYYY-MM-DD or YYYY-MM-DD HH:MM:SS",
  })
  .meta({ pattern: undefined });

/** Which responses of a ticket are shown, and how much of each. */
export const responseChoice: {
  readonly responses: z.ZodOptional<
    z.ZodEnum<{ all: "all"; public: "public"; internal: "internal"; last_n: "last_n" }>
  >;
  readonly last_n: z.ZodOptional<z.ZodInt>;
  readonly max_chars: z.ZodOptional<z.ZodInt>;
} = {
  responses: z.enum(["all", "public", "internal", "last_n"]).optional(),
  last_n: count(1, 500).optional(),
  max_chars: count(50, 100_000).optional(),
};
