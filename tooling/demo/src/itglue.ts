import { around, fact, firstItem, type Demo } from "./tour.ts";

const BEFORE = "seven good days in a row";
const AFTER = "fourteen good days in a row";

/** Find a document of a dental clinic, read it, and make one of its rules stricter. */
export const itgluePart: Demo = {
  vendor: "itglue",
  title: "IT Glue",
  steps: [
    {
      title: "Find the client",
      tool: "itglue_list_organizations",
      arguments: () => ({ filter_name: "larkfield" }),
      learn: (structured) => ({ organization_id: fact(firstItem(structured), "id") }),
    },
    {
      title: "Find the document",
      tool: "itglue_list_documents",
      arguments: ({ organization_id }) => ({ organization_id, filter_name: "backup agent" }),
      learn: (structured) => ({ document_id: fact(firstItem(structured), "id") }),
    },
    {
      title: "Read it",
      tool: "itglue_get_document",
      arguments: ({ document_id }) => ({ document_id }),
      expect: new RegExp(BEFORE),
      show: (lines) => lines.slice(0, 22),
    },
    {
      title: "Try a change: dry_run sends nothing and shows the difference",
      tool: "itglue_edit_document_text",
      arguments: ({ document_id }) => ({
        document_id,
        find: BEFORE,
        replace: AFTER,
        dry_run: true,
      }),
      show: (lines) => [...lines.slice(0, 2), ...around(lines.slice(3), BEFORE, AFTER)],
    },
    {
      title: "Make the change",
      tool: "itglue_edit_document_text",
      arguments: ({ document_id }) => ({
        document_id,
        find: BEFORE,
        replace: AFTER,
        republish: true,
      }),
      show: (lines) => lines.slice(0, 3),
    },
    {
      title: "Read it again",
      tool: "itglue_get_document",
      arguments: ({ document_id }) => ({ document_id }),
      expect: new RegExp(AFTER),
      show: (lines) => lines.filter((line) => line.includes("good days")),
    },
  ],
};
