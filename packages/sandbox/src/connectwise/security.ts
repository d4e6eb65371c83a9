import type { Row } from "./model.ts";

/** What a member may do with records of a module. */
export type Level = "None" | "My" | "All";

export type Action = "add" | "edit" | "delete" | "inquire";

/** The functions of the security matrix, with the names that the vendor's settings show. */
export const MODULES = {
  companies: "Company Maintenance",
  contacts: "Contacts",
  configurations: "Configurations",
  tickets: "Service Tickets",
  time: "Time Entry",
  approvals: "Time Approval",
  schedule: "Resource Scheduling",
  agreements: "Agreements",
  invoices: "Invoicing",
  projects: "Project Headers",
  projectTickets: "Project Tickets",
  sales: "Opportunities",
  activities: "Sales Activities",
  procurement: "Purchase Orders",
  catalog: "Product Catalog",
  expenses: "Expense Entry",
  documents: "Documents",
  members: "Member Maintenance",
  audit: "Audit Trail",
  setup: "Table Setup",
} as const;

export type Module = keyof typeof MODULES;

/** Add, edit, delete, inquire of a role: A for all, M for own records, N for none. */
type Rights = Partial<Record<Module, string>> & { otherwise: string };

const ROLES: Readonly<Record<number, { name: string; rights: Rights }>> = {
  1: { name: "Admin", rights: { otherwise: "AAAA" } },
  2: {
    name: "Service Technician",
    rights: {
      otherwise: "NNNA",
      companies: "NNNA",
      contacts: "AANA",
      configurations: "AANA",
      tickets: "AANA",
      projectTickets: "AANA",
      time: "MMMA",
      schedule: "MMMA",
      activities: "MMMA",
      documents: "AMMA",
      expenses: "MMMM",
      invoices: "NNNN",
      agreements: "NNNA",
      procurement: "NNNN",
      members: "NNNA",
      audit: "NNNA",
    },
  },
  3: {
    name: "Dispatcher",
    rights: {
      otherwise: "NNNA",
      contacts: "AANA",
      tickets: "AAAA",
      projectTickets: "AAAA",
      schedule: "AAAA",
      time: "MMMA",
      activities: "AAAA",
      documents: "AAAA",
      invoices: "NNNN",
      companies: "AANA",
    },
  },
  4: {
    name: "Finance",
    rights: {
      otherwise: "NNNA",
      agreements: "AAAA",
      invoices: "AAAA",
      procurement: "AAAA",
      catalog: "AAAA",
      companies: "AANA",
      time: "NNNA",
      expenses: "AAAA",
    },
  },
  5: {
    name: "Restricted Technician",
    rights: {
      otherwise: "NNNN",
      companies: "NNNA",
      contacts: "NNNA",
      configurations: "NNNA",
      tickets: "AMNA",
      time: "MMMM",
      schedule: "NNNM",
      members: "NNNA",
      documents: "NNNA",
    },
  },
  6: { name: "Service Manager", rights: { otherwise: "AAAA", setup: "NNNA", invoices: "NNNA" } },
  7: { name: "Read Only", rights: { otherwise: "NNNA" } },
};

const LEVELS: Readonly<Record<string, Level>> = { A: "All", M: "My", N: "None" };
const ACTIONS: readonly Action[] = ["add", "edit", "delete", "inquire"];

/** The ids and names of the roles. */
export function roleNames(): [number, string][] {
  return Object.entries(ROLES).map(([id, role]) => [Number(id), role.name]);
}

/** How far a role reaches. */
export function level(role: number, module: Module, action: Action): Level {
  const rights = ROLES[role]?.rights;
  const letters = rights?.[module] ?? rights?.otherwise ?? "NNNN";
  return LEVELS[letters.charAt(ACTIONS.indexOf(action))] ?? "None";
}

/** The matrix of a role as `/system/securityRoles/{id}/settings` lists it. */
export function settingsOf(role: number): Row[] {
  return Object.entries(MODULES).map(([module, name], index) => ({
    id: role * 100 + index,
    addLevel: level(role, module as Module, "add"),
    editLevel: level(role, module as Module, "edit"),
    deleteLevel: level(role, module as Module, "delete"),
    inquireLevel: level(role, module as Module, "inquire"),
    moduleFunctionName: name,
    moduleFunctionIdentifier: module,
    moduleFunctionDescription: `Rights on ${name.toLowerCase()}`,
    myAllFlag: true,
    reportFlag: false,
    restrictFlag: false,
    customFlag: false,
    sortOrder: index,
  }));
}
