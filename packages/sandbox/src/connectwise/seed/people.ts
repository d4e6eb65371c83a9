import { roleNames } from "../security.ts";
import { stamp, type Fields } from "../model.ts";
import { DAY, list, names, type SeedTables } from "./context.ts";

/** identifier, first name, last name, role, time zone, title */
const MEMBERS: readonly (readonly [string, string, string, number, number, string])[] = [
  ["rvale", "Rowan", "Vale", 2, 1, "Service Technician"],
  ["rvaleri", "Rowan", "Valeri", 2, 2, "Service Technician"],
  ["mhollis", "Marta", "Hollis", 3, 1, "Dispatcher"],
  ["fokoye", "Femi", "Okoye", 4, 1, "Accounts"],
  ["jdoyle", "Jo", "Doyle", 5, 1, "Trainee"],
  ["gpark", "Grace", "Park", 6, 1, "Service Manager"],
  ["psaapi", "PSA", "API", 1, 1, "API member"],
  ["lnoor", "Lena", "Noor", 7, 1, "Auditor"],
  ["tbriggs", "Tom", "Briggs", 2, 1, "Former Technician"],
  ["sito", "Sora", "Ito", 2, 3, "Network Engineer"],
  ["dmarsh", "Dana", "Marsh", 2, 2, "Network Engineer"],
  ["kbello", "Kemi", "Bello", 6, 1, "Project Manager"],
  ["avoss", "Anton", "Voss", 4, 1, "Account Manager"],
];

const FORMATS: Fields = {
  companyActivityTabFormat: "SummaryList",
  invoiceTimeTabFormat: "SummaryList",
  invoiceScreenDefaultTabFormat: "ShowInvoicingTab",
  invoicingDisplayOptions: "RemainOnInvoicingScreen",
  agreementInvoicingDisplayOptions: "RemainOnInvoicingScreen",
};

function weekdays(start: string, end: string): Fields {
  return Object.fromEntries(
    ["monday", "tuesday", "wednesday", "thursday", "friday"].flatMap((day) => [
      [`${day}StartTime`, start],
      [`${day}EndTime`, end],
    ]),
  );
}

/** Members, their roles, places and calendars. */
export const peopleTables: SeedTables = {
  securityRoles: () =>
    roleNames().map(([id, name]) => ({ id, name, adminFlag: id === 1, inactiveFlag: false })),
  memberTypes: () => names(["Employee", "Subcontractor"]),
  departments: () =>
    list(["Service", "Finance", "Projects"], (name) => ({ name, identifier: name.slice(0, 4) })),
  locations: () =>
    list(["London", "New York"], (name, index) => ({
      name,
      locationFlag: true,
      clientFlag: false,
      calendar: index + 1,
      timeZoneSetup: index + 1,
      departmentIds: [1, 2, 3],
      workRoleIds: [1, 2, 3, 4],
    })),
  calendars: () =>
    list(["London office", "New York office", "Sydney office"], (name, index) => ({
      name,
      holidayList: index === 1 ? 2 : 1,
      ...weekdays("09:00:00", index === 1 ? "18:00:00" : "17:30:00"),
      ...(index === 1 ? { saturdayStartTime: "10:00:00", saturdayEndTime: "13:00:00" } : {}),
    })),
  holidayLists: () => names(["England", "United States"]),
  holidays: ({ today }) => {
    const year = new Date(today).getUTCFullYear();
    const days: [number, string, string][] = [
      [1, "New Year's Day", `${year}-01-01`],
      [1, "Christmas Day", `${year}-12-25`],
      [1, "Boxing Day", `${year}-12-26`],
      [2, "Independence Day", `${year}-07-04`],
      [2, "Christmas Day", `${year}-12-25`],
      // One that is always near, so that calendars matter on any day.
      [1, "Founders' Day", stamp(today + 5 * DAY).slice(0, 10)],
    ];
    return list(days, ([holidayList, name, date]) => ({
      _parent: holidayList,
      holidayList,
      name,
      date: `${date}T00:00:00Z`,
      allDayFlag: true,
    }));
  },
  members: ({ today }) => [
    ...list(
      MEMBERS,
      ([identifier, firstName, lastName, securityRole, zone, title]) => {
        const isGone = identifier === "tbriggs";
        const isRestricted = identifier === "jdoyle";
        const email = `${identifier}@larkfield.example`;
        return {
          identifier,
          firstName,
          lastName,
          title,
          licenseClass: identifier === "psaapi" ? "A" : "F",
          type: 1,
          // A member who left has neither time zone nor calendar.
          timeZone: isGone ? undefined : zone,
          calendar: isGone ? undefined : zone,
          inactiveFlag: isGone,
          ...(isGone ? { inactiveDate: "2025-11-30T00:00:00Z" } : {}),
          officeEmail: email,
          primaryEmail: email,
          officePhone: "020 7946 0100",
          defaultEmail: "Office",
          defaultPhone: "Office",
          securityRole,
          adminFlag: securityRole === 1,
          defaultLocation: zone === 2 ? 2 : 1,
          defaultDepartment: securityRole === 4 ? 2 : 1,
          restrictLocationFlag: isRestricted,
          restrictDepartmentFlag: false,
          excludedServiceBoardIds: isRestricted ? [2, 3, 4, 5] : [],
          excludedProjectBoardIds: [],
          serviceBoardTeamIds: [],
          memberPersonas: [],
          workRole: securityRole === 6 ? 3 : 1,
          workType: 1,
          timeApprover: 156,
          expenseApprover: 156,
          dailyCapacity: 8,
          scheduleCapacity: securityRole === 2 ? 7.5 : 8,
          hourlyCost: 38,
          hourlyRate: 120,
          hireDate: "2021-03-01T00:00:00Z",
          timeSheetStartDate: "2021-03-01T00:00:00Z",
          restrictScheduleFlag: identifier === "gpark",
          hideMemberInDispatchPortalFlag: identifier === "psaapi",
          lastLogin: stamp(today - DAY),
          ...FORMATS,
        };
      },
      151,
    ),
    {
      id: 101,
      identifier: "zadmin",
      firstName: "System",
      lastName: "Administrator",
      // The system's own account owns records, but the list of members does not have it.
      _hidden: true,
      inactiveFlag: false,
      securityRole: 1,
      licenseClass: "F",
    },
  ],
};
