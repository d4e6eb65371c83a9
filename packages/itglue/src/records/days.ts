/** Milliseconds of a day. */
const DAY = 86_400_000;

/** Today in UTC, `2026-11-30`, moved by whole days. */
export function dayFromNow(days = 0, now: number = Date.now()): string {
  return new Date(now + days * DAY).toISOString().slice(0, 10);
}

/** Whole days from today to a date or moment, negative when it is past; null for what is no date. */
export function daysUntil(date: unknown, now: number = Date.now()): number | null {
  if (typeof date !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(date)) return null;
  const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const today = Date.parse(`${dayFromNow(0, now)}T00:00:00Z`);
  return Number.isNaN(day) ? null : Math.round((day - today) / DAY);
}
