import { RICH_COMPANY } from "./companies.ts";
import { DAY, history, list, type SeedTables } from "./context.ts";

/** Documents, articles, and the tables that begin empty. */
export const documentTables: SeedTables = {
  documents: ({ today }) =>
    list(
      [
        ["Ticket", 10_001, "Screenshot of the error", "error.png", 70],
        ["Ticket", 10_001, "Event log", "events.txt", 64],
        ["Ticket", 10_001, "Quote of the vendor", "quote.pdf", 640],
        ["Company", RICH_COMPANY, "Contract", "contract.pdf", 640],
        ["Company", RICH_COMPANY, "Site plan: 1st floor (old) & 'new'", "plan 1.png", 70],
        ["Project", 1, "Plan", "plan.csv", 30],
      ] as const,
      ([_recordType, _record, title, fileName, size], index) => ({
        _recordType,
        _record,
        title,
        fileName,
        serverFileName: `${301 + index}.bin`,
        size,
        owner: "rvale",
        imageFlag: fileName.endsWith(".png"),
        linkFlag: false,
        urlFlag: false,
        publicFlag: index !== 3,
        readOnlyFlag: false,
        _text: fileName.endsWith(".csv")
          ? "task,hours\nbuild,12\ntest,4\n"
          : "09:14 service stopped\n09:15 service started\n",
        ...history(today - 4 * DAY, "rvale"),
      }),
      301,
    ),
  callbacks: () => [],
  auditEntries: () => [],
  kbArticles: ({ today }) =>
    list(
      [
        ["Reset the VPN client", "The VPN drops", "Remove the profile and add it again."],
        ["Printer prints blank pages", "Blank pages", "Clean the drum; then print a test page."],
      ],
      ([title = "", issue = "", resolution = ""], index) => ({
        title,
        issue,
        resolution,
        board: 1,
        categoryId: index + 1,
        locationId: 1,
        businessUnitId: 1,
        dateCreated: "2025-05-01T10:00:00Z",
        createdBy: "gpark",
        ...history(today - 200 * DAY, "gpark"),
      }),
      51,
    ),
};
