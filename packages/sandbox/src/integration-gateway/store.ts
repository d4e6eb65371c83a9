import type { Fields, Row } from "./model.ts";

/** Makes the rows of a table when somebody looks for the first time. */
export interface Seed {
  /** The seeded rows; never to be changed. */
  rows(table: string): readonly Row[];
  readonly tables: readonly string[];
}

/** Ids of records made at run time begin here, above all seeded ones. */
const FIRST_NEW_ID = 90_000;

/** Rows of one kind in the order of their ids. */
export class Table {
  readonly #rows = new Map<number, Row>();
  #next = FIRST_NEW_ID;

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      this.#rows.set(row.id, row);
      if (row.id >= this.#next) this.#next = row.id + 1;
    }
  }

  get(id: number | undefined): Row | undefined {
    return id === undefined ? undefined : this.#rows.get(id);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  /** The rows whose property has this value. */
  by(name: string, value: unknown): Row[] {
    return this.all().filter((row) => row[name] === value);
  }

  insert(fields: Fields): Row {
    const row: Row = { ...fields, id: this.#next };
    this.#next += 1;
    this.#rows.set(row.id, row);
    return row;
  }

  /** Changes some properties and returns the record as it is now. */
  update(id: number, changes: Fields): Row {
    const row: Row = { ...this.#rows.get(id), ...changes, id };
    this.#rows.set(id, row);
    return row;
  }

  remove(id: number): void {
    this.#rows.delete(id);
  }
}

/** The whole of the imitated data. Tables are built from the seed when they are first touched. */
export class Store {
  readonly #seed: Seed;
  #tables = new Map<string, Table>();
  #saved: Map<string, Row[]> | undefined;

  constructor(seed: Seed) {
    this.#seed = seed;
  }

  table(name: string): Table {
    let table = this.#tables.get(name);
    if (!table) {
      table = new Table(this.#seed.rows(name));
      this.#tables.set(name, table);
    }
    return table;
  }

  /** How many records each table has. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#seed.tables.map((name) => [name, this.table(name).size]));
  }

  reset(): void {
    this.#tables = new Map();
  }

  /** Keeps the present state for `restore`; rows are never changed in place, so that a list suffices. */
  save(): void {
    this.#saved = new Map([...this.#tables].map(([name, table]) => [name, table.all()]));
  }

  /** Goes back to the saved state; false when nothing was saved. */
  restore(): boolean {
    if (!this.#saved) return false;
    this.#tables = new Map([...this.#saved].map(([name, rows]) => [name, new Table(rows)]));
    return true;
  }
}
