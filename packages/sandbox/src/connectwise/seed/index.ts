import type { Row } from "../model.ts";
import type { Seed } from "../store.ts";
import { boardTables } from "./boards.ts";
import { businessTables } from "./business.ts";
import { companyTables } from "./companies.ts";
import type { SeedTables } from "./context.ts";
import { documentTables } from "./documents.ts";
import { peopleTables } from "./people.ts";
import { scheduleTables } from "./schedule.ts";
import { setupTables } from "./setup.ts";
import { ticketTables } from "./tickets.ts";
import { timeTables } from "./time.ts";
import { tradeTables } from "./trade.ts";

const tables: SeedTables = {
  ...setupTables,
  ...boardTables,
  ...peopleTables,
  ...companyTables,
  ...ticketTables,
  ...timeTables,
  ...scheduleTables,
  ...businessTables,
  ...tradeTables,
  ...documentTables,
};

/** Makes the invented data. The same day of `now` gives the same records. */
export function createSeed(now: Date): Seed {
  const built = new Map<string, readonly Row[]>();
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const rows = (table: string): readonly Row[] => {
    let made = built.get(table);
    if (!made) {
      made = tables[table]?.({ today, rows }) ?? [];
      built.set(table, made);
    }
    return made;
  };
  return { rows, tables: Object.keys(tables) };
}
