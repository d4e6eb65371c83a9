/**
 * What a reader cannot see: controls other than newline and tab, soft hyphens and fillers, zero-width and
 * bidirectional marks, variation selectors, and the tag block in which whole sentences can hide.
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- these characters are what it removes
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB]|[\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;

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
  const name = tag.replace(/[^A-Za-z0-9-]/g, "");
  const opening = new RegExp(String.raw`[<\uFF1C\uFE64](?=[\s/\\\uFF0F]{0,20}${name})`, "gi");
  return text.replace(opening, "&lt;");
}
