import { id, z, type Query } from "@psa-mcp/core";
import type { DomainParameters } from "../reference/parameters.ts";
import type { LookupKind } from "../lookup/directories.ts";

/** One parameter of a list, get or delete. */
export interface Parameter {
  readonly name: string;
  readonly kind: "int" | "int[]" | "bool" | "text" | "search";
  /** Most characters of a text. */
  readonly max: number;
  /** The name that Halo knows it by. */
  readonly wire: string;
  /** False when Halo would ignore it without a word. */
  readonly known: boolean;
  /** What an id in it means, where a name will do as well. */
  readonly names?: LookupKind;
}

/** Texts without a limit of their own. */
const LONGEST = 2000;
const MOST_VALUES = 100;

const KINDS: Readonly<Record<string, Parameter["kind"]>> = {
  int: "int",
  "int[]": "int[]",
  bool: "bool",
  "advanced_search[]": "search",
};

/** Parameters of any domain whose ids have names. */
const NAMED: Readonly<Record<string, LookupKind>> = {
  client_id: "client",
  agent_id: "agent",
  tickettype_id: "type",
  requesttype_id: "type",
};

/** The same for tickets, opportunities and projects. */
const NAMED_ON_TICKETS: Readonly<Record<string, LookupKind>> = {
  status_id: "status",
  status: "status",
  requesttype: "type",
  team: "team",
  agent: "agent",
  priority: "priority",
  category_1: "category_1",
  category_2: "category_2",
  category_3: "category_3",
  category_4: "category_4",
};

/** Agents are filtered by the name of their team, wherever an id of it was given. */
const ofAgents = (stem: string, name: string): LookupKind | undefined =>
  stem === "agents" && name === "team" ? "team" : undefined;

const TICKETS = new Set(["tickets", "opportunities", "projects"]);

/** Reads the words of the reference: `name:type>name of the API`, `!` for what Halo does not know. */
export function readParameters(stem: string, text: string): readonly Parameter[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [, name = "", type = "", wire, unknown] =
        /^([^:]+):([^>!]+)(?:>([^!]+))?(!)?$/.exec(word) ?? [];
      const kind = KINDS[type] ?? "text";
      const ids = kind === "int" || kind === "int[]";
      const names = ids
        ? (NAMED[name] ??
          ofAgents(stem, name) ??
          (TICKETS.has(stem) ? NAMED_ON_TICKETS[name] : undefined))
        : undefined;
      return {
        name,
        kind,
        max: Number(/^text(\d+)$/.exec(type)?.[1] ?? LONGEST),
        wire: wire ?? name,
        known: unknown === undefined,
        ...(names === undefined ? {} : { names }),
      };
    });
}

const whole = z
  .union([z.int(), z.string().regex(/^-?\d{1,15}$/)])
  .transform(Number) as unknown as z.ZodType;
/** What a record is known by is never zero or less. */
const recordId = id("id");
const wholeOrName = z.union([z.int(), z.string().trim().min(1).max(200)]);
const flag = z.boolean();
const condition = z.strictObject({
  filter_name: z.string().min(1).max(100),
  filter_type: z.int().min(0).max(10),
  filter_value: z.string().max(2000),
});
const conditions = z.array(condition).max(50);

/** One object for each, shared by all tools: building schemas anew for each would cost time at the first list. */
const listed = {
  int: z.int().optional(),
  named: z.string().optional(),
  ints: z.array(z.int()).optional(),
  namedList: z.array(z.string()).optional(),
  bool: flag.optional(),
  text: z.string().optional(),
  search: z.array(z.looseObject({})).optional(),
};
const checked = {
  int: whole.optional(),
  id: recordId.optional(),
  named: wholeOrName.optional(),
  ints: z.union([z.array(whole).max(MOST_VALUES), whole]).optional(),
  namedList: z.union([z.array(wholeOrName).max(MOST_VALUES), wholeOrName]).optional(),
  bool: flag.optional(),
  search: conditions.optional(),
};
const texts = new Map<number, z.ZodType>();

/** How tools/list shows a parameter: without limits, which a refusal names. */
export function listedSchema({ kind, names }: Parameter): z.ZodType {
  if (kind === "int") return names === undefined ? listed.int : listed.named;
  if (kind === "int[]") return names === undefined ? listed.ints : listed.namedList;
  return kind === "bool" ? listed.bool : kind === "search" ? listed.search : listed.text;
}

/** How a parameter is checked: with the limits of the existing server, and with names where ids have some. */
export function checkedSchema({ name, kind, names, max }: Parameter): z.ZodType {
  if (kind === "int" && names === undefined)
    return name.endsWith("id") || name === "site" ? checked.id : checked.int;
  if (kind === "int") return checked.named;
  if (kind === "int[]") return names === undefined ? checked.ints : checked.namedList;
  if (kind === "bool") return checked.bool;
  if (kind === "search") return checked.search;
  const known = texts.get(max);
  if (known !== undefined) return known;
  const made = z.string().max(max).optional();
  texts.set(max, made);
  return made;
}

/** All parameters of a domain's lists. */
export const listParameters = (stem: string, from: DomainParameters): readonly Parameter[] => [
  ...readParameters(stem, from.list),
  ...readParameters(stem, from.more),
];

/** A value as it goes into a query: lists of numbers in the form that the instance reads, objects as JSON text. */
export function encode(value: unknown, arrays: unknown): Query[string] {
  if (value === undefined || value === null || value === "") return undefined;
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    const plain = value.every((one) => typeof one === "number" || typeof one === "string");
    if (plain && arrays === "repeat") return value;
    if (plain && arrays === "comma") return value.join(",");
    return JSON.stringify(value);
  }
  return typeof value === "object" ? JSON.stringify(value) : (value as string | number | boolean);
}
