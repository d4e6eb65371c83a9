import { describe, expect, it } from "vitest";
import { htmlReferences, imageIdIn } from "./html-references.ts";

describe("htmlReferences", () => {
  it("finds pictures and links once each, in order", () => {
    const html = `<p><a href="/1/docs/2?a=1&amp;b=2">x</a><IMG alt="a>b" SRC='/1/docs/2/images/3'><img src=x.png><a name="top">t</a><a href="/1/docs/2?a=1&b=2">again</a><img></p>`;
    expect(htmlReferences(html)).toEqual([
      { kind: "link", address: "/1/docs/2?a=1&b=2" },
      { kind: "image", address: "/1/docs/2/images/3" },
      { kind: "image", address: "x.png" },
      { kind: "image", address: "" },
    ]);
  });

  it("does not take data-src for src, and ends quickly on unclosed tags", () => {
    expect(htmlReferences('<img data-src="a.png" src="b.png">')).toEqual([
      { kind: "image", address: "b.png" },
    ]);
    const started = performance.now();
    expect(htmlReferences("<img src=".repeat(20_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("imageIdIn", () => {
  it.each([
    ["/4100021/docs/5200310/images/27000041", 27_000_041],
    ["https://demo.itglue.com/4100021/docs/5200310/developer/images/27?x=1", 27],
    ["/4100021/docs/5200310/images/0", undefined],
    ["https://files.example/pic.png", undefined],
  ])("reads %s", (address, image) => {
    expect(imageIdIn(address)).toBe(image);
  });
});
