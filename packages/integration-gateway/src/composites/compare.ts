import type { PlainRecord } from "@psa-mcp/core";
import { KINDS, type Structure } from "./read.ts";

/** One difference between two environments. */
export interface Difference extends PlainRecord {
  readonly part: string;
  /** What the part is called in both. */
  readonly which: string;
  readonly field: string;
  readonly here: unknown;
  readonly other: unknown;
}

/** Numbers that every environment gives anew, and marks of who changed something when. */
const OWN = /^(?:id|pk|integration|integration_id|created\w*|updated\w*|modified\w*|last_\w+|url)$/;
/** Fields that point to another part by its number: compared by what they point to. */
const POINTERS: Readonly<Record<string, string>> = {
  servicerequest: "servicerequests",
  servicerequest_id: "servicerequests",
  parent_servicerequest: "servicerequests",
  parent_servicerequest_id: "servicerequests",
  valuemappingset: "valuemappingsets",
  valuemappingset_id: "valuemappingsets",
};

/** What differs, in the order of the parts; missing parts count as one difference. */
export function compare(here: Structure, other: Structure): readonly Difference[] {
  const found: Difference[] = fieldsOf(
    "integration",
    "",
    here.integration,
    other.integration,
    here,
    other,
  );
  for (const kind of KINDS) {
    const left = named(kind, here);
    const right = named(kind, other);
    for (const which of new Set([...left.keys(), ...right.keys()])) {
      const [one, two] = [left.get(which), right.get(which)];
      if (one === undefined || two === undefined) {
        found.push({
          part: kind,
          which,
          field: "(whole)",
          here: one === undefined ? "missing" : "there",
          other: two === undefined ? "missing" : "there",
        });
      } else {
        found.push(...fieldsOf(kind, which, one, two, here, other));
      }
    }
  }
  return found;
}

/** Parts by a name that both environments share; a number tells equal ones apart. */
function named(kind: string, structure: Structure): Map<string, PlainRecord> {
  const parts = new Map<string, PlainRecord>();
  for (const part of structure.parts[kind] ?? []) {
    const base = nameOf(kind, part, structure);
    let name = base;
    for (let count = 2; parts.has(name); count += 1) name = `${base} (${count})`;
    parts.set(name, part);
  }
  return parts;
}

function nameOf(kind: string, part: PlainRecord, structure: Structure): string {
  const holder = part["servicerequest"] ?? part["servicerequest_id"];
  const below =
    holder === undefined || holder === null
      ? ""
      : `${pointed("servicerequests", holder, structure)} / `;
  switch (kind) {
    case "servicerequests":
      return [part["system"], part["service_name"], part["formula_variable"]]
        .filter((word) => word !== undefined && word !== null && word !== "")
        .map(String)
        .join(" ");
    case "fieldmappings":
      return below + String(part["field"]);
    case "valuemappingsets":
      return String(part["name"]);
    case "valuemappings":
      return `${pointed("valuemappingsets", part["valuemappingset"] ?? part["valuemappingset_id"], structure)} / ${String(part["from_value"])}`;
    default:
      return `${below}${String(part["type"] ?? "")} ${String(part["field"] ?? "")}`.trim();
  }
}

/** The name of the part that a number points to. */
function pointed(kind: string, id: unknown, structure: Structure): string {
  const target = (structure.parts[kind] ?? []).find((part) => part["id"] === id);
  return target === undefined ? String(id) : nameOf(kind, target, structure);
}

function fieldsOf(
  part: string,
  which: string,
  left: PlainRecord,
  right: PlainRecord,
  here: Structure,
  other: Structure,
): Difference[] {
  const found: Difference[] = [];
  for (const field of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (OWN.test(field)) continue;
    const kind = Object.hasOwn(POINTERS, field) ? POINTERS[field] : undefined;
    const one = kind === undefined ? left[field] : pointed(kind, left[field], here);
    const two = kind === undefined ? right[field] : pointed(kind, right[field], other);
    if (JSON.stringify(one ?? null) === JSON.stringify(two ?? null)) continue;
    found.push({ part, which, field, here: one ?? null, other: two ?? null });
  }
  return found;
}
