import { PsaError, type PlainRecord } from "@psa-mcp/core";
import { htmlToText, markdownToHtml } from "@psa-mcp/core/text";
import { contentOf, kindOf } from "./sections.ts";

/** A section as it should be: a heading with plain text, or a text with HTML. */
export interface PlannedSection {
  readonly kind: "Heading" | "Text";
  readonly content: string;
  readonly level?: number;
}

/** Sections that one document may get from Markdown. */
const MOST_SECTIONS = 200;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;

/**
 * Markdown as the sections of a document: every `#` heading outside of code becomes a Heading section, what stands
 * between two headings one Text section of sanitised HTML. Refuses Markdown without any content.
 */
export function composeSections(markdown: string): readonly PlannedSection[] {
  const sections: PlannedSection[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  const endText = (): void => {
    const content = markdownToHtml(lines.join("\n"));
    if (content !== "") sections.push({ kind: "Text", content });
    lines = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    fence = fenceAfter(fence, line);
    const heading = fence === undefined ? HEADING.exec(line) : null;
    if (heading === null) {
      lines.push(line);
      continue;
    }
    endText();
    const content = htmlToText(markdownToHtml(`# ${heading[2] ?? ""}`)).trim();
    if (content !== "") sections.push({ kind: "Heading", content, level: heading[1]?.length ?? 1 });
  }
  endText();
  if (sections.length === 0) {
    throw new PsaError("invalid_arguments", "The Markdown holds nothing to show.", {
      advice: "Give headings or text.",
    });
  }
  if (sections.length > MOST_SECTIONS) {
    throw new PsaError(
      "too_large",
      `The Markdown has more than ${String(MOST_SECTIONS)} sections.`,
      {
        advice: "Use fewer headings, or several documents.",
      },
    );
  }
  return sections;
}

/** The mark of the code block that is open after a line; a block ends at a mark that is as long as its first. */
function fenceAfter(open: string | undefined, line: string): string | undefined {
  const mark = FENCE.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open === undefined) return mark;
  const closes = mark.startsWith(open) && line.trim() === mark;
  return closes ? undefined : open;
}

/** Attributes with which a planned section is created. */
export function sectionAttributes(section: PlannedSection, sort: number): PlainRecord {
  return {
    resource_type: `Document::${section.kind}`,
    content: section.content,
    level: section.level,
    sort,
  };
}

/** True when an existing section already is what is planned. */
export function isSame(existing: PlainRecord, planned: PlannedSection): boolean {
  if (kindOf(existing) !== planned.kind) return false;
  if (planned.kind === "Heading" && Number(existing["level"]) !== planned.level) return false;
  return folded(contentOf(existing)) === folded(planned.content);
}

const folded = (html: string): string => htmlToText(html) + tagsOf(html);

/** The tags of HTML without the text between them, to tell formatting apart. */
const tagsOf = (html: string): string =>
  (html.match(/<[^<>]{0,4000}>/g) ?? []).join("").replaceAll(/\s+/g, " ");
