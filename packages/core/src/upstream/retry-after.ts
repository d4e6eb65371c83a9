import type { WireAnswer } from "./send.ts";

/** Beyond this a number can only be a point in time, not a span. */
const EPOCH_SECONDS = 1_000_000_000;

/** Nobody waits longer than this, and no message should say so. */
const LONGEST = 86_400;

/** Seconds (at most a day) that a Retry-After header asks for, from whole seconds or an HTTP date; undefined when absent or senseless. */
export function retryAfterSeconds(headers: WireAnswer["headers"], now: number): number | undefined {
  const given = headers["retry-after"]?.trim();
  if (given === undefined || given === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(given)) return clamp(Number(given));
  const moment = /[a-z]/i.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(moment) ? undefined : clamp((moment - now) / 1000);
}

/**
 * Seconds until the vendor's own count starts anew, when its X-RateLimit (or RateLimit) headers say that nothing is
 * left; undefined otherwise. The reset may be a span or an epoch time, in seconds or milliseconds.
 */
export function exhaustedForSeconds(
  headers: WireAnswer["headers"],
  now: number,
): number | undefined {
  const remaining = headers["x-ratelimit-remaining"] ?? headers["ratelimit-remaining"];
  // Only a number says that nothing is left; "unlimited" does not.
  if (remaining === undefined || !(Number.parseFloat(remaining) <= 0)) return undefined;
  return resetSeconds(headers, now);
}

/** Seconds until the reset that the rate limit headers name, if they do. */
export function resetSeconds(headers: WireAnswer["headers"], now: number): number | undefined {
  const given = headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"];
  const number = given === undefined ? Number.NaN : Number(given.trim());
  if (!Number.isFinite(number) || number < 0 || given?.trim() === "") return undefined;
  if (number < EPOCH_SECONDS) return clamp(number);
  const moment = number < EPOCH_SECONDS * 1000 ? number * 1000 : number;
  return clamp((moment - now) / 1000);
}

function clamp(seconds: number): number {
  return Math.min(LONGEST, Math.max(0, seconds));
}
