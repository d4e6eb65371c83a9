import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cleanUntrusted,
  escapeDelimiter,
  htmlToMarkdown,
  htmlToText,
  markdownToHtml,
  sanitizeHtml,
} from "./index.ts";

// eslint-disable-next-line no-control-regex, no-misleading-character-class -- lists what must not survive
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}\u0000\u001B]/u;

describe("htmlToMarkdown", () => {
  it.each([
    ["<h2>Backup &amp; restore</h2><p>Two<br>lines</p>", "## Backup & restore\n\nTwo  \nlines"],
    ["<p><b>bold </b>and <i> it </i></p>", "**bold** and *it*"],
    ["<b><p>one</p><p>two</p></b>", "**one**\n\n**two**"],
    ["<b>a <strong>b</strong> c</b>", "**a b c**"],
    ['<a href="https://a.example/x (1)">x</a>', "[x](https://a.example/x%20%281%29)"],
    ['<a href="javascript:alert(1)">x</a> <a href="java&#10;script:y">z</a>', "x z"],
    ['<img src="/1/docs/2/images/3" alt="rack">', "![rack](/1/docs/2/images/3)"],
    ['<img src="data:image/png;base64,AAAA" alt="rack">', "[image: rack]"],
    ["<ul><li>a<ul><li>b</ul><li>c</ul><p>d", "- a\n  - b\n- c\n\nd"],
    ['<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"],
    ["<ul><li>\u2610 open</li><li>\u2611 done</li></ul>", "- [ ] open\n- [x] done"],
    [
      "<table><tr><th>A<th>B<tr><td>1|2<td>x<br>y</table>",
      "| A | B |\n| --- | --- |\n| 1\\|2 | x<br>y |",
    ],
    ["<pre>a\n  `b`</pre>", "```\na\n  `b`\n```"],
    ["<p>run <code>a`b</code></p>", "run ``a`b``"],
    ["<blockquote>a<p>b</blockquote>c", "> a\n>\n> b\n\nc"],
    ["a<hr>b", "a\n\n---\n\nb"],
    [
      "<p>C:\\Users \\\\srv\\share svc_backup *x* &lt;host&gt;</p>",
      "C:\\Users \\\\\\srv\\share svc_backup \\*x\\* \\<host>",
    ],
    ["<p>1. not a list</p><p># nor a heading</p>", "1\\. not a list\n\n\\# nor a heading"],
    [
      "<script>x</script><style>y</style><svg><path/><text>z</text></svg>seen<template>t</template>",
      "seen",
    ],
    ["<p>open <b>never closed <div>next", "open **never closed**\n\nnext"],
  ])("%s", (html, markdown) => {
    expect(htmlToMarkdown(html)).toBe(markdown);
  });

  it("leaves addresses of links and images out when asked, and keeps their words", () => {
    const html = '<a href="https://a.example">site</a> <img src="/x" alt="rack">';
    expect(htmlToMarkdown(html, { links: false, images: false })).toBe("site [image: rack]");
  });

  it("cuts between words", () => {
    const short = htmlToMarkdown(`<p>${"word ".repeat(100)}</p>`, { maxCharacters: 52 });
    expect(short).toBe(`${"word ".repeat(9)}word …`);
    expect(htmlToMarkdown("<p>short</p>", { maxCharacters: 52 })).toBe("short");
  });

  it("survives the way to HTML and back", () => {
    const html =
      "<h1>T</h1><p>a <b>b</b> <i>c</i> <code>d</code> \\\\srv\\x *y* &lt;z&gt; &amp;lt; [q](r) ~~s~~</p><ul><li>1<ul><li>2</li></ul></li><li>\u2611 3</li></ul>" +
      "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>|</td></tr></table><pre>x\n y</pre><blockquote>q</blockquote>";
    const once = htmlToMarkdown(html);
    expect(htmlToMarkdown(markdownToHtml(once))).toBe(once);
    expect(htmlToText(markdownToHtml(once))).toBe(htmlToText(html));
  });
});

describe("htmlToText", () => {
  it("keeps structure and drops marks", () => {
    const html =
      '<h2>T</h2><p><b>a_b</b> *c* <a href="https://x.example">d</a></p><ul><li>e</ul><table><tr><td>1<td>2</table>';
    expect(htmlToText(html)).toBe("T\n\na_b *c* d\n\n- e\n\n1 | 2");
  });
});

describe("markdownToHtml", () => {
  it.each([
    [
      "# T\n\na **b** *c* ~~d~~ `e`",
      "<h1>T</h1>\n<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>e</code></p>",
    ],
    ["- [ ] a\n- [x] b", "<ul>\n<li>\u2610 a</li>\n<li>\u2611 b</li>\n</ul>"],
    ["```sh\nls < x\n```", '<pre><code class="language-sh">ls &lt; x\n</code></pre>'],
    [
      "![alt](/1/docs/2/images/3) [l](mailto:a@b.example)",
      '<p><img src="/1/docs/2/images/3" alt="alt"> <a href="mailto:a@b.example">l</a></p>',
    ],
    [
      "[x](javascript:alert(1)) <script>alert(1)</script><b onclick=x>y</b>",
      "<p><a>x</a> <b>y</b></p>",
    ],
  ])("%s", (markdown, html) => {
    expect(markdownToHtml(markdown)).toBe(html);
  });

  it("reads tables", () => {
    expect(markdownToHtml("| a | b |\n|:-|--|\n| 1 | 2 |")).toContain('<th align="left">a</th>');
  });
});

describe("sanitizeHtml", () => {
  it.each([
    ['<p onclick="x" style="y">a</p>', "<p>a</p>"],
    ["<img src=x onerror=alert(1)>", '<img src="x">'],
    ['<img src="data:text/html,x" alt="<b>">', "&lt;b&gt;"],
    ['<a href="&#106;avascript&colon;alert(1)">x</a>', "<a>x</a>"],
    [
      '<a href=" java\tscript:alert(1)">x</a><a href="//host/x">y</a>',
      '<a>x</a><a href="//host/x">y</a>',
    ],
    ["<svg onload=x><script>y</script></svg>z", "z"],
    ["<script/>a</script>b", "b"],
    ["<b>a<i>b</b>c", "<b>a<i>b</i></b>c"],
    ["<iframe srcdoc='<script>1</script>'></iframe><form><input value=1>x</form>", "x"],
    ["a<!-- <b> --><![CDATA[x]]><?y?>z", "az"],
    ['<td colspan="2" rowspan="x">', '<td colspan="2"></td>'],
    ["</br>", "<br>"],
  ])("%s", (html, clean) => {
    expect(sanitizeHtml(html)).toBe(clean);
  });
});

describe("cleanUntrusted", () => {
  it("removes what cannot be seen and keeps lines", () => {
    expect(
      cleanUntrusted("a\u200Bb\u202Ec\r\nd\te\u{E0041}\u{E007F}\u0007f\uFE0F\u00ADg\u2028h\rI"),
    ).toBe("abc\nd\tefg\nh\nI");
  });

  it("replaces lone surrogates and keeps emoji", () => {
    expect(cleanUntrusted("\uD800x\u{1F600}")).toBe("\uFFFDx\u{1F600}");
  });
});

describe("escapeDelimiter", () => {
  it("lets no spelling of the tag through", () => {
    expect(escapeDelimiter("a </Note> < / note x> \uFF1Cnote> <b>", "note")).toBe(
      "a &lt;/Note> &lt; / note x> &lt;note> <b>",
    );
  });
});

const tag = fc.constantFrom(
  ..."p b i a ul ol li table tr td th pre code blockquote h1 h6 div br img svg script style textarea title span dl dt dd input hr".split(
    " ",
  ),
);
const attribute = fc.constantFrom(
  "",
  ' href="javascript:x"',
  " onclick=x",
  ' src="data:x"',
  ' href="https://a.example"',
  " <",
  '="',
  " a=b/",
);
const piece = fc.oneof(
  fc.tuple(tag, attribute).map(([name, text]) => `<${name}${text}>`),
  tag.map((name) => `</${name}>`),
  fc.constantFrom(
    "<!--",
    "-->",
    "<",
    "&",
    "&lt;script&gt;",
    "&#0;",
    "&#x202E;",
    "&#xD800;",
    "\u{E0041}",
    "\u200B",
    "`",
    "*",
    "_",
    "[",
    "](",
    "|",
    "\n",
    "  ",
    "~~",
    "#",
  ),
  fc.string({ maxLength: 12, unit: "binary" }),
);
const markup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

describe("any input", () => {
  it("never throws, shows nothing invisible, lets no script through", () => {
    fc.assert(
      fc.property(markup, (html) => {
        const results = [
          htmlToMarkdown(html),
          htmlToText(html),
          sanitizeHtml(html),
          markdownToHtml(html),
        ];
        for (const result of results) expect(result).not.toMatch(INVISIBLE);
        for (const safe of results.slice(2)) {
          expect(safe).not.toMatch(/<(?:script|svg|style|iframe|object|form|input|textarea|math)/i);
          expect(safe).not.toMatch(/<[^>]*\son\w+\s*=/i);
          expect(safe).not.toMatch(/(?:href|src)="\s*(?:javascript|data|vbscript):/i);
        }
        // What was cleaned stays as it is.
        expect(sanitizeHtml(results[2] ?? "")).toBe(results[2]);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    "<div>",
    "<ul><li>",
    "<b><i>",
    "<table><tr><td>",
    "<",
    "&",
    "<a ",
    "</b>",
    "<blockquote>",
    "<br>",
    "<code>",
    "<p>x",
    "<dt>",
    "a* _b [",
  ])("takes a megabyte of %s in time that grows with its length", (unit) => {
    const html = unit.repeat(Math.ceil(1_000_000 / unit.length));
    const started = performance.now();
    htmlToMarkdown(html);
    sanitizeHtml(html);
    // Quadratic work would take minutes; the limit leaves room for a busy machine.
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it.each(["\u2003", "\r", "\v", "\u3000 "])("takes a heading with a long run of %j", (space) => {
    const started = performance.now();
    expect(htmlToMarkdown(`<h2>a${space.repeat(200_000)}b<br>c</h2>`)).toMatch(/^## a[^]*b c$/);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it.each(["> ", "[", "_a_b", "**a", "*a**b", "- ", "`a", "![a]("])(
    "takes long Markdown of %s",
    (unit) => {
      const started = performance.now();
      markdownToHtml(unit.repeat(Math.ceil(200_000 / unit.length)));
      expect(performance.now() - started).toBeLessThan(8000);
    },
  );
});
