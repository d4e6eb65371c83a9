/** The ways in which a vendor can misbehave. The README has a table of what each one does. */
export const FAULT_KINDS = [
  "status",
  "retry-after",
  "hang",
  "slow-body",
  "malformed",
  "html",
  "empty",
  "reset",
  "redirect",
  "echo",
  "huge",
  "latency",
  "duplicate",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A rule that spoils matching requests. */
export interface FaultRule {
  match?: { method?: string; /** A regular expression over the path. */ path?: string };
  /** How many requests to spoil; without it, all of them. */
  times?: number;
  /** How many matching requests pass first. */
  after?: number;
  kind: FaultKind;
  status?: number;
  /** Seconds, or `date:<seconds>` for the date form of the header. */
  retryAfter?: number | string;
  milliseconds?: number;
  location?: string;
  bytes?: number;
  /** On a write: make the change first, then fail. */
  commit?: boolean;
}

interface ActiveFault {
  rule: FaultRule;
  path: RegExp | undefined;
  seen: number;
  used: number;
}

/** Holds the rules; the newest matching rule that still has turns left is the one that acts. */
export class FaultSwitch {
  #active: ActiveFault[] = [];

  /** Adds a rule. Throws a plain error for a rule that cannot work. */
  set(rule: FaultRule): void {
    if (!FAULT_KINDS.includes(rule.kind)) {
      throw new Error(`Unknown fault kind. Use one of: ${FAULT_KINDS.join(", ")}.`);
    }
    if (rule.kind === "redirect" && !rule.location) {
      throw new Error("A redirect fault needs a location.");
    }
    const path = rule.match?.path === undefined ? undefined : new RegExp(rule.match.path);
    this.#active.push({ rule: { ...rule }, path, seen: 0, used: 0 });
  }

  clear(): void {
    this.#active = [];
  }

  /** The rules with how often each matched and acted. */
  list(): { rule: FaultRule; seen: number; used: number }[] {
    return this.#active.map(({ rule, seen, used }) => ({ rule, seen, used }));
  }

  /** Finds and uses up one turn of the rule for this request. */
  take(method: string, path: string): FaultRule | undefined {
    let chosen: FaultRule | undefined;
    for (const fault of this.#active.toReversed()) {
      const wanted = fault.rule.match?.method;
      if (wanted !== undefined && wanted.toUpperCase() !== method) continue;
      if (fault.path && !fault.path.test(path)) continue;
      fault.seen += 1;
      if (chosen || fault.seen <= (fault.rule.after ?? 0)) continue;
      if (fault.rule.times !== undefined && fault.used >= fault.rule.times) continue;
      fault.used += 1;
      chosen = fault.rule;
    }
    return chosen;
  }
}
