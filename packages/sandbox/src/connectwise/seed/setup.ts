import { list, names, type SeedTables } from "./context.ts";

const bills = { billTime: "Billable", rateType: "Multiplier", rate: 1, inactiveFlag: false };

/** Tables that a company sets up once. */
export const setupTables: SeedTables = {
  priorities: () =>
    list(
      [
        ["Priority 1 - Critical", "Red"],
        ["Priority 2 - High", "Orange"],
        ["Priority 3 - Normal", "Yellow"],
        ["Priority 4 - Low", "Green"],
      ],
      ([name = "", color = ""], index) => ({
        name,
        color,
        sortOrder: index + 1,
        defaultFlag: index === 2,
      }),
      6,
    ),
  sources: () => names(["Phone", "Email", "Portal", "Monitoring", "Walk-in"]),
  slas: () =>
    list(["Standard SLA", "Premium SLA"], (name, index) => ({
      name,
      basedOn: index === 0 ? "MyCalendar" : "AllHours",
      defaultFlag: index === 0,
      applicationOrder: index + 1,
      respondHours: 2 - index,
      respondPercent: 90,
      planWithin: 8,
      planWithinPercent: 90,
      resolutionHours: 24 - index * 16,
      resolutionPercent: 90,
    })),
  slaPriorities: () =>
    list([6, 7, 8, 9], (priority, index) => ({
      _parent: 1,
      sla: 1,
      priority,
      respondHours: index + 1,
      planWithin: (index + 1) * 2,
      resolutionHours: (index + 1) * 8,
      respondPercent: 90,
      planWithinPercent: 90,
      resolutionPercent: 90,
    })),
  severities: () =>
    list(["Low", "Medium", "High"], (name) => ({
      name,
      description: `${name}: how many people cannot work`,
      defaultFlag: name === "Medium",
    })),
  impacts: () =>
    list(["Low", "Medium", "High"], (name) => ({
      name,
      description: `${name}: how much of the company is affected`,
      defaultFlag: name === "Medium",
    })),
  serviceLocations: () =>
    list(["Remote", "On-site", "In-house"], (name, index) => ({
      name,
      where: ["Remote", "OnSite", "InHouse"][index],
      defaultFlag: index === 0,
    })),
  companyStatuses: () =>
    list(["Active", "Inactive", "Prospect", "Credit Hold"], (name, index) => ({
      name,
      defaultFlag: index === 0,
      inactiveFlag: false,
      notifyFlag: name === "Credit Hold",
      disallowSavingFlag: false,
      customNoteFlag: false,
      cancelOpenTracksFlag: false,
      ...(name === "Credit Hold" ? { notificationMessage: "Ask Finance before working." } : {}),
    })),
  companyTypes: () =>
    list(["Customer", "Vendor", "Partner", "Owner"], (name, index) => ({
      name,
      defaultFlag: index === 0,
      vendorFlag: name === "Vendor",
      serviceAlertFlag: false,
    })),
  contactTypes: () =>
    list(["End User", "Decision Maker", "Billing", "VIP"], (description, index) => ({
      description,
      defaultFlag: index === 0,
      serviceAlertFlag: description === "VIP",
    })),
  contactDepartments: () => names(["Accounts", "Reception", "Operations", "Management"]),
  contactRelationships: () => names(["Employee", "Contractor"]),
  noteTypes: () => names(["Comments", "Access", "Billing"], { importFlag: false }),
  teamRoles: () => names(["Account Manager", "Primary Tech", "Sales Rep"]),
  communicationTypes: () =>
    list(["Email", "Direct", "Mobile", "Fax"], (description, index) => ({
      description,
      emailFlag: index === 0,
      phoneFlag: index === 1 || index === 2,
      faxFlag: index === 3,
      defaultFlag: index < 2,
      iphoneXref: description,
      androidXref: description,
    })),
  workRoles: () =>
    list(["Engineer", "Senior Engineer", "Project Manager", "Consultant"], (name, index) => ({
      name,
      hourlyRate: 110 + index * 25,
      inactiveFlag: false,
    })),
  workTypes: () =>
    list(
      [
        { name: "Remote Support", ...bills },
        { name: "On-site Support", ...bills },
        { name: "After Hours", ...bills, rate: 1.5 },
        { name: "Internal", ...bills, billTime: "DoNotBill", utilizationFlag: false },
        { name: "Old Telephone Support", ...bills, inactiveFlag: true },
      ],
      (type, index) => ({ ...type, overallDefaultFlag: index === 0, activityDefaultFlag: false }),
    ),
  chargeCodes: () =>
    list(["Internal Meeting", "Training", "Vacation", "Sick"], (name) => ({
      name,
      company: 2,
      location: 1,
      department: 1,
      billTime: "DoNotBill",
      expenseEntryFlag: false,
      timeEntryFlag: true,
      workType: 4,
      workRole: 1,
    })),
  scheduleTypes: () =>
    list(
      [
        ["Sales Activity", "C"],
        ["Service", "S"],
        ["Project", "P"],
        ["Meeting", "M"],
      ],
      ([name = "", identifier = ""]) => ({ name, identifier, systemFlag: identifier !== "M" }),
      3,
    ),
  scheduleStatuses: () => names(["Firm", "Tentative"], { showAsTentativeFlag: false }),
  reminderTimes: () =>
    list([0, 15, 30], (time) => ({ time, name: `${time} min`, defaultFlag: time === 15 })),
  configurationTypes: () =>
    list(
      ["Managed Server", "Managed Workstation", "Network Device", "Software License"],
      (name) => ({
        name,
        inactiveFlag: false,
        systemFlag: false,
      }),
    ),
  configurationTypeQuestions: () =>
    list(
      [
        { _parent: 1, question: "Backup product", requiredFlag: true, fieldType: "Text" },
        { _parent: 1, question: "Rack position", requiredFlag: false, fieldType: "Text" },
        { _parent: 3, question: "Firmware", requiredFlag: false, fieldType: "Text" },
        { _parent: 4, question: "Seats", requiredFlag: true, fieldType: "Number" },
        { _parent: 1, question: "Console sign-in", requiredFlag: false, fieldType: "Password" },
      ],
      (question, index) => ({
        ...question,
        configurationType: question._parent,
        entryType: "EntryField",
        sequenceNumber: index + 1,
        inactiveFlag: false,
      }),
      11,
    ),
  configurationTypeValues: () => [],
  configurationStatuses: () =>
    list(["Active", "In Stock", "Retired"], (description, index) => ({
      description,
      closedFlag: description === "Retired",
      defaultFlag: index === 0,
    })),
  manufacturers: () => names(["Brightfield Systems", "Kestrel Networks", "Ostler Computing"]),
  kbCategories: () => names(["How to", "Known errors"]),
  countries: () =>
    list(["United Kingdom", "United States"], (name, index) => ({
      name,
      identifier: ["UK", "US"][index],
    })),
  timeZones: () =>
    names(["GMT Standard Time", "Eastern Standard Time", "AUS Eastern Standard Time"]),
  userDefinedFields: () =>
    list(
      [
        { _table: "tickets", caption: "Change Number", fieldTypeIdentifier: "Text" },
        // The name has a left-to-right mark in it, as copied text sometimes has.
        { _table: "companies", caption: "Account\u200E Tier", fieldTypeIdentifier: "Text" },
        { _table: "companies", caption: "Renewal", fieldTypeIdentifier: "Date" },
        { _table: "configurations", caption: "Asset Owner", fieldTypeIdentifier: "Text" },
        { _table: "contacts", caption: "Speaks Welsh", fieldTypeIdentifier: "Checkbox" },
        { _table: "configurations", caption: "BIOS password", fieldTypeIdentifier: "Text" },
      ],
      (field, index) => ({
        ...field,
        podId: 1,
        sequenceNumber: index + 1,
        entryTypeIdentifier: "EntryField",
        numberDecimals: 0,
        requiredFlag: false,
        displayOnScreenFlag: true,
        readOnlyFlag: false,
        listViewFlag: false,
        options: [],
      }),
      31,
    ),
  links: () => [],
};
