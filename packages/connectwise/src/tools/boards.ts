import {
  attempt,
  id,
  item,
  path,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import type { CwApi } from "../api.ts";
import { nameOrId, paging } from "../arguments.ts";
import { where } from "../conditions/build.ts";
import { defineTool } from "../define.ts";
import { boards } from "../lookup/directories.ts";
import { find } from "../lookup/lookup.ts";
import { listAll, listPage } from "../records/list.ts";
import { readable } from "../records/records.ts";

const boardRows: View = view(
  "boards",
  "id",
  "name",
  { key: "location.name", label: "location" },
  { key: "department.name", label: "department" },
  { key: "project_flag", label: "for projects" },
  { key: "inactive_flag", label: "inactive" },
);

const listBoards = defineTool({
  name: "cw_list_boards",
  title: "List boards",
  tier: "read",
  toolset: "tickets",
  paged: true,
  description: "List the boards on which tickets live.",
  input: z.object({
    name_contains: text(50).optional(),
    include_inactive: z.boolean().optional(),
    ...paging,
  }),
  handler: async ({ input, vendor }) =>
    listPage(vendor, input, {
      path: path`/service/boards`,
      fields: ["id", "name", "location/name", "department/name", "projectFlag", "inactiveFlag"],
      conditions: where.all(
        input.include_inactive === true ? undefined : where.is("inactiveFlag", false),
        input.name_contains === undefined ? undefined : where.contains("name", input.name_contains),
      ),
      orderBy: "name asc",
      view: boardRows,
    }),
});

const PARTS = ["statuses", "types", "subtypes", "items", "teams"] as const;

const boardDetail: View = view(
  "board",
  "id",
  "name",
  ...PARTS.map((part) => ({ key: `${part}_shown`, label: part, max: 4000 })),
);

const getBoard = defineTool({
  name: "cw_get_board",
  title: "Get board",
  tier: "read",
  toolset: "tickets",
  description: "Show a board's statuses, types, subtypes, items and teams with their ids.",
  input: z.object({ board_id: id("board").optional(), board: nameOrId.optional() }),
  handler: async ({ input, vendor }) => {
    const board = await wantedBoard(vendor, input);
    const record = await vendor.get(path`/service/boards/${board}`, {
      fields: ["id", "name"],
      cacheSeconds: 300,
    });
    const parts = await Promise.all(
      PARTS.map(async (part) => [part, await partOf(vendor, board, part)] as const),
    );
    const refused = parts.filter(([, found]) => found === undefined).map(([part]) => part);
    const shown = parts.flatMap(([part, found]): (readonly [string, unknown])[] =>
      found === undefined
        ? []
        : [
            [part, found],
            [`${part}_shown`, found.map(inWords).join("; ")],
          ],
    );
    return item(
      { id: record.id, name: record["name"], ...Object.fromEntries(shown) },
      boardDetail,
      {
        notes: refused.length === 0 ? [] : [`The member's role hides: ${refused.join(", ")}.`],
      },
    );
  },
});

async function wantedBoard(
  vendor: CwApi,
  input: { readonly board_id?: number | undefined; readonly board?: string | undefined },
): Promise<number> {
  if (input.board_id !== undefined) return input.board_id;
  if (input.board !== undefined) return (await find(vendor, boards, input.board)).id;
  throw new PsaError("invalid_arguments", "Give board_id or board.");
}

/** One part of a board; undefined when the member's role hides it or the site lacks it. Statuses must be readable. */
async function partOf(
  vendor: CwApi,
  board: number,
  part: (typeof PARTS)[number],
): Promise<readonly PlainRecord[] | undefined> {
  const orderBy = part === "statuses" ? "sortOrder asc" : "name asc";
  const { value, failure } = await attempt(
    vendor.all(path`/service/boards/${board}/${part}`, { orderBy }),
  );
  if (failure === undefined) return value.records.map(readable);
  if (part !== "statuses" && (failure.code === "forbidden" || failure.code === "unsupported"))
    return undefined;
  throw failure;
}

function inWords(record: PlainRecord): string {
  const marks = [
    record["default_flag"] === true ? "default" : undefined,
    record["closed_status"] === true ? "closes" : undefined,
    record["time_entry_not_allowed"] === true ? "no time entries" : undefined,
    record["inactive"] === true || record["inactive_flag"] === true ? "inactive" : undefined,
  ].filter((mark) => mark !== undefined);
  return `${String(record["name"])} (${String(record["id"])}${marks.length === 0 ? "" : `, ${marks.join(", ")}`})`;
}

const listPriorities = defineTool({
  name: "cw_list_priorities",
  title: "List priorities",
  tier: "read",
  toolset: "tickets",
  description: "List the priorities of tickets.",
  input: z.object({}),
  handler: async ({ vendor }) =>
    listAll(vendor, {
      path: path`/service/priorities`,
      orderBy: "sortOrder asc",
      view: view("priorities", "id", "name", "color", { key: "default_flag", label: "default" }),
    }),
});

/** Boards and what belongs to them. */
export const boardTools: readonly AnyTool[] = [listBoards, getBoard, listPriorities];
