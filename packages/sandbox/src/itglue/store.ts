import type { Attributes, Row } from "./model.ts";
import { number } from "./model.ts";

/**
 * Makes the rows of a table the first time somebody looks. It never reads the store: what was written
 * meanwhile must not change the seed of another table.
 */
export type TableSeed = () => Row[];

/** Everything that a fresh sandbox holds. Sections are made per document, because they are the bulk. */
export interface Seed {
  tables: Readonly<Record<string, TableSeed>>;
  sections(document: Row): { sections: Row[]; images: Row[] };
  /** The seeded document that owns an image or a gallery, by the number ranges of the seed. */
  documentOfImage(image: number): number | undefined;
  documentOfGallery(gallery: number): number | undefined;
}

/** Ids of records made at run time begin here, far above all seeded ones. */
const FIRST_NEW_ID = 60_000_000;

/** Rows of one kind, in the order of their making, with an index by any attribute. */
export class Table {
  #rows = new Map<number, Row>();
  #indexes = new Map<string, Map<unknown, Row[]>>();
  #next = FIRST_NEW_ID;

  constructor(rows: readonly Row[]) {
    for (const row of rows) this.put(row);
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  /** The rows whose attribute has this value. */
  by(attribute: string, value: unknown): readonly Row[] {
    let index = this.#indexes.get(attribute);
    if (!index) {
      index = Map.groupBy(this.#rows.values(), (row): unknown => row.attributes[attribute]);
      this.#indexes.set(attribute, index);
    }
    return index.get(value) ?? [];
  }

  /** Adds a row with an id of its own. */
  put(row: Row): void {
    this.#rows.set(row.id, row);
    if (row.id >= this.#next && row.id < 1e12) this.#next = row.id + 1;
    this.#indexes.clear();
  }

  insert(attributes: Attributes): Row {
    const row: Row = { id: this.#next, attributes };
    this.put(row);
    return row;
  }

  update(row: Row, changes: Attributes): void {
    Object.assign(row.attributes, changes);
    this.#indexes.clear();
  }

  remove(id: number): void {
    if (this.#rows.delete(id)) this.#indexes.clear();
  }
}

interface Contents {
  tables: Map<string, Row[]>;
  sections: Map<number, Row[]>;
  files: Map<string, Buffer>;
}

/** The whole of the imitated account data. */
export class Store {
  readonly #seed: Seed;
  #tables = new Map<string, Table>();
  #sections = new Map<number, Row[]>();
  /** Uploaded bytes by address; seeded files are made when they are fetched. */
  files: Map<string, Buffer> = new Map();
  #saved: Contents | undefined;
  #sequence = FIRST_NEW_ID;

  constructor(seed: Seed) {
    this.#seed = seed;
  }

  table(name: string): Table {
    let table = this.#tables.get(name);
    if (!table) {
      table = new Table(this.#seed.tables[name]?.() ?? []);
      this.#tables.set(name, table);
    }
    return table;
  }

  tableNames(): string[] {
    return Object.keys(this.#seed.tables);
  }

  /** How many records each table has. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.tableNames().map((name) => [name, this.table(name).size]));
  }

  /** The working copy of a document's sections, in their order. */
  sections(document: Row): Row[] {
    let sections = this.#sections.get(document.id);
    if (!sections) {
      const made = this.#seed.sections(document);
      sections = made.sections;
      this.#sections.set(document.id, sections);
      for (const image of made.images) this.table("document_images").put(image);
    }
    return sections;
  }

  setSections(document: Row, sections: Row[]): void {
    this.#sections.set(document.id, sections);
  }

  /** An image by id, also when its seeded document has not been looked at yet. */
  image(id: number): Row | undefined {
    this.#touch(this.#seed.documentOfImage(id));
    return this.table("document_images").get(id);
  }

  /** The section that holds a gallery, with its document. */
  gallery(gallery: number): { document: Row; section: Row } | undefined {
    this.#touch(this.#seed.documentOfGallery(gallery));
    for (const [id, sections] of this.#sections) {
      const section = sections.find((row) => number(row, "document-gallery-id") === gallery);
      const document = this.table("documents").get(id);
      if (section && document) return { document, section };
    }
    return undefined;
  }

  /** A number that nothing else has, for sections and galleries. */
  newId(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  reset(): void {
    this.#tables = new Map();
    this.#sections = new Map();
    this.files = new Map();
    this.#sequence = FIRST_NEW_ID;
  }

  /** Keeps a copy of the present state for `restore`. */
  save(): void {
    const tables = new Map([...this.#tables].map(([name, table]) => [name, table.all()]));
    this.#saved = structuredClone({ tables, sections: this.#sections, files: this.files });
  }

  /** Goes back to the saved state; false when nothing was saved. */
  restore(): boolean {
    if (!this.#saved) return false;
    const saved = structuredClone(this.#saved);
    this.#tables = new Map([...saved.tables].map(([name, rows]) => [name, new Table(rows)]));
    this.#sections = saved.sections;
    // structuredClone turns a Buffer into a plain Uint8Array.
    this.files = new Map([...saved.files].map(([key, bytes]) => [key, Buffer.from(bytes)]));
    return true;
  }

  #touch(documentId: number | undefined): void {
    const document = documentId === undefined ? undefined : this.table("documents").get(documentId);
    if (document) this.sections(document);
  }
}
