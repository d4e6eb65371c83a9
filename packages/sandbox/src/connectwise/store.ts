import type { Row } from "./model.ts";

/** Makes the rows of a table when somebody looks for the first time. */
export interface Seed {
  /** The seeded rows; the same array every time, never to be changed. */
  rows(table: string): readonly Row[];
  readonly tables: readonly string[];
}

/** Ids of records made at run time begin here, above all seeded ones. */
const FIRST_NEW_ID = 900_000;

/** Rows of one kind in the order of their ids, with an index by any property. */
export class Table {
  readonly #rows = new Map<number, Row>();
  readonly #indexes = new Map<string, Map<unknown, Row[]>>();
  #next = FIRST_NEW_ID;

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      this.#rows.set(row.id, { ...row });
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
  by(name: string, value: unknown): readonly Row[] {
    let index = this.#indexes.get(name);
    if (!index) {
      index = Map.groupBy(this.#rows.values(), (row): unknown => row[name]);
      this.#indexes.set(name, index);
    }
    return index.get(value) ?? [];
  }

  insert(fields: Omit<Row, "id">): Row {
    const row: Row = { ...fields, id: this.#next };
    this.#next += 1;
    this.#rows.set(row.id, row);
    this.#indexes.clear();
    return row;
  }

  /** Changes some properties; null and undefined take one away. */
  update(row: Row, changes: Partial<Row>): void {
    Object.assign(row, changes);
    this.#indexes.clear();
  }

  remove(id: number): void {
    if (this.#rows.delete(id)) this.#indexes.clear();
  }
}

/** The whole of the imitated data. Tables are built from the seed when they are first touched. */
export class Store {
  readonly #seed: Seed;
  #tables = new Map<string, Table>();
  /** Bytes of uploaded documents by document id. */
  files: Map<number, Buffer> = new Map();
  #saved: { tables: Map<string, Row[]>; files: Map<number, Buffer> } | undefined;

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

  tableNames(): readonly string[] {
    return this.#seed.tables;
  }

  /** How many records each table has. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.tableNames().map((name) => [name, this.table(name).size]));
  }

  reset(): void {
    this.#tables = new Map();
    this.files = new Map();
  }

  /** Keeps a copy of the present state for `restore`. */
  save(): void {
    const tables = new Map([...this.#tables].map(([name, table]) => [name, table.all()]));
    this.#saved = { tables: structuredClone(tables), files: new Map(this.files) };
  }

  /** Goes back to the saved state; false when nothing was saved. */
  restore(): boolean {
    if (!this.#saved) return false;
    const rows = structuredClone(this.#saved.tables);
    this.#tables = new Map([...rows].map(([name, list]) => [name, new Table(list)]));
    this.files = new Map(this.#saved.files);
    return true;
  }
}
