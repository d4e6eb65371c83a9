import { Tokenizer } from "htmlparser2";

/** Attributes of one element by lower-case name, entities decoded; the first of two equal names counts. */
export type Attributes = ReadonlyMap<string, string>;

/** Receives a document's pieces in order. Every `open` of an element that is not void gets its `close`. */
export interface HtmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Elements that never have content. */
const VOID = new Set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(
    " ",
  ),
);
/** Elements whose content is not text for a reader: left out with everything inside. */
const DROPPED = new Set(
  "applet audio canvas head iframe math noembed noframes noscript object script select style svg template textarea title video xml xmp".split(
    " ",
  ),
);
const BLOCKS =
  "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul";
const CELLS = new Set(["td", "th"]);

interface Implied {
  /** Open elements that the new one ends. */
  readonly ends: ReadonlySet<string>;
  /** Elements beyond which nothing is ended. */
  readonly within: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const IMPLIED = new Map<string, Implied>([
  ["li", { ends: set("li"), within: set("ul ol menu td th blockquote") }],
  ["dt", { ends: set("dt dd"), within: set("dl") }],
  ["dd", { ends: set("dt dd"), within: set("dl") }],
  ["td", { ends: CELLS, within: set("tr table") }],
  ["th", { ends: CELLS, within: set("tr table") }],
  ["tr", { ends: set("tr"), within: set("table") }],
  ["tbody", { ends: set("thead tbody tfoot"), within: set("table") }],
  ["tfoot", { ends: set("thead tbody tfoot"), within: set("table") }],
  ["a", { ends: set("a"), within: set("td th table") }],
  ...BLOCKS.split(" ").map((name): [string, Implied] => [
    name,
    { ends: set("p"), within: set("div td th li blockquote table section article details") },
  ]),
]);

/** Deeper elements are read as if their tags were not there: nobody writes them, and each open one costs time. */
const DEEPEST = 200;
const MOST_ATTRIBUTES = 40;

/**
 * Reads HTML of any quality in time linear in its length and hands its pieces to `handler`. Names are lower-case,
 * entities decoded, comments and invisible elements (scripts, styles, drawings, form fields) left out with their
 * content, forgotten end tags supplied.
 */
export function parseHtml(html: string, handler: HtmlHandler): void {
  const stack: string[] = [];
  /** Depth of the outermost dropped element on the stack; -1 when none is open. */
  let dropping = -1;
  /** Start tags beyond the deepest level whose end tags are still to come. */
  const skipped = new Map<string, number>();
  /** Text not handed on yet: entities split it, a handler should see it whole. */
  let pending = "";
  let name = "";
  let attribute = "";
  let value = "";
  let attributes = new Map<string, string>();

  const flush = (): void => {
    if (pending !== "") handler.text(pending);
    pending = "";
  };
  const popTo = (depth: number): void => {
    if (stack.length > depth) flush();
    while (stack.length > depth) {
      const ended = stack.pop() ?? "";
      if (dropping === stack.length) dropping = -1;
      else if (dropping === -1) handler.close(ended);
    }
  };
  const endImplied = (rule: Implied): void => {
    for (let depth = stack.length - 1; depth >= 0 && depth > dropping; depth -= 1) {
      const open = stack[depth] ?? "";
      if (rule.ends.has(open)) {
        popTo(depth);
        return;
      }
      if (rule.within.has(open)) return;
    }
  };
  const start = (): void => {
    flush();
    if (VOID.has(name)) {
      if (dropping === -1) handler.open(name, attributes);
      return;
    }
    if (dropping === -1) {
      const rule = IMPLIED.get(name);
      if (rule !== undefined) endImplied(rule);
    }
    if (stack.length >= DEEPEST) {
      skipped.set(name, (skipped.get(name) ?? 0) + 1);
      return;
    }
    if (dropping === -1 && DROPPED.has(name)) dropping = stack.length;
    stack.push(name);
    if (dropping === -1) handler.open(name, attributes);
  };
  const end = (ended: string): void => {
    if (ended === "br" && dropping === -1) {
      flush();
      handler.open("br", new Map());
    }
    const beyond = skipped.get(ended) ?? 0;
    if (beyond > 0) {
      skipped.set(ended, beyond - 1);
      return;
    }
    const depth = stack.lastIndexOf(ended);
    if (depth !== -1) popTo(depth);
  };
  const text = (piece: string): void => {
    if (dropping === -1) pending += piece;
  };

  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (from, to) => text(html.slice(from, to)),
      ontextentity: (codePoint) => text(String.fromCodePoint(codePoint)),
      onopentagname: (from, to) => {
        name = html.slice(from, to).toLowerCase();
        attributes = new Map();
      },
      onattribname: (from, to) => {
        attribute = html.slice(from, to).toLowerCase();
        value = "";
      },
      onattribdata: (from, to) => {
        value += html.slice(from, to);
      },
      onattribentity: (codePoint) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: () => {
        if (attributes.size < MOST_ATTRIBUTES && !attributes.has(attribute))
          attributes.set(attribute, value);
      },
      onopentagend: start,
      onselfclosingtag: () => {
        start();
        // Only drawings and formulas and what is in them close themselves; others ignore the slash, as browsers do.
        const foreign =
          name === "svg" || name === "math" || (dropping !== -1 && dropping < stack.length - 1);
        if (foreign && stack.at(-1) === name) end(name);
      },
      onclosetag: (from, to) => end(html.slice(from, to).toLowerCase()),
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  flush();
  popTo(0);
}
