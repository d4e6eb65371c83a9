import type { Row } from "../model.ts";
import { cycle, list, type SeedTables } from "./context.ts";

const BOARDS = [
  { name: "Help Desk", location: 1 },
  // Two boards with much the same name: a name alone may not be enough.
  { name: "Help Desk Night", location: 1 },
  { name: "Network Operations", location: 2 },
  { name: "Projects", location: 1, projectFlag: true },
  { name: "Legacy Board", location: 1, inactiveFlag: true },
] as const;

/** Statuses by board: name, closed, time not allowed, stage. */
const STATUSES: Readonly<Record<number, readonly (readonly [string, string])[]>> = {
  1: [
    ["New", ""],
    ["In Progress", "responded"],
    ["Waiting on Client", "plan"],
    ["Scheduled", "plan"],
    ["Closed", "closed"],
    ["Closed - No Time", "closed notime"],
  ],
  2: [
    ["New", ""],
    ["In Progress", "responded"],
    ["Hand over to Day", "responded"],
    ["Closed", "closed"],
  ],
  // On this board a status called Closed is open: only the flag counts.
  3: [
    ["New (alert)", ""],
    ["Investigating", "responded"],
    ["Closed", "plan"],
    ["Resolved", "closed"],
  ],
  4: [
    ["Planned", ""],
    ["In Progress", "responded"],
    ["Done", "closed"],
  ],
  5: [["New", ""]],
};

const TYPES = ["Incident", "Service Request", "Change"] as const;
const SUBTYPES = ["Hardware", "Software", "Network", "Account"] as const;
const ITEMS = ["Printer", "Laptop", "Mailbox", "VPN"] as const;

/** The id of the nth record of a board: statuses of board 1 begin with 101. */
export function boardId(board: number, index: number): number {
  return board * 100 + index + 1;
}

function perBoard(make: (board: number) => Row[]): Row[] {
  return BOARDS.flatMap((_, index) => make(index + 1));
}

function status(board: number, name: string, marks: string, index: number): object {
  const stage = marks.includes("plan") ? "ResolutionPlan" : "Responded";
  const open = marks === "" ? "NotResponded" : stage;
  return {
    _parent: board,
    board,
    name,
    sortOrder: index + 1,
    displayOnBoard: true,
    inactive: false,
    closedStatus: marks.includes("closed"),
    timeEntryNotAllowed: marks.includes("notime"),
    defaultFlag: index === 0,
    escalationStatus: marks.includes("closed") ? "Resolved" : open,
    customerPortalFlag: true,
  };
}

/** Boards with their statuses, types and teams. */
export const boardTables: SeedTables = {
  boards: () =>
    list(BOARDS, (board, index) => ({
      department: 1,
      inactiveFlag: false,
      projectFlag: false,
      ...board,
      billTime: "Billable",
      billExpense: "Billable",
      billProduct: "Billable",
      dispatchMember: 153,
      workRole: 1,
      workType: 1,
      restrictBoardByDefaultFlag: index === 2,
      notifyEmailFrom: "service@larkfield.example",
    })),
  boardStatuses: () =>
    perBoard((board) =>
      list(
        STATUSES[board] ?? [],
        ([name, marks], index) => ({ ...status(board, name, marks, index) }),
        boardId(board, 0),
      ),
    ),
  boardTypes: () =>
    perBoard((board) =>
      list(
        TYPES,
        (name, index) => ({
          _parent: board,
          board,
          name,
          category: name === "Change" ? "Proactive" : "Reactive",
          defaultFlag: index === 0,
          inactiveFlag: false,
          requestForChangeFlag: name === "Change",
        }),
        boardId(board, 20),
      ),
    ),
  boardSubTypes: () =>
    perBoard((board) =>
      list(
        SUBTYPES,
        (name, index) => ({
          _parent: board,
          board,
          name,
          inactiveFlag: false,
          // Account is no subtype of Change.
          typeAssociationIds:
            index === 3
              ? [boardId(board, 20), boardId(board, 21)]
              : [boardId(board, 20), boardId(board, 21), boardId(board, 22)],
        }),
        boardId(board, 40),
      ),
    ),
  boardItems: () =>
    perBoard((board) =>
      list(
        ITEMS,
        (name) => ({ _parent: board, board, name, inactiveFlag: false }),
        boardId(board, 60),
      ),
    ),
  boardTeams: () =>
    perBoard((board) =>
      list(
        ["First Line", "Second Line"],
        (name, index) => ({
          _parent: board,
          boardId: board,
          name,
          teamLeader: 156,
          leader: 156,
          members: index === 0 ? [151, 155] : [152, 160],
          defaultFlag: index === 0,
          notifyOnTicketDelete: false,
          deleteNotifyFlag: false,
          locationId: 1,
          location: 1,
          department: 1,
        }),
        boardId(board, 80),
      ),
    ),
  boardAssociations: () =>
    perBoard((board) =>
      list(
        SUBTYPES,
        (_, index) => ({
          _parent: board,
          board,
          type: boardId(board, 20 + (index % 3)),
          subType: boardId(board, 40 + index),
          item: boardId(board, 60 + cycle([0, 1, 2, 3], index)),
        }),
        boardId(board, 90),
      ),
    ),
};
