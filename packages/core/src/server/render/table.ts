import type { PlainRecord } from "../../define/result.ts";
import type { View, ViewField } from "../../define/view.ts";
import { oneLine, valueAt, valueText, type TextTools } from "./value.ts";

const CELL = 120;

/** A list as a heading line and one line a row; what is the same in every row is said once. */
export interface Table {
  /** `organization: Larkfield; published: yes`, or empty. */
  readonly common: string;
  readonly heading: string;
  readonly lines: readonly string[];
}

const labelOf = (field: ViewField): string => field.label ?? field.key.replaceAll(/[._]/g, " ");

/** Renders rows by a view. Columns that are empty everywhere are left out. */
export function table(rows: readonly PlainRecord[], view: View, text: TextTools): Table {
  const columns = view.fields
    .map((field) => ({
      field,
      cells: rows.map((row) =>
        oneLine(valueText(valueAt(row, field.key), field, text), field.max ?? CELL),
      ),
    }))
    .filter((column) => column.cells.some((cell) => cell !== ""));
  const ids = columns.find((column) => column.field.key === "id")?.cells;
  const common: string[] = [];
  const own = columns.filter(({ field, cells }) => {
    const shared = sharedBy(cells, cells === ids ? undefined : ids);
    if (shared !== undefined) common.push(`${labelOf(field)}: ${shared}`);
    return shared === undefined;
  });
  return {
    common: common.join("; "),
    heading: own.map((column) => labelOf(column.field)).join(" | "),
    lines: rows.map((_row, index) => own.map((column) => column.cells[index] ?? "").join(" | ")),
  };
}

/** Fewer rows than this are not worth a line of their own for what they share. */
const FEW = 3;

/** What a column says in every row: one value, or an address that differs by the row's id alone, as `…/{id}`. */
function sharedBy(
  cells: readonly string[],
  ids: readonly string[] | undefined,
): string | undefined {
  const [first = ""] = cells;
  if (cells.length < FEW) return undefined;
  if (cells.every((cell) => cell === first)) return first;
  const id = ids?.[0];
  if (
    ids === undefined ||
    id === undefined ||
    id === "" ||
    !/^https?:/.test(first) ||
    !first.endsWith(id)
  )
    return undefined;
  const prefix = first.slice(0, -id.length);
  return cells.every((cell, index) => cell === `${prefix}${ids[index]}`)
    ? `${prefix}{id}`
    : undefined;
}

/** One record as `key: value` lines in the order of the view; long values start on a line of their own. */
export function detailLines(record: PlainRecord, view: View, text: TextTools): string[] {
  const lines: string[] = [];
  for (const field of view.fields) {
    const value = valueText(valueAt(record, field.key), field, text);
    if (value === "") continue;
    const max = field.max ?? 2000;
    const shown = value.length > max ? `${value.slice(0, max - 1).trimEnd()}…` : value;
    lines.push(
      shown.includes("\n") ? `${labelOf(field)}:\n${shown}` : `${labelOf(field)}: ${shown}`,
    );
  }
  return lines;
}

/** One row of a list whose records carry a long text: a heading line, then the text. */
export function block(
  row: PlainRecord,
  view: View,
  text: TextTools,
): { head: string; body: string } {
  const head = view.fields
    .map((field) => ({
      field,
      cell: oneLine(valueText(valueAt(row, field.key), field, text), field.max ?? CELL),
    }))
    .filter(({ cell }) => cell !== "")
    .map(({ field, cell }, index) => (index === 0 ? cell : `${labelOf(field)} ${cell}`))
    .join(", ");
  const body =
    view.body === undefined ? "" : valueText(valueAt(row, view.body.key), view.body, text);
  return { head: `### ${head}`, body };
}
