import { safeAddress } from "./address.ts";
import { cleanUntrusted } from "./clean.ts";
import { InlineWriter } from "./inline.ts";
import { LineWriter } from "./lines.ts";
import { clip, longestTicks, markdownAddress, onOneLine } from "./marks.ts";
import { parseHtml, type Attributes, type HtmlHandler } from "./parse.ts";
import { cellText, renderTable, type Table } from "./table.ts";

export interface MarkdownOptions {
  /** Addresses of links; their text stays either way. Default true. */
  readonly links?: boolean;
  /** Images as `![alt](src)`; without them the alternative text stays. Default true. */
  readonly images?: boolean;
  /** Longest result in characters; a longer one is cut between words and ends in `…`. */
  readonly maxCharacters?: number;
}

/**
 * HTML as compact Markdown: headings, nested lists, tables, links, images, code, quotes. Scripts, styles and invisible
 * characters are gone. Takes HTML of any quality, in time linear in its length.
 */
export function htmlToMarkdown(html: string, options: MarkdownOptions = {}): string {
  return convert(html, { ...options, plain: false });
}

/** HTML as plain text: the same structure in lines, without marks, links or addresses. Same guarantees. */
export function htmlToText(html: string): string {
  return convert(html, { plain: true, links: false, images: false });
}

interface Settings extends MarkdownOptions {
  readonly plain: boolean;
}

function convert(html: string, settings: Settings): string {
  const writer = new MarkdownWriter(settings);
  parseHtml(html, writer);
  return clip(cleanUntrusted(writer.finish()), settings.maxCharacters);
}

const BLOCKS = new Set(
  (
    "address article aside body caption center details dd div dl dt fieldset figcaption figure footer form header html legend main nav " +
    "p section summary"
  ).split(" "),
);
const EMPHASIS: Readonly<Record<string, readonly [kind: string, mark: string]>> = {
  b: ["strong", "**"],
  strong: ["strong", "**"],
  i: ["emphasis", "*"],
  em: ["emphasis", "*"],
  s: ["strike", "~~"],
  del: ["strike", "~~"],
  strike: ["strike", "~~"],
};
const HEADING = /^h[1-6]$/;

interface List {
  readonly ordered: boolean;
  next: number;
}

class MarkdownWriter implements HtmlHandler {
  readonly #settings: Settings;
  readonly #lines = new LineWriter();
  readonly #inline: InlineWriter;
  readonly #lists: List[] = [];
  readonly #tables: Table[] = [];
  /** For each open link, whether it has an address that is shown. */
  readonly #links: boolean[] = [];
  /** Hashes of the heading that is open. */
  #heading = "";
  /** Text of the `pre` or `code` that is open; undefined outside. */
  #code: string[] | undefined;
  #pre = false;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#inline = new InlineWriter(settings.plain);
  }

  open(name: string, attributes: Attributes): void {
    if (name === "br") this.#break();
    else if (this.#code !== undefined) this.#openInCode(name);
    else if (name === "pre") this.#openPre();
    else if (name === "code" || name === "kbd" || name === "samp" || name === "tt") this.#code = [];
    else if (name === "a") this.#openLink(attributes);
    else if (name === "img") this.#image(attributes);
    else if (name === "hr") this.#rule();
    else if (name === "ul" || name === "ol" || name === "menu")
      this.#openList(name === "ol", attributes);
    else if (name === "li") this.#openItem();
    else if (name === "blockquote") this.#openQuote();
    else if (name === "table") this.#openTable();
    else if (name === "tr") this.#tables.at(-1)?.rows.push([]);
    else if (name === "td" || name === "th") this.#openCell(name === "th");
    else if (name === "input") this.#checkbox(attributes);
    else if (HEADING.test(name)) this.#openHeading(Number(name[1]));
    else if (BLOCKS.has(name)) this.#flush();
    else this.#emphasis(name, true);
    if (name === "dt") this.#emphasis("b", true);
  }

  close(name: string): void {
    if (
      name === "pre" ||
      (this.#code !== undefined && !this.#pre && /^(?:code|kbd|samp|tt)$/.test(name))
    ) {
      this.#closeCode(name === "pre");
    } else if (this.#code !== undefined) return;
    else if (name === "a") this.#closeLink();
    else if (name === "ul" || name === "ol" || name === "menu") this.#closeList();
    else if (name === "li") this.#closeItem();
    else if (name === "blockquote") this.#closeQuote();
    else if (name === "table") this.#closeTable();
    else if (name === "td" || name === "th") this.#closeCell();
    else if (HEADING.test(name)) this.#closeHeading();
    else if (BLOCKS.has(name)) {
      if (name === "dt") this.#emphasis("b", false);
      this.#flush();
    } else this.#emphasis(name, false);
  }

  text(text: string): void {
    if (this.#code !== undefined) {
      this.#code.push(text);
      return;
    }
    const box =
      this.#lists.length > 0 && this.#inline.empty ? /^\s*([\u2610-\u2612])\s*/.exec(text) : null;
    if (box !== null && !this.#settings.plain)
      this.#inline.raw(box[1] === "\u2610" ? "[ ] " : "[x] ");
    this.#inline.text(
      box === null || this.#settings.plain ? text : text.slice(box[0].length),
      this.#tables.length > 0,
    );
  }

  finish(): string {
    this.#flush();
    return this.#lines.toString();
  }

  /** Ends the running block. */
  #flush(): void {
    if (this.#tables.length > 0) {
      if (!this.#inline.empty) this.#inline.raw("\n");
      return;
    }
    const text = this.#inline.take();
    if (text !== "")
      this.#lines.block(this.#heading === "" ? text : this.#heading + onOneLine(text));
  }

  #break(): void {
    if (this.#code !== undefined) this.#code.push("\n");
    else if (!this.#inline.empty)
      this.#inline.raw(this.#settings.plain || this.#tables.length > 0 ? "\n" : "  \n");
  }

  #openInCode(name: string): void {
    // Editors put each line of a listing into an element of its own.
    if (
      this.#pre &&
      (BLOCKS.has(name) || name === "li") &&
      this.#code?.at(-1)?.endsWith("\n") === false
    )
      this.#code.push("\n");
  }

  #openPre(): void {
    this.#flush();
    this.#pre = true;
    this.#code = [];
  }

  #closeCode(block: boolean): void {
    const code = cleanUntrusted((this.#code ?? []).join(""));
    this.#code = undefined;
    this.#pre = false;
    const longest = longestTicks(code);
    if (!block || this.#tables.length > 0) {
      const line = code.replace(/\s+/g, " ").trim();
      if (line === "") return;
      const ticks = "`".repeat(longest + 1);
      const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
      this.#inline.raw(this.#settings.plain ? line : `${ticks}${pad}${line}${pad}${ticks}`);
      return;
    }
    const body = code.replace(/^\n/, "").trimEnd();
    if (body === "") return;
    const fence = "`".repeat(Math.max(3, longest + 1));
    this.#lines.block(this.#settings.plain ? body : `${fence}\n${body}\n${fence}`);
  }

  #emphasis(name: string, opens: boolean): void {
    const emphasis = EMPHASIS[name];
    if (emphasis === undefined) return;
    if (opens) this.#inline.open(emphasis[0], emphasis[1], emphasis[1]);
    else this.#inline.close(emphasis[0]);
  }

  #openLink(attributes: Attributes): void {
    const address =
      this.#settings.links === false ? undefined : safeAddress(attributes.get("href"));
    this.#links.push(address !== undefined);
    if (address !== undefined) this.#inline.open("link", "[", `](${markdownAddress(address)})`);
  }

  #closeLink(): void {
    if (this.#links.pop() === true) this.#inline.close("link");
  }

  #image(attributes: Attributes): void {
    const alternative = (attributes.get("alt") ?? "").replace(/\s+/g, " ").trim();
    const address = safeAddress(attributes.get("src"));
    if (this.#settings.images === false || address === undefined) {
      if (alternative !== "") this.#inline.raw(`[image: ${alternative}]`);
      return;
    }
    this.#inline.raw(
      `![${alternative.replace(/[[\]\\`]/g, String.raw`\$&`)}](${markdownAddress(address)})`,
    );
  }

  #rule(): void {
    this.#flush();
    if (this.#tables.length === 0) this.#lines.block("---");
  }

  #openHeading(level: number): void {
    this.#flush();
    if (!this.#settings.plain && this.#tables.length === 0) this.#heading = `${"#".repeat(level)} `;
  }

  #closeHeading(): void {
    this.#flush();
    this.#heading = "";
  }

  #openList(ordered: boolean, attributes: Attributes): void {
    this.#flush();
    if (this.#lists.length > 0) this.#lines.gap(false);
    const start = Number.parseInt(attributes.get("start") ?? "1", 10);
    this.#lists.push({ ordered, next: Number.isSafeInteger(start) && start >= 0 ? start : 1 });
  }

  #closeList(): void {
    this.#flush();
    this.#lists.pop();
    this.#lines.gap(this.#lists.length === 0);
  }

  #openItem(): void {
    this.#flush();
    const list = this.#lists.at(-1);
    const marker = list?.ordered === true ? `${list.next++}. ` : "- ";
    if (this.#tables.length > 0) this.#inline.raw("\u2022 ");
    else this.#lines.openItem(marker);
  }

  #closeItem(): void {
    this.#flush();
    if (this.#tables.length > 0) return;
    this.#lines.closeContainer();
    this.#lines.gap(false);
  }

  #openQuote(): void {
    this.#flush();
    if (this.#tables.length === 0) this.#lines.openQuote(this.#settings.plain ? "  " : "> ");
  }

  #closeQuote(): void {
    this.#flush();
    if (this.#tables.length === 0) this.#lines.closeContainer();
  }

  #openTable(): void {
    this.#flush();
    this.#tables.push({ rows: [], header: false });
  }

  #openCell(header: boolean): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return this.#flush();
    if (this.#tables.length > 1) return;
    table.rows[0] ??= [];
    if (header && table.rows.length === 1) table.header = true;
    const loose = this.#inline.take();
    // Text between cells is shown as a cell of its own rather than lost.
    if (loose !== "") table.rows.at(-1)?.push(cellText(loose, this.#settings.plain));
  }

  #closeCell(): void {
    const table = this.#tables.at(-1);
    if (table === undefined) return this.#flush();
    if (this.#tables.length > 1) return this.#inline.text(" ", false);
    table.rows[0] ??= [];
    table.rows.at(-1)?.push(cellText(this.#inline.take(), this.#settings.plain));
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    if (table === undefined || this.#tables.length > 0) return;
    const loose = this.#inline.take();
    if (loose !== "") table.rows.push([cellText(loose, this.#settings.plain)]);
    const text = renderTable(table, this.#settings.plain);
    if (text !== "") this.#lines.block(text);
  }

  #checkbox(attributes: Attributes): void {
    if (attributes.get("type")?.toLowerCase() !== "checkbox") return;
    this.#inline.raw(attributes.has("checked") ? "[x] " : "[ ] ");
  }
}
