import type { Credential } from "../define/index.ts";
import { toPsaError } from "../errors/index.ts";
import { LruMap, MemoryRollingWindow } from "../state/index.ts";
import { Bulkhead } from "./bulkhead.ts";
import { CallClient } from "./client.ts";
import { carry, type EngineOptions } from "./engine.ts";
import type { CachedText, House, KeptValue, SharedLane } from "./house.ts";
import type { Network } from "./network.ts";
import { closing as shuttingDown } from "./problems.ts";
import { Stopped } from "./stop.ts";
import { readBase } from "./target.ts";
import { readTokenAddress } from "./token-address.ts";
import { persistently, TokenSource, type IssuedToken } from "./tokens.ts";
import {
  usualTuning,
  type Tuning,
  type Upstream,
  type UpstreamEvent,
  type UpstreamOptions,
} from "./types.ts";

/** Used when a setting is absent, as in tests. */
const DEADLINE_SECONDS = 30;
const RATE_WAIT_SECONDS = 10;
/** Downloads from foreign hosts at once, and in the queue. */
const FOREIGN = { atOnce: 8, queue: 64 } as const;

/**
 * The way to one vendor. Does no I/O and loads no HTTP library until the first request. Throws `configuration` for a
 * base URL that cannot be used. Where callers bring credentials of installations of their own, each installation has
 * connections and circuits of its own.
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { vendor, settings } = options;
  const usual = upstreamTo(options);
  const others = new Map<string, Upstream>();
  const every = (): readonly Upstream[] => [usual, ...others.values()];
  return {
    connect(call) {
      const { credential } = call;
      const url =
        credential?.source === "caller"
          ? vendor.callerBaseUrl?.(credential.values, settings)
          : undefined;
      if (url === undefined || url === options.baseUrl) return usual.connect(call);
      // As many as the operator permits: the vendor refuses every other address.
      const other = others.get(url) ?? upstreamTo({ ...options, baseUrl: url });
      others.set(url, other);
      return other.connect(call);
    },
    warm: () => usual.warm(),
    async close() {
      await Promise.all(every().map((one) => one.close()));
    },
    openSockets: () => every().reduce((sum, one) => sum + one.openSockets(), 0),
  };
}

/** The way to one installation. */
function upstreamTo(options: UpstreamOptions): Upstream {
  const { vendor, settings } = options;
  const tuning: Tuning = { ...usualTuning, ...options.tuning };
  const base = readBase(options.baseUrl);
  const window = options.window ?? new MemoryRollingWindow({ keys: tuning.credentials * 2 });
  const usualRule = {
    limit: number(settings["rateLimit"], vendor.limits.requests),
    windowMilliseconds: vendor.limits.windowSeconds * 1000,
  };
  const userAgent = `psa-mcp/${options.version ?? "0"}`;
  const { exchange } = vendor.credential;
  const tokenAddress =
    exchange === undefined ? undefined : readTokenAddress(exchange, settings, base);
  const closing = new AbortController();
  const lanes = new LruMap<string, SharedLane>({
    entries: tuning.credentials,
    // One in use, or one whose vendor is known to fail, must not start afresh.
    pinned: (lane) =>
      !lane.bulkhead.idle ||
      lane.flights.size > 0 ||
      lane.breaker?.closed === false ||
      lane.tokens?.busy === true,
  });
  const network = once(async () => {
    const { createNetwork } = await import("./network.ts");
    return createNetwork({
      origin: base.origin,
      connections: tuning.connections,
      lookup: tuning.lookup,
    });
  });
  const circuits = once(() => import("./breaker.ts"));
  const shut = once(async () => opened?.close());
  let opened: Network | undefined;
  let closed = false;

  const engine: EngineOptions = {
    vendor,
    tuning,
    window,
    rateWaitMilliseconds: number(settings["rateWaitSeconds"], RATE_WAIT_SECONDS) * 1000,
    deadlineSeconds: number(settings["deadlineSeconds"], DEADLINE_SECONDS),
    everybody: new Bulkhead(`requests to ${vendor.title}`, tuning.connections, tuning.queue * 10),
    onRequest: options.onRequest,
    onBudget: options.onBudget,
    dispatcher: async () => (opened ??= await network()).vendor,
    async breaker(lane) {
      const { Breaker } = await circuits();
      return (lane.breaker ??= new Breaker({
        title: vendor.title,
        failures: tuning.breakerFailures,
        openMilliseconds: tuning.breakerMilliseconds,
      }));
    },
    closed: () => closed,
  };

  const house: House = {
    vendor,
    base,
    tuning,
    userAgent,
    vendorHeaders: { ...vendor.headers, ...vendor.settingHeaders?.(settings) },
    deadlineSeconds: engine.deadlineSeconds,
    window,
    rule(key) {
      const rule = lanes.peek(key)?.rule ?? usualRule;
      return { rule, learned: rule !== usualRule };
    },
    cache: new LruMap<string, CachedText>({
      entries: tuning.cacheEntries,
      weight: tuning.cacheCharacters,
      weigh: (cached) => cached.text.length,
    }),
    kept: new LruMap<string, KeptValue>({ entries: tuning.credentials }),
    foreign: new Bulkhead("downloads", FOREIGN.atOnce, FOREIGN.queue),
    laneKey,
    lane(credential) {
      const key = laneKey(credential);
      const known = lanes.get(key);
      if (known !== undefined) return known;
      const lane: SharedLane = {
        key,
        bulkhead: new Bulkhead(
          `requests to ${vendor.title}`,
          vendor.limits.concurrency,
          tuning.queue,
        ),
        breaker: undefined,
        flights: new Map(),
        generation: 0,
        rule: usualRule,
        refusals: 0,
        warned: false,
        ...tokensOf(credential),
      };
      lanes.set(key, lane);
      return lane;
    },
    carry: (lane, one, flight) => carry(engine, lane, one, flight),
    network: async () => (opened ??= await network()),
    assertOpen() {
      if (closed) throw shuttingDown();
    },
  };

  return {
    connect: (call) => new CallClient(house, call),
    async warm() {
      opened ??= await network();
      await circuits();
    },
    async close() {
      closed = true;
      closing.abort(new Stopped("closing"));
      await shut();
    },
    openSockets: () => opened?.openSockets() ?? 0,
  };

  /** The access token of a credential, where the vendor wants one. */
  function tokensOf(credential: Credential): { tokens?: TokenSource } {
    if (exchange === undefined || tokenAddress === undefined) return {};
    if (exchange.applies?.(credential.values) === false) return {};
    const request = async (): Promise<IssuedToken> => {
      opened ??= await network();
      const { requestToken } = await import("./token-endpoint.ts");
      const started = Date.now();
      const told = (outcome: UpstreamEvent["outcome"], status?: number): void =>
        options.onRequest?.({
          method: "POST",
          target: tokenAddress.path,
          outcome,
          ...(status === undefined ? {} : { status }),
          milliseconds: Date.now() - started,
          attempt: 1,
          waitedMilliseconds: 0,
        });
      try {
        const issued = await requestToken(
          vendor,
          exchange,
          tokenAddress,
          credential.values,
          settings,
          userAgent,
          opened.tokens,
          AbortSignal.any([closing.signal, AbortSignal.timeout(tuning.tokenMilliseconds)]),
        );
        told("ok", 200);
        return issued;
      } catch (thrown) {
        const { code, status } = toPsaError(thrown);
        told(code, status);
        throw thrown;
      }
    };
    const wait = (): number => tuning.retryMilliseconds * (1 + tuning.random());
    return {
      tokens: new TokenSource((careful) =>
        persistently(request, careful ? 1 : tuning.attempts, wait, closing.signal),
      ),
    };
  }

  function laneKey(credential: Credential): string {
    return `${vendor.id} ${base.origin} ${credential.source} ${credential.fingerprint}`;
  }
}

function number(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
