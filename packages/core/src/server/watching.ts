import type { Server } from "@modelcontextprotocol/server";
import type { Change } from "../define/change.ts";
import type { Offer } from "../define/vendor.ts";
import { decide, type Profile } from "../policy/index.ts";
import { matchUri } from "../registry/index.ts";
import type { ChangeEvent } from "../state/index.ts";
import type { Bound } from "./bind.ts";
import type { Runtime } from "./runtime.ts";

/** More addresses than this are not kept for one session; a client that wants everything listens to the lists. */
const MOST_SUBSCRIPTIONS = 1000;

/**
 * Tells `listener` of changes that this caller may know of: of lists, and of resources that it can read and that were
 * changed with its own credential or for everybody. Returns the function that ends it.
 */
export function watchFor(
  runtime: Runtime,
  fingerprint: string | undefined,
  profile: Profile,
  listener: (change: Change) => void,
): () => void {
  let ended = false;
  const hear = async ({ change, scope }: ChangeEvent): Promise<void> => {
    if (scope !== undefined && scope !== fingerprint) return;
    if (change.kind === "resource" && !(await isVisible(runtime, profile, change.uri))) return;
    if (!ended) listener(change);
  };
  const stop = runtime.changes.subscribe((event) => {
    hear(event).catch((error: unknown) =>
      runtime.logger.error({ err: error }, "a change was not told"),
    );
  });
  return () => {
    ended = true;
    stop();
  };
}

async function isVisible(runtime: Runtime, profile: Profile, uri: string): Promise<boolean> {
  const { resources } = await runtime.content();
  return resources.some(
    (entry) =>
      matchUri(entry.resource.uri, uri) !== undefined && decide(entry.facts, profile).allowed,
  );
}

/** The addresses that one session of the 2025 era subscribed to, and the notices that follow from them. */
export interface Subscriptions {
  /** False when the session has as many as it may. */
  add(uri: string): boolean;
  delete(uri: string): void;
}

/**
 * Sends the notices of changes, of every vendor behind it, through a server that lives as long as its connection: on
 * standard input and output from the start, otherwise from the first sign of a session. Without anything to announce it
 * does nothing.
 */
export function sendChanges(
  bounds: readonly [Bound, ...Bound[]],
  offers: ReadonlySet<Offer>,
  server: Server,
): Subscriptions {
  const [{ transport }] = bounds;
  const lists = offers.has("list-changes");
  const subscriptions = offers.has("subscriptions");
  const uris = new Set<string>();
  let stops: readonly (() => void)[] = [];

  function watch(): void {
    if (stops.length > 0) return;
    stops = bounds.map(({ runtime, principal, profile }) =>
      watchFor(runtime, principal.credential?.fingerprint, profile, (change) => {
        send(change).catch(() => {
          // The connection is closing; nobody is left to be told.
        });
      }),
    );
    const previous = server.onclose;
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK's server is no event target
    server.onclose = () => {
      for (const stop of stops) stop();
      previous?.();
    };
  }

  async function send(change: Change): Promise<void> {
    switch (change.kind) {
      case "tools":
        if (lists) await server.sendToolListChanged();
        return;
      case "resources":
        if (lists && offers.has("resources")) await server.sendResourceListChanged();
        return;
      case "prompts":
        if (lists && offers.has("prompts")) await server.sendPromptListChanged();
        return;
      case "resource":
        // In the 2026 revision the SDK keeps the addresses and lets only those through.
        if (subscriptions && (uris.has(change.uri) || isModern(server))) {
          await server.sendResourceUpdated({ uri: change.uri });
        }
    }
  }

  if (lists || subscriptions) {
    if (transport === "stdio") watch();
    else if (lists) server.oninitialized = watch;
  }
  return {
    add(uri) {
      if (uris.size >= MOST_SUBSCRIPTIONS && !uris.has(uri)) return false;
      uris.add(uri);
      watch();
      return true;
    },
    delete: (uri) => void uris.delete(uri),
  };
}

function isModern(server: Server): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- on a connection of one era this is what the era is
  return (server.getNegotiatedProtocolVersion() ?? "") >= "2026";
}
