import { count, id, PsaError, text, z, type PlainRecord } from "@psa-mcp/core";
import { isRecord } from "../answers/records.ts";
import { given, type TickitiApi } from "../api.ts";
import { dayOrTime } from "../arguments.ts";
import { responseList } from "./rows.ts";

/** Where a page of responses ends: the last response's time and id. */
export interface ResponseCursor {
  readonly created_at: string;
  readonly id: number;
}

export const responseCursor: z.ZodType<ResponseCursor> = z.strictObject({
  created_at: z.string().min(1).max(40),
  id: z.coerce.number<number | string>().int().min(0),
});

const list = <Item extends z.ZodType>(one: Item): z.ZodOptional<z.ZodArray<Item>> =>
  z.array(one).min(1).max(100).optional();

const numberText = z.union([z.string().regex(/^\d{1,10}$/), z.int().positive()]);

/** Which responses a query or an export covers; all that the token's owner may see when nothing is given. */
export const responseFilters: {
  readonly created_from: z.ZodOptional<z.ZodString>;
  readonly created_to: z.ZodOptional<z.ZodString>;
  readonly is_internal: z.ZodOptional<z.ZodBoolean>;
  readonly staff_response: z.ZodOptional<z.ZodBoolean>;
  readonly queue: z.ZodOptional<z.ZodArray<z.ZodString>>;
  readonly queue_id: z.ZodOptional<z.ZodArray<z.ZodType<number, number | string>>>;
  readonly ticket_number: z.ZodOptional<z.ZodArray<z.ZodUnion<readonly [z.ZodString, z.ZodInt]>>>;
  readonly include_deleted: z.ZodOptional<z.ZodBoolean>;
} = {
  created_from: dayOrTime.optional(),
  created_to: dayOrTime.optional(),
  is_internal: z.boolean().optional(),
  staff_response: z.boolean().optional(),
  queue: list(text(200)),
  queue_id: list(id("queue")),
  ticket_number: list(numberText).meta({ type: "array", items: { type: "string" } }),
  include_deleted: z.boolean().optional(),
};

export type ResponseFilters = Partial<z.output<z.ZodObject<typeof responseFilters>>>;

export interface ResponsePage {
  readonly rows: readonly PlainRecord[];
  readonly next: ResponseCursor | undefined;
}

/** One page of responses over all tickets, oldest first. */
export async function responsePage(
  vendor: TickitiApi,
  filters: ResponseFilters,
  page: {
    readonly fields?: readonly string[] | undefined;
    readonly limit: number;
    readonly cursor?: ResponseCursor | undefined;
  },
): Promise<ResponsePage> {
  const answer = await vendor.read("tickets.responses_query", {
    ...filters,
    ticket_number: filters.ticket_number?.map(String),
    fields: page.fields,
    limit: page.limit,
    cursor: page.cursor,
  });
  const rows = responseList(answer).filter(isRecord);
  return { rows, next: nextIn(answer) };
}

function nextIn(answer: unknown): ResponseCursor | undefined {
  const next = isRecord(answer) ? answer["next_cursor"] : undefined;
  if (!isRecord(next)) return undefined;
  const at = next["created_at"];
  const last = Number(next["id"]);
  return typeof at === "string" && Number.isSafeInteger(last)
    ? { created_at: at, id: last }
    : undefined;
}

export interface Export {
  readonly filters: ResponseFilters;
  readonly pageSize: number;
  readonly maxRecords: number | undefined;
  readonly cursor: ResponseCursor | undefined;
}

/** Everything that an export covers, page by page; ends at its number of records, or with the last page. */
export async function* exportPages(
  vendor: TickitiApi,
  wanted: Export,
  signal: AbortSignal,
): AsyncGenerator<ResponsePage> {
  let cursor = wanted.cursor;
  let left = wanted.maxRecords ?? Number.POSITIVE_INFINITY;
  const seen = new Set<string>();
  while (left > 0) {
    if (signal.aborted) throw new PsaError("cancelled", "The export was cancelled.");
    const limit = Math.min(wanted.pageSize, left);
    const found = await responsePage(vendor, wanted.filters, { limit, cursor });
    left -= found.rows.length;
    yield found;
    if (found.next === undefined) return;
    // A cursor that comes again would never end.
    const key = `${found.next.created_at} ${String(found.next.id)}`;
    if (seen.has(key)) throw new PsaError("bad_response", "Tickiti repeats its pages.");
    seen.add(key);
    cursor = found.next;
  }
}

const encodable = z.strictObject({
  ...responseFilters,
  max_records: count(1, 1_000_000).optional(),
});

/** Longest address of an export. */
const LONGEST = 900;

/** The address under which an export over HTTP is read: it carries the filters, and nothing is kept on the server. */
export function exportUri(filters: ResponseFilters, maxRecords: number | undefined): string {
  const wanted = given({ ...filters, max_records: maxRecords });
  const code = Buffer.from(JSON.stringify(wanted)).toString("base64url");
  if (code.length > LONGEST) {
    throw new PsaError("invalid_arguments", "The filters are too long for an export over HTTP.", {
      advice: "Name fewer queues or tickets.",
    });
  }
  return `tickiti://export/${code}`;
}

/** The export behind an address. Throws `not_found` for what is none. */
export function exportOf(code: string): Export {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(code, "base64url").toString("utf8"));
  } catch {
    value = undefined;
  }
  const parsed = encodable.safeParse(value);
  if (!parsed.success) throw new PsaError("not_found", "There is no such export.");
  const { max_records: maxRecords, ...filters } = parsed.data;
  return { filters, pageSize: 500, maxRecords, cursor: undefined };
}
