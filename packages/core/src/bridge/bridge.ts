import { createHash } from "node:crypto";
import type {
  AnyVendor,
  PlainRecord,
  Principal,
  Remote,
  RemoteEndpoint,
  RemoteServer,
  Settings,
  SignInStatus,
  ToolContext,
} from "../define/index.ts";
import { PsaError, redactorFor } from "../errors/index.ts";
import { extendContent, type CompiledContent } from "../registry/index.ts";
import { LruMap, MemoryRollingWindow, type Changes } from "../state/index.ts";
import { carryThrough } from "./carry.ts";
import { Connection } from "./connection.ts";
import { contentOf, type ContentActions } from "./content.ts";
import { Cutter } from "./cut.ts";
import { checkEndpoint } from "./endpoint.ts";
import { HeldCalls } from "./held.ts";
import { KeptLists } from "./kept.ts";
import { fetchLists, noLists, pinOf, type RemoteLists } from "./lists.ts";
import type { RemoteSignIn, SignIns } from "../sign-in/index.ts";
import type { VendorContent } from "../define/index.ts";

export interface BridgeOptions {
  readonly vendor: AnyVendor;
  readonly settings: Settings;
  readonly version: string;
  readonly changes: Changes;
  readonly logger: {
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
  readonly signIns: SignIns;
}

/** The remote servers of one vendor, as the runtime uses them. */
export interface Bridge {
  /** The vendor's own content with what the remote servers offer to this caller, as far as it is known by now. */
  content(principal: Principal, base: CompiledContent): Promise<CompiledContent>;
  /** See `ToolContext.remote`. */
  remote(id: string, principal: Principal, signal: AbortSignal): Remote;
  close(): Promise<void>;
}

/** Longest wait of a list for a remote server that was never listed before. */
const FIRST_LIST_MILLISECONDS = 10_000;
/** A remote server that could not be listed is left alone for this long. */
const PAUSE_AFTER_FAILURE = 15_000;
const MOST_CONNECTIONS = 500;
const IDLE_MILLISECONDS = 900_000;

/** One caller's view of one remote server. */
interface Line {
  readonly server: RemoteServer;
  readonly endpoint: RemoteEndpoint;
  readonly key: string;
  readonly connection: Connection;
  readonly signIn: RemoteSignIn | undefined;
  /** A token that the caller or the operator gave. */
  readonly token: string | undefined;
  /** Who the caller is at that server, for files. */
  readonly owner: string;
  lists: RemoteLists | undefined;
  content: VendorContent | undefined;
  version: number;
  checkedAt: number;
  failedAt: number;
  refreshing: Promise<void> | undefined;
  /** True once a client was given a list: from then on it hears of differences. */
  shown: boolean;
  /** True when this process has opened the sign-in by itself. */
  opened: boolean;
  /** Pins of tools as first seen, and the names of those that changed since. */
  pins: Record<string, string>;
  readonly changed: Set<string>;
}

/** Connects the remote servers of a vendor. Does no I/O until something is listed or called. */
export function createBridge(options: BridgeOptions): Bridge {
  const { vendor, settings, changes, logger } = options;
  const servers = vendor.remotes ?? [];
  const window = new MemoryRollingWindow({ keys: MOST_CONNECTIONS * 2 });
  const rule = {
    limit: Number(settings["rateLimit"] ?? vendor.limits.requests),
    windowMilliseconds: vendor.limits.windowSeconds * 1000,
  };
  const held = new HeldCalls();
  const cutter = new Cutter();
  const keptLists = settings["transport"] === "http" ? undefined : new KeptLists(settings);
  const relistMilliseconds = Number(settings["remoteListSeconds"] ?? 300) * 1000;
  const endpoints = new Map<string, RemoteEndpoint | undefined>();
  const lines = new LruMap<string, Line>({
    entries: MOST_CONNECTIONS,
    pinned: (line) => line.connection.active > 0,
  });
  const merged = new LruMap<string, { base: CompiledContent; content: CompiledContent }>({
    entries: MOST_CONNECTIONS,
  });
  let closed = false;
  const sweeper = setInterval(sweep, 60_000);
  sweeper.unref();

  function endpointOf(server: RemoteServer): RemoteEndpoint | undefined {
    if (!endpoints.has(server.id)) {
      const endpoint = server.endpoint(settings);
      endpoints.set(
        server.id,
        endpoint === undefined ? undefined : checkEndpoint(server, endpoint),
      );
    }
    return endpoints.get(server.id);
  }

  function lineOf(server: RemoteServer, principal: Principal): Line | undefined {
    const endpoint = endpointOf(server);
    if (endpoint === undefined) return undefined;
    const token =
      server.tokenField === undefined
        ? undefined
        : principal.credential?.values[server.tokenField] || undefined;
    const user = principal.method === "stdio" ? "local" : principal.subject;
    const signsIn = token === undefined && endpoint.client !== undefined;
    const owner =
      token === undefined
        ? signsIn
          ? `user:${user}`
          : "anyone"
        : `credential:${principal.credential?.fingerprint ?? ""}`;
    const key = `${server.id} ${endpoint.url} ${owner}`;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const signIn = signsIn ? options.signIns.for(server, endpoint, user) : undefined;
    const line: Line = {
      server,
      endpoint,
      key,
      owner,
      token,
      signIn,
      connection: new Connection({
        server,
        endpoint,
        key,
        version: options.version,
        window,
        rule,
        concurrency: vendor.limits.concurrency,
        rateWaitMilliseconds: Number(settings["rateWaitSeconds"] ?? 10) * 1000,
        token: async (refused) =>
          signIn === undefined
            ? refused === undefined
              ? token
              : undefined
            : signIn.token(refused),
        events: {
          listChanged: () => void refresh(line).catch(() => undefined),
          resourceUpdated: (uri) => changes.publish({ change: { kind: "resource", uri } }),
        },
      }),
      lists: undefined,
      content: undefined,
      version: 0,
      checkedAt: 0,
      failedAt: 0,
      refreshing: undefined,
      shown: false,
      opened: false,
      pins: {},
      changed: new Set(),
    };
    signIn?.onChange(() => {
      line.failedAt = 0;
      void line.connection.drop();
      void refresh(line).catch(() => undefined);
    });
    lines.set(key, line);
    return line;
  }

  /** Takes lists as the present ones; tells clients when they differ from the last. */
  function take(line: Line, lists: RemoteLists, announce: boolean): void {
    const before = line.lists ?? noLists;
    line.lists = lists;
    if (line.content !== undefined && JSON.stringify(before) === JSON.stringify(lists)) return;
    line.content = contentOf(line.server, lists, actionsOf(line.server));
    line.version += 1;
    for (const tool of lists.tools) {
      const pin = pinOf(tool);
      const known = (line.pins[tool.name] ??= pin);
      if (known === pin || line.changed.has(tool.name)) continue;
      line.changed.add(tool.name);
      logger.warn(
        { server: line.server.id, tool: tool.name },
        "a remote tool changed its description or schema since it was first seen",
      );
    }
    if (!announce) return;
    const differs = (key: keyof RemoteLists): boolean =>
      JSON.stringify(before[key]) !== JSON.stringify(lists[key]);
    if (differs("tools")) changes.publish({ change: { kind: "tools" } });
    if (differs("resources") || differs("templates"))
      changes.publish({ change: { kind: "resources" } });
    if (differs("prompts")) changes.publish({ change: { kind: "prompts" } });
  }

  /** Lists the remote server again, once however many ask. */
  function refresh(line: Line): Promise<void> {
    if (closed) return Promise.resolve();
    line.refreshing ??= (async () => {
      try {
        const lists = await fetchLists(
          line.connection,
          line.endpoint,
          AbortSignal.timeout(60_000),
          (what) => logger.warn({ server: line.server.id }, `remote server: ${what}`),
        );
        line.checkedAt = Date.now();
        line.failedAt = 0;
        take(line, lists, line.shown);
        await keptLists
          ?.write(line.key, { lists, pins: line.pins })
          .catch((error: unknown) =>
            logger.warn({ err: error }, "the list of a remote server could not be kept"),
          );
      } catch (thrown) {
        line.failedAt = Date.now();
        throw thrown;
      } finally {
        line.refreshing = undefined;
      }
    })();
    return line.refreshing;
  }

  /** What is known of a line's lists; waits only where nothing was known before. */
  async function known(line: Line): Promise<void> {
    if (line.lists === undefined && line.checkedAt === 0) {
      line.checkedAt = 1;
      const kept = await keptLists?.read(line.key);
      if (kept !== undefined && line.lists === undefined) {
        line.pins = kept.pins;
        take(line, kept.lists, false);
      }
    }
    const now = Date.now();
    if (now - line.failedAt < PAUSE_AFTER_FAILURE) return;
    if (line.signIn !== undefined && !(await line.signIn.possible())) {
      signInAtStart(line);
      return;
    }
    if (line.lists !== undefined && now - line.checkedAt < relistMilliseconds) return;
    const refreshed = refresh(line).catch((thrown: unknown) => {
      const quiet = thrown instanceof PsaError && thrown.code === "credential_missing";
      if (!quiet)
        logger.warn({ err: thrown, server: line.server.id }, "a remote server was not listed");
    });
    if (line.lists !== undefined) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      refreshed,
      new Promise((resolve) => (timer = setTimeout(resolve, FIRST_LIST_MILLISECONDS))),
    ]);
    clearTimeout(timer);
  }

  /** The first start of a person who has never signed in: the page is opened once, and nothing waits for it. */
  function signInAtStart(line: Line): void {
    if (settings["transport"] === "http" || line.endpoint.signInAtStart !== true) return;
    if (line.opened) return;
    line.opened = true;
    line.signIn
      ?.beginOnce()
      .catch((thrown: unknown) =>
        logger.warn({ err: thrown, server: line.server.id }, "the sign-in could not be begun"),
      );
  }

  function needLine(server: RemoteServer, principal: Principal): Line {
    const line = lineOf(server, principal);
    if (line !== undefined) return line;
    throw new PsaError("configuration", `${server.title} is not configured.`);
  }

  function actionsOf(server: RemoteServer): ContentActions {
    const carry: ContentActions["carry"] = async (request, context) => {
      const line = needLine(server, context.principal);
      const result = await carryThrough(line.connection, held, request, context);
      return await clean(line, result);
    };
    return {
      carry,
      async callTool(tool, structured, context: ToolContext<PlainRecord, unknown>) {
        const treatment = server.policy(tool, context.input);
        const cutting = {
          tool,
          binding: context.principal.binding,
          budget: Number(settings["resultTokens"] ?? 6000),
          structured,
          hint: treatment.cutHint,
        };
        if (context.cursor !== undefined) return cutter.more(context.cursor, cutting);
        const result = await carry(
          {
            method: "tools/call",
            params: { name: tool, arguments: context.input },
            repeatable: treatment.repeatable ?? treatment.tier === "read",
            seconds: treatment.seconds ?? 60,
          },
          context as never,
        );
        if (treatment.changesLists === true && result["isError"] !== true)
          void refresh(needLine(server, context.principal)).catch(() => undefined);
        return cutter.cut(result, cutting);
      },
    };
  }

  /** The last belt: a token that the remote server echoes never leaves. */
  async function clean(line: Line, result: PlainRecord): Promise<PlainRecord> {
    const secrets = [
      line.token,
      line.endpoint.client?.clientSecret,
      ...((await line.signIn?.secrets()) ?? []),
    ];
    const present = secrets.filter((secret): secret is string => secret !== undefined);
    if (present.length === 0) return result;
    const text = JSON.stringify(result);
    const redacted = redactorFor(present)(text);
    return redacted === text ? result : (JSON.parse(redacted) as PlainRecord);
  }

  function sweep(): void {
    for (const [key, { connection }] of lines) {
      const idle = connection.active === 0 && Date.now() - connection.lastUsed > IDLE_MILLISECONDS;
      // On standard input and output there is one caller, who hears of changes as long as the process lives.
      if (idle && settings["transport"] === "http") {
        lines.delete(key);
        void connection.close();
      }
    }
  }

  return {
    async content(principal, base) {
      const present: Line[] = [];
      for (const server of servers) {
        if (server.listed === false) continue;
        const line = lineOf(server, principal);
        if (line === undefined) continue;
        await known(line);
        line.shown = true;
        if (line.content !== undefined) present.push(line);
      }
      if (present.length === 0) return base;
      const key = present.map((line) => `${line.key}@${line.version}`).join("\n");
      const made = merged.get(key);
      if (made?.base === base) return made.content;
      const content = present.reduce(
        (sum, line) => extendContent(vendor, sum, line.content as VendorContent),
        base,
      );
      merged.set(key, { base, content });
      return content;
    },
    remote(id, principal, signal) {
      const server = servers.find((candidate) => candidate.id === id);
      if (server === undefined) throw new PsaError("configuration", `There is no remote "${id}".`);
      return remoteOf(server, needLine(server, principal), signal);
    },
    async close() {
      closed = true;
      await options.signIns.close();
      clearInterval(sweeper);
      await Promise.all([...lines].map(([, line]) => line.connection.close()));
    },
  };

  function remoteOf(server: RemoteServer, line: Line, signal: AbortSignal): Remote {
    const signedIn = async (): Promise<SignInStatus> =>
      line.signIn === undefined ? { state: "open" } : await line.signIn.status();
    return {
      address: async () => line.endpoint.url,
      async call(tool, given) {
        const treatment = server.policy(tool, given);
        const result = await line.connection.request({
          method: "tools/call",
          params: { name: tool, arguments: given },
          repeatable: treatment.repeatable ?? treatment.tier === "read",
          seconds: treatment.seconds ?? 60,
          signal,
        });
        return valueOf(server, tool, await clean(line, result));
      },
      has: async (tool) => {
        await known(line);
        return line.lists?.tools.some(({ name }) => name === tool) === true;
      },
      async list() {
        await refresh(line);
        return (line.lists ?? noLists).tools.map(({ name }) => name);
      },
      tools: async () => {
        await known(line);
        return (line.lists ?? noLists).tools.map(({ name }) => name);
      },
      changedTools: async () => [...line.changed],
      signIn: signedIn,
      async beginSignIn({ open, again } = {}) {
        if (line.signIn === undefined) return { state: "open" };
        const local = settings["transport"] !== "http";
        return await line.signIn.begin({ open: open === true && local, again: again === true });
      },
      async awaitSignIn(seconds) {
        const until = Date.now() + seconds * 1000;
        for (;;) {
          const status = await signedIn();
          if (status.state !== "waiting") return status;
          if (Date.now() >= until || signal.aborted) return status;
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      },
      signOut: async () => {
        await line.signIn?.signOut();
        await line.connection.drop();
      },
    };
  }
}

/** What a tool's answer says, for handlers: data where there is data, else text. */
function valueOf(server: RemoteServer, tool: string, result: PlainRecord): unknown {
  const content = Array.isArray(result["content"]) ? result["content"] : [];
  const text = content
    .map((block: { type?: unknown; text?: unknown }) =>
      block.type === "text" ? String(block.text) : "",
    )
    .join("\n");
  if (result["isError"] === true) {
    throw new PsaError("bad_response", `${server.title} could not carry out ${tool}.`, {
      reasons: [{ text }],
      advice: "",
    });
  }
  if (result["structuredContent"] !== undefined) return result["structuredContent"];
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A short name for a line's files, which tells nothing. */
export function fileNameOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
