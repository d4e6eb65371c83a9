import { view, type PlainRecord, type View } from "@psa-mcp/core";
import { pick } from "../records/pick.ts";

/** What may be shown of a stored password: where it is and whom it is for, never the value, and no notes. */
const KEYS = [
  "id",
  "name",
  "username",
  "url",
  "organization_id",
  "organization_name",
  "password_category_id",
  "password_category_name",
  "password_folder_id",
  "resource_id",
  "resource_type",
  "cached_resource_type_name",
  "cached_resource_name",
  "otp_enabled",
  "restricted",
  "archived",
  "password_updated_at",
  "created_at",
  "updated_at",
  "resource_url",
] as const;

/** The metadata of a password. Notes often hold a value in the clear, so only their presence is told. */
export function passwordMetadata(record: PlainRecord): PlainRecord {
  const notes = record["notes"];
  return {
    ...pick(record, KEYS),
    url: addressOf(record),
    has_notes: typeof notes === "string" && notes.trim() !== "",
  };
}

/** The address a password is for, without what `https://user:secret@host` would tell. */
export function addressOf({ url }: PlainRecord): unknown {
  return typeof url === "string"
    ? url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1")
    : (url ?? null);
}

export const passwordRows: View = view(
  "passwords",
  "id",
  "name",
  "username",
  { key: "organization_name", label: "organization" },
  { key: "password_category_name", label: "category" },
  { key: "cached_resource_name", label: "for" },
  { key: "password_updated_at", label: "changed", format: "date" },
  { key: "resource_url", label: "open in IT Glue", max: 200 },
);

export const passwordDetail: View = view(
  "password",
  "id",
  "name",
  "username",
  "url",
  "organization_id",
  { key: "organization_name", label: "organization" },
  { key: "password_category_name", label: "category" },
  { key: "cached_resource_type_name", label: "for type" },
  { key: "cached_resource_name", label: "for" },
  "otp_enabled",
  "has_notes",
  "restricted",
  "archived",
  { key: "password_updated_at", label: "value changed", format: "datetime" },
  { key: "updated_at", format: "datetime" },
  { key: "resource_url", label: "open in IT Glue" },
);

/** Said wherever a reader may look for the value. */
export const VALUE_NOTE =
  "The value is never shown here; a person opens it in IT Glue through resource_url.";
