import { describe, expect, it } from "vitest";
import { composeSections, isSame } from "./compose.ts";
import { checkSection, imageAddresses, lostImages } from "./sections.ts";

describe("composeSections", () => {
  it("makes headings of headings and texts of what stands between", () => {
    expect(
      composeSections("Before\n\n# Backup & *restore*\n\n- a\n- b\n\n## Steps ##\n### Empty"),
    ).toEqual([
      { kind: "Text", content: "<p>Before</p>" },
      { kind: "Heading", content: "Backup & restore", level: 1 },
      { kind: "Text", content: "<ul>\n<li>a</li>\n<li>b</li>\n</ul>" },
      { kind: "Heading", content: "Steps", level: 2 },
      { kind: "Heading", content: "Empty", level: 3 },
    ]);
  });

  it("leaves marks inside code alone", () => {
    const sections = composeSections("```sh\n# comment\n~~~\n````\n\ntext\n\n~~~\n# more\n~~~");
    expect(sections.map(({ kind }) => kind)).toEqual(["Text"]);
    expect(sections[0]?.content).toContain("# comment");
  });

  it("lets no script through", () => {
    expect(
      composeSections("<script>alert(1)</script>\n\n[x](javascript:y) <b onclick=z>b</b>"),
    ).toEqual([{ kind: "Text", content: "<p><a>x</a> <b>b</b></p>" }]);
  });

  it.each([[""], ["  \n "], ["<script>x</script>"], ["#"]])("refuses %j", (markdown) => {
    expect(() => composeSections(markdown)).toThrow(
      expect.objectContaining({ code: "invalid_arguments" }) as Error,
    );
  });

  it("refuses more sections than a document should have", () => {
    expect(() => composeSections("# a\n".repeat(300))).toThrow(
      expect.objectContaining({ code: "too_large" }) as Error,
    );
  });
});

describe("isSame", () => {
  const section = { resource_type: "Document::Text", content: "<p>a  <b>b</b></p>", level: null };
  it("compares kind, text and formatting", () => {
    expect(isSame(section, { kind: "Text", content: "<p>a <b>b</b></p>" })).toBe(true);
    expect(isSame(section, { kind: "Text", content: "<p>a b</p>" })).toBe(false);
    expect(isSame(section, { kind: "Text", content: "<p>a <b>c</b></p>" })).toBe(false);
    expect(isSame(section, { kind: "Heading", content: "a b", level: 1 })).toBe(false);
  });
});

describe("checkSection", () => {
  it.each([
    ["Heading", { content: "x" }, true, /level/],
    ["Text", { content: "x", level: 1 }, false, /level/],
    ["Text", { content: "x", duration: 1 }, false, /duration/],
    ["Gallery", { content: "x" }, true, /no content/],
    ["Step", { content: " " }, true, /needs content/],
  ])("%s %j", (kind, fields, isNew, message) => {
    expect(() => checkSection(kind, fields, isNew)).toThrow(message);
  });

  it("lets a patch name only what changes", () => {
    expect(() => checkSection("Heading", { content: "x" }, false)).not.toThrow();
    expect(() => checkSection("Step", { duration: 5 }, false)).not.toThrow();
  });
});

describe("images", () => {
  it("finds addresses and names those that are lost", () => {
    const html =
      '<p><img alt="x" src="/1/docs/2/images/3"><IMG src=/y></p><img src=\'/1/docs/2/images/4\'>';
    expect(imageAddresses(html)).toEqual(["/1/docs/2/images/3", "/1/docs/2/images/4"]);
    expect(lostImages(html, '<img src="/1/docs/2/images/3">')).toEqual([
      expect.stringContaining("/images/4"),
    ]);
    expect(lostImages(html, html)).toEqual([]);
  });
});
