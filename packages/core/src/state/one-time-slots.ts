import { randomBytes } from "node:crypto";
import { PsaError } from "../errors/index.ts";

export interface OpenSlot {
  /** 24 URL-safe characters, 144 random bits. */
  readonly id: string;
  readonly expiresAt: Date;
}

/**
 * Slots that hold one value each for one owner, until it is claimed or expires. Unknown, expired, claimed and foreign
 * slots cannot be told apart: all are undefined.
 */
export interface OneTimeSlots<Value> {
  /** Opens a slot. Throws `rate_limited` when the owner, or everybody together, has too many or too much. */
  open(owner: string, value: Value): Promise<OpenSlot>;
  /** The value, which stays. */
  read(id: string, owner: string): Promise<Value | undefined>;
  /** Puts another value into an open slot; false when there is none. Throws as `open` does when there is no room. */
  replace(id: string, owner: string, value: Value): Promise<boolean>;
  /** The value, once: of any number of callers at the same time exactly one gets it. */
  claim(id: string, owner: string): Promise<Value | undefined>;
}

export interface MemorySlotsOptions<Value> {
  /** Life of a slot. */
  readonly ttlSeconds: number;
  /** Most open slots of one owner. */
  readonly perOwner: number;
  /** Most open slots in total. */
  readonly total: number;
  /** Most weight of all values together, in the unit of `weigh`; unlimited when absent. */
  readonly weight?: number;
  weigh?(value: Value): number;
  readonly now?: () => number;
}

interface Slot<Value> {
  readonly owner: string;
  readonly until: number;
  value: Value;
}

const SLOT_ID = /^[A-Za-z0-9_-]{24}$/;

/** Slots of one process. */
export class MemorySlots<Value> implements OneTimeSlots<Value> {
  readonly #options: MemorySlotsOptions<Value>;
  readonly #now: () => number;
  /** In order of opening, which with one life for all is the order of expiry. */
  readonly #slots = new Map<string, Slot<Value>>();
  readonly #owned = new Map<string, number>();
  #weight = 0;

  constructor(options: MemorySlotsOptions<Value>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Open slots, expired ones not counted. */
  get size(): number {
    this.#sweep();
    return this.#slots.size;
  }

  async open(owner: string, value: Value): Promise<OpenSlot> {
    this.#sweep();
    const { perOwner, total, ttlSeconds } = this.#options;
    const owned = this.#owned.get(owner) ?? 0;
    if (owned >= perOwner) throw full("Too many slots of this caller are open.", ttlSeconds);
    if (this.#slots.size >= total) throw full("Too many slots are open.", ttlSeconds);
    this.#makeRoom(value, undefined);
    const id = randomBytes(18).toString("base64url");
    const until = this.#now() + ttlSeconds * 1000;
    this.#slots.set(id, { owner, until, value });
    this.#owned.set(owner, owned + 1);
    this.#weight += this.#weigh(value);
    return { id, expiresAt: new Date(until) };
  }

  async read(id: string, owner: string): Promise<Value | undefined> {
    return this.#find(id, owner)?.value;
  }

  async replace(id: string, owner: string, value: Value): Promise<boolean> {
    this.#sweep();
    const slot = this.#find(id, owner);
    if (slot === undefined) return false;
    this.#makeRoom(value, slot.value);
    this.#weight += this.#weigh(value) - this.#weigh(slot.value);
    slot.value = value;
    return true;
  }

  async claim(id: string, owner: string): Promise<Value | undefined> {
    const slot = this.#find(id, owner);
    if (slot === undefined) return undefined;
    this.#drop(id, slot);
    return slot.value;
  }

  #find(id: string, owner: string): Slot<Value> | undefined {
    if (!SLOT_ID.test(id)) return undefined;
    const slot = this.#slots.get(id);
    return slot !== undefined && slot.owner === owner && slot.until > this.#now()
      ? slot
      : undefined;
  }

  #drop(id: string, slot: Slot<Value>): void {
    this.#slots.delete(id);
    this.#weight -= this.#weigh(slot.value);
    const left = (this.#owned.get(slot.owner) ?? 1) - 1;
    if (left === 0) this.#owned.delete(slot.owner);
    else this.#owned.set(slot.owner, left);
  }

  #sweep(): void {
    for (const [id, slot] of this.#slots) {
      if (slot.until > this.#now()) return;
      this.#drop(id, slot);
    }
  }

  #weigh(value: Value): number {
    return this.#options.weigh?.(value) ?? 0;
  }

  #makeRoom(value: Value, instead: Value | undefined): void {
    const freed = instead === undefined ? 0 : this.#weigh(instead);
    const weight = this.#weight - freed + this.#weigh(value);
    if (weight > (this.#options.weight ?? Number.POSITIVE_INFINITY)) {
      throw full("There is no room for this now.", this.#options.ttlSeconds);
    }
  }
}

function full(message: string, ttlSeconds: number): PsaError {
  return new PsaError("rate_limited", message, {
    advice: `Use the open ones, or wait: unused ones end after ${ttlSeconds} seconds.`,
    retryAfterSeconds: ttlSeconds,
  });
}
