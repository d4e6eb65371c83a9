import { path, type ApiPath, type PlainRecord } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { where } from "../conditions/build.ts";
import { find, type Directory, type FindOptions, type Found } from "./lookup.ts";

const text = (record: PlainRecord, key: string): string | undefined => {
  const value = record[key];
  return typeof value === "string" ? value : undefined;
};

const byName = (record: PlainRecord): readonly (string | undefined)[] => [text(record, "name")];

/** Boards, open ones only. */
export const boards: Directory = {
  noun: "board",
  path: path`/service/boards`,
  fields: ["id", "name"],
  conditions: where.is("inactiveFlag", false),
  names: byName,
};

/** Boards for projects, open ones only. */
export const projectBoards: Directory = {
  ...boards,
  conditions: where.all(where.is("inactiveFlag", false), where.is("projectFlag", true)),
};

/** Statuses of one board. */
export const statusesOf = (board: number): Directory => ({
  noun: "status",
  path: path`/service/boards/${board}/statuses`,
  fields: ["id", "name"],
  names: byName,
  advice: "Statuses belong to a board; cw_get_board shows those of one.",
});

/** Types, subtypes, items or teams of one board. */
export const partsOf = (
  board: number,
  part: "types" | "subtypes" | "items" | "teams",
): Directory => ({
  noun: { types: "type", subtypes: "subtype", items: "item", teams: "team" }[part],
  path: path`/service/boards/${board}/${part}`,
  fields: ["id", "name"],
  names: byName,
  advice: "Types, subtypes, items and teams belong to a board; cw_get_board shows those of one.",
});

export const priorities: Directory = {
  noun: "priority",
  path: path`/service/priorities`,
  fields: ["id", "name"],
  names: byName,
};

export const sources: Directory = {
  noun: "source",
  path: path`/service/sources`,
  fields: ["id", "name"],
  names: byName,
};

export const slas: Directory = {
  noun: "SLA",
  path: path`/service/SLAs`,
  fields: ["id", "name"],
  names: byName,
};

export const chargeCodes: Directory = {
  noun: "charge code",
  path: path`/time/chargeCodes`,
  fields: ["id", "name"],
  names: byName,
};

/** A setup table whose entries are known by `name`, or by `description`. */
const table = (noun: string, at: ApiPath, key: "name" | "description" = "name"): Directory => ({
  noun,
  path: at,
  fields: ["id", key],
  names: (record) => [text(record, key)],
});

export const companyStatuses: Directory = table("status", path`/company/companies/statuses`);
export const companyTypes: Directory = table("type", path`/company/companies/types`);
export const contactTypes: Directory = table("type", path`/company/contacts/types`, "description");
export const configurationTypes: Directory = table("type", path`/company/configurations/types`);
export const configurationStatuses: Directory = table(
  "status",
  path`/company/configurations/statuses`,
  "description",
);
export const invoiceStatuses: Directory = table("status", path`/finance/billingStatuses`);
export const projectStatuses: Directory = table("status", path`/project/statuses`);
export const opportunityStages: Directory = table("stage", path`/sales/stages`);
export const opportunityStatuses: Directory = table("status", path`/sales/opportunities/statuses`);

export const workRoles: Directory = {
  noun: "work role",
  path: path`/time/workRoles`,
  fields: ["id", "name"],
  names: byName,
};

export const workTypes: Directory = {
  noun: "work type",
  path: path`/time/workTypes`,
  fields: ["id", "name"],
  names: byName,
};

/** Members by identifier or full name. */
export const members: Directory = {
  noun: "member",
  path: path`/system/members`,
  fields: ["id", "identifier", "firstName", "lastName"],
  names: (record) => [
    text(record, "identifier"),
    [text(record, "firstName"), text(record, "lastName")]
      .filter((part) => part !== undefined)
      .join(" "),
  ],
  advice: "cw_list_members shows identifiers and names.",
};

/**
 * The company that a name, an identifier or an id means; with `partial` also a part of a name that no other has.
 */
export function findCompany(
  vendor: CwApi,
  wanted: string,
  options: FindOptions = {},
): Promise<Found> {
  // A whole list of companies is too long to remember; this one holds those that contain the words.
  return find(
    vendor,
    {
      noun: "company",
      path: path`/company/companies`,
      fields: ["id", "identifier", "name"],
      conditions: where.all(
        where.is("deletedFlag", false),
        where.any(where.contains("name", wanted.trim()), where.is("identifier", wanted.trim())),
      ),
      names: (record) => [text(record, "name"), text(record, "identifier")],
      advice: "cw_search_companies finds companies by part of their name.",
    },
    wanted,
    options,
  );
}

/** A found record as a reference to send. */
export const referenceTo = (found: Found): PlainRecord => ({ id: found.id });

/** A found record as a reader knows it. */
export const spoken = (found: Found): string => found.name ?? `id ${String(found.id)}`;
