/** Epoch milliseconds; a time without an offset is UTC, as Halo writes it. NaN for what is no time. */
export const momentOf = (text: string): number =>
  Date.parse(/T[^Z+-]*$/i.test(text) ? `${text}Z` : text);

/** True when a time lies between two days or times; a bare day stands for its beginning, or as the end for all of it. */
export function inSpan(at: string, from: string, to: string): boolean {
  const moment = momentOf(at);
  const last = /^\d{4}-\d{2}-\d{2}$/.test(to) ? momentOf(to) + DAY - 1 : momentOf(to);
  return moment >= momentOf(from) && moment <= last;
}

const DAY = 86_400_000;
