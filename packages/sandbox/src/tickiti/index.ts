import { createClock } from "../http/clock.ts";
import { startControl } from "../http/control.ts";
import type { FaultRule } from "../http/faults.ts";
import { profileNamed } from "../http/profile-set.ts";
import { RollingLimiter, type RateLimit } from "../http/limiter.ts";
import type { RecordedRequest } from "../http/recorder.ts";
import { startService } from "../http/service.ts";
import { createApi } from "./api.ts";
import type { Mail, Plan, State } from "./call.ts";
import { controlRoutes } from "./control.ts";
import { vendorError } from "./errors.ts";
import { Idempotency } from "./idempotency.ts";
import { TICKITI_TOKENS, type TickitiTokens } from "./keys.ts";
import { changePlan, FULL_PLAN } from "./plan.ts";
import { PROFILES, profiles, type ProfileName } from "./profiles.ts";
import { createSeed } from "./seed/index.ts";
import { Store } from "./store.ts";

export type { FaultKind, FaultRule } from "../http/faults.ts";
export type { RateLimit } from "../http/limiter.ts";
export type { RecordedRequest } from "../http/recorder.ts";
export type { Mail, Plan as TickitiPlan } from "./call.ts";
export { TICKITI_TOKENS, type TickitiTokens, type TokenName, type TokenRecord } from "./keys.ts";
export {
  PROFILES as TICKITI_PROFILES,
  type ProfileName as TickitiProfileName,
  type Switches as TickitiSwitches,
} from "./profiles.ts";
export { ROUTES as TICKITI_ROUTES, type Route as TickitiRoute } from "./routes.ts";
export { PASSWORD as TICKITI_PASSWORD } from "./seed/people.ts";

/** How to start the imitation; everything has a default. */
export interface TickitiSandboxOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  controlPort?: number;
  profile?: ProfileName;
  /** None by default: the vendor publishes no limit. */
  rateLimit?: RateLimit;
  /** Parts of the product that are not paid for; all are by default. */
  plan?: Partial<Plan>;
  /** The day that tickets are spread around. */
  now?: Date;
}

/** A running imitation of the Tickiti API v1. */
export interface TickitiSandbox {
  /** The base address of the installation, without `/api/v1`. */
  url: string;
  controlUrl: string;
  /** The variables that lead a server to it, with an administrator's token. */
  variables: Readonly<Record<string, string>>;
  tokens: TickitiTokens;
  /** What arrived, oldest first; the newest 2,000 are kept. */
  requests(): RecordedRequest[];
  /** The same: every request of v1 is a POST. */
  writes(): RecordedRequest[];
  /** The mail that the vendor would have sent. */
  mails(): Mail[];
  /** Back to the seed, without faults, shifts of the clock or records of requests. */
  reset(): void;
  /** Buys or cancels parts of the product. */
  plan(changes: Partial<Plan>): void;
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Open sockets. */
  connections(): number;
  close(): Promise<void>;
}

/** 64 MiB: room for bodies with images. */
const BODY_LIMIT = 64 * 1024 * 1024;

const NO_LIMIT: RateLimit = { requests: Number.POSITIVE_INFINITY, windowSeconds: 60 };

/** Starts an imitation of the Tickiti API v1 on loopback. */
export async function startTickitiSandbox(
  options: TickitiSandboxOptions = {},
): Promise<TickitiSandbox> {
  const profile = profileNamed(profiles, options.profile ?? "documented");
  const now = options.now ?? new Date();
  const plan = changePlan(FULL_PLAN, options.plan ?? {});
  const rateLimit = options.rateLimit ?? NO_LIMIT;
  const state: State = {
    store: new Store(createSeed(now)),
    clock: createClock(now),
    limiter: new RollingLimiter(rateLimit),
    customaryLimiter: new RollingLimiter({ requests: 60, windowSeconds: 60 }),
    idempotency: new Idempotency(),
    profile,
    switches: PROFILES[profile],
    plan,
    mails: [],
    lastNight: now.toISOString().slice(0, 10),
  };
  const service = await startService({
    name: "tickiti",
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    clock: state.clock,
    bodyLimit: BODY_LIMIT,
    handle: createApi(state),
    error: vendorError,
  });

  const reset = (): void => {
    state.store.reset();
    state.clock.reset();
    state.limiter.reset();
    state.customaryLimiter.reset();
    state.limiter.limit = rateLimit;
    state.idempotency.reset();
    state.profile = profile;
    state.switches = PROFILES[profile];
    state.plan = plan;
    state.mails = [];
    state.lastNight = now.toISOString().slice(0, 10);
    service.recorder.reset();
    service.faults.clear();
  };
  const control = await startControl(
    options.controlPort ?? 0,
    controlRoutes(state, service, reset),
  ).catch(async (error: unknown) => {
    await service.close();
    throw error;
  });
  return {
    url: service.url,
    controlUrl: control.url,
    variables: {
      TICKITI_API_BASE: service.url,
      TICKITI_API_TOKEN: TICKITI_TOKENS.administrator.token,
    },
    tokens: TICKITI_TOKENS,
    requests: () => service.recorder.requests(),
    writes: () => service.recorder.writes(),
    mails: () => [...state.mails],
    reset,
    plan(changes) {
      state.plan = changePlan(state.plan, changes);
    },
    fault: (rule) => service.faults.set(rule),
    clearFaults: () => service.faults.clear(),
    connections: service.connections,
    async close() {
      await Promise.all([service.close(), control.close()]);
    },
  };
}
