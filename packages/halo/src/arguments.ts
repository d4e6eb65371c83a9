import { z } from "@psa-mcp/core";

/** A name or an id (digits), as tools/list shows it. */
export const named: z.ZodString = z.string().trim().min(1).max(200);

/** The same as it is checked: ids are taken as numbers too. */
export const nameOrId: z.ZodUnion<[z.ZodInt, z.ZodString]> = z.union([z.int(), named]);

/** Text that is written into Halo: plain, or Markdown. */
export const body: z.ZodString = z.string().trim().min(1).max(100_000);

/** A day or a time, 2026-01-31 or 2026-01-31T08:00:00Z. */
export const moment: z.ZodString = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/, {
    error: "must be a day or a time such as 2026-01-31 or 2026-01-31T08:00:00Z",
  })
  .meta({ pattern: undefined });

/** Most rows of one answer. */
export const maxItems: z.ZodInt = z.int().min(1).max(500);
