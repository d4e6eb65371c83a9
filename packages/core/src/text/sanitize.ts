import { safeAddress } from "./address.ts";
import { cleanUntrusted } from "./clean.ts";
import { parseHtml, type Attributes } from "./parse.ts";

const TAGS = new Set(
  (
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li " +
    "mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead tr u ul var"
  ).split(" "),
);
const EMPTY = new Set(["br", "hr", "img"]);
const NUMBERS = new Set(["width", "height", "colspan", "rowspan", "start", "value"]);
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "title"],
  img: ["src", "alt", "title", "width", "height"],
  td: ["colspan", "rowspan", "align"],
  th: ["colspan", "rowspan", "align"],
  ol: ["start"],
  li: ["value"],
  code: ["class"],
};

/** Text as it may stand in HTML, between tags and inside quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function attributeText(tag: string, attributes: Attributes): string {
  let text = "";
  for (const name of ATTRIBUTES[tag] ?? []) {
    const value = safeValue(name, attributes.get(name));
    if (value !== undefined) text += ` ${name}="${escapeHtml(cleanUntrusted(value))}"`;
  }
  return text;
}

function safeValue(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (name === "href" || name === "src") return safeAddress(value);
  if (NUMBERS.has(name)) return /^\d{1,5}%?$/.test(value) ? value : undefined;
  if (name === "align") return /^(?:left|right|center)$/i.test(value) ? value : undefined;
  if (name === "class") return /^language-[\w+#.-]{1,40}$/.test(value) ? value : undefined;
  return value.slice(0, 1000);
}

/**
 * HTML reduced to an allow-list of tags and attributes and written anew: no scripts, styles, drawings, event handlers,
 * frames or forms; addresses only relative, http, https or mailto. Unknown tags go, their text stays. Always balanced.
 */
export function sanitizeHtml(html: string): string {
  const pieces: string[] = [];
  parseHtml(html, {
    open(name, attributes) {
      if (!TAGS.has(name)) return;
      const text = attributeText(name, attributes);
      // A picture whose address was refused shows nothing; its description still says something.
      if (name === "img" && !text.includes(" src="))
        pieces.push(escapeHtml(cleanUntrusted(attributes.get("alt") ?? "")));
      else pieces.push(`<${name}${text}>`);
    },
    close(name) {
      if (TAGS.has(name) && !EMPTY.has(name)) pieces.push(`</${name}>`);
    },
    text(text) {
      pieces.push(escapeHtml(cleanUntrusted(text)));
    },
  });
  return pieces.join("");
}
