import { sees, webAddress, type Call } from "../call.ts";
import { invalid, invalidAll, type Problem } from "../errors.ts";
import { contentType, presign } from "../files.ts";
import { isObject, kebab, number, text, type Attributes, type Json, type Row } from "../model.ts";
import { fieldsOf, optionsOf } from "./flexible-types.ts";
import { decodeBase64 } from "./images.ts";
import { TAGGED } from "./kinds.ts";

/** Checks traits against the fields of their type and gives them back as they are stored. */
export function readTraits(
  call: Call,
  type: number,
  organization: number,
  given: { [key: string]: Json },
): Attributes {
  const fields = fieldsOf(call, type).filter((field) => text(field, "kind") !== "Header");
  const known = new Set(fields.map((field) => text(field, "name-key")));
  const traits = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [kebab(key), value]),
  );
  if (Object.keys(traits).some((key) => !known.has(key))) {
    throw invalid("Request contains invalid trait keys", "data/attributes/traits");
  }
  const problems: Problem[] = [];
  const stored: Attributes = {};
  for (const field of fields) {
    const key = text(field, "name-key");
    const value = traits[key];
    const blank = isBlank(value);
    if (blank && field.attributes["required"] === true)
      problems.push(problem(key, "can't be blank"));
    if (blank || value === undefined) continue;
    const result = readTrait(call, field, organization, value);
    if (result.refused !== undefined) problems.push(problem(key, result.refused));
    else stored[key] = result.value;
  }
  if (problems.length > 0) throw invalidAll(problems);
  return stored;
}

/** Here the detail is a list and the pointer begins with a slash, unlike elsewhere. */
function problem(key: string, detail: string): Problem {
  return { detail: [detail], pointer: `/data/attributes/flexible-asset-traits.${key}` };
}

function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return value === "" || (Array.isArray(value) && value.length === 0);
}

type Read = { value: Json; refused?: undefined } | { refused: string };

function readTrait(call: Call, field: Row, organization: number, value: Json): Read {
  const kind = text(field, "kind");
  switch (kind) {
    case "Number":
    case "Percent": {
      const amount = typeof value === "string" ? Number(value) : value;
      if (typeof amount !== "number" || Number.isNaN(amount)) return { refused: "is not a number" };
      if (kind === "Percent" && (amount < 0 || amount > 100)) {
        return { refused: "must be between 0 and 100" };
      }
      return { value: amount };
    }
    case "Date":
      return typeof value === "string" && isDate(value)
        ? { value }
        : { refused: "is not a valid date" };
    case "Checkbox":
      if (value === true || value === "true") return { value: true };
      if (value === false || value === "false") return { value: false };
      return { refused: "must be true or false" };
    case "Select":
      return typeof value === "string" && optionsOf(field).includes(value)
        ? { value }
        : { refused: "is not included in the list" };
    case "Tag":
      return readTag(call, field, organization, value);
    case "Upload":
      return readUpload(call, value);
    default:
      return typeof value === "object" ? { refused: "is invalid" } : { value: String(value) };
  }
}

function isDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
}

/** The table that a Tag field points at, and the asset type when it is that. */
function tagTarget(field: Row): { table: string; type: number | undefined } | undefined {
  const tag = text(field, "tag-type");
  const type = /^FlexibleAssetType: ?(\d+)$/.exec(tag)?.[1];
  if (type !== undefined) return { table: "flexible_assets", type: Number(type) };
  const kind = TAGGED.find(({ plural }) => plural === tag);
  return kind && { table: kind.table, type: undefined };
}

function readTag(call: Call, field: Row, organization: number, value: Json): Read {
  const target = tagTarget(field);
  const ids = Array.isArray(value) ? value.map(Number) : [];
  if (!target || !Array.isArray(value) || ids.some((id) => !Number.isSafeInteger(id))) {
    return { refused: "is invalid" };
  }
  const found = ids.every((id) => {
    const row = call.state.store.table(target.table).get(id);
    if (!row || !sees(call, target.table, row)) return false;
    if (target.type !== undefined && number(row, "flexible-asset-type-id") !== target.type) {
      return false;
    }
    const owner = number(row, "organization-id");
    return owner === undefined || owner === organization;
  });
  return found ? { value: ids } : { refused: "must exist" };
}

function readUpload(call: Call, value: Json): Read {
  if (!isObject(value)) return { refused: "is invalid" };
  const content = value["content"];
  const name = value["file_name"] ?? value["file-name"];
  const bytes = typeof content === "string" ? decodeBase64(content) : undefined;
  if (!bytes || bytes.length === 0 || typeof name !== "string" || name === "") {
    return { refused: "is invalid" };
  }
  const file = call.state.store.newId();
  call.state.store.files.set(`uploads/${file}`, bytes);
  return { value: { name, size: bytes.length, file } };
}

/** The traits as they are sent: tags expanded, files with an address, fields without a value left out. */
export function presentTraits(call: Call, asset: Row): Attributes {
  const stored = asset.attributes["_traits"];
  if (!isObject(stored)) return {};
  const traits: Attributes = {};
  for (const field of fieldsOf(call, number(asset, "flexible-asset-type-id") ?? 0)) {
    const key = text(field, "name-key");
    const value = stored[key];
    if (value === undefined) continue;
    const kind = text(field, "kind");
    if (kind === "Tag") traits[key] = presentTag(call, field, value);
    else if (kind === "Upload") traits[key] = presentUpload(call, asset, value);
    else if (kind === "Password") traits[key] = call.principal.passwords ? value : null;
    else traits[key] = value;
  }
  return traits;
}

function presentTag(call: Call, field: Row, value: Json): Json {
  const target = tagTarget(field);
  const type = text(field, "tag-type");
  const values = (Array.isArray(value) ? value : []).flatMap((id) => {
    const row = target && call.state.store.table(target.table).get(Number(id));
    if (!row) return [];
    const organizationId = number(row, "organization-id");
    const organization = call.state.store.table("organizations").get(organizationId ?? 0);
    return [
      {
        id: row.id,
        name:
          target.table === "flexible_assets"
            ? titleOf(call, row)
            : (row.attributes["name"] ?? null),
        "organization-name": organization?.attributes["name"] ?? null,
        "resource-url": webAddress(call, `${organizationId ?? 0}/${target.table}/${row.id}`),
      },
    ];
  });
  return { type, values };
}

function presentUpload(call: Call, asset: Row, value: Json): Json {
  if (!isObject(value)) return value;
  const name = String(value["name"]);
  const file = typeof value["file"] === "number" ? value["file"] : asset.id;
  return {
    name,
    size: value["size"] ?? null,
    "content-type": contentType(name),
    url: presign(call.state, "uploads", file, name),
  };
}

/** The name of an asset: the fields that are marked for the title. */
export function titleOf(call: Call, asset: Row): string {
  const stored = asset.attributes["_traits"];
  const traits = isObject(stored) ? stored : {};
  const parts = fieldsOf(call, number(asset, "flexible-asset-type-id") ?? 0)
    .filter((field) => field.attributes["use-for-title"] === true)
    .map((field) => titlePart(call, field, traits[text(field, "name-key")]))
    .filter((part) => part !== "");
  return parts.join(" ");
}

function titlePart(call: Call, field: Row, value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (!Array.isArray(value)) return typeof value === "object" ? "" : String(value);
  const target = tagTarget(field);
  return value
    .map((id) => text(target && call.state.store.table(target.table).get(Number(id)), "name"))
    .join(", ");
}
