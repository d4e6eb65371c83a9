import type { PageResult } from "../../define/result.ts";
import type { Position } from "../cursor.ts";
import { clipStrings, fitting, head as headOf } from "./budget.ts";
import type { RenderOptions, Rendering } from "./index.ts";
import { shrink } from "./shrink.ts";
import { block, table } from "./table.ts";
import { estimateTokens } from "./tokens.ts";
import { valueText } from "./value.ts";

/** Longest string in one row of structured content; a row is a summary, the whole is a read of its own. */
const LONGEST_CELL = 2000;

/** Renders a page: whole rows up to the budget, then a position to go on from. A row longer than that is cut between words. */
export function renderPage(result: PageResult, options: RenderOptions): Rendering {
  const { position } = options;
  const items = result.items.slice(position.skip);
  const wantsText = options.format === "markdown" && options.form !== "structured";
  const wantsData = options.format === "json" || options.form !== "text";
  const about = Object.entries(result.about ?? {}).filter(([, value]) => value !== undefined);

  const room = Math.max(100, options.budget - 60);
  const body = textOf(items, result, options);
  let count = wantsText ? fitting(body.lines, room) : items.length;
  const part = wantsText && count <= 1 ? partOf(body.lines[0] ?? "", room) : undefined;
  let rows: readonly unknown[] = [];
  if (wantsData) {
    const longest = wantsText ? room * 2 : room;
    const clipped = clipStrings(items.slice(0, count), LONGEST_CELL).value as readonly unknown[];
    count = Math.min(
      count,
      fitting(
        clipped.map((row) => JSON.stringify(row)),
        longest,
      ),
    );
    // Of a row that goes on, the data came with its first part.
    const from = wantsText && position.offset > 0 ? 1 : 0;
    rows = clipped.slice(from, count).map((row) => shrink(row, longest).value);
  }
  const next =
    part === undefined
      ? nextPosition(result, position, count, items.length)
      : { change: position.change, skip: position.skip, offset: position.offset + part.taken };
  const cut = count < items.length || part !== undefined;
  const lines = part === undefined ? body.lines.slice(0, count) : [part.shown];

  const first = position.skip + 1;
  const where =
    count === 0
      ? ""
      : cut || position.skip > 0
        ? `rows ${first}–${position.skip + count} of this page`
        : `${count}`;
  const of = result.total === undefined ? "" : ` of ${result.total}`;
  const heading =
    count === 0
      ? `No ${result.view.noun}${result.page !== undefined && result.page > 1 ? ` on page ${result.page}` : ""}${result.total ? ` (${result.total} in all)` : ""}.`
      : `${where}${of} ${result.view.noun}${result.page === undefined ? "" : `, page ${result.page}`}.`;
  const aboutLine = about
    .map(
      ([key, value]) => `${key.replaceAll("_", " ")}: ${valueText(value, { key }, options.text)}`,
    )
    .join("; ");
  const data =
    count === 0 && aboutLine === ""
      ? ""
      : [aboutLine, ...(count === 0 ? [] : [body.head, ...lines])];

  return {
    heading,
    data: typeof data === "string" ? data : data.filter((line) => line !== "").join("\n"),
    notes: [
      ...(result.notes ?? []),
      ...(cut && !options.paged
        ? ["Cut: the rest does not fit into one answer; ask for fewer or one by one."]
        : []),
    ],
    structured: {
      items: rows,
      ...(result.total === undefined ? {} : { total_count: result.total }),
      ...(result.page === undefined ? {} : { page_number: result.page }),
      has_more: next !== undefined,
      ...(cut ? { truncated: true } : {}),
      ...Object.fromEntries(about),
      ...(result.notes === undefined || result.notes.length === 0 ? {} : { notes: result.notes }),
    },
    ...(next === undefined ? {} : { next }),
  };
}

/** The part of a row that fits, and how many characters of its text that is; undefined when the whole row does. */
function partOf(
  line: string,
  room: number,
): { readonly shown: string; readonly taken: number } | undefined {
  const border = line.indexOf("\n");
  if (border === -1 || estimateTokens(line) <= room) return undefined;
  const title = line.slice(0, border);
  const { shown, complete } = headOf(
    line.slice(border + 1),
    Math.max(50, room - estimateTokens(title)),
  );
  return complete ? undefined : { shown: `${title}\n${shown}`, taken: shown.length };
}

function textOf(
  items: PageResult["items"],
  result: PageResult,
  options: RenderOptions,
): { head: string; lines: readonly string[] } {
  if (result.view.body !== undefined) {
    return {
      head: "",
      lines: items.map((row, index) => {
        const { head, body } = block(row, result.view, options.text);
        const offset = index === 0 ? options.position.offset : 0;
        const rest = body.slice(offset);
        const title = offset > 0 ? `${head} (continued)` : head;
        return rest === "" ? title : `${title}\n${rest}`;
      }),
    };
  }
  const rendered = table(items, result.view, options.text);
  const head = [rendered.common === "" ? "" : `All rows: ${rendered.common}`, rendered.heading];
  return { head: head.filter((line) => line !== "").join("\n"), lines: rendered.lines };
}

function nextPosition(
  result: PageResult,
  position: Position,
  shown: number,
  available: number,
): Position | undefined {
  if (shown < available) return { change: position.change, skip: position.skip + shown, offset: 0 };
  if (result.next === undefined) return undefined;
  return { change: { ...position.change, ...result.next }, skip: 0, offset: 0 };
}
