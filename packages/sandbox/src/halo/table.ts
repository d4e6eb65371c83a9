import type { Row } from "./model.ts";

/** Rows of one kind in the order in which they were made. Rows are replaced, never changed in place. */
export interface Table {
  /** True until the first write. */
  pristine: boolean;
  readonly size: number;
  get(key: number | string | undefined): Row | undefined;
  all(): Row[];
  /** The rows whose property has this value. */
  by(name: string, value: unknown): readonly Row[];
  /** The next free number. */
  nextId(): number;
  insert(row: Row): Row;
  /** Puts a changed copy in the place of a row and gives it back. */
  update(row: Row, changes: Partial<Row>): Row;
  /** Puts another row in the place of one with the same key. */
  replace(row: Row, next: Row): Row;
  remove(row: Row): void;
}

/** What tells a row from the others of its table; ids alone repeat in some tables. */
type KeyOf = (row: Readonly<Row>) => string;

const NATURAL_KEYS: Readonly<Record<string, KeyOf>> = {
  lookups: (row) => `${String(row["lookupid"])}/${row.id}`,
  ticketapprovals: (row) => `${String(row["ticket_id"])}/${String(row["seq"])}`,
  timesheets: (row) => `${String(row["agent_id"])}/${String(row["date"]).slice(0, 10)}`,
};

/** The key of a row in its table, in lower case. */
export function keysOf(table: string): KeyOf {
  return NATURAL_KEYS[table] ?? ((row) => String(row.id).toLowerCase());
}

/** A table that is made as a whole. */
export class WholeTable implements Table {
  readonly #rows = new Map<string, Row>();
  readonly #indexes = new Map<string, Map<unknown, Row[]>>();
  readonly #keyOf: KeyOf;
  #last = 0;
  pristine = true;

  constructor(rows: readonly Row[], keyOf: KeyOf) {
    this.#keyOf = keyOf;
    for (const row of rows) {
      this.#rows.set(keyOf(row), row);
      if (typeof row.id === "number" && row.id > this.#last) this.#last = row.id;
    }
  }

  get(key: number | string | undefined): Row | undefined {
    return key === undefined ? undefined : this.#rows.get(String(key).toLowerCase());
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  by(name: string, value: unknown): readonly Row[] {
    let index = this.#indexes.get(name);
    if (!index) {
      index = Map.groupBy(this.#rows.values(), (row): unknown => row[name]);
      this.#indexes.set(name, index);
    }
    return index.get(value) ?? [];
  }

  nextId(): number {
    return this.#last + 1;
  }

  insert(row: Row): Row {
    this.pristine = false;
    if (typeof row.id === "number" && row.id > this.#last) this.#last = row.id;
    this.#rows.set(this.#keyOf(row), row);
    this.#indexes.clear();
    return row;
  }

  update(row: Row, changes: Partial<Row>): Row {
    return this.replace(row, { ...row, ...changes });
  }

  replace(row: Row, next: Row): Row {
    this.pristine = false;
    this.#rows.set(this.#keyOf(row), next);
    this.#indexes.clear();
    return next;
  }

  remove(row: Row): void {
    this.pristine = false;
    if (this.#rows.delete(this.#keyOf(row))) this.#indexes.clear();
  }
}
