import { createClock } from "../http/clock.ts";
import { startControl } from "../http/control.ts";
import type { FaultRule } from "../http/faults.ts";
import { RollingLimiter, type RateLimit } from "../http/limiter.ts";
import type { RecordedRequest } from "../http/recorder.ts";
import { profileNamed } from "../http/profile-set.ts";
import { startService } from "../http/service.ts";
import { createApi, RELEASE, vendorError } from "./api.ts";
import type { Mail, State } from "./call.ts";
import { Callbacks } from "./callbacks.ts";
import { controlRoutes } from "./control.ts";
import {
  CONNECTWISE_CLIENT_ID,
  CONNECTWISE_COMPANY_ID,
  CONNECTWISE_MEMBERS,
  type ConnectwiseMembers,
} from "./keys.ts";
import { PROFILES, profiles, type ProfileName } from "./profiles.ts";
import { recordAudit } from "./resources/audit.ts";
import { createSeed } from "./seed/index.ts";
import { Store } from "./store.ts";

export type { FaultKind, FaultRule } from "../http/faults.ts";
export type { RateLimit } from "../http/limiter.ts";
export type { RecordedRequest } from "../http/recorder.ts";
export type { Mail } from "./call.ts";
export {
  CONNECTWISE_CLIENT_ID,
  CONNECTWISE_COMPANY_ID,
  CONNECTWISE_MEMBERS,
  type ConnectwiseMembers,
  type MemberKeys,
} from "./keys.ts";
export {
  PROFILES as CONNECTWISE_PROFILES,
  type ProfileName as ConnectwiseProfileName,
  type Switches as ConnectwiseSwitches,
} from "./profiles.ts";

/** How to start the imitation; everything has a default. */
export interface ConnectwiseSandboxOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  controlPort?: number;
  profile?: ProfileName;
  /** 1,000 requests a minute by default. */
  rateLimit?: RateLimit;
  /** The day that tickets, time and schedules are spread around. */
  now?: Date;
}

/** A running imitation of the ConnectWise PSA API. */
export interface ConnectwiseSandbox {
  /** Scheme, host and port. */
  url: string;
  /** Host and port, as a site is configured. */
  site: string;
  /** The address under which the resources are, on the path of servers on premises. */
  apiUrl: string;
  /** The same on the path of the cloud's release. */
  cloudApiUrl: string;
  controlUrl: string;
  /** The variables that lead a server to it, with a technician's keys. */
  variables: Readonly<Record<string, string>>;
  companyId: string;
  clientId: string;
  members: ConnectwiseMembers;
  /** What arrived, oldest first; the newest 2,000 are kept. */
  requests(): RecordedRequest[];
  /** The same for everything but GET. */
  writes(): RecordedRequest[];
  /** The mail that the vendor would have sent. */
  mails(): Mail[];
  /** Back to the seed, without faults, shifts of the clock or records of requests. */
  reset(): void;
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Open sockets. */
  connections(): number;
  close(): Promise<void>;
}

/** 32 MiB: room for a document. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** Starts an imitation of the ConnectWise PSA API on loopback. */
export async function startConnectwiseSandbox(
  options: ConnectwiseSandboxOptions = {},
): Promise<ConnectwiseSandbox> {
  const profile = profileNamed(profiles, options.profile ?? "documented");
  const now = options.now ?? new Date();
  const rateLimit = options.rateLimit ?? { requests: 1000, windowSeconds: 60 };
  const callbacks: Callbacks = new Callbacks(() => state);
  const state: State = {
    store: new Store(createSeed(now)),
    clock: createClock(now),
    limiter: new RollingLimiter(rateLimit),
    profile,
    switches: PROFILES[profile],
    origin: "",
    mails: [],
    issued: new Map(),
    paths: new Map(),
    onChange(event) {
      recordAudit(state, event);
      callbacks.happened(event);
    },
  };
  const service = await startService({
    name: "connectwise",
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    clock: state.clock,
    bodyLimit: BODY_LIMIT,
    handle: createApi(state),
    error: vendorError,
  });
  state.origin = service.url;

  const reset = (): void => {
    state.store.reset();
    state.clock.reset();
    state.limiter.reset();
    state.limiter.limit = rateLimit;
    state.profile = profile;
    state.switches = PROFILES[profile];
    state.mails = [];
    state.issued.clear();
    service.recorder.reset();
    service.faults.clear();
    callbacks.reset();
  };
  const control = await startControl(
    options.controlPort ?? 0,
    controlRoutes(state, service, callbacks, reset),
  ).catch(async (error: unknown) => {
    await service.close();
    throw error;
  });
  const { technician } = CONNECTWISE_MEMBERS;
  const apiUrl = `${service.url}/v4_6_release/apis/3.0`;
  return {
    url: service.url,
    site: service.url.replace(/^https?:\/\//, ""),
    apiUrl,
    variables: {
      CW_BASE_URL: apiUrl,
      CW_COMPANY_ID: CONNECTWISE_COMPANY_ID,
      CW_CLIENT_ID: CONNECTWISE_CLIENT_ID,
      CW_PUBLIC_KEY: technician.publicKey,
      CW_PRIVATE_KEY: technician.privateKey,
      CW_MEMBER_IDENTIFIER: technician.identifier,
    },
    cloudApiUrl: `${service.url}/${RELEASE.path}/apis/3.0`,
    controlUrl: control.url,
    companyId: CONNECTWISE_COMPANY_ID,
    clientId: CONNECTWISE_CLIENT_ID,
    members: CONNECTWISE_MEMBERS,
    requests: () => service.recorder.requests(),
    writes: () => service.recorder.writes(),
    mails: () => [...state.mails],
    reset,
    fault: (rule) => service.faults.set(rule),
    clearFaults: () => service.faults.clear(),
    connections: service.connections,
    async close() {
      callbacks.reset();
      await Promise.all([service.close(), control.close()]);
    },
  };
}
