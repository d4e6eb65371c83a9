import { isDeepStrictEqual } from "node:util";
import type { FieldChange, PlainRecord } from "../define/index.ts";

/** The fields of `after` that differ from `before`, in the order of `after`. Absent fields read as null. */
export function fieldChanges(
  before: PlainRecord | undefined,
  after: PlainRecord,
): readonly FieldChange[] {
  return Object.entries(after)
    .filter(([, to]) => to !== undefined)
    .map(([field, to]) => ({
      field,
      from: before !== undefined && Object.hasOwn(before, field) ? (before[field] ?? null) : null,
      to,
    }))
    .filter((change) => !isDeepStrictEqual(change.from, change.to));
}
