import { LruMap } from "./lru-map.ts";

/** How much may happen in how long. */
export interface WindowRule {
  readonly limit: number;
  readonly windowMilliseconds: number;
}

/** A place in a rolling window, now or soon; or the refusal of one. */
export interface Reservation {
  readonly granted: boolean;
  /** Milliseconds until the reserved moment; when refused, until one would be free. */
  readonly waitMilliseconds: number;
  /** Gives a place back that was not used. */
  release(): void;
}

/** What this process knows about one key. */
export interface WindowState {
  /** Places left in the window that ends now. */
  readonly remaining: number;
  /** Milliseconds until the next place; 0 when there is one. */
  readonly waitMilliseconds: number;
}

/**
 * A rolling window per key: in no span of the window's length are more than `limit` places given out. Places are
 * reserved in order of asking, so that a waiting caller knows at once how long it will wait.
 */
export interface RollingWindow {
  /** Reserves the next free place unless it is further away than `maxWaitMilliseconds`. */
  reserve(key: string, rule: WindowRule, maxWaitMilliseconds: number): Promise<Reservation>;
  /** Gives out no place of this key for a while; a shorter block never ends a longer one. */
  block(key: string, milliseconds: number): Promise<void>;
  /** Milliseconds until a block of this key ends; 0 when there is none. */
  blocked(key: string): Promise<number>;
  /** For display; never waits. */
  state(key: string, rule: WindowRule): WindowState;
}

interface Log {
  /** Reserved moments in ascending order; those before `head` have left the window. */
  moments: number[];
  head: number;
  blockedUntil: number;
}

/** Dead entries are cut off in runs of this length, which keeps the cost of a reservation constant. */
const COMPACT_AT = 1024;

/** The window of one process: an exact log of moments per key. */
export class MemoryRollingWindow implements RollingWindow {
  readonly #logs: LruMap<string, Log>;
  readonly #now: () => number;

  /** @param options `keys`: most keys remembered, 5,000 when absent; the least recently used are forgotten. */
  constructor(options: { readonly keys?: number; readonly now?: () => number } = {}) {
    this.#logs = new LruMap({ entries: options.keys ?? 5000 });
    this.#now = options.now ?? Date.now;
  }

  async reserve(key: string, rule: WindowRule, maxWaitMilliseconds: number): Promise<Reservation> {
    const now = this.#now();
    const log = this.#log(key);
    const at = nextPlace(log, rule, now);
    const waitMilliseconds = at - now;
    if (waitMilliseconds > Math.max(0, maxWaitMilliseconds)) {
      return { granted: false, waitMilliseconds, release() {} };
    }
    insert(log, at);
    let held = true;
    return {
      granted: true,
      waitMilliseconds,
      release: () => {
        if (held) remove(log, at);
        held = false;
      },
    };
  }

  async block(key: string, milliseconds: number): Promise<void> {
    const log = this.#log(key);
    log.blockedUntil = Math.max(log.blockedUntil, this.#now() + milliseconds);
  }

  async blocked(key: string): Promise<number> {
    return Math.max(0, (this.#logs.peek(key)?.blockedUntil ?? 0) - this.#now());
  }

  state(key: string, rule: WindowRule): WindowState {
    const log = this.#logs.peek(key);
    if (log === undefined) return { remaining: rule.limit, waitMilliseconds: 0 };
    const now = this.#now();
    const at = nextPlace(log, rule, now);
    return {
      remaining: Math.max(0, rule.limit - (log.moments.length - log.head)),
      waitMilliseconds: at - now,
    };
  }

  #log(key: string): Log {
    const known = this.#logs.get(key);
    if (known !== undefined) return known;
    const log: Log = { moments: [], head: 0, blockedUntil: 0 };
    this.#logs.set(key, log);
    return log;
  }
}

/** The earliest moment, not before now, at which one more place keeps every window within the limit. */
function nextPlace(log: Log, rule: WindowRule, now: number): number {
  forget(log, now - rule.windowMilliseconds);
  const earliest = Math.max(now, log.blockedUntil);
  const decisive = log.moments.length - rule.limit;
  if (decisive < log.head) return earliest;
  return Math.max(earliest, (log.moments[decisive] ?? now) + rule.windowMilliseconds);
}

function forget(log: Log, until: number): void {
  while (log.head < log.moments.length && (log.moments[log.head] ?? until) <= until) log.head += 1;
  if (log.head === log.moments.length) {
    log.moments = [];
    log.head = 0;
  } else if (log.head >= COMPACT_AT) {
    log.moments = log.moments.slice(log.head);
    log.head = 0;
  }
}

/** Nearly always at the end; places given back earlier can leave later ones reserved. */
function insert(log: Log, at: number): void {
  let index = log.moments.length;
  while (index > log.head && (log.moments[index - 1] ?? at) > at) index -= 1;
  if (index === log.moments.length) log.moments.push(at);
  else log.moments.splice(index, 0, at);
}

function remove(log: Log, at: number): void {
  const index = log.moments.lastIndexOf(at);
  if (index >= log.head) log.moments.splice(index, 1);
}
