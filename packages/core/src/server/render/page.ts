import type { PageResult } from "../../define/result.ts";
import type { Position } from "../cursor.ts";
import { clipStrings, fitting } from "./budget.ts";
import type { RenderOptions, Rendering } from "./index.ts";
import { block, table } from "./table.ts";
import { valueText } from "./value.ts";

/** Longest string in one row of structured content; a row is a summary, the whole is a read of its own. */
const LONGEST_CELL = 2000;

/** Renders a page: whole rows up to the budget, then a position to go on from. */
export function renderPage(result: PageResult, options: RenderOptions): Rendering {
  const { position } = options;
  const items = result.items.slice(position.skip);
  const wantsText = options.format === "markdown" && options.form !== "structured";
  const wantsData = options.format === "json" || options.form !== "text";
  const rows = clipStrings(items, LONGEST_CELL).value as typeof items;
  const about = Object.entries(result.about ?? {}).filter(([, value]) => value !== undefined);

  const body = textOf(items, result, options);
  const room = options.budget - 60;
  let count = wantsText ? fitting(body.lines, room) : items.length;
  if (wantsData) {
    const sizes = rows.slice(0, count).map((row) => JSON.stringify(row));
    count = Math.min(count, fitting(sizes, wantsText ? room * 2 : room));
  }
  const next = nextPosition(result, position, count, items.length);
  const cut = count < items.length;

  const first = position.skip + 1;
  const where = count === 0 ? "" : cut || position.skip > 0 ? `rows ${first}–${position.skip + count} of this page` : `${count}`;
  const of = result.total === undefined ? "" : ` of ${result.total}`;
  const heading =
    count === 0
      ? `No ${result.view.noun}${result.page !== undefined && result.page > 1 ? ` on page ${result.page}` : ""}${result.total ? ` (${result.total} in all)` : ""}.`
      : `${where}${of} ${result.view.noun}${result.page === undefined ? "" : `, page ${result.page}`}.`;
  const aboutLine = about.map(([key, value]) => `${key.replaceAll("_", " ")}: ${valueText(value, { key }, options.text)}`).join("; ");
  const data = count === 0 && aboutLine === "" ? "" : [aboutLine, ...(count === 0 ? [] : [body.head, ...body.lines.slice(0, count)])];

  return {
    heading,
    data: typeof data === "string" ? data : data.filter((line) => line !== "").join("\n"),
    notes: result.notes ?? [],
    structured: {
      items: rows.slice(0, count),
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

function textOf(items: PageResult["items"], result: PageResult, options: RenderOptions): { head: string; lines: readonly string[] } {
  if (result.view.body !== undefined) {
    return {
      head: "",
      lines: items.map((row) => {
        const { head, body } = block(row, result.view, options.text);
        return body === "" ? head : `${head}\n${body}`;
      }),
    };
  }
  const rendered = table(items, result.view, options.text);
  const head = [rendered.common === "" ? "" : `All rows: ${rendered.common}`, rendered.heading];
  return { head: head.filter((line) => line !== "").join("\n"), lines: rendered.lines };
}

function nextPosition(result: PageResult, position: Position, shown: number, available: number): Position | undefined {
  if (shown < available) return { change: position.change, skip: position.skip + shown, offset: 0 };
  if (result.next === undefined) return undefined;
  return { change: { ...position.change, ...result.next }, skip: 0, offset: 0 };
}
