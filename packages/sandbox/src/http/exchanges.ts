import { channel } from "node:diagnostics_channel";
import type { Answer, Incoming } from "./message.ts";

/** One request with the answer to it, whole. */
export interface Exchange {
  /** Which imitation answered: `connectwise`. */
  service: string;
  request: Incoming;
  /** Undefined where a fault spoiled the answer. */
  answer: Answer | undefined;
}

/** Name of the diagnostics channel on which every exchange is told to those who listen in this process. */
export const EXCHANGES = "psa-mcp.sandbox.exchange";

const exchanges = channel(EXCHANGES);

/** Tells an exchange; costs nothing while nobody listens. */
export function tell(exchange: Exchange): void {
  if (exchanges.hasSubscribers) exchanges.publish(exchange);
}
