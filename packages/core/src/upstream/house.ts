import type { AnyVendor, Credential } from "../define/index.ts";
import type { LruMap, RollingWindow, WindowRule } from "../state/index.ts";
import type { Bulkhead } from "./bulkhead.ts";
import type { SharedText } from "./client.ts";
import type { Answer, Exchange, Lane } from "./engine.ts";
import type { Flight, FlightView } from "./flight.ts";
import type { Network } from "./network.ts";
import type { BaseAddress } from "./target.ts";
import type { Tuning } from "./types.ts";

/** What one credential shares, reads under way included. */
export interface SharedLane extends Lane {
  readonly flights: Map<string, Flight<SharedText | undefined>>;
  /** Counts the beginnings and ends of writes. */
  generation: number;
}

/** An answer kept for `cacheSeconds`. */
export interface CachedText {
  readonly storedAt: number;
  readonly text: SharedText;
}

/** What `remember` made, or is making. */
export interface KeptValue {
  readonly until: number;
  readonly value: Promise<unknown>;
}

/** What all clients of one upstream share. */
export interface House {
  readonly vendor: AnyVendor;
  readonly base: BaseAddress;
  readonly tuning: Tuning;
  readonly userAgent: string;
  /** The vendor's own headers of every request. */
  readonly vendorHeaders: Readonly<Record<string, string>>;
  readonly deadlineSeconds: number;
  readonly window: RollingWindow;
  /** The rate limit of a lane as far as it is known. */
  rule(laneKey: string): { readonly rule: WindowRule; readonly learned: boolean };
  readonly cache: LruMap<string, CachedText>;
  /** What vendor packages keep for a credential. */
  readonly kept: LruMap<string, KeptValue>;
  /** Places for downloads from foreign hosts. */
  readonly foreign: Bulkhead;
  laneKey(credential: Credential): string;
  lane(credential: Credential): SharedLane;
  carry(lane: SharedLane, exchange: Exchange, flight: FlightView): Promise<Answer>;
  network(): Promise<Network>;
  /** Throws while the upstream shuts down. */
  assertOpen(): void;
}
