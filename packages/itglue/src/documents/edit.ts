/** A piece of a document's text and where it stands in the HTML. */
interface Run {
  readonly text: string;
  /** Position in the HTML of every character of `text`, and of the end behind the last. */
  readonly places: readonly number[];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00A0"],
]);

/** The text of HTML, each character with its place; tags are skipped. Linear in the length. */
function readRun(html: string): Run {
  let text = "";
  const places: number[] = [];
  let end = 0;
  for (let index = 0; index < html.length;) {
    const character = html[index] ?? "";
    if (character === "<" && /^[a-z/!]$/i.test(html[index + 1] ?? "")) {
      index = tagEnd(html, index);
      continue;
    }
    const entity =
      character === "&"
        ? /^&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/i.exec(html.slice(index, index + 12))
        : null;
    const decoded = entity === null ? undefined : decode(entity[1] ?? "");
    const length = decoded === undefined ? 1 : (entity?.[0].length ?? 1);
    const shown = decoded ?? character;
    // A character outside the basic plane is two places long; both begin where its entity does.
    for (const unit of Array.from(
      { length: shown.length },
      (_unused, offset) => shown[offset] ?? "",
    )) {
      text += unit;
      places.push(index);
    }
    index += length;
    end = index;
  }
  places.push(end);
  return { text, places };
}

function decode(name: string): string | undefined {
  if (!name.startsWith("#")) return ENTITIES.get(name.toLowerCase());
  const code = /^#x/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}

/** Where a tag or comment ends; quoted attribute values may hold `>`. */
function tagEnd(html: string, start: number): number {
  if (html.startsWith("<!--", start)) {
    const end = html.indexOf("-->", start);
    return end === -1 ? html.length : end + 3;
  }
  let quote = "";
  for (let index = start + 1; index < html.length; index += 1) {
    const character = html[index] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return index + 1;
  }
  return html.length;
}

/** Where a text occurs, as positions in the run; white space of any kind and length counts as one space. */
function occurrences(
  run: Run,
  wanted: string,
): readonly { readonly from: number; readonly to: number }[] {
  const words = wanted.trim().split(/\s+/);
  if (words.length === 0 || words[0] === "") return [];
  const pattern = new RegExp(
    words
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join(String.raw`\s{1,20}`),
    "g",
  );
  return [...run.text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** How often the text occurs in the HTML's text. */
export function countText(html: string, wanted: string): number {
  return occurrences(readRun(html), wanted).length;
}

/**
 * The HTML with every occurrence of a text replaced by another plain text. Tags inside an occurrence stay; the new text
 * stands where the old one began.
 */
export function replaceText(html: string, wanted: string, replacement: string): string {
  const run = readRun(html);
  const escaped = replacement
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  const pieces: string[] = [];
  let copied = 0;
  for (const { from, to } of occurrences(run, wanted)) {
    pieces.push(html.slice(copied, run.places[from]), escaped);
    // Character by character, so that tags between them are kept.
    for (let index = from; index < to; index += 1) {
      const place = run.places[index] ?? 0;
      if (index > from) pieces.push(html.slice(copied, place));
      copied = Math.max(place, afterCharacter(html, place));
    }
  }
  pieces.push(html.slice(copied));
  return pieces.join("");
}

/** Where the character or entity at a place ends. */
function afterCharacter(html: string, place: number): number {
  const entity =
    html[place] === "&"
      ? /^&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/i.exec(html.slice(place, place + 12))
      : null;
  return entity !== null && decode(entity[1] ?? "") !== undefined
    ? place + entity[0].length
    : place + 1;
}

/** A text copied out of Markdown, without the backslashes that it has there. */
export function withoutEscapes(text: string): string {
  return text.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
}
