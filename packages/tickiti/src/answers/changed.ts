import {
  message,
  PsaError,
  type MessageResult,
  type PlainRecord,
  type ToolContext,
} from "@psa-mcp/core";
import { given, type TickitiApi, type TickitiWrite } from "../api.ts";
import type { RouteName } from "../reference/routes.ts";
import { concealed, isRecord, listIn } from "./records.ts";

/** Junk with status 200 is no sign that something was made or changed. */
function assertDone(answer: unknown, creates: boolean, made: unknown): void {
  const plain = typeof answer === "string" || typeof answer === "number";
  // Some controllers answer a creation with the whole list.
  const listed = Array.isArray(answer) && answer.length > 0 && answer.every(isRecord);
  if (!plain && (!creates || made !== undefined || listed)) return;
  throw new PsaError(
    "outcome_unknown",
    "Tickiti took the change, but answered without what it made.",
    { advice: "List what is there before sending it again." },
  );
}

type Hands = Pick<ToolContext<unknown, TickitiApi>, "vendor">;

/** The id of a new record, wherever the answer of its kind keeps it. */
function idIn(answer: unknown): unknown {
  if (!isRecord(answer)) return undefined;
  const direct = Object.entries(answer).find(
    ([key, value]) =>
      /^(?:\w+_)?id$/.test(key) && (typeof value === "number" || typeof value === "string"),
  );
  if (direct !== undefined) return direct[1];
  return Object.values(answer)
    .filter(isRecord)
    .map((inner) => inner["id"])
    .find((value) => value !== undefined);
}

/** Sends a write and says what was done, with the answer's facts for programs. `done` ends where a new record's id follows. */
export async function change(
  { vendor }: Hands,
  route: RouteName,
  body: PlainRecord,
  done: string,
  options: TickitiWrite & { readonly names?: boolean } = {},
): Promise<MessageResult> {
  const answer = await vendor.write(route, body, options);
  const made = options.names === true ? idIn(answer) : undefined;
  if (!vendor.client.dryRun) assertDone(answer, options.names === true, made);
  const record = concealed(answer);
  return message(
    `${done}${made === undefined ? "" : ` (id ${String(made)})`}.`,
    given({ ...(isRecord(record) ? record : { result: record }), id: made }),
  );
}

/**
 * Sends an update of a record whose route wants every field: what the call leaves out keeps its present value, read from
 * the list of its kind. Throws `not_found` when the list has no such record, `invalid_arguments` when nothing changes.
 */
export async function update(
  { vendor }: Hands,
  what: {
    readonly route: RouteName;
    readonly list: RouteName;
    /** Where the list stands in its answer. */
    readonly key: string;
    /** The body's field of the id. */
    readonly idField: string;
    readonly fields: readonly string[];
  },
  id: number,
  changes: PlainRecord,
  done: string,
): Promise<MessageResult> {
  const after = given(changes);
  if (Object.keys(after).length === 0) {
    throw new PsaError("invalid_arguments", "Nothing to change was given.", {
      advice: "Give at least one field besides the id.",
    });
  }
  const list = listIn(await vendor.read(what.list), what.key) ?? [];
  const before = list.filter(isRecord).find((row) => String(row["id"]) === String(id));
  if (before === undefined) {
    throw new PsaError("not_found", `Tickiti lists none with the id ${String(id)}.`);
  }
  const kept = Object.fromEntries(
    what.fields
      .filter((field) => before[field] !== undefined && before[field] !== null)
      .map((field) => [field, before[field]]),
  );
  return change({ vendor }, what.route, { [what.idField]: id, ...kept, ...after }, done, {
    before,
    after,
  });
}

/** What a record is called in a list of its kind, for questions before it is removed; its id where it is not found. */
export async function called(
  { vendor }: Hands,
  route: RouteName,
  key: string,
  wanted: number | string,
): Promise<string> {
  const list = listIn(await vendor.read(route), key) ?? [];
  const row = list.filter(isRecord).find((one) => String(one["id"]) === String(wanted));
  const name = ["name", "title", "identifier", "subject", "email", "pattern", "root_path"]
    .map((field) => row?.[field])
    .find((value) => typeof value === "string" && value !== "");
  return name === undefined ? String(wanted) : `"${String(name)}" (${String(wanted)})`;
}
