import type { PlainRecord } from "@psa-mcp/core";
import { nameSimilarity, nameWords } from "./similarity.ts";

/** Kinds of records that can be matched and searched for duplicates. */
export const matchKinds = ["organization", "contact", "configuration"] as const;
export type MatchKind = (typeof matchKinds)[number];

/** Something that names one record and no other, or nearly so. */
interface Identifier {
  readonly label: string;
  readonly value: string;
  /** Score of two records that share it, whatever their names. */
  readonly weight: number;
}

/** What of a record is compared. */
export interface Traits {
  readonly kind: MatchKind;
  readonly organization: number | undefined;
  readonly names: readonly string[];
  readonly identifiers: readonly Identifier[];
}

/** How alike two records are, 0 to 1, and what says so. */
export interface Likeness {
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Serial numbers that makers and imaging tools leave behind in place of one. */
const NO_SERIAL =
  /^(?:|0+|1234567890?|n\/?a|none|null|unknown|default string|system serial number|not (?:specified|available|applicable)|to be filled by o\.?e\.?m\.?|x+|-+|\.+)$/i;

/** The comparable side of a record or of a search for one. */
export function comparable(kind: MatchKind, record: PlainRecord): Traits {
  const organization = record["organization_id"];
  return {
    kind,
    organization: typeof organization === "number" ? organization : undefined,
    names: texts(
      kind === "configuration" ? [record["name"], record["hostname"]] : [record["name"]],
    ),
    identifiers: identifiersOf(kind, record),
  };
}

const texts = (values: readonly unknown[]): readonly string[] => [
  ...new Set(
    values.filter((value) => typeof value === "string" && value.trim() !== "") as string[],
  ),
];

function identifiersOf(kind: MatchKind, record: PlainRecord): readonly Identifier[] {
  if (kind === "contact") {
    return [
      ...valuesOf(record["contact_emails"]).map((value) => ({
        label: "e-mail",
        value: value.toLowerCase(),
        weight: 0.97,
      })),
      // A whole office shares a number, so it counts only beside a like name.
      ...valuesOf(record["contact_phones"])
        .map((value) => value.replace(/\D/g, "").slice(-10))
        .filter((value) => value.length >= 7)
        .map((value) => ({ label: "phone", value, weight: 0 })),
    ];
  }
  if (kind !== "configuration") return [];
  const serial = texts([record["serial_number"]])[0]?.trim() ?? "";
  const mac = (texts([record["mac_address"]])[0] ?? "").replace(/[^0-9a-f]/gi, "").toLowerCase();
  return [
    ...(NO_SERIAL.test(serial)
      ? []
      : [{ label: "serial number", value: serial.toLowerCase(), weight: 0.98 }]),
    ...(mac.length === 12 && !/^(.)\1*$/.test(mac)
      ? [{ label: "MAC address", value: mac, weight: 0.95 }]
      : []),
  ];
}

function valuesOf(entries: unknown): readonly string[] {
  if (!Array.isArray(entries)) return [];
  return texts(
    entries.map((entry) =>
      typeof entry === "string" ? entry : (entry as PlainRecord | null)?.["value"],
    ),
  );
}

/** Compares two records of one kind. Symmetric. */
export function likeness(left: Traits, right: Traits): Likeness {
  const reasons: string[] = [];
  const name = bestName(left, right);
  if (name > 0.6) reasons.push(nameReason(name, left, right));
  let score = name;
  for (const identifier of left.identifiers) {
    const shared = right.identifiers.find(
      (other) => other.label === identifier.label && other.value === identifier.value,
    );
    if (shared === undefined) continue;
    reasons.push(`same ${identifier.label}`);
    // Two signs together say more than the stronger alone.
    score =
      identifier.weight === 0 ? Math.min(0.99, score + 0.03) : Math.max(score, identifier.weight);
  }
  for (const label of ["serial number", "MAC address"]) {
    if (!differs(label, left, right) || reasons.includes("same serial number")) continue;
    reasons.push(`different ${label}s`);
    score = Math.min(score, 0.6);
  }
  return { score: Math.round(score * 1000) / 1000, reasons };
}

function nameReason(score: number, left: Traits, right: Traits): string {
  if (score < 1) return `names ${score.toFixed(2)} alike`;
  const names = new Set(left.names.map((one) => one.toLowerCase()));
  return right.names.some((other) => names.has(other.toLowerCase()))
    ? "same name"
    : "same name, written differently";
}

function bestName(left: Traits, right: Traits): number {
  const legalForms = left.kind !== "organization";
  return Math.max(
    0,
    ...left.names.flatMap((one) =>
      right.names.map((other) => nameSimilarity(one, other, legalForms)),
    ),
  );
}

function differs(label: string, left: Traits, right: Traits): boolean {
  const of = (traits: Traits): readonly string[] =>
    traits.identifiers.filter((identifier) => identifier.label === label).map(({ value }) => value);
  const ours = of(left);
  const theirs = of(right);
  return ours.length > 0 && theirs.length > 0 && !ours.some((value) => theirs.includes(value));
}

/**
 * Words under which records that can be alike meet: only records that share one are compared. Names meet within their
 * organization, serial numbers and MAC addresses everywhere.
 */
export function meetingPoints(traits: Traits): readonly string[] {
  const place = traits.kind === "organization" ? "" : String(traits.organization ?? "");
  const points = new Set<string>();
  for (const { label, value } of traits.identifiers) {
    points.add(traits.kind === "contact" ? `${place}|${label}|${value}` : `${label}|${value}`);
  }
  for (const name of traits.names) {
    const words = nameWords(name, traits.kind !== "organization");
    const numbers = (name.match(/\d+/g) ?? [])
      .map(Number)
      .toSorted((a, b) => a - b)
      .join(",");
    for (const word of words) {
      // Names with other numbers are other things, so they need not meet.
      points.add(`${place}|${word.slice(0, 3)}|${numbers}`);
    }
    points.add(`${place}|${words.join("").slice(0, 4)}|${numbers}`);
  }
  return [...points];
}
