import type { Bridge, BridgeOptions } from "../bridge/index.ts";
import type { Principal, Remote } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import type { CompiledContent } from "../registry/index.ts";

/** The bridge to a vendor's remote servers, loaded with the first use; a vendor without any pays nothing. */
export interface Bridging {
  content(principal: Principal, base: CompiledContent): Promise<CompiledContent>;
  remote(id: string, principal: Principal, signal: AbortSignal): Remote;
  /** What a browser brought back from a sign-in; undefined when the vendor has none. */
  finishSignIn(query: URLSearchParams): Promise<string>;
  close(): Promise<void>;
}

/** Prepares the bridge; does no I/O and loads nothing. */
export function createBridging(options: Omit<BridgeOptions, "signIns">): Bridging {
  let made: Promise<Bridge> | undefined;
  const bridge = (): Promise<Bridge> => (made ??= load(options));
  return {
    content: async (principal, base) =>
      (options.vendor.remotes?.length ?? 0) === 0
        ? base
        : await (await bridge()).content(principal, base),
    remote: (id, principal, signal) => {
      const remote = async (): Promise<Remote> => (await bridge()).remote(id, principal, signal);
      return {
        address: async () => (await remote()).address(),
        call: async (tool, given) => (await remote()).call(tool, given),
        has: async (tool) => (await remote()).has(tool),
        list: async () => (await remote()).list(),
        tools: async () => (await remote()).tools(),
        changedTools: async () => (await remote()).changedTools(),
        signIn: async () => (await remote()).signIn(),
        beginSignIn: async (how) => (await remote()).beginSignIn(how),
        awaitSignIn: async (seconds) => (await remote()).awaitSignIn(seconds),
        signOut: async () => (await remote()).signOut(),
      };
    },
    async finishSignIn(query) {
      if ((options.vendor.remotes?.length ?? 0) === 0)
        throw new PsaError("not_found", "Nobody signs in here.");
      return (await bridge()).finishSignIn(query);
    },
    close: async () => {
      await (await made)?.close();
    },
  };
}

async function load(options: Omit<BridgeOptions, "signIns">): Promise<Bridge> {
  const [{ createBridge }, { createSignIns }] = await Promise.all([
    import("../bridge/index.ts"),
    import("../sign-in/index.ts"),
  ]);
  return createBridge({ ...options, signIns: createSignIns(options.settings, options.vendor.id) });
}
