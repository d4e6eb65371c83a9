import type { Call } from "../call.ts";
import { text, type Json, type Row } from "../model.ts";
import type { Include } from "../resource.ts";

/** A kind of record that others point at: its table, and how its name is spelled in three places. */
export interface Kind {
  table: string;
  singular: string;
  plural: string;
}

/** The kinds that can hold attachments and related items. */
export const HOLDERS: readonly Kind[] = [
  { table: "checklists", singular: "Checklist", plural: "Checklists" },
  { table: "checklist_templates", singular: "ChecklistTemplate", plural: "ChecklistTemplates" },
  { table: "configurations", singular: "Configuration", plural: "Configurations" },
  { table: "contacts", singular: "Contact", plural: "Contacts" },
  { table: "documents", singular: "Document", plural: "Documents" },
  { table: "domains", singular: "Domain", plural: "Domains" },
  { table: "locations", singular: "Location", plural: "Locations" },
  { table: "passwords", singular: "Password", plural: "Passwords" },
  { table: "ssl_certificates", singular: "SslCertificate", plural: "SslCertificates" },
  { table: "flexible_assets", singular: "FlexibleAsset", plural: "FlexibleAssets" },
  { table: "tickets", singular: "Ticket", plural: "Tickets" },
];

/** Everything that a Tag field can point at. */
export const TAGGED: readonly Kind[] = [
  ...HOLDERS,
  { table: "organizations", singular: "Organization", plural: "Organizations" },
  { table: "users", singular: "AccountsUser", plural: "AccountsUsers" },
];

/** The rows that hang on a record, by its table. */
function attached(table: string, holder: string): Include["rows"] {
  return (call, row) => call.state.store.table(table).by("_owner", `${holder}/${row.id}`);
}

/** The includes that every holder has. */
export function holderIncludes(holder: string): Record<string, Include> {
  const singular = HOLDERS.find((kind) => kind.table === holder)?.singular ?? "";
  return {
    attachments: { resource: "attachments", rows: attached("attachments", holder) },
    related_items: { resource: "related_items", rows: attached("related_items", holder) },
    passwords: { resource: "passwords", rows: embeddedPasswords(singular) },
  };
}

/** The passwords that are embedded in a record. */
function embeddedPasswords(singular: string): Include["rows"] {
  return (call, row) =>
    call.state.store
      .table("passwords")
      .by("resource-id", row.id)
      .filter((password) => text(password, "resource-type") === singular);
}

/** The row that a singular type and an id name. */
export function pointedAt(
  call: Call,
  singular: Json | undefined,
  id: Json | undefined,
): Row | undefined {
  const kind = TAGGED.find((entry) => entry.singular === singular);
  return kind && call.state.store.table(kind.table).get(Number(id));
}
