/** A tool and its arguments. */
export interface ToolCall {
  readonly tool: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** A rule that spoils the imitation's answers; the sandbox's README has a table of the kinds. */
export interface FaultRule {
  readonly kind:
    | "status"
    | "retry-after"
    | "hang"
    | "slow-body"
    | "malformed"
    | "html"
    | "empty"
    | "reset"
    | "redirect"
    | "echo"
    | "huge"
    | "latency"
    | "duplicate";
  readonly match?: { readonly method?: string; readonly path?: string };
  readonly times?: number;
  readonly after?: number;
  readonly status?: number;
  readonly retryAfter?: number | string;
  readonly milliseconds?: number;
  readonly location?: string;
  readonly commit?: boolean;
}

/** One request as it arrived at the vendor. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, where there was any. */
  readonly body?: unknown;
  readonly status: number;
}

/** A running imitation of the vendor. */
export interface Vendor {
  readonly url: string;
  /** What arrived, oldest first. */
  requests(): readonly VendorRequest[];
  fault(rule: FaultRule): void;
  clearFaults(): void;
  /** Open sockets. */
  connections(): number;
  close(): Promise<void>;
}

/** A caller of the vendor with a key of its own, and what its read shows that no other's does. */
export interface Tenant {
  readonly key: string;
  readonly sees: RegExp;
}

/** The headers with which a caller brings a key. */
export function callerHeadersOf(app: FaultApp, key: string): Readonly<Record<string, string>> {
  const parts = partsOfKey(app, key);
  return Object.fromEntries(app.callerHeaders.map((name, index) => [name, parts[index] ?? ""]));
}

/** The read, on one page. */
export function readPage(app: FaultApp, page: number): ToolCall {
  const { tool, given } = app.read;
  return { tool, given: { ...given, [app.pageArgument ?? "page_number"]: page } };
}

/** The read, with a page size. */
export function readOfSize(app: FaultApp, size: number): ToolCall {
  const { tool, given } = app.read;
  return { tool, given: { ...given, [app.sizeArgument ?? "page_size"]: size } };
}

/** The page size that a request asked the vendor for. */
export function sizeIn(app: FaultApp, { query, body }: VendorRequest): string {
  const record = typeof body === "object" && body !== null ? body : {};
  const inBody = (record as Record<string, unknown>)[app.pageSizeParameter];
  return query[app.pageSizeParameter] ?? (inBody === undefined ? "" : String(inBody));
}

/** True for a request that changes something at the vendor. */
export function isWrite(
  app: FaultApp,
  request: { readonly method: string; readonly path: string },
): boolean {
  if (request.method === "GET") return false;
  return app.postsThatRead === undefined || !app.postsThatRead.test(request.path);
}

/** The secret parts of a key. */
export function partsOfKey(app: FaultApp, key: string): readonly string[] {
  return app.partsOf?.(key) ?? [key];
}

/** Where the slots of an app are. */
export function uploadRouteOf(app: FaultApp): string {
  return app.uploadRoute ?? "/upload";
}

/** Everything that the suite must know about one vendor's server. */
export interface FaultApp {
  /** In the names of tests. */
  readonly title: string;
  /** Path of the program that ships. */
  readonly program: string;
  startVendor(): Promise<Vendor>;
  /** Variables that point the program at a vendor's address. */
  address(url: string): Readonly<Record<string, string>>;
  /** Variables with the server-wide credential. */
  readonly credential: Readonly<Record<string, string>>;
  /** The key of the server-wide credential. */
  readonly serverKey: string;
  /** Headers with which callers bring their own key, in lower case: one for each of its parts. */
  readonly callerHeaders: readonly string[];
  /** The parts of a key, each a secret of its own; the whole key when absent. */
  readonly partsOf?: (key: string) => readonly string[];
  /** Variable that says whether callers may bring their own credential. */
  readonly callerKeysVariable: string;
  /** The key that a request to the vendor carried. */
  keyOf(request: VendorRequest): string | undefined;
  /** Two callers who see different records with `read`. */
  readonly tenants: readonly [Tenant, Tenant];
  /** A key that the vendor refuses, in the form of a good one. */
  readonly wrongKey: string;
  /** Headers by which other servers let callers choose the vendor's address; here they must mean nothing. */
  readonly addressHeaders: readonly string[];

  /** A list that sends exactly one request which reads, and takes a page size and a page number. */
  readonly read: ToolCall;
  /** Its argument for the page; `page_number` when absent. */
  readonly pageArgument?: string;
  /** Its argument for the page size; `page_size` when absent. */
  readonly sizeArgument?: string;
  /** Paths that are read by POST, for vendors with such; every POST writes when absent. */
  readonly postsThatRead?: RegExp;
  /** True where the vendor takes access tokens: a 401 causes one more request, with a new token. */
  readonly renewsTokens?: boolean;
  /** The query parameter, or the field of the body, that carries its page size. */
  readonly pageSizeParameter: string;
  /** What its answer contains when it works. */
  readonly readShows: RegExp;
  /** The least role that `write` is for; `editor` when absent. */
  readonly writeRole?: "editor" | "admin";
  /** Tools that only read and yet are for administrators. */
  readonly guardedReads?: readonly string[];
  /** A create that sends one POST and nothing else that writes. */
  readonly write: ToolCall;
  /** How many records `write` has made so far, asked past our own code. */
  countWritten(vendor: Vendor): Promise<number>;
  /** Answers with status 200 that are JSON and yet no list of this vendor, beside the general ones. */
  readonly wrongShapes: readonly string[];
  /** Codes of ours for answers with status 200 that this vendor refuses with, beside those for junk. */
  readonly refusalCodes?: readonly string[];
  /** Of the general ones those with which this vendor says that a list is empty. */
  readonly emptyLists?: readonly string[];

  /** Calls with one id argument each, whatever else they need being right. */
  readonly idCalls: readonly { readonly call: ToolCall; readonly argument: string }[];
  /** A list with an argument that reaches the vendor as a query value, and the name it has there. */
  readonly textFilter: {
    readonly call: ToolCall;
    readonly argument: string;
    readonly parameter: string;
    /** The values that it has in a body, for vendors that read by POST. */
    readonly valuesIn?: (body: unknown) => readonly unknown[];
    /** What the vendor must be sent for a text; undefined for one that must be refused. */
    spelling(text: string): string | undefined;
  };
  /** A write that takes an object with keys of the caller's choice. */
  readonly openRecord: { readonly call: ToolCall; readonly argument: string };
  /** The generic read, its path argument, paths it must refuse, and one that works. */
  readonly freeRead?: {
    readonly tool: string;
    readonly argument: string;
    readonly forbidden: readonly string[];
    readonly allowed: string;
  };
  /** A tool that takes a file from an address, a local path or an upload slot. */
  readonly fileCall?: {
    readonly call: ToolCall;
    readonly url: string;
    readonly path: string;
    readonly upload: string;
  };
  /** The tool that opens an upload slot. */
  readonly uploadTool?: string;
  /** Where the slots are; `/upload` when absent. */
  readonly uploadRoute?: string;
  /** Calls whose answers stand near stored secrets, and those secrets: no answer may contain one. */
  readonly storedSecrets?: {
    readonly calls: readonly ToolCall[];
    values(vendor: Vendor): Promise<readonly string[]>;
  };
  /** Paths at the vendor that no call of this suite may reach. */
  readonly neverReached: RegExp;
}
