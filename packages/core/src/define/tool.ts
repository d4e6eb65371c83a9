import type { z } from "zod";
import type { Answers, Question, QuestionKind } from "./ask.ts";
import type { Change } from "./change.ts";
import type { VendorClient } from "./client.ts";
import type { ConversationMessage } from "./content.ts";
import type { Principal } from "./principal.ts";
import type { Remote } from "./remote.ts";
import type { PlainRecord, RawResult, ToolResult } from "./result.ts";
import type { Settings } from "./settings.ts";
import type { Role, Tier } from "./tiers.ts";

/** Files that callers hand in: staged uploads, and local files where the server runs on the caller's machine. */
export interface FileAccess {
  /** Opens an upload slot for this caller. Absent where staging is off. */
  requestUpload?(fileName?: string): Promise<UploadTicket>;
  /** Bytes of a filled slot, consumed by this call. One message for unknown, expired, used and foreign slots. */
  takeUpload?(uploadId: string): Promise<NamedBytes>;
  /** A file on the server's own machine, only on stdio and only under the configured roots. */
  readLocal?(path: string, options: { readonly maxBytes: number }): Promise<NamedBytes>;
  /** Begins a file on the server's own machine, only on stdio and only under the folder of the setting `exportDir`. */
  writeLocal?(path: string, options: LocalFileOptions): Promise<LocalFile>;
}

export interface LocalFileOptions {
  /** Replaces a file that is there; without it such a file is refused. */
  readonly overwrite?: boolean;
  /** Most bytes that may be written in all. */
  readonly maxBytes: number;
}

/** A file in the making: it appears under its name only when it is finished, whole. */
export interface LocalFile {
  /** Appends. Throws `too_large` beyond the limit. */
  write(text: string): Promise<void>;
  /** Puts the file in its place and gives its real path and size in bytes. Throws `conflict` when something came there meanwhile. */
  finish(): Promise<{ readonly path: string; readonly bytes: number }>;
  /** Leaves nothing behind; after `finish` it does nothing. */
  discard(): Promise<void>;
}

export interface NamedBytes {
  readonly bytes: Uint8Array;
  readonly fileName?: string;
}

/** How to fill an upload slot: an HTTP request that the caller's machine makes. */
export interface UploadTicket {
  readonly upload_id: string;
  readonly method: "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: "same-as-mcp" | "none";
  readonly expires_at: string;
  readonly max_bytes: number;
}

/** What a handler works with, made for one call. */
export interface ToolContext<Input, Api> {
  readonly input: Input;
  /** The vendor's API as the vendor package wraps it. */
  readonly vendor: Api;
  /** The plain client behind it. */
  readonly client: VendorClient;
  readonly signal: AbortSignal;
  readonly principal: Principal;
  readonly settings: Settings;
  readonly files: FileAccess;
  /**
   * Key of this logical write, for `WriteOptions.idempotencyKey`: the caller's own, or one that repeated calls with equal
   * arguments share for a while. A handler that makes several such writes adds a word of its own to it.
   */
  readonly idempotencyKey: string;
  /** Reports progress to a client that asked for it; cheap to call often. */
  progress(done: number, total?: number, message?: string): void;
  /** Kinds of questions that this client can answer. */
  readonly canAsk: ReadonlySet<QuestionKind>;
  /**
   * Asks the client, all questions at once. Where an answer is missing the handler ends here and runs again from its
   * start when the client has answered: ask before the first write, under keys that occur once in the handler. A kind
   * that is not in `canAsk` ends the call with an error that names it.
   */
  ask<Asked extends Readonly<Record<string, Question>>>(
    questions: Asked,
    carry?: string,
  ): Promise<Answers<Asked>>;
  /** What the round before gave to `ask` to carry; undefined in the first round. */
  readonly carried?: string | undefined;
  /** A remote server of the vendor, by id. Throws `configuration` for one that is not configured. */
  remote(id: string): Remote;
  /** Where a cut answer of a remote tool goes on. */
  readonly cursor?: string | undefined;
  /** Tells clients that listen of a change. One resource's change reaches callers with the same credential alone. */
  announce(change: Change): void;
  /** A line for the client's own log; goes nowhere unless the vendor offers `logging`. The operator's log is another. */
  log(level: LogLevel, line: string): void;
}

/** How much a line of the client's log matters. */
export type LogLevel = "debug" | "info" | "notice" | "warning" | "error";

/**
 * One tool. Annotations, required role, JSON Schema, documentation row, snapshot and token count are derived from this
 * literal; `dry_run`, `confirm`, `cursor` and `response_format` are added by core where they apply.
 */
export interface Tool<Input = never, Api = never> {
  /** Vendor first, then verb and noun: `acme_get_ticket`. */
  readonly name: string;
  readonly title: string;
  readonly tier: Tier;
  /** The lowest role that may use it, where that is higher than its tier asks for (a query over everything). */
  readonly role?: Role;
  /** The group or groups it is switched on with. */
  readonly toolset: string | readonly string[];
  /** For a model that has never seen the vendor: what it does, when to use it rather than its neighbour, where ids come from. */
  readonly description: string;
  readonly input: z.ZodObject;
  /** For tools of a remote server: exactly as it lists them, schema included. */
  readonly raw?: PlainRecord & { readonly inputSchema: PlainRecord };
  /**
   * Further arguments that are taken and not listed, so that they cost no tokens: names of older servers, and the long
   * tail that the description or the vendor's instructions mention. One that `input` has as well is listed as there and
   * checked as here. The handler finds them in `input`.
   */
  readonly accepts?: z.ZodObject;
  /** `server` when it touches what belongs to this server (uploads, indexes), not the vendor's data. Default `vendor`. */
  readonly owner?: "vendor" | "server";
  /** For writes: repeating the call leaves the same state. Default: reads and deletes true, other writes false. */
  readonly idempotent?: boolean;
  /** True for writes that send `idempotencyKey` to the vendor; callers may then give one, and it is listed. */
  readonly keyed?: boolean;
  /** For tools of tier `write` that erase something small; sets the destructive hint and asks for nothing. */
  readonly erases?: boolean;
  /**
   * True for tools that are called on many records at once and ask first although their tier is `write`; a function for
   * those that ask before some of their calls.
   */
  readonly asksFirst?: boolean | ((input: Input) => boolean);
  /**
   * For tools that call many different things: `tier` is the worst of them, `least` decides who sees the tool, and
   * `tierOf` whether one call is allowed, asks first and counts as a write. `demandsOf` says what else one call takes.
   */
  readonly calls?: {
    readonly least: Tier;
    tierOf(input: Input): Tier;
    demandsOf?(input: Input): CallDemands;
  };
  /** Lists whose pages core continues through `cursor`. */
  readonly paged?: boolean;
  /** Runtime abilities without which the tool is not listed. */
  readonly requires?: readonly Ability[];
  /** True for tools whose answer is about failures (health checks, overviews of parts): they report a fault as a finding. */
  readonly survivesFaults?: boolean;
  /** Former names that still work; listed only where `Vendor.listsAliases` says so. */
  readonly aliases?: readonly string[];
  /** Says in one sentence what a confirmed call will do; asked before a destructive call. */
  preview?(context: ToolContext<Input, Api>): Promise<string>;
  handler(context: ToolContext<Input, Api>): Promise<ToolResult>;
}

/** What one call of a tool takes beside the role of its tier. */
export interface CallDemands {
  /** What the call is about, for the audit trail. */
  readonly target?: { readonly type: string; readonly id: string } | undefined;
  readonly role?: Role | undefined;
  readonly requires?: readonly Ability[] | undefined;
}

/** Something the running server can or cannot do: of its own, or because a setting switched it on. */
export type Ability = "uploads" | "local-files" | "local-export" | `allow-${string}`;

/** A tool of any input, as registries hold it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the input type is checked where the tool is declared
export type AnyTool = Tool<any, any>;

/** What a vendor package gets from `toolFactory`: declares a tool and infers its handler's input. */
export type DefineTool<Api> = <Shape extends z.ZodObject>(
  tool: Omit<Tool<z.output<Shape>, Api>, "input"> & { readonly input: Shape },
) => Tool<z.output<Shape>, Api>;

/** The `defineTool` of one vendor, whose handlers see that vendor's API. */
export function toolFactory<Api>(): DefineTool<Api> {
  return (tool) => tool;
}

/** Declares a tool that speaks through the plain client. */
export const defineTool: DefineTool<VendorClient> = toolFactory<VendorClient>();

/** What resources and prompts are read with. */
export interface ReadContext<Api> extends Omit<
  ToolContext<Readonly<Record<string, string>>, Api>,
  "files" | "idempotencyKey"
> {}

/** A resource (`uri`) or a template of resources (`uri` with `{name}` parts). */
export interface Resource<Api = never> {
  /** `acme://tickets/{id}`: variables are single segments. */
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  readonly toolset: string | readonly string[];
  /** For resources of a remote server: how it lists them; null for addresses that it reads without listing them. */
  readonly raw?: PlainRecord | null;
  /** Seconds for which a client may keep it. */
  readonly cacheSeconds?: number;
  /** Suggestions for a variable, at most 100. */
  complete?(variable: string, typed: string, context: ReadContext<Api>): Promise<readonly string[]>;
  read(context: ReadContext<Api>): Promise<ToolResult>;
}

/** A prompt: a ready question that a person picks. */
export interface Prompt<Api = never> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: string;
  /** For prompts of a remote server: how it lists them. */
  readonly raw?: PlainRecord;
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly required?: boolean;
  }[];
  complete?(argument: string, typed: string, context: ReadContext<Api>): Promise<readonly string[]>;
  /** The text of the user's message, or several messages, or a remote server's answer as it is. */
  render(context: ReadContext<Api>): Promise<string | readonly ConversationMessage[] | RawResult>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see AnyTool
export type AnyResource = Resource<any>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see AnyTool
export type AnyPrompt = Prompt<any>;

/** Declares a resource of a vendor. */
export function defineResource<Api>(resource: Resource<Api>): Resource<Api> {
  return resource;
}

/** Declares a prompt of a vendor. */
export function definePrompt<Api>(prompt: Prompt<Api>): Prompt<Api> {
  return prompt;
}
