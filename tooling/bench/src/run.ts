import type { Bench } from "./servers.ts";
import type { StandInProcess } from "./stand-in-process.ts";

/** How much is measured. */
export interface Effort {
  /** Interleaved cold starts. */
  readonly starts: number;
  /** Sequential calls over stdio. */
  readonly calls: number;
  /** Seconds of each HTTP load before figures are taken, and while they are. */
  readonly warmSeconds: number;
  readonly loadSeconds: number;
  /** Sessions of the memory figures. */
  readonly sessions: number;
  /** Initializes that are sent and left. */
  readonly abandoned: number;
  /** Whether to wait until abandoned sessions make room, when the server has come to its limit. */
  readonly waitsForRoom: boolean;
}

export const usualEffort: Effort = {
  starts: 9,
  calls: 1000,
  warmSeconds: 1,
  loadSeconds: 6,
  sessions: 1000,
  abandoned: 3000,
  waitsForRoom: false,
};

/** For a look while working: a fraction of the time, noisier. */
export const quickEffort: Effort = {
  ...usualEffort,
  starts: 5,
  warmSeconds: 0.5,
  loadSeconds: 1.5,
  abandoned: 1000,
};

export const longEffort: Effort = { ...usualEffort, abandoned: 100_000, waitsForRoom: true };

/** One server under measurement. */
export interface Run {
  readonly bench: Bench;
  readonly standIn: StandInProcess;
  readonly effort: Effort;
  /** Something a reader of the figures should know. */
  readonly note: (text: string) => void;
}
