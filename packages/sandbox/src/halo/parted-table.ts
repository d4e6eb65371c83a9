import type { Row } from "./model.ts";
import type { Table } from "./table.ts";

/** A table whose rows belong to the value of one property, and are made value by value. */
export interface Parts {
  /** The property whose value a part has in common. */
  property: string;
  values(): readonly number[];
  /** The rows of a part; the same every time, never to be changed. */
  rows(value: number): readonly Row[];
}

/**
 * A table that is made part by part: the actions of a ticket when somebody looks at that ticket. The ids
 * are numbers within a part; a key is the value of the part and the id, with a slash between them.
 */
export class PartedTable implements Table {
  readonly #parts: Parts;
  readonly #changed = new Map<number, readonly Row[]>();
  pristine = true;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get(key: number | string | undefined): Row | undefined {
    const [part = "", id = ""] = String(key).split("/");
    return this.#part(Number(part)).find((row) => String(row.id) === id);
  }

  all(): Row[] {
    const values = new Set([...this.#parts.values(), ...this.#changed.keys()]);
    return [...values].flatMap((value) => this.#part(value));
  }

  get size(): number {
    return this.all().length;
  }

  by(name: string, value: unknown): readonly Row[] {
    if (name === this.#parts.property) return this.#part(Number(value));
    return this.all().filter((row) => row[name] === value);
  }

  nextId(): number {
    throw new Error("Rows of a part are numbered within it.");
  }

  insert(row: Row): Row {
    this.#write(row, (rows) => [...rows, row]);
    return row;
  }

  update(row: Row, changes: Partial<Row>): Row {
    return this.replace(row, { ...row, ...changes });
  }

  replace(row: Row, next: Row): Row {
    this.#write(row, (rows) => rows.map((other) => (other.id === row.id ? next : other)));
    return next;
  }

  remove(row: Row): void {
    this.#write(row, (rows) => rows.filter((other) => other.id !== row.id));
  }

  #part(value: number): readonly Row[] {
    return this.#changed.get(value) ?? this.#parts.rows(value);
  }

  #write(row: Row, change: (rows: readonly Row[]) => readonly Row[]): void {
    this.pristine = false;
    const value = Number(row[this.#parts.property]);
    this.#changed.set(value, change(this.#part(value)));
  }

  /** What was written so far, for `restored`. */
  changes(): ReadonlyMap<number, readonly Row[]> {
    return new Map(this.#changed);
  }

  /** The same table with other writes. */
  restored(changes: ReadonlyMap<number, readonly Row[]>): PartedTable {
    const table = new PartedTable(this.#parts);
    for (const [value, rows] of changes) table.#changed.set(value, rows);
    table.pristine = changes.size === 0;
    return table;
  }
}
