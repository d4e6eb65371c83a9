import type { ErrorCode, VendorReason } from "../errors/index.ts";
import type { VendorClient } from "./client.ts";
import type { RemoteServer } from "./remote.ts";
import type { Setting, Settings } from "./settings.ts";
import type { Ability, AnyPrompt, AnyResource, AnyTool } from "./tool.ts";

/** One part of a vendor's credential. */
export interface CredentialField {
  /** Key of the setting that holds the server-wide value. */
  readonly setting: string;
  /** Request header with which a caller brings its own, in lower case; absent when callers cannot. */
  readonly header?: string;
  /** False for parts without which the credential still works. Default true. */
  readonly required?: boolean;
  /** False for parts that are no secret (a company name). Default true. */
  readonly secret?: boolean;
  /** False for a part that is the caller's alone (a user's name) or the server's alone: they never complete each other. */
  readonly shared?: boolean;
  /** True for an optional part that is a whole credential by itself when a caller brings it. */
  readonly alone?: boolean;
}

export interface CredentialDefinition {
  readonly fields: Readonly<Record<string, CredentialField>>;
  /** The request headers that present it to the vendor; with an `exchange`, those beside the access token. */
  headers(values: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** For vendors that take an access token in the credential's place. */
  readonly exchange?: TokenExchange;
}

/**
 * How a credential is exchanged for a short-lived access token (OAuth 2.0 client credentials, RFC 6749 section 4.4),
 * which is then sent as a Bearer token. Core keeps one token for each credential, renews it before it ends, and once
 * more when the vendor answers 401.
 */
export interface TokenExchange {
  /** False for credentials that are presented by their headers alone, where a vendor takes several kinds. Default true. */
  applies?(values: Readonly<Record<string, string>>): boolean;
  /**
   * Address of the token endpoint with its query, from settings alone: no answer of a server ever decides where a secret
   * goes. Its origin may differ from the API's. Throws PsaError `configuration`.
   */
  address(settings: Settings): string;
  /** Sent form-encoded. */
  form(
    values: Readonly<Record<string, string>>,
    settings: Settings,
  ): Readonly<Record<string, string>>;
  /** Further headers of the token request (Basic authentication of the client). */
  headers?(
    values: Readonly<Record<string, string>>,
    settings: Settings,
  ): Readonly<Record<string, string>>;
  /** What a refusal means; what is left out comes from the standard's error codes and the status. */
  errors?(answer: VendorAnswer): VendorProblem;
}

/** A vendor's answer that was no success, as an error mapper sees it. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or undefined when the body was something else. */
  readonly json: unknown;
  /** The first 500 characters of a body that is neither JSON nor a web page. */
  readonly text?: string;
  readonly method: string;
  readonly path: string;
}

/** What an error mapper makes of it; anything left out comes from the status. */
export interface VendorProblem {
  readonly code?: ErrorCode;
  /** One sentence in our words. */
  readonly message?: string;
  readonly advice?: string;
  readonly reasons?: readonly VendorReason[];
  readonly requestId?: string;
}

export interface ToolsetDefinition {
  readonly title: string;
  readonly description: string;
}

/** A named selection: whole toolsets, single tools, or both. */
export interface Preset {
  readonly description: string;
  readonly toolsets?: readonly string[];
  readonly tools?: readonly string[];
}

/** One finding of `doctor` or `whoami`. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do when not ok. */
  readonly advice?: string;
}

/** Tools, resources and prompts: loaded after `initialize` is answered, so that a start stays quick. */
export interface VendorContent {
  readonly tools: readonly AnyTool[];
  readonly resources?: readonly AnyResource[];
  readonly prompts?: readonly AnyPrompt[];
}

/**
 * What a server can announce beside tools. `subscriptions`: clients hear when a resource they named changes;
 * `list-changes`: they hear when a list does (`load` is then called again); `logging`: handlers write to the client's log.
 */
export type Offer = "resources" | "prompts" | "subscriptions" | "list-changes" | "logging";

/** Everything that is true of one vendor. */
export interface Vendor<Api = VendorClient> {
  /** Lower-case id: routes, tool prefixes, package name. */
  readonly id: string;
  readonly title: string;
  /** What its tools' names begin with, where that is not its id. */
  readonly toolPrefix?: string;
  /** Prefix of its environment variables (`ACME`): `<PREFIX>_TOOLSETS`, `CLIENT_<PREFIX>_KEYS`, `CLIENT_<PREFIX>_KEYS_ROLE`. */
  readonly envPrefix: string;
  /** Where the vendor explains how to get a credential. */
  readonly homepage: string;
  readonly settings: readonly Setting[];
  /** What differs in core's settings for this vendor, by key: further variables, a default made from its own settings. */
  readonly coreSettings?: Readonly<Record<string, Partial<Pick<Setting, "alsoEnv" | "derived">>>>;
  /** Base URL without trailing slash, from settings alone; throws PsaError `configuration` with what to correct. */
  baseUrl(settings: Settings): string;
  /**
   * Where the installation is that a caller's own credential belongs to, for vendors with one installation per customer.
   * Only addresses that the operator permits; throws PsaError `credential_rejected` for others.
   */
  callerBaseUrl?(values: Readonly<Record<string, string>>, settings: Settings): string;
  readonly credential: CredentialDefinition;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further headers of every request that depend on settings (a version pin). */
  settingHeaders?(settings: Settings): Readonly<Record<string, string>>;
  /** Request headers, in lower case, that older clients of this vendor name toolsets with; unknown names in them are ignored. */
  readonly toolsetHeaders?: readonly string[];
  /** The vendor's rate limit per credential, and how many requests run at once. */
  readonly limits: {
    readonly requests: number;
    readonly windowSeconds: number;
    readonly concurrency: number;
    /** The limit that a 429 names, where the vendor's text does; it counts when it is lower than what is known. */
    learn?(
      answer: VendorAnswer,
    ): { readonly requests: number; readonly windowSeconds: number } | undefined;
  };
  errors(answer: VendorAnswer): VendorProblem;
  /** For vendors that refuse with a status of success: what such an answer means, or undefined for a real success. */
  refusals?(answer: VendorAnswer): VendorProblem | undefined;
  readonly toolsets: Readonly<Record<string, ToolsetDefinition>>;
  readonly defaultToolsets: readonly string[];
  readonly presets: Readonly<Record<string, Preset>>;
  /** True where tools are also listed under their former names, for clients that hold on to them. */
  listsAliases?(settings: Settings): boolean;
  /** Toolsets that other settings switch on in addition. */
  extraToolsets?(settings: Settings): readonly string[];
  /** Remote MCP servers whose tools, resources and prompts are carried through; see `defineUpstream`. */
  readonly remotes?: readonly RemoteServer[];
  /** Abilities that settings switch on, which tools may require. */
  abilities?(settings: Settings): readonly Ability[];
  /** How the tools fit together, for the model; under 400 tokens. */
  readonly instructions: string;
  /** Wraps the plain client into what handlers use. */
  api(client: VendorClient): Api;
  /** One cheap authenticated read; throws `credential_rejected` when the credential counts for nothing. */
  verify(client: VendorClient): Promise<void>;
  /** Checks of what a credential can do, for doctor and for health tools. */
  checks?(client: VendorClient): Promise<readonly Finding[]>;
  /** What there is beside tools; said before anything is loaded, since `initialize` announces it. */
  readonly offers?: readonly Offer[];
  load(): Promise<VendorContent>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- core treats the API of a vendor as opaque
export type AnyVendor = Vendor<any>;

/** Declares a vendor; fixes its type. */
export function defineVendor<Api>(vendor: Vendor<Api>): Vendor<Api> {
  return vendor;
}

/** Words that every vendor knows beside its own toolsets and presets. */
const EVERY_VENDOR: readonly string[] = ["default", "all", "discover"];

/** Every word that selects tools of a vendor. */
export function selectableNames(
  vendor: Pick<AnyVendor, "presets" | "toolsets">,
): readonly string[] {
  const own = [...Object.keys(vendor.presets), ...Object.keys(vendor.toolsets)];
  return [...new Set([...EVERY_VENDOR, ...own])];
}

/**
 * A word of a selection over several vendors as this vendor knows it: `acme:tickets` is meant for one vendor, `tickets`
 * for every vendor that has it, `acme` for all that the vendor shows by itself. Empty when it is not meant.
 */
export function selectionWord(
  vendor: Pick<AnyVendor, "id" | "presets" | "toolsets">,
  word: string,
): readonly string[] {
  const [first = "", ...rest] = word.trim().toLowerCase().split(":");
  if (rest.length > 0 && first !== vendor.id) return [];
  if (rest.length === 0 && first === vendor.id) return ["default"];
  const name = rest.length === 0 ? first : rest.join(":");
  return selectableNames(vendor).includes(name) ? [name] : [];
}
