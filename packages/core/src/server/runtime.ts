import type { Server } from "@modelcontextprotocol/server";
import type { Change } from "../define/change.ts";
import type { Principal } from "../define/principal.ts";
import type { Remote } from "../define/remote.ts";
import type { Settings } from "../define/settings.ts";
import type { Ability, FileAccess } from "../define/tool.ts";
import type { AnyVendor } from "../define/vendor.ts";
import {
  decide,
  isListed,
  profileKey,
  resolveProfile,
  type Profile,
  type SelectionRequest,
} from "../policy/index.ts";
import type { PolicyFacts } from "../policy/decide.ts";
import {
  compileContent,
  type CompiledContent,
  type CompiledTool,
  type ToolListing,
} from "../registry/index.ts";
import { MemoryChanges, type Changes } from "../state/index.ts";
import type { AuditEvent } from "../telemetry/index.ts";
import type { Upstream } from "../upstream/index.ts";
import type { Made } from "./answered.ts";
import { bindServer, resultForm, type ServerFace } from "./bind.ts";
import { createBridging, type WebSignIn } from "./bridging.ts";
import { createDiscovery, type Discovery } from "./discover.ts";
import { createConfirmations, type Confirmations, type Signer } from "./confirm.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { TextTools } from "./render/value.ts";
import { watchFor } from "./watching.ts";
import { createWriteKeys, type WriteKeys } from "./write-keys.ts";

export interface RuntimeOptions {
  readonly vendor: AnyVendor;
  readonly settings: Settings;
  readonly version: string;
  readonly upstream: Upstream;
  readonly audit: { record(event: AuditEvent): void };
  readonly logger: {
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
  readonly signer: Signer;
  readonly abilities: ReadonlySet<Ability>;
  /** Where changes are announced; within this process when absent. */
  readonly changes?: Changes;
  /** Files that one caller may hand in. */
  files(principal: Principal): FileAccess;
}

/** What a vendor's server needs, made once per process. */
export interface Runtime extends RuntimeOptions {
  readonly ledger: Ledger<Made>;
  readonly writeKeys: WriteKeys;
  readonly confirmations: Confirmations;
  /** What clients that listen are told of. */
  readonly changes: Changes;
  /**
   * The compiled tools, resources and prompts; loaded once, with the first list or call. For a caller, also what remote
   * servers offer to that caller.
   */
  content(principal?: Principal): Promise<CompiledContent>;
  /** See `ToolContext.remote`. */
  remote(id: string, principal: Principal, signal: AbortSignal): Remote;
  /** The pages of sign-ins at remote servers, where there are any. */
  readonly webSignIn?: WebSignIn;
  /** Ends the sessions with remote servers. */
  close(): Promise<void>;
  text(): Promise<TextTools>;
  profile(principal: Principal, selection: SelectionRequest): Profile;
  /** Ready lists for a profile: equal profiles share one. */
  lists(profile: Profile, structured: boolean, principal?: Principal): Promise<Lists>;
  /** How a server of this vendor alone presents itself. */
  readonly face: ServerFace;
  /** A protocol server for one caller: one per session or, without sessions, per request. Cheap. */
  bind(principal: Principal, selection: SelectionRequest, transport: "stdio" | "http"): Server;
  /** Hears the changes that one caller may know of, until the returned function is called. */
  watch(
    principal: Principal,
    selection: SelectionRequest,
    listener: (change: Change) => void,
  ): () => void;
}

/** What one profile sees. */
export interface Lists {
  readonly tools: readonly ToolListing[];
  readonly resources: readonly ResourceListing[];
  readonly resourceTemplates: readonly ResourceTemplateListing[];
  readonly prompts: readonly PromptListing[];
}

interface Named {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}
export interface ResourceListing extends Named {
  readonly uri: string;
  readonly mimeType: string;
}
export interface ResourceTemplateListing extends Named {
  readonly uriTemplate: string;
  readonly mimeType: string;
}
export interface PromptListing extends Named {
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
  }[];
}

const MOST_PROFILES = 500;

const compiled = new WeakMap<AnyVendor, Promise<CompiledContent>>();

/** A vendor's content, loaded and compiled once per process. */
function compiledOf(vendor: AnyVendor): Promise<CompiledContent> {
  const known = compiled.get(vendor);
  if (known !== undefined) return known;
  const made = vendor.load().then((content) => compileContent(vendor, content));
  compiled.set(vendor, made);
  return made;
}

/** Assembles what every session and request of one vendor's server shares. Does no I/O. */
export function createRuntime(options: RuntimeOptions): Runtime {
  let text: Promise<TextTools> | undefined;
  const lists = new WeakMap<CompiledContent, Map<string, Lists>>();
  const changes = options.changes ?? new MemoryChanges();
  changes.subscribe(({ change }) => {
    // What was made from the vendor's content is made anew with the next list or call.
    if (change.kind === "resource") return;
    compiled.delete(options.vendor);
  });

  const bridging = createBridging({ ...options, changes });
  const granted = options.vendor.abilities?.(options.settings) ?? [];
  const abilities: ReadonlySet<Ability> = new Set([...options.abilities, ...granted]);

  const runtime: Runtime = {
    ...options,
    ledger: createLedger(Number(options.settings["idempotencySeconds"] ?? 120)),
    writeKeys: createWriteKeys(Number(options.settings["idempotencySeconds"] ?? 120)),
    confirmations: createConfirmations(options.signer),
    changes,
    async content(principal) {
      const base = await compiledOf(options.vendor);
      return principal === undefined ? base : await bridging.content(principal, base);
    },
    remote: (id, principal, signal) => bridging.remote(id, principal, signal),
    ...(bridging.webSignIn === undefined ? {} : { webSignIn: bridging.webSignIn }),
    close: () => bridging.close(),
    text: () => (text ??= import("../text/index.ts")),
    profile: (principal, selection) =>
      resolveProfile({ ...options, principal, selection, abilities }),
    async lists(profile, structured, principal) {
      const content = await runtime.content(principal);
      const ready = lists.get(content) ?? new Map<string, Lists>();
      lists.set(content, ready);
      const key = `${structured}|${profileKey(profile)}`;
      const known = ready.get(key);
      if (known !== undefined) return known;
      const aliases = options.vendor.listsAliases?.(options.settings) === true;
      const made = makeLists(content, profile, structured, aliases);
      if (ready.size >= MOST_PROFILES) ready.clear();
      ready.set(key, made);
      return made;
    },
    face: faceOf(options.vendor, options.version),
    bind: (principal, selection, transport) =>
      bindServer(
        runtime.face,
        [{ runtime, principal, profile: runtime.profile(principal, selection), transport }],
        selection.results ?? resultForm(options.settings["results"]),
      ),
    watch: (principal, selection, listener) =>
      watchFor(
        runtime,
        principal.credential?.fingerprint,
        runtime.profile(principal, selection),
        listener,
      ),
  };
  return runtime;
}

function faceOf(vendor: AnyVendor, version: string): ServerFace {
  return {
    name: `psa-mcp-${vendor.id}`,
    title: vendor.title,
    version,
    instructions: vendor.instructions,
    offers: new Set(vendor.offers),
    get discovery() {
      return discoveryOf(prefixOf(vendor));
    },
  };
}

/** What the names of a vendor's tools begin with. */
export function prefixOf(vendor: Pick<AnyVendor, "id" | "toolPrefix">): string {
  return vendor.toolPrefix ?? vendor.id.replaceAll("-", "_");
}

const discoveries = new Map<string, Discovery>();

/** Made when it is first asked for: most servers never do. */
export function discoveryOf(prefix: string): Discovery {
  const made = discoveries.get(prefix) ?? createDiscovery(prefix);
  discoveries.set(prefix, made);
  return made;
}

/** Said of every result where structured content is sent; the shape differs by tool and is told by the result itself. */
const ANY_OBJECT = { type: "object" } as const;

function makeLists(
  content: CompiledContent,
  profile: Profile,
  structured: boolean,
  aliases: boolean,
): Lists {
  const visible = (facts: PolicyFacts): boolean => decide(facts, profile).allowed;
  const listing = (tool: CompiledTool): ToolListing =>
    structured && tool.tool.raw === undefined
      ? ({ ...tool.listing, outputSchema: ANY_OBJECT } as ToolListing)
      : tool.listing;
  const resources = content.resources.filter(
    (entry) => visible(entry.facts) && entry.resource.raw !== null,
  );
  return {
    tools: content.tools
      .filter(({ facts }) => visible(facts) && isListed(facts, profile))
      .flatMap((tool) => [
        listing(tool),
        ...(aliases ? (tool.tool.aliases ?? []) : []).map((name) => ({ ...listing(tool), name })),
      ]),
    resources: resources
      .filter((entry) => entry.variables.length === 0)
      .map(
        ({ resource }) =>
          (resource.raw as ResourceListing | undefined) ?? {
            uri: resource.uri,
            name: resource.name,
            title: resource.title,
            description: resource.description,
            mimeType: resource.mimeType,
          },
      ),
    resourceTemplates: resources
      .filter((entry) => entry.variables.length > 0)
      .map(
        ({ resource }) =>
          (resource.raw as ResourceTemplateListing | undefined) ?? {
            uriTemplate: resource.uri,
            name: resource.name,
            title: resource.title,
            description: resource.description,
            mimeType: resource.mimeType,
          },
      ),
    prompts: content.prompts
      .filter((entry) => visible(entry.facts))
      .map(
        ({ prompt }) =>
          (prompt.raw as PromptListing | undefined) ?? {
            name: prompt.name,
            title: prompt.title,
            description: prompt.description,
            arguments: prompt.arguments.map((argument) => ({
              ...argument,
              required: argument.required === true,
            })),
          },
      ),
  };
}
