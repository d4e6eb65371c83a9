export interface LruOptions<Key, Value> {
  /** Most entries kept. */
  readonly entries: number;
  /** Most weight kept, in the unit of `weigh`; unlimited when absent. */
  readonly weight?: number;
  /** Weight of one entry; 1 when absent. */
  weigh?(value: Value): number;
  /** Entries that are in use and must stay, whatever their age. */
  pinned?(value: Value, key: Key): boolean;
}

/** A map that forgets its least recently used entries beyond a number and a total weight. */
export class LruMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #options: LruOptions<Key, Value>;
  #weight = 0;

  constructor(options: LruOptions<Key, Value>) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value, which becomes the most recently used. */
  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  /** The value, without counting as a use. */
  peek(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  /** Keeps a value; one that alone exceeds the total weight is not kept. */
  set(key: Key, value: Value): void {
    this.delete(key);
    const weight = this.#weigh(value);
    if (weight > (this.#options.weight ?? Number.POSITIVE_INFINITY)) return;
    this.#entries.set(key, value);
    this.#weight += weight;
    this.#shrink(key);
  }

  delete(key: Key): boolean {
    const value = this.#entries.get(key);
    if (value === undefined) return false;
    this.#weight -= this.#weigh(value);
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
  }

  *[Symbol.iterator](): IterableIterator<[Key, Value]> {
    yield* this.#entries;
  }

  #weigh(value: Value): number {
    return this.#options.weigh?.(value) ?? 1;
  }

  #shrink(newest: Key): void {
    const { entries, weight = Number.POSITIVE_INFINITY } = this.#options;
    if (this.#entries.size <= entries && this.#weight <= weight) return;
    for (const [key, value] of this.#entries) {
      if (this.#entries.size <= entries && this.#weight <= weight) return;
      if (key !== newest && this.#options.pinned?.(value, key) !== true) this.delete(key);
    }
  }
}
