import { INVISIBLE } from "./invisible.ts";
import { redactText } from "./redact.ts";

/**
 * A text as it may be shown outside the data of a vendor: without invisible characters, without secrets, at most
 * `longest` characters. Cleaned before it is redacted: a secret that invisible characters break up would come together
 * afterwards.
 */
export function shown(text: string, longest: number): string {
  const clean = redactText(
    text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(INVISIBLE, ""),
  ).trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}

/** As `shown`, on one line: none of it can pass for a line of ours. */
export function shownLine(text: string, longest: number): string {
  return shown(text.replace(/\s+/g, " "), longest);
}
