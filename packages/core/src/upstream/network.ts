import { isIP, type LookupFunction } from "node:net";
import type { Socket } from "node:net";
import { Agent, Pool, buildConnector, type Dispatcher } from "undici";
import {
  ClosedAddress,
  bareHost,
  checkedLookup,
  isLoopbackAddress,
  isPublicAddress,
} from "./addresses.ts";

// This file loads undici; reach it by `await import` alone.

/** The connections of one upstream. */
export interface Network {
  /** To the vendor: kept alive, a bounded number. */
  readonly vendor: Dispatcher;
  /** To public addresses anywhere; every connection checks its address and serves one request. */
  readonly anywhere: Dispatcher;
  /** As `anywhere`, and loopback as well. */
  readonly anywhereAndLoopback: Dispatcher;
  /** To the token endpoint: kept alive, few. */
  readonly tokens: Dispatcher;
  openSockets(): number;
  close(): Promise<void>;
}

export interface NetworkOptions {
  readonly origin: string;
  readonly connections: number;
  readonly lookup?: LookupFunction | undefined;
}

const CONNECT_MILLISECONDS = 10_000;
const TOKEN_CONNECTIONS = 4;

/** Our own deadline covers headers and body; undici's two timers would only blur it. */
const NO_TIMERS = { headersTimeout: 0, bodyTimeout: 0 } as const;

/** Opens nothing yet. */
export function createNetwork(options: NetworkOptions): Network {
  const sockets = new Set<Socket>();
  const counted =
    (connector: buildConnector.connector): buildConnector.connector =>
    (target, callback) => {
      connector(target, (...result) => {
        const socket = result[1];
        if (socket !== null && socket !== undefined) {
          sockets.add(socket);
          socket.once("close", () => sockets.delete(socket));
        }
        callback(...result);
      });
    };
  const checked = (permitted: (address: string) => boolean): Agent =>
    new Agent({
      ...NO_TIMERS,
      // No keep-alive: a connection must not outlive the check that allowed it.
      pipelining: 0,
      allowH2: false,
      connect: counted(checkedConnector(permitted, options.lookup)),
    });

  const vendor = new Pool(options.origin, {
    ...NO_TIMERS,
    connections: options.connections,
    allowH2: false,
    connect: counted(buildConnector({ timeout: CONNECT_MILLISECONDS, allowH2: false })),
  });
  const tokens = new Agent({
    ...NO_TIMERS,
    connections: TOKEN_CONNECTIONS,
    allowH2: false,
    connect: counted(buildConnector({ timeout: CONNECT_MILLISECONDS, allowH2: false })),
  });
  const anywhere = checked(isPublicAddress);
  const anywhereAndLoopback = checked(
    (address) => isPublicAddress(address) || isLoopbackAddress(address),
  );
  return {
    vendor,
    tokens,
    anywhere,
    anywhereAndLoopback,
    openSockets: () => sockets.size,
    close: async () => {
      await Promise.all([
        vendor.close(),
        tokens.close(),
        anywhere.close(),
        anywhereAndLoopback.close(),
      ]);
    },
  };
}

/** Checks a literal address before connecting, a resolved one while resolving, and the peer once more afterwards. */
function checkedConnector(
  permitted: (address: string) => boolean,
  lookup: LookupFunction | undefined,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: CONNECT_MILLISECONDS,
    allowH2: false,
    lookup: checkedLookup(permitted, lookup),
  });
  return (target, callback) => {
    const host = bareHost(target.hostname);
    if (isIP(host) !== 0 && !permitted(host)) {
      callback(new ClosedAddress(), null);
      return;
    }
    connect(target, (...result) => {
      const socket = result[1];
      if (socket !== null && socket !== undefined && !permitted(socket.remoteAddress ?? "")) {
        socket.destroy();
        callback(new ClosedAddress(), null);
      } else {
        callback(...result);
      }
    });
  };
}
