import { PsaError, z } from "@psa-mcp/core";

/** The `updated_at` that a caller saw; a record that was changed since is not written over. */
export const ifUpdatedAt: z.ZodOptional<z.ZodISODateTime> = z.iso
  .datetime({ offset: true })
  .describe("Refuse if changed since")
  .optional();

/** Refuses (`conflict`) a change of something that was changed since the caller read it. */
export function refuseStale(what: string, present: unknown, seen: string | undefined): void {
  if (seen === undefined || Date.parse(String(present)) === Date.parse(seen)) return;
  throw new PsaError("conflict", `The ${what} was changed by someone else since ${seen}.`, {
    details: { updated_at: present },
  });
}
