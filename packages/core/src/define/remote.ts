import type { PlainRecord } from "./result.ts";
import type { Role, Tier } from "./tiers.ts";
import type { Settings } from "./settings.ts";
import type { Ability } from "./tool.ts";

/** How one call of a remote server's tool is treated. What the remote server says of itself is never trusted for this. */
export interface RemoteToolPolicy {
  readonly tier: Tier;
  /** The highest tier that a call of this tool can have, for tools whose calls differ. */
  readonly highest?: Tier;
  readonly toolset: string;
  /** The lowest role that may call it, when higher than that of its tier. */
  readonly role?: Role;
  /** Abilities that the operator's settings must give. */
  readonly requires?: readonly Ability[];
  /** True when repeating the call does no harm: it is then repeated after a lost session or answer. Default: tier `read`. */
  readonly repeatable?: boolean;
  /** Longest time of one call in seconds; 60 when absent. */
  readonly seconds?: number;
  /** True when the remote server's lists may differ after a success. */
  readonly changesLists?: boolean;
  /** One sentence that helps when the answer had to be cut. */
  readonly cutHint?: string;
  /** What the call is about, for the audit trail. */
  readonly target?: { readonly type: string; readonly id: string };
}

/** What a remote server is asked to sign in with: an OAuth client that was registered by hand. */
export interface RemoteClient {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** Endpoints that are configured; they win over discovery. */
  readonly authorizeUrl?: string;
  readonly tokenUrl?: string;
  /** Endpoints for when nothing can be discovered. */
  readonly usualAuthorizeUrl?: string;
  readonly usualTokenUrl?: string;
  /** Scopes to ask for; none when absent. */
  readonly scope?: string;
  /** The `resource` parameter (RFC 8707); left out when absent. */
  readonly resource?: string;
  /** Further parameters of the authorization request. */
  readonly authorizeParameters?: Readonly<Record<string, string>>;
  /** Host name in the redirect address, as registered (`localhost`), its port and path. */
  readonly callbackHost: string;
  readonly callbackPort: number;
  readonly callbackPath: string;
  /** Seconds after which a sign-in that nobody finished is given up. */
  readonly loginSeconds: number;
}

/** How a remote server is reached, from settings alone. */
export interface RemoteEndpoint {
  /** Address of its Streamable HTTP endpoint; a trailing slash is kept. */
  readonly url: string;
  /** Headers of every request, beside authorization. */
  readonly headers?: Readonly<Record<string, string>>;
  /** True when plain http is allowed, which it is for loopback hosts alone. */
  readonly allowHttp?: boolean;
  /** Origins beside the endpoint's own that sign-in may be sent to. */
  readonly trustedOrigins?: readonly string[];
  /** `auto` tries the 2026 revision first; `legacy` speaks the 2025 revisions. Default `legacy`. */
  readonly protocol?: "auto" | "legacy";
  /** True to use the proxy that the environment names. */
  readonly proxy?: boolean;
  /** Tools that are never offered, by name; `*` stands for any characters. */
  readonly ignoredTools?: readonly string[];
  /** True when a first start on standard input and output may open the sign-in in the browser. */
  readonly signInAtStart?: boolean;
  /** What to sign in with; absent where no sign-in is configured. */
  readonly client?: RemoteClient;
}

/** A remote MCP server whose tools, resources and prompts this server carries through. */
export interface RemoteServer {
  /** Lower-case id, unique within the vendor. */
  readonly id: string;
  readonly title: string;
  /** False for a server that only handlers speak to. Default true. */
  readonly listed?: boolean;
  /** Put before the names of its tools and prompts; nothing when absent. */
  readonly prefix?: string;
  /** Where it is; undefined when it is not configured. Throws PsaError `configuration` for what cannot be used. */
  endpoint(settings: Settings): RemoteEndpoint | undefined;
  /** Field of the vendor's credential that holds a bearer token for this server, where callers may bring one. */
  readonly tokenField?: string;
  /**
   * How a tool is treated: without arguments the least demanding treatment it can get, which decides whether it is
   * listed; with arguments the treatment of that very call. Tools it does not know count as the most dangerous.
   */
  policy(tool: string, given?: PlainRecord): RemoteToolPolicy;
  /** Toolset of its resources and prompts. */
  readonly toolset: string;
  /** Advice by status of a refused request, in the remote server's own terms (403: which right is missing). */
  advice?(status: number): string | undefined;
}

/** Declares a remote MCP server; fixes its type. */
export function defineUpstream(server: RemoteServer): RemoteServer {
  return server;
}

/** How a sign-in at a remote server stands. */
export interface SignInStatus {
  /** `open` when the server needs none or a token is configured. */
  readonly state: "open" | "signed-in" | "waiting" | "signed-out";
  /** Epoch milliseconds at which the access token ends; it is renewed before. */
  readonly expiresAt?: number;
  /** True when it can be renewed without a person. */
  readonly renewable?: boolean;
  /** Address to open while a sign-in waits. */
  readonly url?: string;
  /** Why nobody is signed in, when something went wrong. */
  readonly problem?: string;
}

/** One remote server as a handler speaks to it for one caller. */
export interface Remote {
  /** The address of its endpoint. */
  address(): Promise<string>;
  /** Calls a tool and returns the answer's structured content, or its text parsed as JSON, or its text. Errors of the tool are PsaErrors. */
  call(tool: string, given: PlainRecord): Promise<unknown>;
  /** True when the remote server offers a tool of that name to this caller. */
  has(tool: string): Promise<boolean>;
  /** Lists its tools now and names them; rejects with why they could not be listed. */
  list(): Promise<readonly string[]>;
  /** Names of its tools as last listed. */
  tools(): Promise<readonly string[]>;
  /** Tools whose description or schema changed since they were first seen. */
  changedTools(): Promise<readonly string[]>;
  signIn(): Promise<SignInStatus>;
  /**
   * Begins a sign-in, or joins the one under way; resolves with the address to open. With `open`, opens it in the browser
   * of this machine where the caller sits at it.
   */
  beginSignIn(options?: {
    readonly open?: boolean;
    readonly again?: boolean;
  }): Promise<SignInStatus>;
  /** Resolves when the sign-in under way has ended well; rejects with why it did not, or `timeout` after so many seconds. */
  awaitSignIn(seconds: number): Promise<SignInStatus>;
  signOut(): Promise<void>;
}
