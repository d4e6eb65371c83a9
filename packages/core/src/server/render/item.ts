import type { ItemResult, PlainRecord } from "../../define/result.ts";
import type { Position } from "../cursor.ts";
import { clipStrings, fitting, head as headOf } from "./budget.ts";
import type { RenderOptions, Rendering } from "./index.ts";
import { block, detailLines, table } from "./table.ts";
import { estimateTokens } from "./tokens.ts";

/** A record as data may be longer than as text, since it keeps its markup; beyond this its strings are clipped. */
const DATA_ROOM = 4;

/** Renders one record; a long list in it is cut between rows, a long text between words, each with a position to go on from. */
export function renderItem(result: ItemResult, options: RenderOptions): Rendering {
  const continued = options.position.skip > 0 || options.position.offset > 0;
  const lines = detailLines(result.record, result.view, options.text);
  const opening = continued ? lines.slice(0, 2).join("\n") : lines.join("\n");
  const rows = rowsOf(result);
  const text =
    rows === undefined
      ? wholeText(lines.join("\n"), options)
      : rowsText(opening, rows, result, options);
  const data = dataOf(result, rows, text.rows, options);
  const next = text.next;
  return {
    heading: continued ? "Continued." : "",
    data: text.shown,
    notes: [...(result.notes ?? []), ...(next !== undefined && !options.paged ? ["Cut: the rest does not fit into one answer."] : [])],
    structured: {
      item: data.value,
      ...(next !== undefined || data.clipped ? { truncated: true } : {}),
      ...(result.notes === undefined || result.notes.length === 0 ? {} : { notes: result.notes }),
    },
    ...(next === undefined ? {} : { next }),
  };
}

const rowsOf = (result: ItemResult): readonly PlainRecord[] | undefined => {
  const rows = result.rows === undefined ? undefined : result.record[result.rows];
  return Array.isArray(rows) ? (rows as readonly PlainRecord[]) : undefined;
};

interface Cut {
  readonly shown: string;
  /** Rows from `skip` on that are shown at least in part. */
  readonly rows: number;
  readonly next?: Position;
}

function wholeText(full: string, options: RenderOptions): Cut {
  const { offset } = options.position;
  const { shown, complete } = headOf(full.slice(offset), options.budget);
  return {
    shown,
    rows: 0,
    ...(complete ? {} : { next: { change: {}, skip: 0, offset: offset + shown.length } }),
  };
}

function rowsText(opening: string, all: readonly PlainRecord[], result: ItemResult, options: RenderOptions): Cut {
  const view = result.rowsView ?? result.view;
  const { skip, offset } = options.position;
  const rows = all.slice(skip);
  const room = Math.max(200, options.budget - estimateTokens(opening));
  if (view.body === undefined) {
    const rendered = table(rows, view, options.text);
    const count = fitting(rendered.lines, room);
    const parts = rows.length === 0 ? [opening] : [opening, `${view.noun}, ${all.length}:`, rendered.common === "" ? "" : `All ${view.noun}: ${rendered.common}`, rendered.heading, ...rendered.lines.slice(0, count)];
    return {
      shown: parts.filter((part) => part !== "").join("\n"),
      rows: count,
      ...(count < rows.length ? { next: { change: {}, skip: skip + count, offset: 0 } } : {}),
    };
  }
  const pieces = rows.map((row, index) => {
    const { head, body } = block(row, view, options.text);
    const rest = index === 0 ? body.slice(offset) : body;
    return { head: index === 0 && offset > 0 ? `${head} (continued)` : head, rest };
  });
  const joined = pieces.map(({ head, rest }) => (rest === "" ? head : `${head}\n${rest}`));
  const count = fitting(joined, room);
  const first = pieces[0];
  if (count === 1 && first !== undefined) {
    const cut = headOf(first.rest, room);
    if (!cut.complete) {
      return {
        shown: [opening, first.head, cut.shown].join("\n"),
        rows: 1,
        next: { change: {}, skip, offset: offset + cut.shown.length },
      };
    }
  }
  return {
    shown: [opening, ...joined.slice(0, count)].filter((part) => part !== "").join("\n"),
    rows: count,
    ...(count < joined.length ? { next: { change: {}, skip: skip + count, offset: 0 } } : {}),
  };
}

function dataOf(
  result: ItemResult,
  rows: readonly PlainRecord[] | undefined,
  shownRows: number,
  options: RenderOptions,
): { readonly value: PlainRecord; readonly clipped: boolean } {
  if (options.form === "text" && options.format === "markdown") return { value: {}, clipped: false };
  const record =
    rows === undefined || result.rows === undefined
      ? result.record
      : { ...result.record, [result.rows]: rows.slice(options.position.skip, options.position.skip + shownRows) };
  const room = options.budget * DATA_ROOM;
  if (estimateTokens(JSON.stringify(record)) <= room) return { value: record, clipped: false };
  for (const longest of [20_000, 8000, 2000, 500]) {
    const clipped = clipStrings(record, longest);
    if (longest === 500 || estimateTokens(JSON.stringify(clipped.value)) <= room) {
      return clipped as { value: PlainRecord; clipped: boolean };
    }
  }
  return { value: record, clipped: false };
}
