import { createHash } from "node:crypto";
import { PsaError } from "../errors/index.ts";
import type { PlainRecord } from "../define/result.ts";
import { canonical } from "./canonical.ts";

/** Where a cut list goes on: arguments to change, rows to skip, characters of the first row's text to skip. */
export interface Position {
  readonly change: PlainRecord;
  readonly skip: number;
  readonly offset: number;
}

export const start: Position = { change: {}, skip: 0, offset: 0 };

/** The arguments that must be the same on every page. */
function digest(tool: string, input: PlainRecord): string {
  const { cursor: _cursor, response_format: _format, ...stable } = input;
  return createHash("sha256")
    .update(JSON.stringify([tool, canonical(stable)]))
    .digest("base64url")
    .slice(0, 6);
}

/** A cursor for the next call; it holds only for the same tool and arguments. */
export function writeCursor(tool: string, given: PlainRecord, position: Position): string {
  const state: unknown[] = [position.skip, position.offset, position.change];
  if (Object.keys(position.change).length === 0) {
    state.pop();
    if (position.offset === 0) state.pop();
  }
  return `${digest(tool, given)}${Buffer.from(JSON.stringify(state)).toString("base64url")}`;
}

/** Reads a cursor back. Throws `invalid_arguments` when it belongs to other arguments or is no cursor. */
export function readCursor(tool: string, given: PlainRecord, cursor: string): Position {
  const bad = (): PsaError =>
    new PsaError("invalid_arguments", "The cursor does not belong to these arguments.", {
      advice:
        "Repeat the call that returned it with exactly the same arguments plus this cursor, or start without one.",
    });
  if (cursor.slice(0, 6) !== digest(tool, given)) throw bad();
  let state: unknown;
  try {
    state = JSON.parse(Buffer.from(cursor.slice(6), "base64url").toString("utf8"));
  } catch {
    throw bad();
  }
  if (!Array.isArray(state)) throw bad();
  const [skip = 0, offset = 0, change = {}] = state as unknown[];
  if (!isCount(skip) || !isCount(offset) || typeof change !== "object" || change === null)
    throw bad();
  return { skip, offset, change: change as PlainRecord };
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
