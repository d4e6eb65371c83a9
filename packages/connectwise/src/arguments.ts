import { count, z } from "@psa-mcp/core";

/** Page arguments of every list. Absent means page 1 and 25 records. */
export const pages: {
  readonly page_number: z.ZodOptional<z.ZodInt>;
  readonly page_size: z.ZodOptional<z.ZodInt>;
} = {
  page_number: z.int().min(1).optional(),
  page_size: count(1, 1000).optional(),
};

/** The same for lists that can be counted, which takes one more request. */
export const paging: typeof pages & { readonly include_total: z.ZodOptional<z.ZodBoolean> } = {
  ...pages,
  include_total: z.boolean().optional(),
};

/** Conditions that a caller writes, joined with those of the other arguments. */
export const rawConditions: z.ZodOptional<z.ZodString> = z
  .string()
  .min(1)
  .max(4000)
  .describe("ConnectWise conditions, ANDed")
  .optional();

/** A field and a direction. */
export const orderBy: z.ZodOptional<z.ZodString> = z
  .string()
  .regex(/^\s*[\w/]+(?:\s+(?:asc|desc))?(?:\s*,\s*[\w/]+(?:\s+(?:asc|desc))?)*\s*$/i)
  .max(200)
  .meta({ pattern: undefined })
  .optional();

const furtherConditions = z.string().min(1).max(4000).optional();

/** What a caller may write in ConnectWise's own words beside the arguments of a list. */
export const rawList: {
  readonly conditions: typeof rawConditions;
  readonly child_conditions: z.ZodOptional<z.ZodString>;
  readonly custom_field_conditions: z.ZodOptional<z.ZodString>;
  readonly order_by: typeof orderBy;
} = {
  conditions: rawConditions,
  child_conditions: furtherConditions,
  custom_field_conditions: furtherConditions,
  order_by: orderBy,
};

/** A name, or an id as digits. */
export const nameOrId: z.ZodString = z.string().trim().min(1).max(100);

/** A day or a time, 2026-01-31 or 2026-01-31T08:00:00Z; checked where it is used. */
export const dayOrTime: z.ZodString = z.string().min(10).max(40);

/** Where a ticket lives; `auto` finds out. */
export const ticketType: z.ZodOptional<
  z.ZodEnum<{ auto: "auto"; service: "service"; project: "project" }>
> = z.enum(["auto", "service", "project"]).optional();

/** Which tickets a search covers; both when absent. */
export const ticketTypes: z.ZodOptional<
  z.ZodEnum<{ both: "both"; service: "service"; project: "project" }>
> = z.enum(["both", "service", "project"]).optional();
