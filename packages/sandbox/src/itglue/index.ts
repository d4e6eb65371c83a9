import { createClock } from "../http/clock.ts";
import { startControl } from "../http/control.ts";
import type { FaultRule } from "../http/faults.ts";
import { RollingLimiter, type RateLimit } from "../http/limiter.ts";
import type { RecordedRequest } from "../http/recorder.ts";
import { profileNamed } from "../http/profile-set.ts";
import { startService } from "../http/service.ts";
import { createApi, vendorError } from "./api.ts";
import type { State } from "./call.ts";
import { controlRoutes } from "./control.ts";
import { ITGLUE_JWT, ITGLUE_KEYS, Keyring, type ItglueKeys } from "./keys.ts";
import { PROFILES, profiles, type ProfileName } from "./profiles.ts";
import { createSeed } from "./seed/index.ts";
import { Store } from "./store.ts";
import { Workflows } from "./workflows.ts";

export type { FaultKind, FaultRule } from "../http/faults.ts";
export type { RateLimit } from "../http/limiter.ts";
export type { RecordedRequest } from "../http/recorder.ts";
export { ITGLUE_JWT, ITGLUE_KEYS, type ItglueKeys } from "./keys.ts";
export { PROFILES as ITGLUE_PROFILES, type ProfileName, type Switches } from "./profiles.ts";

/** How to start the imitation; everything has a default. */
export interface ItglueSandboxOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  controlPort?: number;
  profile?: ProfileName;
  /** How many documents the seed has: 600, or up to 100,000 for measurements. */
  documents?: number;
  rateLimit?: RateLimit;
  /** The day that expirations, logs and metrics are spread around. */
  now?: Date;
}

/** A running imitation of the IT Glue API. */
export interface ItglueSandbox {
  url: string;
  controlUrl: string;
  /** The variables that lead a server to it, with the key of everything. */
  variables: Readonly<Record<"ITGLUE_BASE_URL" | "ITGLUE_API_KEY", string>>;
  keys: ItglueKeys;
  jwt: string;
  /** What arrived, oldest first; the newest 2,000 are kept. */
  requests(): RecordedRequest[];
  /** The same for everything but GET. */
  writes(): RecordedRequest[];
  /** Back to the seed, without faults, shifts of the clock or records of requests. */
  reset(): void;
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Open sockets. */
  connections(): number;
  close(): Promise<void>;
}

/** 64 MiB: room for an attachment of 25 MiB in base64, and a limit to run into. */
const BODY_LIMIT = 64 * 1024 * 1024;

/** Starts an imitation of the IT Glue API on loopback. */
export async function startItglueSandbox(
  options: ItglueSandboxOptions = {},
): Promise<ItglueSandbox> {
  const profile = profileNamed(profiles, options.profile ?? "strict-2026");
  const now = options.now ?? new Date();
  const rateLimit = options.rateLimit ?? { requests: 3000, windowSeconds: 300 };
  const documents = Math.min(options.documents ?? 600, 100_000);
  const workflows: Workflows = new Workflows(() => state);
  const state: State = {
    store: new Store(createSeed({ now, documents })),
    clock: createClock(now),
    limiter: new RollingLimiter(rateLimit),
    keyring: new Keyring(now),
    profile,
    switches: PROFILES[profile],
    baseUrl: "",
    onEvent: (trigger, row, event) => workflows.happened(trigger, row, event),
  };
  const service = await startService({
    name: "itglue",
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    clock: state.clock,
    bodyLimit: BODY_LIMIT,
    handle: createApi(state),
    error: vendorError,
  });
  state.baseUrl = service.url;

  const reset = (): void => {
    state.store.reset();
    state.clock.reset();
    state.limiter.reset();
    state.limiter.limit = rateLimit;
    state.keyring.reset(state.clock.now());
    state.profile = profile;
    state.switches = PROFILES[profile];
    service.recorder.reset();
    service.faults.clear();
    workflows.reset();
  };
  const control = await startControl(
    options.controlPort ?? 0,
    controlRoutes(state, service, workflows, reset),
  ).catch(async (error: unknown) => {
    await service.close();
    throw error;
  });
  return {
    url: service.url,
    controlUrl: control.url,
    variables: { ITGLUE_BASE_URL: service.url, ITGLUE_API_KEY: ITGLUE_KEYS.full },
    keys: ITGLUE_KEYS,
    jwt: ITGLUE_JWT,
    requests: () => service.recorder.requests(),
    writes: () => service.recorder.writes(),
    reset,
    fault: (rule) => service.faults.set(rule),
    clearFaults: () => service.faults.clear(),
    connections: service.connections,
    async close() {
      await Promise.all([service.close(), control.close()]);
    },
  };
}
