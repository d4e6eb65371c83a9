import { createClock } from "../http/clock.ts";
import { startControl } from "../http/control.ts";
import type { FaultRule } from "../http/faults.ts";
import { profileNamed } from "../http/profile-set.ts";
import { RollingLimiter, type RateLimit } from "../http/limiter.ts";
import type { RecordedRequest } from "../http/recorder.ts";
import { startService } from "../http/service.ts";
import { createApi, createAuthApi, vendorError } from "./api.ts";
import { Tokens } from "./auth/tokens.ts";
import type { Mail, State } from "./call.ts";
import { controlRoutes } from "./control.ts";
import { HALO_APPLICATIONS, HALO_TENANT, type HaloApplications } from "./keys.ts";
import { PROFILES, profiles, type ProfileName } from "./profiles.ts";
import { createSeed, type SeedSize } from "./seed/index.ts";
import { Store } from "./store.ts";

export type { FaultKind, FaultRule } from "../http/faults.ts";
export type { RateLimit } from "../http/limiter.ts";
export type { RecordedRequest } from "../http/recorder.ts";
export type { Mail } from "./call.ts";
export {
  HALO_APPLICATIONS,
  HALO_TENANT,
  type HaloApplication,
  type HaloApplicationName,
  type HaloApplications,
} from "./keys.ts";
export {
  PROFILES as HALO_PROFILES,
  type ProfileName as HaloProfileName,
  type Switches as HaloSwitches,
} from "./profiles.ts";
export type { SeedSize } from "./seed/index.ts";

/** How to start the imitation; everything has a default. */
export interface HaloSandboxOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  controlPort?: number;
  /** The port of the authorization server of its own. */
  authPort?: number;
  profile?: ProfileName;
  /** 700 requests in 5 minutes by default. */
  rateLimit?: RateLimit;
  /** The day that tickets, actions and appointments are spread around. */
  now?: Date;
  /** `full` has 5,000 tickets with 30,000 actions, `small` 200 with 1,200. */
  seed?: SeedSize;
}

/** A running imitation of the Halo API. */
export interface HaloSandbox {
  /** Scheme, host and port of the tenant: what HALO_BASE_URL takes. */
  url: string;
  /** The address under which the resources are. */
  apiUrl: string;
  /** The root of the authorization server on the tenant's host. */
  authUrl: string;
  /** The root of the authorization server of its own. */
  authServerUrl: string;
  controlUrl: string;
  /** The variables that lead a server to it, as the application of the integration's own agent. */
  variables: Readonly<Record<string, string>>;
  tenant: string;
  applications: HaloApplications;
  /** What arrived at both servers, oldest first; the newest 2,000 are kept. */
  requests(): RecordedRequest[];
  /** The same for everything but GET. */
  writes(): RecordedRequest[];
  /** The mail that the vendor would have sent. */
  mails(): Mail[];
  /** Ends every access token, as if its time were over. */
  expireTokens(): void;
  /** Back to the seed, without tokens, faults, shifts of the clock or records of requests. */
  reset(): void;
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Open sockets. */
  connections(): number;
  close(): Promise<void>;
}

/** 32 MiB: room for an attachment. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** Starts an imitation of the Halo API on loopback. */
export async function startHaloSandbox(options: HaloSandboxOptions = {}): Promise<HaloSandbox> {
  const profile = profileNamed(profiles, options.profile ?? "documented");
  const now = options.now ?? new Date();
  const rateLimit = options.rateLimit ?? { requests: 700, windowSeconds: 300 };
  const clock = createClock(now);
  const state: State = {
    store: new Store(createSeed(now, options.seed ?? "full")),
    clock,
    limiter: new RollingLimiter(rateLimit),
    profile,
    switches: PROFILES[profile],
    tokens: new Tokens(clock),
    origin: "",
    authOrigin: "",
    mails: [],
  };
  const started: { close(): Promise<void> }[] = [];
  const end = async (): Promise<void> => {
    await Promise.all(started.map((part) => part.close()));
  };
  const start = async <Part extends { close(): Promise<void> }>(
    promise: Promise<Part>,
  ): Promise<Part> => {
    const part = await promise;
    started.push(part);
    return part;
  };
  const common = {
    host: options.host ?? "127.0.0.1",
    clock,
    bodyLimit: BODY_LIMIT,
    error: vendorError,
  };
  try {
    const service = await start(
      startService({ ...common, name: "halo", port: options.port ?? 0, handle: createApi(state) }),
    );
    const auth = await start(
      startService({
        ...common,
        name: "halo-auth",
        port: options.authPort ?? 0,
        handle: createAuthApi(state),
        beside: service,
      }),
    );
    state.origin = service.url;
    state.authOrigin = auth.url;
    const reset = (): void => {
      state.store.reset();
      clock.reset();
      state.limiter.reset();
      state.limiter.limit = rateLimit;
      state.profile = profile;
      state.switches = PROFILES[profile];
      state.tokens.reset();
      state.mails = [];
      service.recorder.reset();
      service.faults.clear();
    };
    const control = await start(
      startControl(options.controlPort ?? 0, controlRoutes(state, service, reset)),
    );
    return {
      url: service.url,
      apiUrl: `${service.url}/api`,
      authUrl: `${service.url}/auth`,
      authServerUrl: auth.url,
      controlUrl: control.url,
      variables: {
        HALO_BASE_URL: service.url,
        HALO_TENANT,
        HALO_CLIENT_ID: HALO_APPLICATIONS.services.clientId,
        HALO_CLIENT_SECRET: HALO_APPLICATIONS.services.clientSecret,
      },
      tenant: HALO_TENANT,
      applications: HALO_APPLICATIONS,
      requests: () => service.recorder.requests(),
      writes: () => service.recorder.writes(),
      mails: () => [...state.mails],
      expireTokens: () => state.tokens.expire(),
      reset,
      fault: (rule) => service.faults.set(rule),
      clearFaults: () => service.faults.clear(),
      connections: () => service.connections() + auth.connections(),
      close: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}
