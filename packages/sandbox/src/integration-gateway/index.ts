import { createClock } from "../http/clock.ts";
import { startControl } from "../http/control.ts";
import type { FaultRule } from "../http/faults.ts";
import { RollingLimiter, type RateLimit } from "../http/limiter.ts";
import { profileNamed } from "../http/profile-set.ts";
import type { RecordedRequest } from "../http/recorder.ts";
import { startService } from "../http/service.ts";
import { createApi } from "./api.ts";
import { controlRoutes, issueToken } from "./control.ts";
import { vendorError } from "./errors.ts";
import {
  INTEGRATION_GATEWAY_CLIENTS,
  INTEGRATION_GATEWAY_TOKEN,
  INTEGRATION_GATEWAY_USERS,
  type Application,
  type ApplicationName,
  type GatewayUser,
  type UserName,
} from "./keys.ts";
import { MCP_PATH } from "./mcp/path.ts";
import { McpSessions } from "./mcp/sessions.ts";
import { Applications, type NewApplication } from "./oauth/applications.ts";
import { Grants } from "./oauth/grants.ts";
import { WebSessions } from "./oauth/web-sessions.ts";
import { PROFILES, profiles, type ProfileName } from "./profiles.ts";
import { KeptAnswers } from "./rest/idempotency.ts";
import { createSeed } from "./seed/index.ts";
import { ENVIRONMENTS, type Environment, type State } from "./state.ts";
import { Store } from "./store.ts";

export type { FaultKind, FaultRule } from "../http/faults.ts";
export type { RateLimit } from "../http/limiter.ts";
export type { RecordedRequest } from "../http/recorder.ts";
export {
  hashedSecret,
  INTEGRATION_GATEWAY_CLIENTS,
  INTEGRATION_GATEWAY_TOKEN,
  INTEGRATION_GATEWAY_USERS,
  type Application,
  type ApplicationName,
  type GatewayUser,
  type UserName,
  type UserType,
} from "./keys.ts";
export type { NewApplication } from "./oauth/applications.ts";
export {
  PROFILES as INTEGRATION_GATEWAY_PROFILES,
  type ProfileName as IntegrationGatewayProfileName,
  type Switches as IntegrationGatewaySwitches,
} from "./profiles.ts";
export type { Environment } from "./state.ts";

/** How to start the imitation; everything has a default. */
export interface IntegrationGatewaySandboxOptions {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  controlPort?: number;
  profile?: ProfileName;
  /** Which of the bank's instances: their integrations differ. `dev` by default. */
  environment?: Environment;
  /** None by default, as none is documented. */
  rateLimit?: RateLimit;
  /** The day that runs are spread before. */
  now?: Date;
}

/** A running imitation of an Integration Gateway instance. */
export interface IntegrationGatewaySandbox {
  /** Scheme, host and port. */
  url: string;
  /** The address of the MCP server, with its slash at the end. */
  mcpUrl: string;
  controlUrl: string;
  /** The variables that lead a server to it: the client of the vendor's set-up, and a token that lasts. */
  variables: Readonly<Record<string, string>>;
  environment: Environment;
  clients: Readonly<Record<ApplicationName, Application>>;
  users: Readonly<Record<UserName, GatewayUser>>;
  /** An access token for a user, without the way through the browser. */
  tokenFor(user: UserName): string;
  /** Makes an OAuth application; a reset takes it away. */
  registerClient(client: NewApplication): Application;
  /** What arrived, oldest first; the newest 2,000 are kept. */
  requests(): RecordedRequest[];
  /** The same for everything but GET. */
  writes(): RecordedRequest[];
  /** Back to the seed, without tokens, sessions, faults, shifts of the clock or records of requests. */
  reset(): void;
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Open sockets. */
  connections(): number;
  close(): Promise<void>;
}

/** 16 MiB: room for the files that the vendor's page allows (10 MB) in their base64 form. */
const BODY_LIMIT = 16 * 1024 * 1024;
/** So many that no caller meets it. */
const NO_LIMIT: RateLimit = { requests: Number.MAX_SAFE_INTEGER, windowSeconds: 1 };

/** Starts an imitation of an Integration Gateway instance on loopback. */
export async function startIntegrationGatewaySandbox(
  options: IntegrationGatewaySandboxOptions = {},
): Promise<IntegrationGatewaySandbox> {
  const profile = profileNamed(profiles, options.profile ?? "documented");
  const environment = options.environment ?? "dev";
  if (!ENVIRONMENTS.includes(environment)) {
    throw new Error(
      `An environment is one of: ${ENVIRONMENTS.join(", ")}, not "${environment as string}".`,
    );
  }
  const now = options.now ?? new Date();
  const rateLimit = options.rateLimit ?? NO_LIMIT;
  const ending = new AbortController();
  const state: State = {
    environment,
    store: new Store(createSeed(environment, now)),
    clock: createClock(now),
    limiter: new RollingLimiter(rateLimit),
    profile,
    switches: PROFILES[profile],
    origin: "",
    applications: new Applications(),
    grants: new Grants(),
    web: new WebSessions(),
    mcp: new McpSessions(),
    kept: new KeptAnswers(),
    listings: 0,
    cuts: 0,
    ending: ending.signal,
  };
  const service = await startService({
    name: "integration-gateway",
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
    state.applications.reset();
    state.grants.reset();
    state.web.reset();
    state.mcp.reset();
    state.kept.reset();
    state.listings = 0;
    state.cuts = 0;
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
  const mcpUrl = `${service.url}${MCP_PATH}`;
  return {
    url: service.url,
    mcpUrl,
    controlUrl: control.url,
    variables: {
      IG_URL: mcpUrl,
      IG_CLIENT_ID: INTEGRATION_GATEWAY_CLIENTS.mcp.clientId,
      IG_CLIENT_SECRET: INTEGRATION_GATEWAY_CLIENTS.mcp.clientSecret,
      IG_ALLOW_HTTP: "1",
      IG_TOKEN: INTEGRATION_GATEWAY_TOKEN,
    },
    environment,
    clients: INTEGRATION_GATEWAY_CLIENTS,
    users: INTEGRATION_GATEWAY_USERS,
    tokenFor: (user) => issueToken(state, INTEGRATION_GATEWAY_USERS[user].username),
    registerClient: (client) => state.applications.register(client),
    requests: () => service.recorder.requests(),
    writes: () => service.recorder.writes(),
    reset,
    fault: (rule) => service.faults.set(rule),
    clearFaults: () => service.faults.clear(),
    connections: service.connections,
    async close() {
      ending.abort();
      state.mcp.forget();
      await Promise.all([service.close(), control.close()]);
    },
  };
}
