/** How one field of a record reads as text; `name` shows nested records by name and id alone. */
export type FieldFormat = "plain" | "html" | "date" | "datetime" | "bytes" | "json" | "name";

/** One field of a view; a bare string means that key with the plain format. */
export interface ViewField {
  /** Key in the record; dots reach into nested records. */
  readonly key: string;
  /** Heading or label; the key with spaces when absent. */
  readonly label?: string;
  readonly format?: FieldFormat;
  /** Longest text in characters before it is clipped with a mark; 120 in lists and 2,000 in details when absent. */
  readonly max?: number;
}

/** The fields of a record that a list row or a detail shows, in order. Other fields stay out of text and lists. */
export interface View {
  readonly fields: readonly ViewField[];
  /** What one record is called, in the plural, for headings ("documents"). */
  readonly noun: string;
  /** A long text of each record: rows then read as a heading line and this text below it, instead of a table. */
  readonly body?: ViewField;
}

/** The same view with a long text of each record below its heading line. */
export function withBody(base: View, body: string | ViewField): View {
  return { ...base, body: typeof body === "string" ? { key: body } : body };
}

/** Declares a view: `view("documents", "id", "name", { key: "updated_at", format: "date" })`. */
export function view(noun: string, ...fields: readonly (string | ViewField)[]): View {
  return {
    noun,
    fields: fields.map((field) => (typeof field === "string" ? { key: field } : field)),
  };
}
