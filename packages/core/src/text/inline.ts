interface Format {
  readonly kind: string;
  /** False for a run inside another of its kind, and for all in plain text. */
  readonly marked: boolean;
  readonly before: string;
  readonly after: string;
  /** Piece at which its content begins. */
  from: number;
}

/** Characters that may mean something in Markdown. */
const SPECIAL = /[\\`*_[\]<&~|#>+\-.)]/;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;

/** Collects the running text of one block: whitespace folded, marks placed tightly, Markdown's own characters escaped. */
export class InlineWriter {
  readonly #plain: boolean;
  #pieces: string[] = [];
  #formats: Format[] = [];
  /** The text so far ends in white space, or there is none. */
  #space = true;
  #visible = false;

  constructor(plain: boolean) {
    this.#plain = plain;
  }

  /** True when nothing visible was written since the last `take`. */
  get empty(): boolean {
    return !this.#visible;
  }

  /** Adds text as a reader sees it. */
  text(text: string, inCell: boolean): void {
    const folded = text.replace(/[ \t\n\f\u00A0]+/g, " ");
    const fitting = this.#space ? folded.replace(/^ /, "") : folded;
    if (fitting === "") return;
    this.#space = fitting.endsWith(" ");
    if (fitting !== " ") this.#visible = true;
    if (this.#plain || !SPECIAL.test(fitting)) {
      this.#pieces.push(fitting);
      return;
    }
    const previous = (this.#pieces.at(-1)?.at(-1) ?? "").replace("\n", "");
    const inLink = this.#formats.some((format) => format.marked && format.kind === "link");
    this.#pieces.push(escapeMarkdown({ text: fitting, previous, inCell, inLink }));
  }

  /** Adds ready Markdown. */
  raw(piece: string): void {
    if (piece === "") return;
    this.#pieces.push(piece);
    this.#space = /\s$/.test(piece);
    if (piece.trim() !== "") this.#visible = true;
  }

  /** Begins a run between two marks; inside a run of the same kind it adds none. */
  open(kind: string, before: string, after: string): void {
    const marked =
      !this.#plain && !this.#formats.some((format) => format.marked && format.kind === kind);
    this.#formats.push({ kind, marked, before, after, from: this.#pieces.length });
  }

  /** Ends the innermost run of that kind. */
  close(kind: string): void {
    const index = this.#formats.findLastIndex((format) => format.kind === kind);
    if (index === -1) return;
    const [format] = this.#formats.splice(index, 1);
    if (format !== undefined) this.#wrap(format);
  }

  /** The text so far, trimmed; open runs are ended here and go on in the next block. */
  take(): string {
    for (const format of this.#formats.toReversed()) this.#wrap(format);
    const text = this.#pieces.join("").trim();
    this.#pieces = [];
    this.#space = true;
    this.#visible = false;
    for (const format of this.#formats) format.from = 0;
    return text;
  }

  #wrap(format: Format): void {
    if (!format.marked || format.from >= this.#pieces.length) return;
    const content = this.#pieces.slice(format.from).join("");
    const inner = content.trim();
    this.#pieces.length = format.from;
    if (inner === "") {
      this.#pieces.push(content);
      return;
    }
    const lead = content.slice(0, content.length - content.trimStart().length);
    const trail = content.slice(content.trimEnd().length);
    this.#pieces.push(`${lead}${format.before}${inner}${format.after}${trail}`);
  }
}

interface Escaping {
  readonly text: string;
  /** Character before the text; empty at the start of a line. */
  readonly previous: string;
  readonly inCell: boolean;
  readonly inLink: boolean;
}

/** Text with a backslash before every character that Markdown would take for a mark. */
function escapeMarkdown(piece: Escaping): string {
  const { text } = piece;
  let escaped = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    escaped +=
      SPECIAL.test(character) && means(character, index, piece) ? `\\${character}` : character;
  }
  return escaped;
}

function means(character: string, index: number, piece: Escaping): boolean {
  const { text } = piece;
  const before = index === 0 ? piece.previous : (text[index - 1] ?? "");
  const after = text[index + 1] ?? "";
  switch (character) {
    case "\\":
      return after === "" || PUNCTUATION.test(after);
    case "`":
      return true;
    case "[":
      return piece.inLink;
    case "]":
      return piece.inLink || after === "" || /[([:]/.test(after);
    case "*":
      return before === "" || !(/^\s$/.test(before) && /^\s?$/.test(after));
    case "_":
      return !(WORD.test(before) && WORD.test(after));
    case "~":
      return after === "~" || before === "~";
    case "|":
      return piece.inCell;
    case "<":
      return /^[A-Za-z/!?]?$/.test(after);
    case "&":
      return /^&#?[A-Za-z0-9]{1,31};/.test(text.slice(index, index + 34));
    case ".":
    case ")":
      return (
        piece.previous === "" &&
        index <= 9 &&
        /^\d{1,9}$/.test(text.slice(0, index)) &&
        /^\s?$/.test(after)
      );
    default:
      return (
        before === "" &&
        /^(?:#{1,6}(?:\s|$)|>|[+-](?:\s|$)|-{3})/.test(text.slice(index, index + 12))
      );
  }
}
