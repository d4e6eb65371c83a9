import { createHash, createHmac } from "node:crypto";
import type { ChangeEvent, State } from "./call.ts";
import { CONNECTWISE_COMPANY_ID } from "./keys.ts";
import { text, type Row } from "./model.ts";

/** One attempt to tell a receiver. */
export interface Delivery {
  callbackId: number;
  url: string;
  action: string;
  attempt: number;
  /** 0 when nobody answered. */
  status: number;
}

/** The callback type of each table. */
const TYPES: Readonly<Record<string, string>> = {
  tickets: "Ticket",
  companies: "Company",
  contacts: "Contact",
  configurations: "Configuration",
  opportunities: "Opportunity",
  activities: "Activity",
  projects: "Project",
  timeEntries: "Time",
  scheduleEntries: "Schedule",
};

const REPEATED = new Set([404, 409, 419, 429]);
const PAUSES = [2000, 4000];
const TIMEOUT = 5000;

/** The callback types that exist. */
export const CALLBACK_TYPES: readonly string[] = Object.values(TYPES);

/** True for an address that the imitation is willing to call: it must not reach into a network. */
export function isLoopback(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  } catch {
    return false;
  }
}

/** Tells the registered receivers what happened, signed as the vendor signs. */
export class Callbacks {
  readonly #state: () => State;
  #deliveries: Delivery[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(state: () => State) {
    this.#state = state;
  }

  reset(): void {
    this.#deliveries = [];
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  deliveries(): Delivery[] {
    return [...this.#deliveries];
  }

  /** Looks who wants to know of an event, and sends without waiting. */
  happened(event: ChangeEvent): void {
    const type = TYPES[event.table];
    if (type === undefined) return;
    const wanted = this.#state().store.table("callbacks").by("type", type);
    for (const callback of wanted) {
      if (callback["inactiveFlag"] === true || !isLoopback(text(callback, "url"))) continue;
      if (!concerns(callback, event)) continue;
      this.#send(callback, type, event, 1);
    }
  }

  #send(callback: Row, type: string, event: ChangeEvent, attempt: number): void {
    const url = new URL(text(callback, "url"));
    url.searchParams.set("recordId", String(event.row.id));
    url.searchParams.set("action", event.action);
    const body = JSON.stringify({
      Action: event.action,
      ID: event.row.id,
      Type: type.toLowerCase(),
      MemberId: event.member,
      CompanyId: CONNECTWISE_COMPANY_ID,
      Entity: JSON.stringify(event.shown),
      FromUrl: this.#state().origin,
      Metadata: { key_url: `${this.#state().origin}/callback-keys/${callback.id}` },
    });
    const key = createHash("sha256").update(`sandbox-signing-key-${callback.id}`).digest();
    const signature = createHmac("sha256", key).update(body).digest("base64");
    const note = (status: number): void => {
      this.#deliveries.push({
        callbackId: callback.id,
        url: url.href,
        action: event.action,
        attempt,
        status,
      });
      const pause = PAUSES[attempt - 1];
      if (pause === undefined || !REPEATED.has(status)) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#send(callback, type, event, attempt + 1);
      }, pause);
      timer.unref();
      this.#timers.add(timer);
    };
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-content-signature": signature },
      body,
      signal: AbortSignal.timeout(TIMEOUT),
    }).then(
      (response) => note(response.status),
      () => note(0),
    );
  }
}

/** Whether a callback's level and object cover a record; level Owner covers all of a type. */
function concerns(callback: Row, event: ChangeEvent): boolean {
  const id = callback["objectId"];
  const property = text(callback, "level").toLowerCase();
  if (property === "owner" || property === "") return true;
  if (property === event.table || property === TYPES[event.table]?.toLowerCase()) {
    return id === event.row.id;
  }
  return event.row[property] === id;
}
