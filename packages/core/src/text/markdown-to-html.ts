import { Lexer, Marked, Parser, type MarkedOptions, type Token } from "marked";
import { cleanUntrusted } from "./clean.ts";
import { escapeHtml, sanitizeHtml } from "./sanitize.ts";

const marked = new Marked({ gfm: true });
// Editors of documentation systems drop form fields, so a task's box is written as a character.
marked.use({ renderer: { checkbox: ({ checked }) => (checked ? "\u2611 " : "\u2610 ") } });
const options: MarkedOptions = marked.defaults;

/** The parser's time grows with the square of a running text's length: longer ones are read line by line. */
const LONGEST_RUN = 4000;

class BoundedLexer extends Lexer {
  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length <= LONGEST_RUN) return super.inlineTokens(source, tokens);
    let chunk = "";
    for (const line of source.split(/(?<=\n)/)) {
      if (chunk !== "" && chunk.length + line.length > LONGEST_RUN) {
        super.inlineTokens(chunk, tokens);
        chunk = "";
      }
      if (line.length > LONGEST_RUN)
        tokens.push({ type: "text", raw: line, text: line, escaped: false });
      else chunk += line;
    }
    return chunk === "" ? tokens : super.inlineTokens(chunk, tokens);
  }
}

/** Nesting beyond which quote marks at a line's start are only noise, and a danger to the parser's stack. */
const DEEPEST_QUOTE = /^([ \t]{0,3}(?:>[ \t]?){20})[> \t]+/gm;

/**
 * GitHub-flavoured Markdown as sanitised HTML: headings, lists, task lists, tables, code, emphasis, links, images.
 * HTML inside the Markdown passes through the same allow-list. Never throws; what cannot be read becomes plain text.
 */
export function markdownToHtml(markdown: string): string {
  const source = cleanUntrusted(markdown).replace(DEEPEST_QUOTE, "$1");
  try {
    return sanitizeHtml(Parser.parse(new BoundedLexer(options).lex(source), options)).trim();
  } catch {
    // Markdown nested beyond the parser's stack; every line is still kept.
    return source
      .split(/\n{2,}/)
      .map((part) => `<p>${escapeHtml(part)}</p>`)
      .join("\n");
  }
}
