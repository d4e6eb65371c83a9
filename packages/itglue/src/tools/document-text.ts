import {
  count,
  id,
  item,
  longText,
  path,
  PsaError,
  text,
  z,
  type AnyTool,
  type PlainRecord,
} from "@psa-mcp/core";
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { defineTool } from "../define.ts";
import { composeSections } from "../documents/compose.ts";
import { countText, replaceText, withoutEscapes } from "../documents/edit.ts";
import { afterSectionChange, publish } from "../documents/publishing.ts";
import { replaceSections, writeSections } from "../documents/replace.ts";
import { contentOf, lostImages, readSections, sectionAt } from "../documents/sections.ts";
import { allOrNothing } from "../documents/undo.ts";
import { given } from "../records/pick.ts";
import { ifUpdatedAt, refuseStale } from "../records/stale.ts";
import { documentDetail, sectionRows } from "../views/documents.ts";

const writeDocument = defineTool({
  name: "itglue_write_document",
  title: "Write document",
  tier: "write",
  toolset: "documents",
  description:
    "Write a whole document from Markdown in one step: a new one (organization_id, name), or the text of an existing one replaced (document_id). Undone when a part fails. Stays a draft unless publish.",
  input: z.object({
    document_id: id("document").optional(),
    organization_id: id("organization").optional(),
    name: text().optional(),
    document_folder_id: id("folder").optional(),
    markdown: longText().min(1),
    publish: z.boolean().optional(),
    if_updated_at: ifUpdatedAt,
  }),
  handler: async ({ input, vendor, progress }) => {
    const plan = composeSections(input.markdown);
    const report = (done: number): void => {
      progress(done, plan.length);
    };
    if (input.document_id === undefined) {
      const { organization_id, name, document_folder_id } = input;
      if (organization_id === undefined || name === undefined) {
        throw new PsaError("invalid_arguments", "A new document needs organization_id and name.", {
          advice: "Give both, or document_id to replace the text of an existing document.",
        });
      }
      return allOrNothing(vendor, async (steps) => {
        steps.begin("create the document");
        const attributes = given({ organization_id, name, document_folder_id });
        const document = await vendor.create(path`/documents`, "documents", attributes);
        steps.done(`draft document ${String(document.id)}`, (api) =>
          api.removeMany(path`/documents`, "documents", [document.id]),
        );
        // Deleting the document takes its sections with it, so these need no undoing of their own.
        const within = { begin: steps.begin, done: () => {} };
        const sections = await writeSections(vendor, document.id, plan, {
          steps: within,
          from: 0,
          report,
        });
        return finished(vendor, document, sections, { steps, publish: input.publish });
      });
    }
    return replaceDocument(vendor, { ...input, document_id: input.document_id }, plan, report);
  },
});

async function replaceDocument(
  vendor: ItglueApi,
  input: {
    readonly document_id: number;
    readonly organization_id?: number | undefined;
    readonly name?: string | undefined;
    readonly document_folder_id?: number | undefined;
    readonly publish?: boolean | undefined;
    readonly if_updated_at?: string | undefined;
  },
  plan: ReturnType<typeof composeSections>,
  report: (done: number) => void,
): Promise<ReturnType<typeof item>> {
  const document = await vendor.get(path`/documents/${input.document_id}`);
  refuseOtherPlace(document, input);
  refuseStale("document", document["updated_at"], input.if_updated_at);
  const before = await readSections(vendor, document.id);
  return allOrNothing(vendor, async (steps) => {
    let current: ItglueRecord = document;
    if (input.name !== undefined && input.name !== document["name"]) {
      steps.begin("rename the document");
      const at = path`/documents/${document.id}`;
      current = await vendor.update(at, "documents", { name: input.name }, document);
      steps.done("the new name", (api) => api.update(at, "documents", { name: document["name"] }));
    }
    const sections = await replaceSections(vendor, document.id, { before, plan, steps, report });
    const lost = lostImages(
      before.map(contentOf).join(""),
      plan.map(({ content }) => content).join(""),
    );
    return finished(vendor, current, sections, { steps, publish: input.publish, notes: lost });
  });
}

/** An existing document stays where it is: the API cannot move it. */
function refuseOtherPlace(
  document: PlainRecord,
  wanted: {
    readonly organization_id?: number | undefined;
    readonly document_folder_id?: number | undefined;
  },
): void {
  for (const key of ["organization_id", "document_folder_id"] as const) {
    if (wanted[key] === undefined || wanted[key] === document[key]) continue;
    throw new PsaError(
      "invalid_arguments",
      `The document has another ${key}, and IT Glue cannot move documents.`,
      {
        advice: `Leave ${key} out to change the document where it is.`,
      },
    );
  }
}

/** Publishes when asked, as the last step, and tells what was made. */
async function finished(
  vendor: ItglueApi,
  document: ItglueRecord,
  sections: readonly PlainRecord[],
  {
    steps,
    publish: wanted,
    notes = [],
  }: {
    readonly steps: { begin(step: string): void };
    readonly publish: boolean | undefined;
    readonly notes?: readonly string[];
  },
): Promise<ReturnType<typeof item>> {
  if (wanted === true) {
    steps.begin("publish the document");
    await publish(vendor, document.id);
  }
  const { content: _content, ...facts } = document;
  const published = wanted === true ? true : document["published"];
  const hint =
    wanted === true
      ? []
      : [
          published === true
            ? "Readers still see the former text: call itglue_publish_document when it is ready."
            : "A draft: itglue_publish_document makes it visible.",
        ];
  return item({ ...facts, published, sections }, documentDetail, {
    rows: "sections",
    rowsView: sectionRows,
    notes: [...notes, ...hint],
  });
}

const editDocumentText = defineTool({
  name: "itglue_edit_document_text",
  title: "Edit document text",
  tier: "write",
  toolset: "documents",
  description:
    "Replace words in a document's sections, keeping all formatting. find is plain text as shown; unless it occurs exactly expected_count times (1), nothing changes.",
  input: z.object({
    document_id: id("document"),
    find: text(5000),
    replace: z.string().max(20_000),
    section_id: id("section").optional(),
    expected_count: count(1, 1000).optional(),
    republish: z.boolean().optional(),
  }),
  handler: async ({ input, vendor }) => {
    const { document_id, replace, section_id, expected_count = 1 } = input;
    const sections =
      section_id === undefined
        ? await readSections(vendor, document_id)
        : [await vendor.get(sectionAt(document_id, section_id))];
    const { find, found, total } = locate(sections, input.find);
    if (total !== expected_count) {
      throw new PsaError(
        total === 0 ? "not_found" : "conflict",
        total === 0
          ? "This text does not occur in the document."
          : `This text occurs ${String(total)} times, not ${String(expected_count)}. Nothing was changed.`,
        {
          advice:
            total === 0
              ? "Read the document and copy the words exactly; a find must not run over the end of a paragraph."
              : `Give a longer find, section_id, or expected_count ${String(total)} to replace all.`,
          details: {
            occurrences: found.map(({ section, times }) => ({
              section_id: section.id,
              count: times,
            })),
          },
        },
      );
    }
    const changed = await allOrNothing(vendor, async (steps) => {
      for (const { section } of found) {
        steps.begin(`change section ${String(section.id)}`);
        const at = sectionAt(document_id, section.id);
        const content = replaceText(contentOf(section), find, replace);
        await vendor.update(at, "document-sections", { content }, section);
        steps.done(`the change of section ${String(section.id)}`, (api) =>
          api.update(at, "document-sections", { content: contentOf(section) }),
        );
      }
      steps.begin("publish the document");
      return afterSectionChange(vendor, document_id, input.republish);
    });
    const record = {
      document_id,
      replaced: total,
      section_ids: found.map(({ section }) => section.id),
    };
    return item(
      record,
      { noun: "edit", fields: [{ key: "replaced" }, { key: "section_ids" }] },
      { notes: changed },
    );
  },
});

interface Place {
  readonly section: ItglueRecord;
  readonly times: number;
}

/** Where a text stands, as given or, when it is nowhere, as if it had been copied out of Markdown. */
function locate(
  sections: readonly ItglueRecord[],
  wanted: string,
): { readonly find: string; readonly found: readonly Place[]; readonly total: number } {
  for (const find of new Set([wanted, withoutEscapes(wanted)])) {
    const found = sections
      .map((section) => ({ section, times: countText(contentOf(section), find) }))
      .filter(({ times }) => times > 0);
    const total = found.reduce((sum, { times }) => sum + times, 0);
    if (total > 0) return { find, found, total };
  }
  return { find: wanted, found: [], total: 0 };
}

/** The text of documents: written whole from Markdown, or changed in place. */
export const documentTextTools: readonly AnyTool[] = [writeDocument, editDocumentText];
