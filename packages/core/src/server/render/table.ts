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
      cells: rows.map((row) => oneLine(valueText(valueAt(row, field.key), field, text), field.max ?? CELL)),
    }))
    .filter((column) => column.cells.some((cell) => cell !== ""));
  const isCommon = (cells: readonly string[]): boolean =>
    rows.length > 2 && cells.every((cell) => cell === cells[0]);
  const common = columns.filter((column) => isCommon(column.cells));
  const own = columns.filter((column) => !isCommon(column.cells));
  return {
    common: common.map((column) => `${labelOf(column.field)}: ${column.cells[0] ?? ""}`).join("; "),
    heading: own.map((column) => labelOf(column.field)).join(" | "),
    lines: rows.map((_row, index) => own.map((column) => column.cells[index] ?? "").join(" | ")),
  };
}

/** One record as `key: value` lines in the order of the view; long values start on a line of their own. */
export function detailLines(record: PlainRecord, view: View, text: TextTools): string[] {
  const lines: string[] = [];
  for (const field of view.fields) {
    const value = valueText(valueAt(record, field.key), field, text);
    if (value === "") continue;
    const max = field.max ?? 2000;
    const shown = value.length > max ? `${value.slice(0, max - 1).trimEnd()}…` : value;
    lines.push(shown.includes("\n") ? `${labelOf(field)}:\n${shown}` : `${labelOf(field)}: ${shown}`);
  }
  return lines;
}

/** One row of a list whose records carry a long text: a heading line, then the text. */
export function block(row: PlainRecord, view: View, text: TextTools): { head: string; body: string } {
  const head = view.fields
    .map((field) => ({ field, cell: oneLine(valueText(valueAt(row, field.key), field, text), field.max ?? CELL) }))
    .filter(({ cell }) => cell !== "")
    .map(({ field, cell }, index) => (index === 0 ? cell : `${labelOf(field)} ${cell}`))
    .join(", ");
  const body = view.body === undefined ? "" : valueText(valueAt(row, view.body.key), view.body, text);
  return { head: `### ${head}`, body };
}
