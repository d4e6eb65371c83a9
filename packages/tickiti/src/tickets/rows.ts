import { htmlToMarkdown } from "@psa-mcp/core/text";
import { PsaError, withBody, view, type PlainRecord, type View } from "@psa-mcp/core";
import { isRecord, listIn, rowsOf } from "../answers/records.ts";
import { noList } from "../answers/show.ts";

/** Rows of `tickets/query`, whatever the envelope. */
export function ticketRows(answer: unknown): readonly PlainRecord[] {
  const list = listIn(answer, "tickets", "rows", "results", "data", "items");
  if (list === undefined) throw noList();
  return rowsOf(list, "ticket");
}

/** The columns that help to choose a ticket; others follow when there is room. */
export const ticketColumns: readonly string[] = [
  "number",
  "ticket_number",
  "subject",
  "status",
  "priority",
  "queue",
  "queue_name",
  "originator_email",
  "assigned_to_email",
  "updated_at",
];

/** A response with its text below the heading line. */
export const responseView: View = withBody(
  view(
    "responses",
    "id",
    "ticket_number",
    { key: "created_at", format: "datetime" },
    { key: "created_by_email", label: "by" },
    { key: "is_internal", label: "internal" },
    { key: "is_pinned", label: "pinned" },
    { key: "staff_response", label: "staff" },
    { key: "deleted_at", label: "deleted", format: "datetime" },
    { key: "attachments", format: "name" },
  ),
  { key: "text", max: 100_000 },
);

export interface ResponseChoice {
  readonly responses?: "all" | "public" | "internal" | "last_n" | undefined;
  readonly last_n?: number | undefined;
  readonly max_chars?: number | undefined;
}

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === "1";

/** The responses that a call wants, in the API's order (pinned first, then oldest to newest). */
export function chosenResponses(
  list: readonly unknown[],
  choice: ResponseChoice,
): readonly PlainRecord[] {
  const all = list.filter(isRecord);
  const kind = choice.responses ?? (choice.last_n === undefined ? "all" : "last_n");
  const fitting = all.filter((row) => {
    if (kind === "public") return !isTrue(row["is_internal"]);
    return kind === "internal" ? isTrue(row["is_internal"]) : true;
  });
  const last = kind === "last_n" || choice.last_n !== undefined ? (choice.last_n ?? 5) : undefined;
  return (last === undefined ? fitting : fitting.slice(-last)).map((row) =>
    responseRow(row, choice.max_chars),
  );
}

/** A response with one readable text: made of its HTML, else its plain text; cut at a number of characters. */
export function responseRow(row: PlainRecord, max: number = Number.POSITIVE_INFINITY): PlainRecord {
  const { html, plain_text: plain, content, body, ...rest } = row;
  const filled = (value: unknown): value is string => typeof value === "string" && value !== "";
  const markup = [html, content, body].find(filled);
  const text = markup === undefined ? (filled(plain) ? plain : undefined) : htmlToMarkdown(markup);
  const shown =
    text !== undefined && text.length > max
      ? `${text.slice(0, max).trimEnd()} […${String(text.length - max)} more characters]`
      : text;
  return {
    ...rest,
    // Said of the few that are; every response would carry the word otherwise.
    is_pinned: isTrue(row["is_pinned"]) ? true : undefined,
    is_internal: isTrue(row["is_internal"]),
    attachments: attachmentsOf(row["attachments"]),
    text: shown,
  };
}

function attachmentsOf(list: unknown): readonly PlainRecord[] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return list
    .filter(isRecord)
    .map(({ id, name, mime_type: type, file_size: size, is_inline: inline }) => ({
      id,
      name,
      type,
      size,
      ...(isTrue(inline) ? { inline: true } : {}),
    }));
}

/** The list of responses in an answer. */
export function responseList(answer: unknown): readonly unknown[] {
  const list = listIn(answer, "responses", "items", "records");
  if (list === undefined || !list.every(isRecord)) {
    throw new PsaError("bad_response", "Tickiti answered without responses.");
  }
  return list;
}
