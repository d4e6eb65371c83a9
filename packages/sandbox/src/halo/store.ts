import type { Row } from "./model.ts";
import { PartedTable, type Parts } from "./parted-table.ts";
import { keysOf, WholeTable, type Table } from "./table.ts";

/** Makes the rows of a table when somebody looks for the first time. */
export interface Seed {
  /** The seeded rows; the same ones every time, never to be changed. */
  rows(table: string): readonly Row[];
  readonly tables: readonly string[];
  /** The tables that are made part by part. */
  readonly parts: Readonly<Record<string, Parts>>;
}

/** The whole of the imitated data. Tables are built from the seed when they are first touched. */
export class Store {
  readonly #seed: Seed;
  #tables = new Map<string, Table>();
  /** Bytes of uploaded attachments by attachment id. */
  files: Map<number, Buffer> = new Map();
  #saved: { tables: Map<string, () => Table>; files: Map<number, Buffer> } | undefined;

  constructor(seed: Seed) {
    this.#seed = seed;
  }

  table(name: string): Table {
    let table = this.#tables.get(name);
    if (!table) {
      const parts = Object.hasOwn(this.#seed.parts, name) ? this.#seed.parts[name] : undefined;
      table = parts ? new PartedTable(parts) : new WholeTable(this.#seed.rows(name), keysOf(name));
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
    const tables = new Map([...this.#tables].map(([name, table]) => [name, copyOf(name, table)]));
    this.#saved = { tables, files: new Map(this.files) };
  }

  /** Goes back to the saved state; false when nothing was saved. */
  restore(): boolean {
    if (!this.#saved) return false;
    const { tables, files } = this.#saved;
    this.#tables = new Map([...tables].map(([name, make]) => [name, make()]));
    this.files = new Map(files);
    return true;
  }
}

/** What makes a table again as it is now. */
function copyOf(name: string, table: Table): () => Table {
  if (table instanceof PartedTable) {
    const changes = table.changes();
    return () => table.restored(changes);
  }
  const rows = table.all();
  const { pristine } = table;
  return () => {
    const copy = new WholeTable(rows, keysOf(name));
    copy.pristine = pristine;
    return copy;
  };
}
