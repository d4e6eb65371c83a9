import { expect, it } from "vitest";
import { plainText, takeImages } from "./html.ts";

it.each([
  ["<p>a</p><p>b<br>c</p>", "a\nb\nc"],
  ["a<script>alert('x')</script><style>p{}</style>b", "ab"],
  ["&lt;b&gt; &amp; &quot;x&quot;&nbsp;&#128736; &unknown;", '<b> & "x" 🛠 &unknown;'],
  ["<ul><li>one</li><li>two</li></ul>", "one\ntwo"],
  ["<p>a</p>\n\n\n\n<p>b</p>", "a\n\nb"],
])("the text of %s", (html, text) => {
  expect(plainText(html)).toBe(text);
});

it("takes only images out, in both kinds of quotes", () => {
  const image = (quote: string): string => `<img src=${quote}data:image/gif;base64,R0lG${quote}>`;
  const link = '<a href="data:text/plain;base64,R0lG">x</a>';
  const { html, images } = takeImages(`${image('"')}${link}${image("'")}`, (index) => `n${index}`);
  expect(html).toBe(`<img src="cid:n0">${link}<img src='cid:n1'>`);
  expect(images.map(({ name, declaredType }) => [name, declaredType])).toEqual([
    ["image1.gif", "image/gif"],
    ["image2.gif", "image/gif"],
  ]);
});
