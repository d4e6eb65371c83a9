/** A table's rows of finished cell texts. */
export interface Table {
  readonly rows: string[][];
  /** True when the first row holds headings. */
  header: boolean;
}

/** Text of a cell on one line: line breaks as `<br>`, or as spaces in plain text. */
export function cellText(text: string, plain: boolean): string {
  return text.trim().replace(/[ \t]*\n\s*/g, plain ? " " : "<br>");
}

/** A table in Markdown, or one line a row in plain text. A table of one column is written as paragraphs. */
export function renderTable(table: Table, plain: boolean): string {
  const rows = table.rows.filter((row) => row.some((cell) => cell !== ""));
  if (rows.length === 0) return "";
  let columns = 0;
  for (const row of rows) columns = Math.max(columns, row.length);
  if (plain) return rows.map((row) => row.join(" | ")).join("\n");
  if (columns === 1) return rows.map((row) => (row[0] ?? "").replaceAll("<br>", "\n")).join("\n\n");
  // Without headings the first row stands in their place: Markdown has no other form.
  const [head = [], ...body] = rows;
  const heading = Array.from({ length: columns }, (_unused, index) => head[index] ?? "");
  return [line(heading), line(heading.map(() => "---")), ...body.map(line)].join("\n");
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
