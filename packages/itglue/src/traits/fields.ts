import type { PlainRecord } from "@psa-mcp/core";

/** What one field of a flexible asset type asks of its trait. */
export interface TraitField {
  readonly id: number;
  /** Name as people see it: "Access Point(s)". */
  readonly name: string;
  /** Key of the trait, the API's own `name-key`: "access-point-s". */
  readonly key: string;
  /** Text, Textbox, Number, Percent, Date, Checkbox, Select, Header, Tag, Upload or Password. */
  readonly kind: string;
  readonly required: boolean;
  /** What a Tag points to: "Configurations", "FlexibleAssetType: 301". */
  readonly tagType?: string;
  /** Choices of a Select, in order. */
  readonly options: readonly string[];
  /** Decimal places of a Number, where limited. */
  readonly decimals?: number;
}

/** The mark that stands for a hidden value; given back in a write it means "keep what is stored". */
export const REDACTED = "[redacted]";

/** One record of `flexible_asset_fields` as a trait field. */
export function traitField(record: PlainRecord): TraitField {
  const kind = textOf(record["kind"]);
  const tagType = textOf(record["tag_type"]);
  const decimals = record["decimals"];
  return {
    id: Number(record["id"]),
    name: textOf(record["name"]),
    key: textOf(record["name_key"]),
    kind,
    required: record["required"] === true,
    options: kind === "Select" ? optionsOf(record["default_value"]) : [],
    ...(tagType === "" ? {} : { tagType }),
    ...(typeof decimals === "number" ? { decimals } : {}),
  };
}

/** Select options stand in the default value, one a line; some accounts hold them as a JSON list. */
function optionsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(textOf).filter((option) => option !== "");
  const text = textOf(value).trim();
  const list = /^\["[^"\\\p{Cc}]*"(?:\s*,\s*"[^"\\\p{Cc}]*")*\]$/u.test(text)
    ? (JSON.parse(text) as string[])
    : text.split(/\r?\n/);
  return list.map((option) => option.trim()).filter((option) => option !== "");
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** True for a trait value that holds nothing. */
export function isEmptyTrait(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== "object") return false;
  const values = (value as PlainRecord)["values"];
  return Object.keys(value).length === 0 || (Array.isArray(values) && values.length === 0);
}

/** Attributes that hold a secret wherever they occur, in either spelling. */
const SECRET_KEY = /^(?:password(?:[-_]value)?|otp(?:[-_](?:secret|code))?|totp[-_]secret)$/i;

/** True for the name of an attribute whose value never passes, at any depth of a record. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
}

const SECRET_TRAIT = /pass(?:word|wd|phrase)|^pwd$|secret|private[-_]key/i;

/**
 * Traits as they may be shown: values of Password fields are masked, and so are password values inside tagged records.
 * A trait that none of the fields describes may be a password too (a field added since they were read) and is masked as
 * well. Without the fields of the type, traits whose key speaks of a password are masked instead.
 */
export function maskTraits(traits: unknown, fields?: readonly TraitField[]): PlainRecord {
  if (typeof traits !== "object" || traits === null || Array.isArray(traits)) return {};
  const secret = new Set(
    fields?.filter((field) => field.kind === "Password").map(({ key }) => key),
  );
  const known = fields === undefined ? undefined : new Set(fields.map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(traits).map(([key, value]) => {
      const hidden =
        known === undefined ? SECRET_TRAIT.test(key) : secret.has(key) || !known.has(key);
      if (hidden && !isEmptyTrait(value) && !isReference(value)) return [key, REDACTED];
      return [key, withoutSecretKeys(value)];
    }),
  );
}

/**
 * Traits of a type whose fields are not known here: every plain value is masked, since any of them may be a password.
 * References to other records stay.
 */
export function hideTraits(traits: PlainRecord): PlainRecord {
  return Object.fromEntries(
    Object.entries(traits).map(([key, value]) => [
      key,
      isEmptyTrait(value) ? value : isReference(value) ? withoutSecretKeys(value) : REDACTED,
    ]),
  );
}

/** Tagged records read as `{type, values}`: a tag to passwords names them and reveals nothing. */
const isReference = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Array.isArray((value as PlainRecord)["values"]);

/** The value without attributes that hold a secret, however deep; of tagged passwords also without their notes. */
export function withoutSecretKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretKeys);
  if (typeof value !== "object" || value === null) return value;
  const passwords = String((value as PlainRecord)["type"]).toLowerCase() === "passwords";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isSecretKey(key))
      .map(([key, inner]) => {
        const clean = withoutSecretKeys(inner);
        return [key, passwords && Array.isArray(clean) ? clean.map(withoutNotes) : clean];
      }),
  );
}

function withoutNotes(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { notes: _notes, ...rest } = value as PlainRecord;
  return rest;
}
