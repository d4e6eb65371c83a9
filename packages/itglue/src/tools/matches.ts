import {
  count,
  id,
  page,
  path,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type ApiPath,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { defineTool } from "../define.ts";
import { findDuplicates } from "../quality/duplicates.ts";
import { comparable, likeness, matchKinds, type MatchKind } from "../quality/likeness.ts";
import { scanNotes, scanRecords } from "../records/list.ts";
import { given, pick } from "../records/pick.ts";

const COLLECTIONS: Readonly<Record<MatchKind, ApiPath>> = {
  organization: path`/organizations`,
  contact: path`/contacts`,
  configuration: path`/configurations`,
};

const shownKeys = [
  "id",
  "name",
  "organization_id",
  "organization_name",
  "title",
  "hostname",
  "serial_number",
  "resource_url",
];

const candidateRows: View = view(
  "candidates",
  "score",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  { key: "reasons" },
);

/** Below this, two names have little more in common than their letters. */
const LEAST_MATCH = 0.7;

const findMatches = defineTool({
  name: "itglue_find_matches",
  title: "Find matches",
  tier: "read",
  toolset: "quality",
  description:
    "Find records like a description, best first with scores and reasons; use it before creating one. Give a name, an e-mail, a phone, a serial number or a MAC address.",
  input: z.object({
    kind: z.enum(matchKinds),
    name: text().optional(),
    organization_id: id("organization").optional(),
    email: text().optional(),
    phone: text(50).optional(),
    serial_number: text(200).optional(),
    mac_address: text(50).optional(),
    limit: count(1, 50).default(10),
  }),
  handler: async (context) => {
    const { kind, organization_id, limit, ...hints } = context.input;
    const wanted = comparable(kind, wantedRecord(hints));
    if (wanted.names.length === 0 && wanted.identifiers.every(({ weight }) => weight === 0)) {
      throw new PsaError(
        "invalid_arguments",
        `Nothing was given by which a ${kind} could be recognised.`,
        {
          advice:
            kind === "organization"
              ? "Give a name."
              : "Give a name, or an e-mail (contact), a serial number or MAC address (configuration).",
        },
      );
    }
    const scan = await scanRecords(context, {
      path: COLLECTIONS[kind],
      query: kind === "organization" ? {} : { filter: { organization_id } },
    });
    const candidates = scan.records
      .map((record) => ({ record, ...likeness(wanted, comparable(kind, record)) }))
      .filter(({ score }) => score >= LEAST_MATCH)
      .toSorted((left, right) => right.score - left.score || left.record.id - right.record.id);
    return page({
      items: candidates
        .slice(0, limit)
        .map(({ record, score, reasons }) => ({ score, reasons, ...pick(record, shownKeys) })),
      view: candidateRows,
      total: candidates.length,
      about: { scanned: scan.scanned, scan_limit_reached: scan.limitReached },
      notes: scanNotes(scan),
    });
  },
});

const wantedRecord = ({
  email,
  phone,
  ...hints
}: {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly serial_number?: string | undefined;
  readonly mac_address?: string | undefined;
}): PlainRecord =>
  given({
    ...hints,
    contact_emails: email === undefined ? undefined : [email],
    contact_phones: phone === undefined ? undefined : [phone],
  });

const groupRows: View = view("groups of likely duplicates", "score", "records", "reasons");

/** Other work goes on between steps, and a cancelled call ends there. */
const breathe = async (signal: AbortSignal): Promise<void> => {
  if (signal.aborted) throw new PsaError("cancelled", "The call was cancelled.");
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
};

const scanDuplicates = defineTool({
  name: "itglue_scan_duplicates",
  title: "Scan for duplicates",
  tier: "read",
  toolset: "quality",
  description:
    "Find organizations, contacts or configurations that were probably entered twice, with scores and reasons.",
  input: z.object({
    kind: z.enum(matchKinds),
    organization_id: id("organization").optional(),
    min_score: z.number().min(0.7).max(1).default(0.92),
  }),
  paged: true,
  handler: async (context) => {
    const { kind, organization_id, min_score } = context.input;
    const scan = await scanRecords(context, {
      path: COLLECTIONS[kind],
      query: kind === "organization" ? {} : { filter: { organization_id } },
      keep: (record) => record["archived"] !== true,
    });
    const found = await findDuplicates(kind, scan.records, min_score, async () =>
      breathe(context.signal),
    );
    return page({
      items: found.groups.map(({ score, reasons, records }) => ({
        score,
        reasons,
        records: records.map((record) => pick(record, ["id", "name", "resource_url"])),
      })),
      view: groupRows,
      total: found.groups.length,
      about: {
        scanned: scan.scanned,
        scan_limit_reached: scan.limitReached,
        comparisons: found.comparisons,
        comparison_limit_reached: found.limitReached,
      },
      notes: scanNotes(scan),
    });
  },
});

/** Likely matches and duplicates. */
export const matchTools: readonly AnyTool[] = [findMatches, scanDuplicates];
