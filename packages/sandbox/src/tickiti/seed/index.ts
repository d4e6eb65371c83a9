import type { TableName, Tables } from "../model.ts";
import type { Seed } from "../store.ts";
import { administrationTables } from "./administration.ts";
import type { SeedTables } from "./context.ts";
import { mailTables } from "./mail.ts";
import { queueRights, queues, users } from "./people.ts";
import { settingsTables } from "./settings.ts";
import { attachments, responses, tickets } from "./tickets.ts";
import { workflowTables } from "./workflow.ts";

const tables: SeedTables = {
  users,
  queueRights,
  queues,
  tickets,
  responses,
  attachments,
  ...settingsTables,
  ...workflowTables,
  ...mailTables,
  ...administrationTables,
};

/** Makes the invented data. The same day of `now` gives the same records. */
export function createSeed(now: Date): Seed {
  const built = new Map<TableName, readonly Tables[TableName][]>();
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const rows = <Name extends TableName>(table: Name): readonly Tables[Name][] => {
    let made = built.get(table);
    if (!made) {
      made = tables[table]({ today, rows });
      built.set(table, made);
    }
    return made as readonly Tables[Name][];
  };
  return { rows, tables: Object.keys(tables) as TableName[] };
}
