import type { ItemResult, PlainRecord } from "../../define/result.ts";
import type { Position } from "../cursor.ts";
import { fitting, head as headOf } from "./budget.ts";
import type { RenderOptions, Rendering } from "./index.ts";
import { shrink } from "./shrink.ts";
import { block, detailLines, table } from "./table.ts";
import { estimateTokens } from "./tokens.ts";

/** A record as data may be longer than as text, since it keeps its markup; beyond this its strings are clipped. */
export const DATA_ROOM = 4;
/** Share of the budget that a record may take when a list in it follows. */
const OPENING_SHARE = 0.6;

/** Renders one record; a long list in it is cut between rows, a long text between words, each with a position to go on from. */
export function renderItem(result: ItemResult, options: RenderOptions): Rendering {
  const wantsText = options.format === "markdown" && options.form !== "structured";
  const continued = options.position.skip > 0 || options.position.offset > 0;
  const rows = rowsOf(result);
  const text = wantsText ? textOf(result, rows, continued, options) : undefined;
  const data =
    wantsText && options.form === "text" ? undefined : dataOf(result, rows, text?.rows, options);
  const next = text === undefined ? data?.next : text.next;
  const notes = [
    ...(result.notes ?? []),
    ...(text?.clipped === true ? ["Long fields are cut; read them as JSON."] : []),
  ];
  return {
    heading: continued ? "Continued." : "",
    data: text?.shown ?? "",
    notes: [
      ...notes,
      ...(next !== undefined && !options.paged
        ? ["Cut: the rest does not fit into one answer."]
        : []),
    ],
    structured: {
      item: data?.value ?? {},
      ...(next !== undefined || data?.clipped === true ? { truncated: true } : {}),
      ...(result.notes === undefined || result.notes.length === 0 ? {} : { notes: result.notes }),
    },
    ...(next === undefined ? {} : { next }),
  };
}

function textOf(
  result: ItemResult,
  rows: readonly PlainRecord[] | undefined,
  continued: boolean,
  options: RenderOptions,
): Cut {
  const lines = detailLines(result.record, result.view, options.text);
  if (rows === undefined) return wholeText(lines.join("\n"), options);
  // On the way through the rows the first two fields say which record it is.
  const wanted = continued ? lines.slice(0, 2).join("\n") : lines.join("\n");
  const opening = headOf(
    wanted,
    Math.floor(options.budget * (continued ? OPENING_SHARE / 4 : OPENING_SHARE)),
  );
  const cut = rowsText(
    opening.complete ? opening.shown : `${opening.shown.trimEnd()}…`,
    rows,
    result,
    options,
  );
  return opening.complete || continued ? cut : { ...cut, clipped: true };
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
  /** True when fields before the rows were cut, to which no position leads. */
  readonly clipped?: boolean;
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

function rowsText(
  opening: string,
  all: readonly PlainRecord[],
  result: ItemResult,
  options: RenderOptions,
): Cut {
  const view = result.rowsView ?? result.view;
  const { skip, offset } = options.position;
  const rows = all.slice(skip);
  const room = Math.max(200, options.budget - estimateTokens(opening));
  if (view.body === undefined) {
    const rendered = table(rows, view, options.text);
    const count = fitting(rendered.lines, room);
    const parts =
      rows.length === 0
        ? [opening]
        : [
            opening,
            `${view.noun}, ${all.length}:`,
            rendered.common === "" ? "" : `All ${view.noun}: ${rendered.common}`,
            rendered.heading,
            ...rendered.lines.slice(0, count),
          ];
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

interface Data {
  readonly value: PlainRecord;
  readonly clipped: boolean;
  readonly next?: Position;
}

/**
 * The record as data, its list cut to the rows that the text shows, or without a text to those that fit. A row whose
 * text goes on came with its first part.
 */
function dataOf(
  result: ItemResult,
  rows: readonly PlainRecord[] | undefined,
  shownRows: number | undefined,
  options: RenderOptions,
): Data {
  const room = options.budget * DATA_ROOM;
  if (rows === undefined || result.rows === undefined) {
    const { value, clipped } = shrink(result.record, room);
    return { value: value as PlainRecord, clipped };
  }
  const { skip, offset } = options.position;
  const { [result.rows]: _rows, ...rest } = result.record;
  const head = shrink(rest, room / 2);
  const left = room - estimateTokens(JSON.stringify(head.value));
  const count =
    shownRows ??
    fitting(
      rows.slice(skip).map((row) => JSON.stringify(row)),
      left,
    );
  const from = shownRows !== undefined && offset > 0 ? skip + 1 : skip;
  const list = rows.slice(from, skip + count);
  const each =
    list.length === 1 || shownRows !== undefined ? left / Math.max(1, list.length) : left;
  const cut = list.map((row) => shrink(row, each));
  return {
    value: { ...(head.value as PlainRecord), [result.rows]: cut.map((row) => row.value) },
    clipped: head.clipped || cut.some((row) => row.clipped),
    ...(shownRows === undefined && skip + count < rows.length
      ? { next: { change: {}, skip: skip + count, offset: 0 } }
      : {}),
  };
}
