import { PsaError, type PlainRecord } from "@psa-mcp/core";
import { nameSimilarity } from "../quality/similarity.ts";
import { isEmptyTrait, REDACTED, type TraitField } from "./fields.ts";

/** One thing wrong with a trait. Errors keep a write from being sent, warnings do not. */
export interface TraitProblem {
  readonly trait: string;
  readonly severity: "error" | "warning";
  readonly problem: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

export interface CheckedTraits {
  /** The traits in the spelling in which the API takes them. */
  readonly traits: PlainRecord;
  readonly problems: readonly TraitProblem[];
}

type Outcome = { readonly value: unknown; readonly warning?: string } | { readonly error: string };

/**
 * Checks traits against the fields of their type and puts values into the form that the API takes: tag ids as numbers,
 * days as `2026-11-30`, options in their exact spelling. With `complete`, required traits that are not given are errors;
 * without, only those that are emptied.
 */
export function checkTraits(
  fields: readonly TraitField[],
  given: PlainRecord,
  { complete }: { readonly complete: boolean },
): CheckedTraits {
  const problems: TraitProblem[] = [];
  const traits: PlainRecord = {};
  const byKey = new Map(fields.map((field) => [field.key, field]));
  for (const [key, value] of Object.entries(given)) {
    const field = byKey.get(key);
    if (field === undefined) {
      problems.push(unknownTrait(key, fields));
      continue;
    }
    const outcome: Outcome = isEmptyTrait(value) ? { value: null } : checkValue(field, value);
    if ("error" in outcome) {
      problems.push({ trait: key, severity: "error", problem: outcome.error });
      continue;
    }
    traits[key] = outcome.value;
    if (outcome.warning !== undefined) {
      problems.push({ trait: key, severity: "warning", problem: outcome.warning });
    }
  }
  for (const field of fields) {
    const missing = Object.hasOwn(given, field.key) ? isEmptyTrait(given[field.key]) : complete;
    if (field.required && missing && field.kind !== "Header") {
      problems.push({
        trait: field.key,
        severity: "error",
        problem: `"${field.name}" (${field.kind}) is required`,
      });
    }
  }
  return { traits, problems };
}

/** Refuses trait keys that the type does not have (`invalid_arguments`), naming the likely ones. */
export function requireTraits(fields: readonly TraitField[], keys: readonly string[]): void {
  const unknown = keys.filter((key) => !fields.some((field) => field.key === key));
  if (unknown.length === 0) return;
  throw new PsaError(
    "invalid_arguments",
    unknown.map((key) => spoken(unknownTrait(key, fields))).join("; "),
    { advice: `The traits of this type are: ${fields.map(({ key }) => key).join(", ")}.` },
  );
}

/** A problem in words. */
export const spoken = ({ trait, problem, suggestion }: TraitProblem): string =>
  `${trait}: ${problem}${suggestion === undefined ? "" : `, did you mean "${suggestion}"?`}`;

function unknownTrait(key: string, fields: readonly TraitField[]): TraitProblem {
  const scored = fields
    .filter(({ kind }) => kind !== "Header")
    .map((field) => ({
      field,
      score: Math.max(nameSimilarity(key, field.key), nameSimilarity(key, field.name)),
    }))
    .toSorted((left, right) => right.score - left.score);
  const best = scored[0];
  return {
    trait: key,
    severity: "error",
    problem: "the type has no such trait",
    ...(best !== undefined && best.score >= 0.75 ? { suggestion: best.field.key } : {}),
  };
}

function checkValue(field: TraitField, value: unknown): Outcome {
  switch (field.kind) {
    case "Number":
    case "Percent":
      return checkNumber(field, value);
    case "Date":
      return checkDay(value);
    case "Checkbox":
      return checkBoolean(value);
    case "Select":
      return checkOption(field, value);
    case "Tag":
      return checkTag(value);
    case "Upload":
      return checkUpload(value);
    case "Header":
      return { error: `"${field.name}" is a heading and holds no value` };
    case "Password":
      if (value === REDACTED) return { error: `${REDACTED} is a mask, not a value` };
      return checkText(value);
    default:
      return checkText(value);
  }
}

function checkText(value: unknown): Outcome {
  if (typeof value === "string") return { value };
  if (typeof value === "number" || typeof value === "boolean") return { value: String(value) };
  return { error: "must be a text" };
}

function checkNumber(field: TraitField, value: unknown): Outcome {
  const number =
    typeof value === "string" && /^\s*[+-]?\d+(?:\.\d+)?\s*%?\s*$/.test(value)
      ? Number.parseFloat(value)
      : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return { error: "must be a number" };
  if (field.kind === "Percent" && (number < 0 || number > 100)) {
    return { value: number, warning: "is outside 0 to 100" };
  }
  const decimals = /\.(\d+)$/.exec(String(number))?.[1]?.length ?? 0;
  return field.decimals !== undefined && decimals > field.decimals
    ? { value: number, warning: `keeps ${String(field.decimals)} decimal places` }
    : { value: number };
}

function checkDay(value: unknown): Outcome {
  const match =
    typeof value === "string"
      ? /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)
      : null;
  const day = match?.[1];
  const real = day !== undefined && isRealDay(day);
  return real ? { value: day } : { error: "must be a day as 2026-11-30" };
}

/** False for days that no month has, which a date would roll over. */
function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function checkBoolean(value: unknown): Outcome {
  if (value === true || value === "true" || value === 1 || value === "1") return { value: true };
  if (value === false || value === "false" || value === 0 || value === "0") return { value: false };
  return { error: "must be true or false" };
}

function checkOption(field: TraitField, value: unknown): Outcome {
  if (typeof value !== "string") return { error: "must be a text" };
  if (field.options.length === 0 || field.options.includes(value)) return { value };
  const wanted = value.trim().toLowerCase();
  const same = field.options.find((option) => option.toLowerCase() === wanted);
  if (same !== undefined) return { value: same };
  const listed = field.options.slice(0, 20).map((option) => JSON.stringify(option));
  // Options are read from the field's default value, which the vendor does not promise: a warning, no refusal.
  return { value, warning: `is none of the options ${listed.join(", ")}` };
}

function checkTag(value: unknown): Outcome {
  const ids = tagIds(value);
  return ids === undefined
    ? { error: "must be the ids of the tagged records, as [6100077, 6100078]" }
    : { value: ids };
}

/** Ids out of any spelling of a tag: one id, a list, digits with commas, or the form in which the API reads it back. */
export function tagIds(value: unknown): readonly number[] | undefined {
  if (value === null || value === undefined) return [];
  if (typeof value === "number")
    return Number.isSafeInteger(value) && value > 0 ? [value] : undefined;
  if (typeof value === "string") {
    return /^\s*\d{1,16}(?:\s*,\s*\d{1,16})*\s*$/.test(value)
      ? value.split(",").map(Number)
      : undefined;
  }
  if (Array.isArray(value)) {
    const ids = value.map(tagIds);
    return ids.every((inner) => inner?.length === 1)
      ? [...new Set(ids.flat() as number[])]
      : undefined;
  }
  if (typeof value !== "object") return undefined;
  const record = value as PlainRecord;
  return Array.isArray(record["values"]) ? tagIds(record["values"]) : tagIds(record["id"] ?? "");
}

function checkUpload(value: unknown): Outcome {
  const record = typeof value === "object" && !Array.isArray(value) ? (value as PlainRecord) : {};
  const content = record["content"];
  const fileName = record["file_name"] ?? record["file-name"];
  if (typeof content !== "string" || typeof fileName !== "string") {
    return {
      error: 'must be {"content": <base64>, "file_name": "plan.pdf"}, or null to remove the file',
    };
  }
  const base64 = content.replace(/^data:[^,]{0,100};base64,/, "").replace(/\s+/g, "");
  if (base64 === "" || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
    return { error: "content is not base64" };
  if (!/\.\w{1,10}$/.test(fileName)) return { error: "file_name needs an extension" };
  return { value: { content: base64, file_name: fileName } };
}
