import { PsaError, type PlainRecord } from "@psa-mcp/core";

/** Refuses one of two arguments that mean nothing without each other. */
export function requireTogether(input: PlainRecord, first: string, second: string): void {
  const hasFirst = input[first] !== undefined;
  if (hasFirst === (input[second] !== undefined)) return;
  const [present, missing] = hasFirst ? [first, second] : [second, first];
  throw new PsaError("invalid_arguments", `${present} needs ${missing} beside it.`, {
    advice: `Give both ${first} and ${second}, or neither.`,
  });
}
