import { changedBy, now } from "../call.ts";
import { serve, type Add } from "../engine.ts";
import { conflict } from "../errors.ts";
import { text } from "../model.ts";
import { EVERYTHING, READ, type Resource } from "../resource.ts";
import { problem } from "../write.ts";
import { addCommunications, contactNotes, contacts } from "./contacts.ts";
import { addTypeAssociations } from "./type-associations.ts";

const companies: Resource = {
  path: "/company/companies",
  table: "companies",
  schema: "Company",
  label: "Company",
  operations: EVERYTHING,
  module: "companies",
  unique: ["identifier"],
  readOnly: ["dateDeleted", "deletedBy", "types"],
  within: {
    site: { field: "id", label: "Company", child: "Site" },
    defaultContact: { field: "id", label: "Company", child: "Contact" },
  },
  defaults: () => ({
    status: 1,
    deletedFlag: false,
    leadFlag: false,
    unsubscribeFlag: false,
    isVendorFlag: false,
    territory: 1,
    types: [],
  }),
  check(call, { row, before, problems }) {
    const hasAddress = ["addressLine1", "addressLine2", "city", "zip"].some(
      (name) => text(row, name) !== "",
    );
    if (hasAddress || before || call.state.switches.requirements === "2022.1") return;
    const message = "A company needs at least one address field.";
    problems.push(problem(companies, "MissingRequiredField", "addressLine1", message));
  },
  saved(call, row, { before }) {
    if (before) return;
    const site = call.state.store.table("sites").insert({
      _parent: row.id,
      company: row.id,
      name: "Main",
      addressLine1: row["addressLine1"],
      city: row["city"],
      zip: row["zip"],
      primaryAddressFlag: true,
      inactiveFlag: false,
      timeZone: 1,
    });
    call.state.store.table("companies").update(row, { site: site.id });
  },
  softDelete(call, row) {
    const open = call.state.store.table("tickets").by("company", row.id);
    if (open.some((ticket) => ticket["closedFlag"] !== true)) {
      throw conflict(`Company ${row.id} has open tickets and cannot be deleted.`);
    }
    call.state.store.table("companies").update(row, {
      deletedFlag: true,
      dateDeleted: now(call),
      deletedBy: call.principal.identifier,
      ...changedBy(call),
    });
    return true;
  },
  links: ["contacts", "sites", "notes", "teams"],
};

const underCompany = {
  parameter: "company",
  table: "companies",
  label: "Company",
  field: "company",
} as const;

function child(name: string, table: string, kind: string, label: string): Resource {
  return {
    path: `/company/companies/:company/${name}`,
    table,
    schema: kind,
    label,
    operations: EVERYTHING,
    module: "companies",
    parent: underCompany,
  };
}

const companyNotes: Resource = {
  ...child("notes", "companyNotes", "CompanyNote", "Company Note"),
  readOnly: ["enteredBy"],
  defaults: (call) => ({ flagged: false, type: 1, enteredBy: call.principal.identifier }),
};

function setup(path: string, table: string, kind: string, label: string): Resource {
  return { path, table, schema: kind, label, operations: EVERYTHING };
}

/** Every resource of this file, for the addresses of references. */
export const companyResources: readonly Resource[] = [
  companies,
  {
    ...child("sites", "sites", "CompanySite", "Site"),
    unfilterable: ["defaultShippingFlag", "defaultBillingFlag", "defaultMailingFlag"],
    defaults: () => ({ inactiveFlag: false, primaryAddressFlag: false }),
  },
  companyNotes,
  child("teams", "companyTeams", "CompanyTeam", "Company Team"),
  setup("/company/companies/statuses", "companyStatuses", "CompanyStatus", "Company Status"),
  setup("/company/companies/types", "companyTypes", "CompanyType", "Company Type"),
  contacts,
  contactNotes,
  setup("/company/contacts/types", "contactTypes", "ContactType", "Contact Type"),
  setup("/company/contacts/departments", "contactDepartments", "ContactDepartment", "Department"),
  {
    ...setup(
      "/company/contacts/relationships",
      "contactRelationships",
      "ContactRelationship",
      "Relationship",
    ),
    operations: READ,
  },
  setup("/company/noteTypes", "noteTypes", "CompanyNoteType", "Note Type"),
  setup("/company/communicationTypes", "communicationTypes", "CommunicationType", "Type"),
  setup("/company/teamRoles", "teamRoles", "TeamRole", "Team Role"),
];

/** Adds companies, contacts and what belongs to them. */
export function addCompanies(add: Add): void {
  for (const resource of companyResources) serve(add, resource);
  addCommunications(add);
  addTypeAssociations(
    add,
    contacts,
    "ContactContactTypeAssociation.ContactTypeAssociation",
    "Contact Type Association",
  );
  addTypeAssociations(
    add,
    companies,
    "CompanyCompanyTypeAssociation.CompanyTypeAssociation",
    "Company Type Association",
  );
}
