import { INVISIBLE } from "../errors/invisible.ts";

/**
 * The text without characters that a reader cannot see. Newlines and tabs stay, other line ends become newlines, lone
 * surrogates become U+FFFD. Emoji made of several joined ones fall apart into their parts.
 */
export function cleanUntrusted(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replace(/[\r\u2028\u2029]/g, "\n")
    .replace(INVISIBLE, "");
}

/**
 * The text with every opening and closing `tag` in it made harmless, so that it can stand between `<tag>` and `</tag>`
 * and never end the block itself. `tag` is a plain name of letters, digits and hyphens.
 */
export function escapeDelimiter(text: string, tag: string): string {
  const known = openings.get(tag);
  const opening = known ?? openingOf(tag);
  if (known === undefined && openings.size < MOST_TAGS) openings.set(tag, opening);
  return text.replace(opening, "&lt;");
}

/** A program has one tag a vendor; a pattern for each answer would be made in vain. */
const openings = new Map<string, RegExp>();
const MOST_TAGS = 100;

function openingOf(tag: string): RegExp {
  const name = tag.replace(/[^A-Za-z0-9-]/g, "");
  return new RegExp(String.raw`[<\uFF1C\uFE64](?=[\s/\\\uFF0F]{0,20}${name})`, "gi");
}
