import type { TableName, Tables } from "./model.ts";

/** Makes the rows of a table when somebody looks for the first time. */
export interface Seed {
  /** The seeded rows; the same array every time, never to be changed. */
  rows<Name extends TableName>(table: Name): readonly Tables[Name][];
  readonly tables: readonly TableName[];
}

/** Ids of records made at run time begin here, above all seeded ones. */
const FIRST_NEW_ID = 90_000;

/** Rows of one kind in the order of their ids. */
export class Table<Row extends { id: number }> {
  readonly #rows = new Map<number, Row>();
  #next = FIRST_NEW_ID;

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      this.#rows.set(row.id, structuredClone(row));
      this.#next = Math.max(this.#next, row.id + 1);
    }
  }

  get(id: number | undefined | null): Row | undefined {
    return typeof id === "number" ? this.#rows.get(id) : undefined;
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  find(test: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (test(row)) return row;
    return undefined;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Adds a record under the next id. */
  insert(fields: Omit<Row, "id">): Row {
    const row = { ...fields, id: this.#next } as Row;
    this.#next += 1;
    this.#rows.set(row.id, row);
    return row;
  }

  remove(id: number): void {
    this.#rows.delete(id);
  }
}

type AnyTable = Table<Tables[TableName]>;

/** The whole of the imitated data. Tables are built from the seed when they are first touched. */
export class Store {
  readonly #seed: Seed;
  #tables = new Map<TableName, AnyTable>();
  #saved: Map<TableName, Tables[TableName][]> | undefined;

  constructor(seed: Seed) {
    this.#seed = seed;
  }

  table<Name extends TableName>(name: Name): Table<Tables[Name]> {
    let table = this.#tables.get(name);
    if (!table) {
      table = new Table<Tables[TableName]>(this.#seed.rows(name));
      this.#tables.set(name, table);
    }
    return table as unknown as Table<Tables[Name]>;
  }

  /** How many records each table has. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#seed.tables.map((name) => [name, this.table(name).size]));
  }

  reset(): void {
    this.#tables = new Map();
  }

  /** Keeps a copy of the present state for `restore`. */
  save(): void {
    const copy = [...this.#tables].map(
      ([name, table]) => [name, structuredClone(table.all())] as const,
    );
    this.#saved = new Map(copy);
  }

  /** Goes back to the saved state; false when nothing was saved. */
  restore(): boolean {
    if (!this.#saved) return false;
    this.#tables = new Map([...this.#saved].map(([name, rows]) => [name, new Table(rows)]));
    return true;
  }
}
