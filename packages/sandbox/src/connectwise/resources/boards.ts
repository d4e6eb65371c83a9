import { serve, type Add } from "../engine.ts";
import { numbers } from "../model.ts";
import { EVERYTHING, READ, type Resource } from "../resource.ts";

const board = {
  parameter: "_parent",
  table: "boards",
  label: "Service Board",
  field: "board",
} as const;

/** The boards themselves; a member does not see those that are closed to it. */
export const boards: Resource = {
  path: "/service/boards",
  table: "boards",
  schema: "Board",
  label: "Service Board",
  operations: EVERYTHING,
  visible: (call, row) =>
    !numbers(call.principal.member, "excludedServiceBoardIds").includes(row.id),
  defaults: () => ({ inactiveFlag: false, projectFlag: false }),
  links: ["statuses", "types", "subtypes", "items", "teams"],
};

function child(name: string, table: string, kind: string, label: string): Resource {
  return {
    path: `/service/boards/:_parent/${name}`,
    table,
    schema: kind,
    label,
    operations: EVERYTHING,
    parent: {
      ...board,
      visible: (call, row) =>
        !numbers(call.principal.member, "excludedServiceBoardIds").includes(row.id),
    },
  };
}

const statuses: Resource = {
  ...child("statuses", "boardStatuses", "BoardStatus", "Service Status"),
  defaults: () => ({
    inactive: false,
    closedStatus: false,
    timeEntryNotAllowed: false,
    defaultFlag: false,
    displayOnBoard: true,
    escalationStatus: "NotResponded",
  }),
};

const teams: Resource = {
  ...child("teams", "boardTeams", "BoardTeam", "Service Team"),
  parent: { parameter: "_parent", table: "boards", label: "Service Board", field: "boardId" },
};

const associations: Resource = {
  ...child(
    "typeSubTypeItemAssociations",
    "boardAssociations",
    "BoardTypeSubTypeItemAssociation",
    "Association",
  ),
  operations: READ,
};

function setup(path: string, table: string, kind: string, label: string): Resource {
  return { path, table, schema: kind, label, operations: EVERYTHING };
}

const setups: Resource[] = [
  setup("/service/priorities", "priorities", "Priority", "Priority"),
  setup("/service/sources", "sources", "Source", "Source"),
  setup("/service/SLAs", "slas", "SLA", "SLA"),
  { ...setup("/service/severities", "severities", "Severity", "Severity"), operations: READ },
  { ...setup("/service/impacts", "impacts", "Impact", "Impact"), operations: READ },
  setup("/service/locations", "serviceLocations", "ServiceLocation", "Service Location"),
  {
    ...setup("/service/knowledgeBaseArticles", "kbArticles", "KnowledgeBaseArticle", "Article"),
    module: "tickets",
    readOnly: ["dateCreated", "createdBy"],
  },
  setup(
    "/service/knowledgeBaseCategories",
    "kbCategories",
    "KnowledgeBaseCategory",
    "Knowledge Base Category",
  ),
  {
    ...setup("/service/SLAs/:_parent/priorities", "slaPriorities", "SLAPriority", "SLA Priority"),
    parent: { parameter: "_parent", table: "slas", label: "SLA", field: "sla" },
  },
  { ...setup("/service/teams", "boardTeams", "ServiceTeam", "Service Team"), operations: READ },
];

/** Every resource of this file, for the addresses of references. */
export const boardResources: readonly Resource[] = [
  boards,
  statuses,
  child("types", "boardTypes", "BoardType", "Service Type"),
  child("subtypes", "boardSubTypes", "BoardSubType", "Service Sub Type"),
  child("items", "boardItems", "BoardItem", "Service Item"),
  teams,
  associations,
  ...setups,
];

/** Adds boards, what belongs to them, and the tables that service is set up with. */
export function addBoards(add: Add): void {
  for (const resource of boardResources) serve(add, resource);
}
