import { attempt, id, PsaError, text, type z } from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { where, type Condition } from "../conditions/build.ts";
import { boards, findCompany, members, partsOf, statusesOf } from "./directories.ts";
import { choose, find, type Directory } from "./lookup.ts";

/** The company of a search, by id or by name. */
export const companyFilter: {
  readonly company_id: z.ZodOptional<ReturnType<typeof id>>;
  readonly company_name: z.ZodOptional<z.ZodString>;
} = { company_id: id("company").optional(), company_name: text(100).optional() };

/** The condition on a record's company. A part of the name is enough where only one company has it. */
export async function companyCondition(
  vendor: CwApi,
  input: {
    readonly company_id?: number | undefined;
    readonly company_name?: string | undefined;
  },
): Promise<Condition | undefined> {
  return where.all(
    input.company_id === undefined ? undefined : where.is("company/id", input.company_id),
    input.company_name === undefined
      ? undefined
      : where.is(
          "company/id",
          (await findCompany(vendor, input.company_name, { partial: true })).id,
        ),
  );
}

/** The company of a new record, by id or whole name. Throws `invalid_arguments` unless exactly one is given. */
export async function companyOf(
  vendor: CwApi,
  input: { readonly company_id?: number | undefined; readonly company?: string | undefined },
): Promise<number> {
  const { company_id: number, company: name } = input;
  if (number !== undefined && name === undefined) return number;
  if (name !== undefined && number === undefined) return (await findCompany(vendor, name)).id;
  throw new PsaError("invalid_arguments", "Give either company_id or company, its name.");
}

/** Refusals that speak of a setup table which this member or this site does not show. */
const HIDDEN = new Set(["forbidden", "not_found", "unsupported"]);

/**
 * The condition that a reference means one of a directory's records, given by id, name, or a part of a name that no
 * other has. Where the directory is hidden from the member, the name is left to ConnectWise to compare.
 */
export async function namedCondition(
  vendor: CwApi,
  field: string,
  directory: Directory,
  wanted: string | undefined,
): Promise<Condition | undefined> {
  if (wanted === undefined) return undefined;
  const { value, failure } = await attempt(find(vendor, directory, wanted, { partial: true }));
  if (failure === undefined) return where.is(`${field}/id`, value.id);
  if (HIDDEN.has(failure.code)) return where.is(`${field}/name`, wanted);
  throw failure;
}

/** The identifier of a member named by identifier, full name or id. */
export async function memberCondition(
  vendor: CwApi,
  field: string,
  wanted: string | undefined,
): Promise<Condition | undefined> {
  if (wanted === undefined) return undefined;
  return where.is(`${field}/id`, (await find(vendor, members, wanted, { partial: true })).id);
}

/** What belongs to a board, as the field of a ticket, and where boards keep it. */
const PARTS = {
  status: "statuses",
  type: "types",
  subType: "subtypes",
  item: "items",
  team: "teams",
} as const;

/** A site with more boards than this is asked by name, as it is given. */
const MOST_BOARDS = 25;

/**
 * The condition on what belongs to a board. On one board the name is looked up there; without a board every board has
 * its own record of that name, and the name is compared once it is known to be right. Throws `invalid_arguments` with
 * the names there are for one that no board has, or with the candidates for a part that several have.
 */
export async function boardPartCondition(
  vendor: CwApi,
  field: keyof typeof PARTS,
  wanted: string | undefined,
  board: number | undefined,
): Promise<Condition | undefined> {
  if (wanted === undefined) return undefined;
  const part = PARTS[field];
  if (board !== undefined || /^[1-9]\d{0,9}$/.test(wanted.trim())) {
    return namedCondition(vendor, field, directoryOf(board ?? 0, part), wanted.trim());
  }
  const known = await namesOnBoards(vendor, part);
  if (known === undefined) return where.is(`${field}/name`, wanted);
  const { noun, advice } = directoryOf(0, part);
  const { names } = choose(
    known.map((name) => ({ names: [name] })),
    wanted.trim(),
    { noun, advice, partial: true },
  );
  return where.is(`${field}/name`, names[0] ?? wanted);
}

const directoryOf = (board: number, part: (typeof PARTS)[keyof typeof PARTS]): Directory =>
  part === "statuses" ? statusesOf(board) : partsOf(board, part);

/** The names of a part on all open boards; undefined where there are too many boards, or they are hidden. */
async function namesOnBoards(
  vendor: CwApi,
  part: (typeof PARTS)[keyof typeof PARTS],
): Promise<readonly string[] | undefined> {
  const { path, fields, conditions } = boards;
  const remembered = { cacheSeconds: 300, orderBy: "id asc" };
  const { value, failure } = await attempt(
    vendor.all(path, { fields, conditions, ...remembered }, MOST_BOARDS),
  );
  if (failure !== undefined && !HIDDEN.has(failure.code)) throw failure;
  if (value === undefined || value.limitReached) return undefined;
  const lists = await Promise.all(
    value.records.map((board) =>
      attempt(
        vendor.all(directoryOf(board.id, part).path, { fields: ["id", "name"], ...remembered }),
      ),
    ),
  );
  const names: string[] = [];
  for (const list of lists) {
    if (list.failure === undefined)
      names.push(...list.value.records.map(({ name }) => String(name)));
    else if (HIDDEN.has(list.failure.code)) return undefined;
    else throw list.failure;
  }
  return [...new Set(names)];
}
