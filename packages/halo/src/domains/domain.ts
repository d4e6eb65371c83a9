import { view, z, type ApiPath, type View, type ViewField, type FieldFormat } from "@psa-mcp/core";
import type { Label } from "../lookup/labels.ts";

/** One of Halo's 43 kinds of records: what its four tools are made from. */
export interface Domain {
  /** As it stands in the tools' names: `halo_<stem>_list`. */
  readonly stem: string;
  /** One record, and several. */
  readonly noun: string;
  readonly nouns: string;
  readonly path: ApiPath;
  /** Key of the rows in a list's answer; absent for a bare array. */
  readonly key?: string;
  /** True where Halo cuts lists into pages; other lists are read in whole and cut here. */
  readonly paged?: boolean;
  /** Most rows that Halo gives at once, where it is fewer than 100. */
  readonly most?: number;
  /** What an id looks like; a whole number when absent. */
  readonly ids?: "uuid" | "text";
  /** Toolset of all tools, or of list, get, save and delete. */
  readonly toolset: string | readonly [string, string, string, string];
  /** What these records are, for a model that has never seen Halo. */
  readonly about: string;
  /** What to know of each tool, after its first sentence. */
  readonly notes?: {
    readonly list?: string;
    readonly get?: string;
    readonly save?: string;
    readonly delete?: string;
  };
  /** Fields of a list's row, `name:format`. */
  readonly columns: string;
  /** Fields of a single record; all plain ones when absent. */
  readonly detail?: string;
  /** Names beside ids. */
  readonly labels?: readonly Label[];
  /** Filters that tools/list names; the others are taken as well. */
  readonly shown?: string;
  /** Parameters sent unless the call says otherwise. */
  readonly usual?: Readonly<Record<string, string | number | boolean>>;
  /** Filters that Halo ignores and that are applied here: to which field of a row, and how. */
  readonly here?: Readonly<
    Record<string, { readonly field: string; readonly by: "is" | "from" | "to" }>
  >;
  /** What to use in the place of a filter that Halo ignores. */
  readonly instead?: Readonly<Record<string, string>>;
  /** Fields that a record without them is of no use without, and common ones, typed. */
  readonly fields?: () => Readonly<Record<string, z.ZodType>>;
  /** Field that tells when a record was last changed. */
  readonly changed?: string;
  /** Get and delete need the ticket's id as well: ids count within a ticket. */
  readonly withinTicket?: boolean;
  /** Get reads the whole record unless told otherwise. */
  readonly details?: boolean;
  /** A deleted record can be brought back. */
  readonly recovers?: boolean;
  /** No delete tool. */
  readonly keeps?: boolean;
}

/** A view from words: `summary::60`, `last_update:date`. */
export function viewOf(noun: string, words: string): View {
  return view(
    noun,
    ...words.split(" ").map((word): ViewField => {
      const [key = "", format = "", max = ""] = word.split(":");
      return {
        key,
        ...(format === "" ? {} : { format: format as FieldFormat }),
        ...(max === "" ? {} : { max: Number(max) }),
      };
    }),
  );
}

/** The keys of such words. */
export const keysOf = (words: string): readonly string[] =>
  words.split(" ").map((word) => word.split(":")[0] ?? "");
