import { describe, expect, it } from "vitest";
import { NOW } from "./api.fixture.ts";
import { text, type Row } from "./model.ts";
import { schema } from "./schema/fields.ts";
import { reference } from "./schema/references.ts";
import { createSeed } from "./seed/index.ts";

const seed = createSeed(NOW);

/** Tables with the schema of their records. */
const TABLES: readonly (readonly [string, string])[] = [
  ["tickets", "Ticket"],
  ["ticketNotes", "ServiceNote"],
  ["timeEntries", "TimeEntry"],
  ["timeSheets", "TimeSheet"],
  ["companies", "Company"],
  ["contacts", "Contact"],
  ["sites", "CompanySite"],
  ["configurations", "Company.Configuration"],
  ["scheduleEntries", "ScheduleEntry"],
  ["agreements", "Agreement"],
  ["additions", "Addition"],
  ["invoices", "Invoice"],
  ["projects", "Project"],
  ["phases", "ProjectPhase"],
  ["opportunities", "Opportunity"],
  ["activities", "Activity"],
  ["catalog", "CatalogItem"],
  ["products", "ProductItem"],
  ["boards", "Board"],
  ["boardStatuses", "BoardStatus"],
];

const find = (table: string, id: unknown): Row | undefined =>
  seed.rows(table).find((row) => row.id === id);

describe("the seed", () => {
  it.each(TABLES)("%s point to records that exist and keep the limits", (table, kind) => {
    const wrong = new Set<string>();
    const seen = new Set<number>();
    for (const row of seed.rows(table)) {
      if (seen.has(row.id)) wrong.add(`id ${row.id} twice`);
      seen.add(row.id);
      for (const field of schema(kind).fields.values()) {
        const value = row[field.name];
        if (field.required && value === undefined) wrong.add(`${field.name} is missing`);
        if (field.kind === "reference" && typeof value === "number") {
          const target = reference(field.target ?? "").table ?? "";
          if (!find(target, value)) wrong.add(`${field.name} ${value} does not exist`);
        }
        if (field.maximum !== undefined && text(row, field.name).length > field.maximum) {
          wrong.add(`${field.name} is too long`);
        }
      }
    }
    expect([...wrong]).toEqual([]);
  });

  it("statuses and types of tickets belong to their board, contacts to their company", () => {
    for (const row of seed.rows("tickets")) {
      const owners = [
        find("boardStatuses", row["status"])?.["board"],
        find("boardTypes", row["type"])?.["board"],
        find("boardItems", row["item"])?.["board"],
      ];
      expect(new Set(owners)).toEqual(new Set([row["board"]]));
      expect(find("contacts", row["contact"])?.["company"]).toBe(row["company"]);
    }
  });

  it("hours of tickets and sheets are the sums of their time entries", () => {
    const total = (name: string, id: number): number =>
      seed
        .rows("timeEntries")
        .filter((row) => row[name] === id)
        .reduce((sum, row) => sum + Number(row["actualHours"]), 0);
    for (const sheet of seed.rows("timeSheets").slice(0, 70)) {
      expect(sheet["hours"]).toBeCloseTo(total("timeSheet", sheet.id), 5);
    }
    for (const ticket of seed.rows("tickets").slice(0, 60)) {
      expect(ticket["actualHours"]).toBeCloseTo(total("ticket", ticket.id), 5);
    }
  });

  it("nobody is scheduled in two places", () => {
    const entries = seed.rows("scheduleEntries").filter((row) => row["doneFlag"] !== true);
    const clashes = entries.filter((one) =>
      entries.some(
        (other) =>
          other.id > one.id &&
          other["member"] === one["member"] &&
          text(other, "dateStart") < text(one, "dateEnd") &&
          text(other, "dateEnd") > text(one, "dateStart"),
      ),
    );
    expect(clashes).toEqual([]);
  });
});
