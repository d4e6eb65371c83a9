import type { Row } from "./model.ts";

/** Makes the rows of a table when somebody looks for the first time. */
export interface Seed {
  /** The seeded rows; the same array every time, never to be changed. */
  rows(table: string): readonly Row[];
  readonly tables: readonly string[];
}

/** What tells a row from the others of its table; ids alone repeat in some tables. */
export type KeyOf = (row: Readonly<Row>) => string;

const NATURAL_KEYS: Readonly<Record<string, KeyOf>> = {
  actions: (row) => `${String(row["ticket_id"])}/${row.id}`,
  lookups: (row) => `${String(row["lookupid"])}/${row.id}`,
  ticketapprovals: (row) => `${String(row["ticket_id"])}/${String(row["seq"])}`,
  timesheets: (row) => `${String(row["agent_id"])}/${String(row["date"]).slice(0, 10)}`,
};

/** Rows of one kind in the order in which they were made. Rows are replaced, never changed in place. */
export class Table {
  readonly #rows = new Map<string, Row>();
  readonly #indexes = new Map<string, Map<unknown, Row[]>>();
  readonly #keyOf: KeyOf;
  #last = 0;
  /** True until the first write. */
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

  /** The rows whose property has this value. */
  by(name: string, value: unknown): readonly Row[] {
    let index = this.#indexes.get(name);
    if (!index) {
      index = Map.groupBy(this.#rows.values(), (row): unknown => row[name]);
      this.#indexes.set(name, index);
    }
    return index.get(value) ?? [];
  }

  /** The next free number. */
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

  /** Puts a changed copy in the place of a row and gives it back. */
  update(row: Row, changes: Partial<Row>): Row {
    return this.replace(row, { ...row, ...changes });
  }

  /** Puts another row in the place of one with the same key. */
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

/** The whole of the imitated data. Tables are built from the seed when they are first touched. */
export class Store {
  readonly #seed: Seed;
  #tables = new Map<string, Table>();
  /** Bytes of uploaded attachments by attachment id. */
  files: Map<number, Buffer> = new Map();
  #saved: { tables: Map<string, Row[]>; files: Map<number, Buffer> } | undefined;

  constructor(seed: Seed) {
    this.#seed = seed;
  }

  table(name: string): Table {
    let table = this.#tables.get(name);
    if (!table) {
      table = build(name, this.#seed.rows(name));
      this.#tables.set(name, table);
    }
    return table;
  }

  /** The number of records by table. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#seed.tables.map((name) => [name, this.table(name).size]));
  }

  /** Back to the seed; tables that nobody wrote to stay as they are. */
  reset(): void {
    this.#tables = new Map([...this.#tables].filter(([, table]) => table.pristine));
    this.files = new Map();
  }

  /** Keeps the present state for `restore`. Rows are never changed in place, so lists of them suffice. */
  save(): void {
    const tables = new Map([...this.#tables].map(([name, table]) => [name, table.all()]));
    this.#saved = { tables, files: new Map(this.files) };
  }

  /** Goes back to the saved state; false when nothing was saved. */
  restore(): boolean {
    if (!this.#saved) return false;
    const { tables, files } = this.#saved;
    this.#tables = new Map(
      [...tables].map(([name, rows]) => {
        const table = build(name, rows);
        // What was saved may differ from the seed.
        table.pristine = false;
        return [name, table];
      }),
    );
    this.files = new Map(files);
    return true;
  }
}

function build(name: string, rows: readonly Row[]): Table {
  return new Table(rows, NATURAL_KEYS[name] ?? ((row) => String(row.id).toLowerCase()));
}
