import { count, id, page, path, text, view, z, type AnyTool, type View } from "@psa-mcp/core";
import { nameMatches, type ItglueApi, type ItglueRecord } from "../api.ts";
import { defineTool } from "../define.ts";
import {
  auditChecks,
  auditDocument,
  existence,
  type AuditPlan,
  type Finding,
} from "../quality/audit.ts";
import type { ListContext } from "../records/list.ts";

const findingRows: View = view(
  "findings",
  "severity",
  "check",
  { key: "record_type", label: "type" },
  "id",
  "name",
  { key: "section_id", label: "section" },
  { key: "detail", max: 200 },
);

/** Documents whose sections are read at the same time; the vendor's own limit holds besides. */
const AT_ONCE = 8;
/** Pictures and linked records that one call looks up. */
const MOST_LOOKUPS = 60;
/** Documents of one organization that are listed. */
const MOST_DOCUMENTS = 2000;
/** Asset types that one call counts. */
const MOST_TYPES = 60;

const auditDocumentation = defineTool({
  name: "itglue_audit_documentation",
  title: "Audit documentation",
  tier: "read",
  toolset: "quality",
  description:
    "Audit an organization's documentation: stale, empty and unpublished documents, asset types without records, broken pictures and links inside IT Glue, secrets in plain text. Findings carry ids and links, never a secret.",
  input: z.object({
    organization_id: id("organization"),
    checks: z.array(z.enum(auditChecks)).min(1).optional(),
    stale_days: count(1, 3650).default(365),
    required_asset_types: z
      .array(text())
      .max(50)
      .describe("Names; without it every enabled type counts")
      .optional(),
    page_number: count(1, 1000).describe("Which batch of documents").default(1),
    page_size: count(1, 100).default(50),
  }),
  paged: true,
  handler: async (context) => {
    const { input, vendor } = context;
    const organization = await vendor.get(path`/organizations/${input.organization_id}`);
    const plan: AuditPlan = {
      checks: new Set(input.checks ?? auditChecks),
      staleDays: input.stale_days,
      lookups: MOST_LOOKUPS,
    };
    const { documents, limitReached } = await documentsOf(context, input.organization_id);
    const end = input.page_number * input.page_size;
    const batch = documents.slice(end - input.page_size, end);
    const findings: Finding[] = [];
    if (input.page_number === 1 && plan.checks.has("missing_asset_types")) {
      findings.push(
        ...(await missingTypes(vendor, input.organization_id, input.required_asset_types)),
      );
    }
    const exists = existence(vendor, plan);
    for (let from = 0; from < batch.length; from += AT_ONCE) {
      const some = batch.slice(from, from + AT_ONCE);
      const found = await Promise.all(
        some.map((document) => auditDocument(vendor, document, plan, exists)),
      );
      findings.push(...found.flat());
      context.progress(Math.min(from + AT_ONCE, batch.length), batch.length, "documents");
    }
    return page({
      items: findings.toSorted(byWeight),
      view: findingRows,
      total: findings.length,
      page: input.page_number,
      ...(end < documents.length ? { next: { page_number: input.page_number + 1 } } : {}),
      about: {
        organization_id: organization.id,
        organization_name: organization["name"],
        documents: documents.length,
        documents_checked: batch.length,
        document_limit_reached: limitReached,
        lookups_used_up: plan.lookups <= 0,
      },
      notes: [
        ...(end < documents.length
          ? [
              `Documents ${String(end - input.page_size + 1)} to ${String(end)} of ${String(documents.length)}; the findings are of this batch.`,
            ]
          : []),
        ...(plan.lookups <= 0
          ? [
              `Only ${String(MOST_LOOKUPS)} pictures and links were looked up; use a smaller page_size.`,
            ]
          : []),
        "Links that lead out of IT Glue are not tried.",
      ],
    });
  },
});

const WEIGHT = { high: 0, medium: 1, low: 2 } as const;

const byWeight = (left: Finding, right: Finding): number =>
  WEIGHT[left.severity] - WEIGHT[right.severity] ||
  left.check.localeCompare(right.check) ||
  left.name.localeCompare(right.name) ||
  (left.id ?? 0) - (right.id ?? 0);

/** Documents of an organization that are not archived, by id: those in the root and those in folders come as two lists. */
async function documentsOf(
  { vendor }: Pick<ListContext, "vendor">,
  organization: number,
): Promise<{ readonly documents: readonly ItglueRecord[]; readonly limitReached: boolean }> {
  const at = path`/organizations/${organization}/relationships/documents`;
  // Lists carry the bodies along, so they are read in small pages.
  const options = { limit: MOST_DOCUMENTS, pageSize: 200, keep: isInUse };
  const inRoot = await vendor.crawl(at, {}, options);
  const inFolders = await vendor.crawl(at, { not: { document_folder_id: "null" } }, options);
  const byId = new Map(
    [...inRoot.records, ...inFolders.records].map((record) => [record.id, record]),
  );
  return {
    documents: [...byId.values()].toSorted((left, right) => left.id - right.id),
    limitReached: inRoot.limitReached || inFolders.limitReached,
  };
}

const isInUse = (record: ItglueRecord): boolean => record["archived"] !== true;

/** Asset types of which the organization has no record. Those that were named weigh more than those that merely exist. */
async function missingTypes(
  vendor: ItglueApi,
  organization: number,
  required: readonly string[] | undefined,
): Promise<readonly Finding[]> {
  const { records } = await vendor.list(path`/flexible_asset_types`, {
    pageSize: 1000,
    cacheSeconds: 300,
  });
  const enabled = records.filter((type) => type["enabled"] !== false);
  const wanted =
    required === undefined
      ? enabled
      : enabled.filter((type) => required.some((name) => nameMatches(type["name"], name)));
  const unknown = (required ?? []).filter(
    (name) => !enabled.some((type) => nameMatches(type["name"], name)),
  );
  const empty = await Promise.all(
    wanted.slice(0, MOST_TYPES).map(async (type) => {
      const { total } = await vendor.list(path`/flexible_assets`, {
        filter: { flexible_asset_type_id: type.id, organization_id: organization },
        pageSize: 1,
      });
      return total === 0 ? [type] : [];
    }),
  );
  const severity = required === undefined ? "low" : "high";
  return [
    ...empty.flat().map((type): Finding => ({
      check: "missing_asset_types",
      severity,
      record_type: "flexible_asset_type",
      id: type.id,
      name: String(type["name"]),
      detail: "the organization has no record of this type",
    })),
    ...unknown.map((name): Finding => ({
      check: "missing_asset_types",
      severity: "high",
      record_type: "flexible_asset_type",
      id: null,
      name,
      detail: "no enabled asset type has this name",
    })),
  ];
}

/** The audit of an organization's documentation. */
export const documentationAuditTools: readonly AnyTool[] = [auditDocumentation];
