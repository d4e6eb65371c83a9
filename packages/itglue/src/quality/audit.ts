import { path, type ApiPath, type PlainRecord, type PsaError } from "@psa-mcp/core";
import { htmlToText } from "@psa-mcp/core/text";
import { apiPathOf, readAddress } from "../addresses.ts";
import type { ItglueApi, ItglueRecord } from "../api.ts";
import { attempt } from "../records/attempt.ts";
import { daysUntil } from "../records/days.ts";
import { textAt } from "../records/pick.ts";
import { htmlReferences, imageIdIn } from "./html-references.ts";
import { secretSightings } from "./secrets.ts";

/** What an audit can look for. */
export const auditChecks = [
  "stale",
  "empty",
  "unpublished",
  "missing_asset_types",
  "broken_images",
  "broken_links",
  "secrets",
] as const;
export type AuditCheck = (typeof auditChecks)[number];

/** One thing that should be looked at. */
export interface Finding extends PlainRecord {
  readonly check: AuditCheck | "unreadable";
  readonly severity: "high" | "medium" | "low";
  readonly record_type: string;
  readonly id: number | null;
  readonly name: string;
  readonly detail: string;
}

/** Which checks to run and where their limits are. */
export interface AuditPlan {
  readonly checks: ReadonlySet<AuditCheck>;
  readonly staleDays: number;
  /** Pictures and linked records that may still be looked up; counted down. */
  lookups: number;
}

/** True when a document's sections have to be read. */
export const readsSections = ({ checks }: AuditPlan): boolean =>
  checks.has("empty") ||
  checks.has("broken_images") ||
  checks.has("broken_links") ||
  checks.has("secrets");

/** Whether a record that is pointed to still exists, asked once an audit for each. */
export type Exists = (at: ApiPath) => Promise<boolean>;

/** Looks records up until the plan's lookups are used up; then everything counts as existing. */
export function existence(vendor: ItglueApi, plan: AuditPlan): Exists {
  const known = new Map<ApiPath, Promise<boolean>>();
  return async (at) => {
    const asked = known.get(at);
    if (asked !== undefined) return asked;
    if (plan.lookups <= 0) return true;
    plan.lookups -= 1;
    const answer = attempt(vendor.get(at)).then(({ failure }) => failure?.code !== "not_found");
    known.set(at, answer);
    return answer;
  };
}

const of = (
  document: ItglueRecord,
): Pick<Finding, "record_type" | "id" | "name" | "resource_url"> => ({
  record_type: "document",
  id: document.id,
  name: textAt(document, "name"),
  resource_url: document["resource_url"],
});

/** Findings of one document. What cannot be read becomes a finding of its own. */
export async function auditDocument(
  vendor: ItglueApi,
  document: ItglueRecord,
  plan: AuditPlan,
  exists: Exists,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [...recordFindings(document, plan)];
  if (!readsSections(plan)) return findings;
  const { value, failure } = await attempt(
    vendor.list(path`/documents/${document.id}/relationships/sections`, { pageSize: 1000 }),
  );
  if (failure !== undefined) return [...findings, unreadable(document, failure)];
  const sections = value.records;
  if (plan.checks.has("empty") && sections.every(isEmptySection)) {
    findings.push({
      check: "empty",
      severity: "medium",
      ...of(document),
      detail:
        sections.length === 0
          ? "has no sections"
          : `its ${String(sections.length)} sections hold no text and no pictures`,
    });
  }
  for (const section of sections) {
    findings.push(...(await sectionFindings(document, section, plan, exists)));
  }
  return findings;
}

function recordFindings(
  document: ItglueRecord,
  { checks, staleDays }: AuditPlan,
): readonly Finding[] {
  const findings: Finding[] = [];
  const days = daysUntil(document["updated_at"]);
  if (checks.has("stale") && days !== null && -days > staleDays) {
    const severity = -days > 2 * staleDays ? "medium" : "low";
    findings.push({
      check: "stale",
      severity,
      ...of(document),
      detail: `not changed for ${String(-days)} days`,
    });
  }
  if (checks.has("unpublished") && document["published"] === false) {
    findings.push({
      check: "unpublished",
      severity: "medium",
      ...of(document),
      detail: "a draft that readers do not see",
    });
  }
  return findings;
}

function unreadable(document: ItglueRecord, failure: PsaError): Finding {
  return {
    check: "unreadable",
    severity: "low",
    ...of(document),
    detail: `its sections could not be read: ${failure.message}`,
  };
}

function isEmptySection(section: ItglueRecord): boolean {
  const images = section["document_images"];
  if (Array.isArray(images) && images.length > 0) return false;
  const content = textAt(section, "content");
  return htmlToText(content).trim() === "" && !/<img\b/i.test(content);
}

async function sectionFindings(
  document: ItglueRecord,
  section: ItglueRecord,
  { checks }: AuditPlan,
  exists: Exists,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const content = textAt(section, "content");
  const place = { ...of(document), section_id: section.id };
  if (checks.has("secrets")) {
    for (const { kind, near } of secretSightings(htmlToText(content))) {
      findings.push({
        check: "secrets",
        severity: "high",
        ...place,
        detail: `looks like a ${kind}${near === "" ? "" : `, after "${near}"`}; move it into a password record`,
      });
    }
  }
  for (const { kind, address } of htmlReferences(content)) {
    if (kind === "image" && checks.has("broken_images")) {
      const detail = await imageProblem(address, exists);
      if (detail !== undefined)
        findings.push({ check: "broken_images", severity: "medium", ...place, detail });
    }
    if (kind === "link" && checks.has("broken_links")) {
      const detail = await linkProblem(address, exists);
      if (detail !== undefined)
        findings.push({ check: "broken_links", severity: "medium", ...place, detail });
    }
  }
  return findings;
}

async function imageProblem(address: string, exists: Exists): Promise<string | undefined> {
  if (address === "") return "a picture without an address";
  if (/^(?:data|blob|file|cid):/i.test(address))
    return `a picture that IT Glue does not keep (${address.slice(0, 20)}…)`;
  const image = imageIdIn(address);
  if (image === undefined) return undefined;
  return (await exists(path`/document_images/${image}`))
    ? undefined
    : `picture ${String(image)} no longer exists`;
}

/** Kinds of records that the API serves one by one, so that a link to one can be followed. */
const FOLLOWED: ReadonlySet<string> = new Set([
  "organization",
  "document",
  "flexible_asset",
  "configuration",
  "contact",
  "location",
  "checklist",
]);

async function linkProblem(address: string, exists: Exists): Promise<string | undefined> {
  const internal =
    /^https?:\/\/[^/]*itglue\.com(?:$|[/?#])/i.test(address) || /^\/[^/]/.test(address);
  if (!internal) return undefined;
  const record = readAddress(address);
  if (record === undefined || !FOLLOWED.has(record.type)) return undefined;
  return (await exists(apiPathOf(record)))
    ? undefined
    : `links to ${record.type.replace("_", " ")} ${String(record.id)}, which does not exist or is not visible to this key`;
}
