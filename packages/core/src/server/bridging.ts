import type { Bridge, BridgeOptions } from "../bridge/index.ts";
import type { Principal, Remote } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import type { CompiledContent } from "../registry/index.ts";
import type { SignIns, WebSignInFacts } from "../sign-in/index.ts";

/** See `Bindable.webSignIn`. */
export interface WebSignIn {
  started(state: string): WebSignInFacts;
  finish(query: URLSearchParams): Promise<string>;
}

/** The bridge to a vendor's remote servers, loaded with the first use; a vendor without any pays nothing. */
export interface Bridging {
  content(principal: Principal, base: CompiledContent): Promise<CompiledContent>;
  remote(id: string, principal: Principal, signal: AbortSignal): Remote;
  /** The pages of sign-ins; absent where the vendor has no remote server. */
  readonly webSignIn?: WebSignIn;
  close(): Promise<void>;
}

/** Prepares the bridge; does no I/O and loads nothing. */
export function createBridging(options: Omit<BridgeOptions, "signIns">): Bridging {
  const remotes = (options.vendor.remotes?.length ?? 0) > 0;
  let made: Promise<Bridge> | undefined;
  let signIns: SignIns | undefined;
  const bridge = (): Promise<Bridge> => (made ??= load());

  async function load(): Promise<Bridge> {
    const [{ createBridge }, { createSignIns }] = await Promise.all([
      import("../bridge/index.ts"),
      import("../sign-in/index.ts"),
    ]);
    signIns = createSignIns(options.settings, options.vendor.id);
    return createBridge({ ...options, signIns });
  }

  return {
    content: async (principal, base) =>
      remotes ? await (await bridge()).content(principal, base) : base,
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
    ...(remotes
      ? {
          webSignIn: {
            started(state) {
              if (signIns === undefined)
                throw new PsaError("forbidden", "No sign-in has begun here.");
              return signIns.started(state);
            },
            async finish(query) {
              await bridge();
              if (signIns === undefined)
                throw new PsaError("forbidden", "No sign-in has begun here.");
              return signIns.finish(query);
            },
          } satisfies WebSignIn,
        }
      : {}),
    close: async () => {
      await (await made)?.close();
    },
  };
}
