import { PsaError, type PlainRecord } from "@psa-mcp/core";
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { pick } from "../records/pick.ts";
import { isSame, sectionAttributes, type PlannedSection } from "./compose.ts";
import { contentOf, kindOf, readSections, sectionAt, sectionsOf, sortOf } from "./sections.ts";
import type { Steps } from "./undo.ts";

const shown = (section: PlainRecord): PlainRecord =>
  pick(section, ["id", "resource_type", "sort", "level"]);

/** Creates the planned sections in order behind the existing ones; each can be taken back. */
export async function writeSections(
  vendor: ItglueApi,
  document: number,
  plan: readonly PlannedSection[],
  {
    steps,
    from,
    report,
  }: { readonly steps: Steps; readonly from: number; readonly report: (done: number) => void },
): Promise<readonly PlainRecord[]> {
  const made: PlainRecord[] = [];
  for (const [index, planned] of plan.entries()) {
    steps.begin(`create section ${String(index + 1)} of ${String(plan.length)}`);
    const section = await vendor.create(
      sectionsOf(document),
      "document-sections",
      sectionAttributes(planned, from + index),
    );
    steps.done(`section ${String(section.id)}`, (api) =>
      api.remove(sectionAt(document, section.id)),
    );
    made.push(shown(section));
    report(index + 1);
  }
  return made;
}

/**
 * Makes the sections of a document those of the plan. What already agrees at the beginning stays; the rest is written
 * behind it and only then are the old sections deleted, so that a failure leaves the old text whole. Refuses documents
 * whose galleries or steps would be lost, since Markdown cannot say them.
 */
export async function replaceSections(
  vendor: ItglueApi,
  document: number,
  work: {
    readonly before: readonly ItglueRecord[];
    readonly plan: readonly PlannedSection[];
    readonly steps: Steps;
    readonly report: (done: number) => void;
  },
): Promise<readonly PlainRecord[]> {
  const { before, plan, steps, report } = work;
  const kept = sameBeginning(before, plan);
  const old = before.slice(kept);
  refuseLoss(old);
  const last = before.reduce(
    (highest, section) => Math.max(highest, Math.min(sortOf(section), 1_000_000)),
    -1,
  );
  const rest = plan.slice(kept);
  if (old.length > 0 || rest.length > 0) {
    // A creation whose answer was lost leaves a section that nobody knows the id of; undoing finds it by its content.
    steps.done("new sections", (api) => removeUnknown(api, document, before, rest));
  }
  const made = await writeSections(vendor, document, rest, { steps, from: last + 1, report });
  // From the end, so that taking back can insert from the beginning at the old positions.
  for (const section of old.toReversed()) {
    steps.begin(`delete the old section ${String(section.id)}`);
    await vendor.remove(sectionAt(document, section.id));
    steps.done(`the deletion of section ${String(section.id)}`, (api) =>
      restore(api, document, section),
    );
  }
  return [...before.slice(0, kept).map(shown), ...made];
}

function sameBeginning(before: readonly ItglueRecord[], plan: readonly PlannedSection[]): number {
  let same = 0;
  for (const [index, planned] of plan.entries()) {
    const existing = before[index];
    if (existing === undefined || !isSame(existing, planned)) break;
    same = index + 1;
  }
  return same;
}

function refuseLoss(old: readonly ItglueRecord[]): void {
  const special = old.filter((section) => ["Gallery", "Step"].includes(kindOf(section)));
  if (special.length === 0) return;
  const named = special.map((section) => `${kindOf(section)} ${String(section.id)}`).join(", ");
  throw new PsaError(
    "conflict",
    `Markdown cannot say what these sections hold, and they would be lost: ${named}.`,
    {
      advice:
        "Change the other sections one by one (itglue_update_document_section), or delete these with itglue_delete_document_section first.",
      details: { section_ids: special.map(({ id }) => id) },
    },
  );
}

async function restore(vendor: ItglueApi, document: number, section: ItglueRecord): Promise<void> {
  await vendor.create(
    sectionsOf(document),
    "document-sections",
    pick(section, ["resource_type", "content", "level", "sort"]),
  );
}

async function removeUnknown(
  vendor: ItglueApi,
  document: number,
  before: readonly ItglueRecord[],
  plan: readonly PlannedSection[],
): Promise<void> {
  const known = new Set(before.map(({ id }) => id));
  const contents = new Set(before.map(contentOf));
  for (const section of await readSections(vendor, document)) {
    const ours = !known.has(section.id) && !contents.has(contentOf(section));
    if (ours && plan.some((planned) => isSame(section, planned)))
      await vendor.remove(sectionAt(document, section.id));
  }
}
