import type { ContentResult } from "./content.ts";
import type { View } from "./view.ts";

/** A record as tools pass it on: snake_case keys, plain JSON values. */
export type PlainRecord = Record<string, unknown>;

/** One page of a list. */
export interface PageResult {
  readonly kind: "page";
  readonly items: readonly PlainRecord[];
  readonly view: View;
  /** True total over all pages; absent when it cannot be known. */
  readonly total?: number;
  /** 1-based page that this is, where the vendor counts pages. */
  readonly page?: number;
  /** Arguments that lead to the next page, merged over this call's; absent on the last page. */
  readonly next?: PlainRecord;
  /** Facts about the whole page (organization name, scan limit reached); shown above the rows and kept in structured output. */
  readonly about?: PlainRecord;
  /** Sentences for the reader; shown below the rows. */
  readonly notes?: readonly string[];
}

/** One record, optionally with a long list inside it that may be cut at a row border. */
export interface ItemResult {
  readonly kind: "item";
  readonly record: PlainRecord;
  readonly view: View;
  /** Key in `record` that holds the list which a budget may cut; its rows are rendered by `rowsView`. */
  readonly rows?: string;
  readonly rowsView?: View;
  readonly notes?: readonly string[];
}

/** A finished sentence or two, with the facts behind it for programs. */
export interface MessageResult {
  readonly kind: "message";
  readonly text: string;
  readonly record?: PlainRecord;
  readonly notes?: readonly string[];
}

/** Bytes to hand over: an image is shown, another file becomes an embedded resource. */
export interface FileResult {
  readonly kind: "file";
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly notes?: readonly string[];
}

/** An answer in the protocol's own words, from a remote server; passed on as it is. */
export interface RawResult {
  readonly kind: "raw";
  readonly value: PlainRecord;
}

/** What a handler returns. The server renders it; handlers never format. */
export type ToolResult =
  | PageResult
  | ItemResult
  | MessageResult
  | FileResult
  | ContentResult
  | RawResult;

/** One page of a list; see `PageResult`. */
export function page(result: Omit<PageResult, "kind">): PageResult {
  return { kind: "page", ...result };
}

/** One record; see `ItemResult`. */
export function item(
  record: PlainRecord,
  view: View,
  more: Omit<ItemResult, "kind" | "record" | "view"> = {},
): ItemResult {
  return { kind: "item", record, view, ...more };
}

/** What was done, in a sentence, with the facts for programs; see `MessageResult`. */
export function message(
  text: string,
  record?: PlainRecord,
  notes?: readonly string[],
): MessageResult {
  return {
    kind: "message",
    text,
    ...(record === undefined ? {} : { record }),
    ...(notes === undefined ? {} : { notes }),
  };
}

/** Bytes with a name and a type; see `FileResult`. */
export function file(result: Omit<FileResult, "kind">): FileResult {
  return { kind: "file", ...result };
}
