/** What a reference shows of the record it points to. */
export interface ReferenceSpec {
  /** The table of the record; a reference without one is stored as it is sent. */
  table: string | undefined;
  /** Pairs of the property shown and the property of the record; `@full` joins first and last name. */
  shown: readonly (readonly [string, string])[];
  /** The name of the link in `_info`. */
  link: string;
}

/** `Type: "table shown shown=property"`; types that are not listed have id and name and no table. */
const SPECS: Readonly<Record<string, string>> = {
  Activity: "activities name",
  ActivityStatus: "activityStatuses name",
  ActivityType: "activityTypes name",
  Agreement: "agreements name type=_typeName",
  AgreementType: "agreementTypes name",
  Board: "boards name",
  Calendar: "calendars name",
  CatalogItem: "catalog identifier",
  ChargeCode: "chargeCodes name",
  CommunicationType: "communicationTypes name=description",
  Company: "companies identifier name",
  CompanyStatus: "companyStatuses name",
  CompanyType: "companyTypes name",
  Configuration: "configurations deviceIdentifier",
  ConfigurationStatus: "configurationStatuses name=description",
  ConfigurationType: "configurationTypes name",
  ConfigurationTypeQuestion: "configurationTypeQuestions question",
  Contact: "contacts name=@full",
  ContactDepartment: "contactDepartments name",
  ContactType: "contactTypes name=description",
  CorporateStructureLevel: "- name",
  Country: "countries identifier name",
  Currency: "- currencyCode symbol name",
  Document: "documents name=title",
  ExpenseType: "expenseTypes name",
  HolidayList: "holidayLists name",
  Invoice: "invoices identifier=invoiceNumber billingType=type applyToType",
  IvItem: "catalog identifier serializedFlag",
  Manufacturer: "manufacturers name",
  Member: "members identifier name=@full",
  MemberType: "memberTypes name",
  NoteType: "noteTypes name",
  Opportunity: "opportunities name",
  OpportunityProbability: "probabilities name=_name",
  OpportunityRating: "opportunityRatings name",
  OpportunityStage: "opportunityStages name",
  OpportunityStatus: "opportunityStatuses name",
  OpportunityType: "opportunityTypes name=description",
  PhaseStatus: "phaseStatuses name",
  Priority: "priorities name sort=sortOrder",
  ProductCategory: "categories name",
  ProductItem: "products name=description",
  ProductSubCategory: "subcategories name",
  ProductType: "productTypes name",
  Project: "projects name",
  ProjectBoard: "boards name",
  ProjectPhase: "phases name=description",
  ProjectRole: "- identifier",
  ProjectStatus: "projectStatuses name",
  ProjectType: "projectTypes name",
  PurchaseOrderStatus: "purchaseOrderStatuses name",
  Relationship: "contactRelationships name",
  SLA: "slas name",
  SalesOrder: "- identifier",
  ScheduleEntry: "scheduleEntries description=name",
  ScheduleSpan: "- identifier",
  ScheduleStatus: "scheduleStatuses name",
  ScheduleType: "scheduleTypes identifier",
  SecurityRole: "securityRoles name",
  ServiceItem: "boardItems name",
  ServiceLocation: "serviceLocations name",
  ServiceSource: "sources name",
  ServiceStatus: "boardStatuses name",
  ServiceSubType: "boardSubTypes name",
  ServiceTeam: "boardTeams name",
  ServiceType: "boardTypes name",
  Site: "sites name",
  State: "- identifier name",
  SystemDepartment: "departments identifier name",
  SystemLocation: "locations name",
  TeamRole: "teamRoles name",
  Ticket: "tickets summary",
  TimeEntry: "timeEntries",
  TimePeriodSetup: "timePeriodSetups",
  TimeSheet: "timeSheets name=_name",
  TimeZoneSetup: "timeZones name",
  WorkRole: "workRoles name",
  WorkType: "workTypes name",
};

const known = new Map<string, ReferenceSpec>();

/** The facts about a kind of reference, by the first part of its name: `Board` for a BoardReference. */
export function reference(type: string): ReferenceSpec {
  let spec = known.get(type);
  if (!spec) {
    const [table = "-", ...shown] = (SPECS[type] ?? "- name").split(" ");
    const short = type.replace(/^(Service|System)(?=[A-Z])/, "");
    spec = {
      table: table === "-" ? undefined : table,
      shown: shown.map((pair) => {
        const [name = "", property = name] = pair.split("=");
        return [name, property] as const;
      }),
      link: `${short === "SLA" ? "sla" : short.slice(0, 1).toLowerCase() + short.slice(1)}_href`,
    };
    known.set(type, spec);
  }
  return spec;
}
