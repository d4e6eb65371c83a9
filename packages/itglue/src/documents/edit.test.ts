import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countText, replaceText, withoutEscapes } from "./edit.ts";

describe("replaceText", () => {
  it.each([
    ["<p>port 8080 is open</p>", "8080", "8443", "<p>port 8443 is open</p>"],
    ["<p>a &amp; b</p>", "a & b", "<c>", "<p>&lt;c&gt;</p>"],
    ["<p>one <b>two</b> three</p>", "one two three", "x", "<p>x<b></b></p>"],
    ["<p>one <b>two</b> three</p>", "two three", "x", "<p>one <b>x</b></p>"],
    ["<p>a&nbsp;\n b</p>", "a b", "c", "<p>c</p>"],
    ['<p title="8080">8080</p><!-- 8080 -->', "8080", "1", '<p title="8080">1</p><!-- 8080 -->'],
    ["<p>x x x</p>", "x", "yy", "<p>yy yy yy</p>"],
    ["&#128512;&#x41;b", "\u{1F600}Ab", "ok", "ok"],
    ["a < b & c", "< b &", ">", "a &gt; c"],
    ['<img alt="a > b">b', "b", "c", '<img alt="a > b">c'],
    ["<p>C:\\temp (x)</p>", "C:\\temp (x)", "D:\\", "<p>D:\\</p>"],
    ["<p>keep</p>", "absent", "x", "<p>keep</p>"],
  ])("%s", (html, find, replace, expected) => {
    expect(replaceText(html, find, replace)).toBe(expected);
  });

  it("finds nothing across a blank text", () => {
    expect(countText("<p>a</p>", "   ")).toBe(0);
  });

  it("changes nothing when a text is replaced by itself, and always all occurrences", () => {
    const words = fc.array(
      fc.constantFrom("ab", "<b>", "</b>", " ", "cd", '<i class="ab">', "\n"),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, (pieces) => {
        const html = pieces.join("");
        const count = countText(html, "ab");
        const changed = replaceText(html, "ab", "Z");
        expect(countText(changed, "Z")).toBe(count);
        expect(countText(changed, "ab")).toBe(0);
        expect(changed.match(/<[^>]*>/g)).toEqual(html.match(/<[^>]*>/g));
      }),
    );
  });

  it("is quick on long and hostile HTML", () => {
    const started = performance.now();
    countText('<a "'.repeat(100_000), "x y z");
    countText("a ".repeat(200_000), "a a b");
    countText("&amp".repeat(100_000), "&");
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

describe("withoutEscapes", () => {
  it("takes Markdown's backslashes away", () => {
    expect(withoutEscapes(String.raw`\\\srv\x \*y\* a_b`)).toBe(String.raw`\\srv\x *y* a_b`);
  });
});
