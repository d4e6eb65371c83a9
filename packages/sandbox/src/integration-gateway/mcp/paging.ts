import type { Value } from "../model.ts";
import type { Switches } from "../profiles.ts";
import { INVALID_PARAMS, ProtocolError } from "./messages.ts";

const PAGE = 5;

/** A list under its name: whole, or the page that the cursor asks for and a cursor to the next. */
export function listed(
  { listing }: Switches,
  params: Readonly<Record<string, unknown>>,
  name: string,
  items: readonly Value[],
): Value {
  if (listing === "whole") return { [name]: items };
  const { cursor } = params;
  const start = cursor === undefined ? 0 : startOf(cursor);
  const end = start + PAGE;
  return {
    [name]: items.slice(start, end),
    ...(end < items.length ? { nextCursor: Buffer.from(`from ${end}`).toString("base64") } : {}),
  };
}

function startOf(cursor: unknown): number {
  const words = Buffer.from(String(cursor), "base64").toString("utf8");
  const start = /^from (\d{1,6})$/.exec(words)?.[1];
  if (start === undefined) throw new ProtocolError(INVALID_PARAMS, "Invalid cursor");
  return Number(start);
}
