import type { Row } from "../model.ts";
import type { Seed } from "../store.ts";
import { actionsOf } from "./actions.ts";
import { administrationTables } from "./administration.ts";
import { assetTables } from "./assets.ts";
import { attachmentTables } from "./attachments.ts";
import type { SeedContext, SeedSize, SeedTables } from "./context.ts";
import { customerTables } from "./customers.ts";
import { knowledgeTables } from "./knowledge.ts";
import { peopleTables } from "./people.ts";
import { FIRST_TICKET, ticketCount } from "./plan.ts";
import { setupTables } from "./setup.ts";
import { ticketTables } from "./tickets.ts";
import { timeTables } from "./time.ts";
import { tradeTables } from "./trade.ts";

export type { SeedSize } from "./context.ts";

const tables: SeedTables = {
  ...setupTables,
  ...peopleTables,
  ...customerTables,
  ...ticketTables,
  ...attachmentTables,
  ...tradeTables,
  ...assetTables,
  ...timeTables,
  ...knowledgeTables,
  ...administrationTables,
};

/** Makes the invented data. The same day of `now` gives the same records. */
export function createSeed(now: Date, size: SeedSize): Seed {
  const built = new Map<string, readonly Row[]>();
  const indexes = new Map<string, Map<number | string, Row>>();
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const parts = new Map<number, readonly Row[]>();
  /** The actions of one ticket; numbers within a ticket are their ids, so each has an action 1. */
  const actions = (ticketId: number): readonly Row[] => {
    const index = ticketId - FIRST_TICKET;
    if (index < 0 || index >= ticketCount(context)) return [];
    let made = parts.get(ticketId);
    if (!made) {
      made = actionsOf(context, index);
      parts.set(ticketId, made);
    }
    return made;
  };
  const ticketIds = (): number[] =>
    Array.from({ length: ticketCount(context) }, (_, index) => FIRST_TICKET + index);
  const rows = (table: string): readonly Row[] => {
    if (table === "actions") return ticketIds().flatMap((id) => actions(id));
    let made = built.get(table);
    if (!made) {
      made = tables[table]?.(context) ?? [];
      built.set(table, made);
    }
    return made;
  };
  const find = (table: string, id: number): Row => {
    let index = indexes.get(table);
    if (!index) {
      index = new Map(rows(table).map((row) => [row.id, row]));
      indexes.set(table, index);
    }
    const row = index.get(id);
    if (!row) throw new Error(`The seed has no ${table} ${id}.`);
    return row;
  };
  const context: SeedContext = { size, today, rows, find };
  return {
    rows,
    tables: [...Object.keys(tables), "actions"],
    parts: { actions: { property: "ticket_id", values: ticketIds, rows: actions } },
  };
}
