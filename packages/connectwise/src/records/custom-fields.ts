import type { PlainRecord } from "@psa-mcp/core";

/** Names of fields and questions whose values are credentials. */
const SECRET =
  /pass(?:word|phrase|code)|secret|\bpin\b|credential|licen[cs]e key|product key|pre-?shared/i;

const MASK = "(hidden)";

/** True for a custom field, or a question of a configuration, whose value is nobody's to read here. */
export function isSecretField(field: PlainRecord): boolean {
  const name = String(field["caption"] ?? field["question"] ?? "");
  const type = field["type"] ?? field["fieldType"] ?? field["field_type"];
  return SECRET.test(name) || type === "Password";
}

/** The field, its value hidden when it is a credential. */
export function maskedField(field: PlainRecord): PlainRecord {
  if (!isSecretField(field)) return field;
  const key = "question" in field ? "answer" : "value";
  return field[key] === undefined || field[key] === null ? field : { ...field, [key]: MASK };
}

/** Custom fields or questions that have a value, each as "name: value"; credentials stay hidden. */
export function spokenFields(fields: unknown): readonly string[] {
  const list = (Array.isArray(fields) ? fields : []) as readonly PlainRecord[];
  return list.map(maskedField).flatMap((field) => {
    const value = field["value"] ?? field["answer"];
    if (value === undefined || value === null || value === "") return [];
    return [`${String(field["caption"] ?? field["question"])}: ${String(value)}`];
  });
}
