import { count, z } from "@psa-mcp/core";

/** Page arguments of every list. Absent means page 1 and 50 records; `listPage` supplies both. */
export const paging: {
  readonly page_number: z.ZodOptional<z.ZodInt>;
  readonly page_size: z.ZodOptional<z.ZodInt>;
} = {
  page_number: z.int().min(1).optional(),
  page_size: count(1, 1000).optional(),
};

/** Sort field, with a leading minus for the other direction. */
export const sort: z.ZodOptional<z.ZodString> = z.string().max(60).optional();

/** What attachments and related items hang on, as the API's path names it. */
export const resourceTypes = [
  "documents",
  "flexible_assets",
  "configurations",
  "contacts",
  "passwords",
  "domains",
  "locations",
  "ssl_certificates",
  "tickets",
  "checklists",
  "checklist_templates",
] as const;

/** A record of any kind that attachments and related items can hang on. */
export const resourceType: z.ZodEnum<{ [Type in (typeof resourceTypes)[number]]: Type }> =
  z.enum(resourceTypes);
