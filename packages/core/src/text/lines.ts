interface Container {
  /** What stands before the first line, once; empty for quotes. */
  marker: string;
  /** What stands before the other lines. */
  readonly prefix: string;
}

/** Deeper containers add no further indentation: prefixes stay short and the output linear. */
const DEEPEST = 12;

/** Collects finished blocks as lines, with the markers and indentation of the lists and quotes they stand in. */
export class LineWriter {
  readonly #lines: string[] = [];
  readonly #containers: Container[] = [];
  /** Blank line wanted before the next block. */
  #gap = false;
  /** Fewest containers open since the last line: a blank line belongs to those. */
  #shared = 0;
  #length = 0;

  /** Characters written so far. */
  get length(): number {
    return this.#length;
  }

  openQuote(mark: string): void {
    this.#containers.push({ marker: mark, prefix: mark });
  }

  openItem(marker: string): void {
    this.#containers.push({ marker, prefix: " ".repeat(marker.length) });
  }

  closeContainer(): void {
    this.#containers.pop();
    this.#shared = Math.min(this.#shared, this.#containers.length);
  }

  /** Asks for a blank line before the next block, or takes the wish back. */
  gap(wanted: boolean): void {
    this.#gap = wanted;
  }

  /** Writes one block of one or more lines. */
  block(text: string): void {
    if (this.#gap && this.#lines.length > 0)
      this.#push(this.#prefix(this.#shared, false).trimEnd());
    for (const line of text.split("\n")) {
      this.#push((this.#prefix(this.#containers.length, true) + line).replace(/^\s+$/, ""));
    }
    this.#shared = this.#containers.length;
    this.#gap = true;
  }

  /** Everything written, without blank lines at the ends. */
  toString(): string {
    return this.#lines.join("\n").trim();
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#length += line.length + 1;
  }

  #prefix(depth: number, first: boolean): string {
    let prefix = "";
    for (const container of this.#containers.slice(0, Math.min(depth, DEEPEST))) {
      if (first && container.marker !== "") {
        prefix += container.marker;
        if (container.marker !== container.prefix) container.marker = "";
      } else {
        prefix += container.prefix;
      }
    }
    return prefix;
  }
}
