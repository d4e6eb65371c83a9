// Text: turns HTML and Markdown into each other and cleans text that third parties wrote. Pure functions, linear in their input.
export { cleanUntrusted, escapeDelimiter } from "./clean.ts";
export { htmlToMarkdown, htmlToText, type MarkdownOptions } from "./html-to-markdown.ts";
export { markdownToHtml } from "./markdown-to-html.ts";
export { sanitizeHtml } from "./sanitize.ts";
