import { PsaError } from "@psa-mcp/core";

const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Milliseconds of an ISO day or time, undefined for anything else. Without an offset it is UTC. */
export function readMoment(text: string): number | undefined {
  if (!ISO.test(text)) return undefined;
  const time = text.length === 10 ? `${text}T00:00:00` : text.replace(" ", "T");
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(time) ? time : `${time}Z`;
  const milliseconds = Date.parse(zoned.toUpperCase());
  // Date.parse rolls the 31st of a short month over into the next one.
  const day = Number(text.slice(8, 10));
  const length = new Date(
    Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0),
  ).getUTCDate();
  return Number.isNaN(milliseconds) || day > length ? undefined : milliseconds;
}

/** A time as the API takes it: UTC, whole seconds, `2026-01-31T08:00:00Z`. Throws `invalid_arguments`. */
export function wholeSecond(text: string): string {
  const milliseconds = readMoment(text.trim());
  if (milliseconds === undefined) {
    throw new PsaError("invalid_arguments", `"${text.slice(0, 40)}" is no date or time.`, {
      advice: "Write 2026-01-31 or 2026-01-31T08:00:00Z; a time without an offset is UTC.",
    });
  }
  return spell(milliseconds);
}

/** Milliseconds as the API writes a time. */
export function spell(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The time after `hours`, in the API's spelling. */
export function hoursAfter(start: string, hours: number): string {
  return spell(Date.parse(start) + Math.round(hours * 3_600_000));
}

/** Hours between two times. */
export function hoursBetween(start: string, end: string): number {
  return (Date.parse(end) - Date.parse(start)) / 3_600_000;
}

/** Start and end in the API's spelling; throws `invalid_arguments` unless the end is after the start. */
export function span(start: string, end: string): { readonly start: string; readonly end: string } {
  const times = { start: wholeSecond(start), end: wholeSecond(end) };
  if (times.end <= times.start) {
    throw new PsaError("invalid_arguments", "time_end must be after time_start.", {
      details: { time_start: times.start, time_end: times.end },
    });
  }
  return times;
}

/** The end of what an argument names: a day ends where the next one begins, a time is itself. */
export function endOf(text: string): string {
  const whole = wholeSecond(text);
  return text.trim().length === 10 ? hoursAfter(whole, 24) : whole;
}
