import type { Answer } from "../../http/message.ts";
import { allow, table, type Call } from "../call.ts";
import { ok, sentence } from "../errors.ts";
import type { AddRoute } from "../engine.ts";
import { text, type Fields, type Row } from "../model.ts";
import { int, one } from "../query.ts";
import { permits, reaches, type Area } from "../scopes.ts";

interface Kind {
  entity: string;
  table: string;
  area: Area;
  names: readonly string[];
  title: string;
  subtitle: string;
}

const KINDS: readonly Kind[] = [
  {
    entity: "ticket",
    table: "tickets",
    area: "tickets",
    names: ["summary", "details"],
    title: "summary",
    subtitle: "client_name",
  },
  {
    entity: "kb",
    table: "articles",
    area: "kb",
    names: ["name", "description"],
    title: "name",
    subtitle: "tag_string",
  },
  {
    entity: "client",
    table: "clients",
    area: "customers",
    names: ["name"],
    title: "name",
    subtitle: "toplevel_name",
  },
  {
    entity: "user",
    table: "users",
    area: "customers",
    names: ["name", "emailaddress"],
    title: "name",
    subtitle: "client_name",
  },
  {
    entity: "asset",
    table: "assets",
    area: "assets",
    names: ["inventory_number", "key_field", "username"],
    title: "inventory_number",
    subtitle: "client_name",
  },
  {
    entity: "service",
    table: "services",
    area: "config",
    names: ["name", "summary"],
    title: "name",
    subtitle: "service_category_name",
  },
];

function hits(call: Call, kind: Kind, wanted: string, count: number): Fields[] {
  const { scopes, roles } = call.principal;
  // What the caller may not read is not found.
  if (!reaches(scopes, "read", kind.area) || !permits(roles, "read", kind.area)) return [];
  const fits = (row: Row): boolean =>
    row["deleted"] !== true &&
    (String(row.id) === wanted ||
      kind.names.some((name) => text(row, name).toLowerCase().includes(wanted)));
  return table(call, kind.table)
    .all()
    .toReversed()
    .filter(fits)
    .slice(0, count)
    .map((row) => ({
      id: row.id,
      entity: kind.entity,
      name: text(row, kind.title),
      subtitle: text(row, kind.subtitle),
    }));
}

/** One list over several kinds of records. */
function search(call: Call): Answer {
  allow(call, "read", "config");
  const wanted = one(call, "search")?.toLowerCase();
  if (wanted === undefined) throw sentence("Parameter search must be included");
  const count = Math.min(int(call, "count_per_entity") ?? 5, 100);
  return ok(KINDS.flatMap((kind) => hits(call, kind, wanted, count)));
}

export function addSearch(add: AddRoute): void {
  add("GET", "/Search", search);
}
