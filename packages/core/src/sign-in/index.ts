// Sign-in: gets, keeps and renews the tokens with which remote servers are called, for one user or many.
import type { RemoteEndpoint, RemoteServer, Settings } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { LruMap } from "../state/index.ts";
import { mcpRemoteTokens } from "./mcp-remote.ts";
import { RemoteSignIn, type ReturnAddress } from "./sign-in.ts";
import { TokenStore } from "./store.ts";

export { discoverSignIn, type SignInServer } from "./discovery.ts";
export { looksHashed } from "./grants.ts";
export { RemoteSignIn } from "./sign-in.ts";
export { stateDirectory } from "./directory.ts";

/** The sign-ins of one process. */
export interface SignIns {
  /** The sign-in of one user at one server: the same object however often it is asked for. */
  for(server: RemoteServer, endpoint: RemoteEndpoint, user: string): RemoteSignIn;
  /** What a sign-in over HTTP is for. Throws `forbidden` for one that is not known. */
  started(state: string): WebSignInFacts;
  /** Ends a sign-in with what the browser brought back over HTTP; resolves with the server's title. */
  finish(query: URLSearchParams): Promise<string>;
  /** Where the key of the kept tokens is. */
  keyFrom(): Promise<string>;
  close(): Promise<void>;
}

/** What a sign-in over HTTP is for: where, for whom, and the address of the authorization. */
export interface WebSignInFacts {
  readonly title: string;
  readonly user: string;
  readonly url: string;
}

const MOST_USERS = 5000;

/** Prepares sign-ins; does no I/O. `vendorId` names the address over HTTP that browsers come back to. */
export function createSignIns(settings: Settings, vendorId: string): SignIns {
  const store = new TokenStore(settings);
  const signIns = new LruMap<string, RemoteSignIn>({ entries: MOST_USERS });
  const begun = new LruMap<
    string,
    WebSignInFacts & { finish(query: URLSearchParams): Promise<string> }
  >({ entries: MOST_USERS });
  const unknown = (): PsaError =>
    new PsaError("forbidden", "This sign-in is not known here, or it has ended.", {
      advice: "Begin it again.",
    });

  function returnAddress(): ReturnAddress {
    if (settings["transport"] !== "http") return { kind: "loopback" };
    const base = settings["publicUrl"] ?? `http://127.0.0.1:${String(settings["port"])}`;
    const route = `${String(base).replace(/\/+$/, "")}/oauth/upstream/${vendorId}`;
    return {
      kind: "web",
      url: `${route}/callback`,
      register(state, facts) {
        begun.set(state, facts);
        return `${route}/start?state=${encodeURIComponent(state)}`;
      },
    };
  }

  return {
    for(server, endpoint, user) {
      const { client } = endpoint;
      if (client === undefined)
        throw new PsaError("configuration", `${server.title} has nothing to sign in with.`);
      const key = [server.id, endpoint.url, client.clientId, user].join("\n");
      const known = signIns.get(key);
      if (known !== undefined) return known;
      const made: RemoteSignIn = new RemoteSignIn({
        server,
        endpoint,
        client,
        user,
        store,
        returns: returnAddress(),
        ...(user === "local"
          ? {
              importTokens: async () => {
                const directory = settings["importDirectory"];
                return mcpRemoteTokens(
                  endpoint.url,
                  typeof directory === "string" ? directory : undefined,
                  { tokenUrl: client.tokenUrl ?? "", issuer: new URL(endpoint.url).origin },
                );
              },
            }
          : {}),
      });
      signIns.set(key, made);
      return made;
    },
    started(state) {
      const facts = begun.get(state);
      if (facts === undefined) throw unknown();
      return { title: facts.title, user: facts.user, url: facts.url };
    },
    async finish(query) {
      const state = query.get("state") ?? "";
      const facts = begun.get(state);
      begun.delete(state);
      if (facts === undefined) throw unknown();
      return facts.finish(query);
    },
    keyFrom: () => store.keyFrom(),
    async close() {
      await Promise.all([...signIns].map(([, signIn]) => signIn.close()));
    },
  };
}
