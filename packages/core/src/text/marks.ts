/** The text cut between words to at most `max` characters, with a mark; whole when it fits or no limit is given. */
export function clip(text: string, max: number | undefined): string {
  if (max === undefined || text.length <= max) return text;
  const kept = text.slice(0, Math.max(0, max - 2));
  const border = Math.max(kept.lastIndexOf("\n"), kept.lastIndexOf(" "));
  return `${kept.slice(0, border > max / 2 ? border : kept.length).trimEnd()} …`;
}

/** Length of the longest run of backticks, which a code mark has to exceed. */
export function longestTicks(code: string): number {
  let longest = 0;
  for (const run of code.matchAll(/`+/g)) longest = Math.max(longest, run[0].length);
  return longest;
}

/** An address as it may stand between Markdown's parentheses. */
export function markdownAddress(address: string): string {
  return address.replace(/[\s()<>[\]\\]/g, (character) =>
    character > "\u007F"
      ? encodeURIComponent(character)
      : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/** Line by line: a pattern for white space before a break would look at every long run of it again and again. */
export function onOneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join(" ");
}
