/** Anything that JSON can say; undefined stands for a property that is left out. */
export type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };

/** An object of JSON. */
export type Fields = Record<string, Json>;

/**
 * A stored record. Names that begin with `$` never leave the imitation. Seeded rows are shared and never
 * changed in place: the store replaces a row that changes.
 */
export interface Row {
  id: number | string;
  [name: string]: Json;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number of a record; 0 when there is none, as the vendor's own records have it. */
export function number(row: Fields | undefined, name: string): number {
  const value = row?.[name];
  return typeof value === "number" ? value : 0;
}

/** A text of a record; empty when there is none. */
export function text(row: Fields | undefined, name: string): string {
  const value = row?.[name];
  return typeof value === "string" ? value : "";
}

/** The objects of a list. */
export function objects(row: Fields | undefined, name: string): Fields[] {
  const value = row?.[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** A moment as the vendor writes it: UTC, whole seconds. */
export function stamp(moment: Date | number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

/** What stands for "no date". Two forms occur. */
export const NO_DATE: string = "1900-01-01T00:00:00Z";
export const NO_DATE_OLD: string = "1899-12-30T00:00:00Z";

/** Hours and money have at most four decimals. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Text as HTML, and back roughly. */
export function toHtml(plain: string): string {
  const escaped = plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<p>${escaped.replaceAll(/\r?\n/g, "<br>")}</p>`;
}

export function toText(html: string): string {
  return html
    .replaceAll(/<br\s*\/?>|<\/p>\s*<p>/gi, "\r\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
