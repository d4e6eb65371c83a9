import { readFile, unlink } from "node:fs/promises";
import type { RemoteClient, RemoteEndpoint, RemoteServer, SignInStatus } from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { openBrowser } from "./browser.ts";
import { openCallback, type CallbackPage } from "./callback.ts";
import { discoverSignIn, type SignInServer } from "./discovery.ts";
import { beginRequest, deviceSignIn, finishRequest, renew, type BegunRequest } from "./grants.ts";
import { tryLock, withLock, type HeldLock } from "./lock.ts";
import { writePrivate } from "./private-file.ts";
import type { TokenStore, Tokens } from "./store.ts";

/** How a sign-in comes back: to a page on this machine, or to this server's own address over HTTP. */
export type ReturnAddress =
  | { readonly kind: "loopback" }
  | {
      readonly kind: "web";
      readonly url: string;
      /** Keeps what a sign-in is for; resolves with the address that the person opens first. */
      register(
        state: string,
        begun: {
          readonly title: string;
          readonly user: string;
          readonly url: string;
          finish(query: URLSearchParams): Promise<string>;
        },
      ): string;
    };

export interface SignInOptions {
  readonly server: RemoteServer;
  readonly endpoint: RemoteEndpoint;
  readonly client: RemoteClient;
  /** Who signs in: `local`, or a caller over HTTP. */
  readonly user: string;
  readonly store: TokenStore;
  readonly returns: ReturnAddress;
  /** Tokens that another program left, taken over once. */
  importTokens?(): Promise<Tokens | undefined>;
}

const LOCK_MILLISECONDS = 60_000;
const QUIET_MILLISECONDS = 600_000;
/** How often another process's sign-in is looked for. */
const LOOK_MILLISECONDS = 500;

/**
 * The sign-in of one user at one remote server. Tokens are shared by all processes of the user; one of them signs in or
 * renews at a time, and the others take over what it got. Nothing is ever opened unasked.
 */
export class RemoteSignIn {
  readonly #options: SignInOptions;
  readonly #owner: string;
  readonly #listeners = new Set<() => void>();
  #tokens: Tokens | undefined;
  #problem: string | undefined;
  #renewing: Promise<Tokens> | undefined;
  #imported = false;
  #signedInBefore = false;
  #pending: Pending | undefined;
  #server: Promise<SignInServer> | undefined;

  constructor(options: SignInOptions) {
    this.#options = options;
    const { endpoint, client, user } = options;
    this.#owner = [endpoint.url, client.clientId, client.resource ?? "", user].join("\n");
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async secrets(): Promise<readonly string[]> {
    const { accessToken, refreshToken } = this.#tokens ?? {};
    return [accessToken, refreshToken].filter((text): text is string => text !== undefined);
  }

  async possible(): Promise<boolean> {
    const tokens = await this.#read();
    return tokens !== undefined && (tokens.refreshToken !== undefined || !ended(tokens));
  }

  /** See `SignIn.token`. */
  async token(refused?: string): Promise<string> {
    let tokens = this.#tokens ?? (await this.#read());
    const usable = (candidate: Tokens | undefined): candidate is Tokens =>
      candidate !== undefined && candidate.accessToken !== refused && !isDue(candidate);
    if (usable(tokens)) return tokens.accessToken;
    tokens = await this.#read();
    if (usable(tokens)) return tokens.accessToken;
    this.#renewing ??= this.#renew(refused).finally(() => (this.#renewing = undefined));
    return (await this.#renewing).accessToken;
  }

  async status(): Promise<SignInStatus> {
    const tokens = await this.#read();
    if (tokens !== undefined && (tokens.refreshToken !== undefined || !ended(tokens))) {
      return {
        state: "signed-in",
        renewable: tokens.refreshToken !== undefined,
        ...(tokens.expiresAt === undefined ? {} : { expiresAt: tokens.expiresAt }),
      };
    }
    const waiting = this.#pending?.shown ?? (await this.#others());
    if (waiting !== undefined) return { state: "waiting", url: waiting };
    return {
      state: "signed-out",
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    };
  }

  /**
   * Begins a sign-in or joins the one under way, in this process or another. Resolves with the address to open, or with
   * `signed-in` when somebody was quicker. Throws PsaError when none can begin (the port is busy, nothing answers).
   */
  async begin(
    options: { readonly open?: boolean; readonly again?: boolean } = {},
  ): Promise<SignInStatus> {
    const present = await this.status();
    if (present.state === "signed-in" && options.again !== true) return present;
    if (this.#pending !== undefined) return { state: "waiting", url: this.#pending.shown };
    const lock = await tryLock(this.#file("login-lock"));
    if (lock === undefined) {
      this.#watch();
      // The other process may not have written its address yet.
      for (let look = 0; look < 20; look += 1) {
        const url = await this.#others();
        if (url !== undefined) return { state: "waiting", url };
        const status = await this.status();
        if (status.state === "signed-in") return status;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return { state: "waiting" };
    }
    try {
      const quick = await this.status();
      if (quick.state === "signed-in" && options.again !== true) {
        await lock.release();
        return quick;
      }
      return await this.#start(lock, options.open === true);
    } catch (thrown) {
      await lock.release();
      throw thrown;
    }
  }

  /**
   * Begins a sign-in that nobody asked for in words and opens its page: only where the person has never signed in, and at
   * most once in ten minutes over all processes, so that a client that restarts us opens no row of pages.
   */
  async beginOnce(): Promise<void> {
    if (this.#signedInBefore) return;
    const mark = this.#file("opened");
    const last = Number(await readFile(mark, "utf8").catch(() => "0"));
    if (Date.now() - last < QUIET_MILLISECONDS) return;
    await writePrivate(mark, String(Date.now()));
    await this.begin({ open: true });
  }

  /** Resolves when the sign-in under way has ended; rejects with why it failed. */
  async done(): Promise<void> {
    await this.#pending?.ended;
  }

  /** Ends the sign-in under way with the address that the browser was sent to, pasted by a person. */
  async paste(address: string): Promise<void> {
    const pending = this.#pending;
    if (pending === undefined) throw new PsaError("not_found", "No sign-in is under way.");
    const text = address.trim();
    const query = URL.canParse(text)
      ? new URL(text).searchParams
      : new URLSearchParams(text.slice(text.indexOf("?") + 1));
    if (!query.has("code") && !query.has("error")) {
      throw new PsaError("invalid_arguments", "That is not the address of the page you ended on.", {
        advice:
          "Copy the whole address from the browser, with everything behind the question mark.",
      });
    }
    await pending.receive(query);
  }

  /** Signs in by a code that is typed in a browser anywhere. */
  async device(
    show: (text: { readonly url: string; readonly code: string }) => Promise<void>,
  ): Promise<void> {
    const { endpoint, client } = this.#options;
    const signal = AbortSignal.timeout(client.loginSeconds * 1000);
    await this.#keep(await deviceSignIn(endpoint, client, await this.#where(), show, signal));
  }

  async signOut(): Promise<void> {
    await withLock(this.#file("lock"), LOCK_MILLISECONDS, async () => {
      await this.#options.store.remove(this.#owner);
      this.#tokens = undefined;
      this.#imported = true;
    });
    this.#tell();
  }

  async close(): Promise<void> {
    await this.#pending?.end();
  }

  #file(ending: string): string {
    return this.#options.store.beside(this.#owner, ending);
  }

  #where(): Promise<SignInServer> {
    this.#server ??= discoverSignIn(this.#options.endpoint, this.#options.client);
    this.#server.catch(() => (this.#server = undefined));
    return this.#server;
  }

  async #read(): Promise<Tokens | undefined> {
    let tokens = await this.#options.store.read(this.#owner);
    if (tokens === undefined && !this.#imported) {
      this.#imported = true;
      tokens = await this.#options.importTokens?.().catch(() => undefined);
      if (tokens !== undefined) await this.#options.store.write(this.#owner, tokens);
    }
    this.#tokens = tokens;
    if (tokens !== undefined) this.#signedInBefore = true;
    return tokens;
  }

  /** Renews under the lock; whoever waited takes over what was renewed meanwhile. */
  async #renew(refused: string | undefined): Promise<Tokens> {
    return withLock(this.#file("lock"), LOCK_MILLISECONDS, async () => {
      const tokens = await this.#read();
      if (tokens !== undefined && tokens.accessToken !== refused && !isDue(tokens)) return tokens;
      if (tokens?.refreshToken === undefined) {
        if (tokens !== undefined && tokens.accessToken !== refused && !ended(tokens)) return tokens;
        throw this.#needed();
      }
      const { endpoint, client } = this.#options;
      try {
        const server = await this.#where();
        const renewed = await renew(endpoint, client, server, tokens);
        await this.#options.store.write(this.#owner, renewed);
        this.#tokens = renewed;
        return renewed;
      } catch (thrown) {
        const error = thrown instanceof PsaError ? thrown : undefined;
        if (error?.code === "credential_rejected") {
          // Kept for nothing: every further try would be refused as well.
          await this.#options.store.remove(this.#owner);
          this.#tokens = undefined;
          this.#problem = error.message;
          throw this.#needed(error);
        }
        if (tokens.accessToken !== refused && !ended(tokens)) return tokens;
        throw thrown;
      }
    });
  }

  #needed(because?: PsaError): PsaError {
    const { server } = this.#options;
    return new PsaError("credential_missing", `Nobody is signed in to ${server.title}.`, {
      ...(because === undefined ? {} : { reasons: [{ text: because.message }] }),
      advice: "A person has to sign in: use the sign-in tool of this server, or its command login.",
    });
  }

  async #start(lock: HeldLock, open: boolean): Promise<SignInStatus> {
    const { endpoint, client, returns, server } = this.#options;
    const where = await this.#where();
    let page: CallbackPage | undefined;
    const receive = (query: URLSearchParams): Promise<void> => pending.receive(query);
    if (returns.kind === "loopback") {
      const anyPort = /^(?:127\.0\.0\.1|\[::1\])$/.test(client.callbackHost);
      page = await openCallback({
        port: client.callbackPort,
        path: client.callbackPath,
        anyPort,
        title: server.title,
        receive,
      });
    }
    const redirectUri =
      returns.kind === "web"
        ? returns.url
        : `http://${client.callbackHost}:${String(page?.port)}${client.callbackPath}`;
    const begun = await beginRequest(endpoint, client, where, redirectUri).catch(
      async (thrown: unknown) => {
        await page?.close();
        throw thrown;
      },
    );
    const pending = new Pending({
      begun,
      milliseconds: client.loginSeconds * 1000,
      finish: async (query) => {
        await this.#keep(await finishRequest(endpoint, client, where, begun, query));
      },
      onEnd: async (problem) => {
        this.#pending = undefined;
        this.#problem = problem;
        await unlink(this.#file("login")).catch(() => undefined);
        await lock.release();
        // After the page was shown: the browser still reads it.
        setTimeout(() => void page?.close(), 1000).unref();
      },
    });
    this.#pending = pending;
    await writePrivate(
      this.#file("login"),
      JSON.stringify({ url: begun.url, until: Date.now() + client.loginSeconds * 1000 }),
    );
    if (returns.kind === "web") {
      pending.shown = returns.register(begun.state, {
        title: server.title,
        user: this.#options.user,
        url: begun.url,
        finish: async (query) => {
          await pending.receive(query);
          return server.title;
        },
      });
    }
    if (open) await openBrowser(pending.shown);
    return { state: "waiting", url: pending.shown };
  }

  async #keep(tokens: Tokens): Promise<void> {
    await withLock(this.#file("lock"), LOCK_MILLISECONDS, () =>
      this.#options.store.write(this.#owner, tokens),
    );
    this.#tokens = tokens;
    this.#problem = undefined;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** The address of a sign-in that another process has under way. */
  async #others(): Promise<string | undefined> {
    try {
      const text = await readFile(this.#file("login"), "utf8");
      const { url, until } = JSON.parse(text) as { url: string; until: number };
      return until > Date.now() ? url : undefined;
    } catch {
      return undefined;
    }
  }

  /** Waits for the tokens that another process is about to get. */
  #watch(): void {
    const until = Date.now() + this.#options.client.loginSeconds * 1000;
    const look = async (): Promise<void> => {
      const tokens = await this.#read();
      if (tokens !== undefined && !ended(tokens)) this.#tell();
      else if (Date.now() < until) setTimeout(() => void look(), LOOK_MILLISECONDS).unref();
    };
    void look();
  }
}

interface PendingOptions {
  readonly begun: BegunRequest;
  readonly milliseconds: number;
  finish(query: URLSearchParams): Promise<void>;
  onEnd(problem: string | undefined): Promise<void>;
}

/** A sign-in that waits for its browser: it ends once, by success, by failure, or by time. */
class Pending {
  readonly begun: BegunRequest;
  /** The address that the person opens. */
  shown: string;
  readonly ended: Promise<void>;
  readonly #options: PendingOptions;
  readonly #timer: NodeJS.Timeout;
  #settle: { resolve: () => void; reject: (why: unknown) => void } | undefined;
  #busy = false;

  constructor(options: PendingOptions) {
    this.#options = options;
    this.begun = options.begun;
    this.shown = options.begun.url;
    this.ended = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.ended.catch(() => undefined);
    this.#timer = setTimeout(
      () =>
        void this.end(
          new PsaError("timeout", "The sign-in was not finished in time.", {
            advice: "Begin again, and finish it in the browser.",
          }),
        ),
      options.milliseconds,
    );
    this.#timer.unref();
  }

  /** Takes what the browser brought. A stranger's return leaves the sign-in waiting; the right one ends it. */
  async receive(query: URLSearchParams): Promise<void> {
    if (query.get("state") !== this.begun.state || this.#busy || this.#settle === undefined) {
      throw new PsaError("forbidden", "What came back does not belong to this sign-in.", {
        advice: "Open the address of the sign-in once more, in one browser.",
      });
    }
    this.#busy = true;
    try {
      await this.#options.finish(query);
    } catch (thrown) {
      await this.end(thrown);
      throw thrown;
    }
    await this.end();
  }

  async end(why?: unknown): Promise<void> {
    const settle = this.#settle;
    if (settle === undefined) return;
    this.#settle = undefined;
    clearTimeout(this.#timer);
    const problem = why instanceof Error ? why.message : undefined;
    await this.#options.onEnd(problem);
    if (why === undefined) settle.resolve();
    else settle.reject(why);
  }
}

const ended = ({ expiresAt }: Tokens): boolean =>
  expiresAt !== undefined && expiresAt <= Date.now();

/** True from a tenth of its life, at least a minute and at most half of it, before a token ends. */
function isDue({ expiresAt, issuedAt }: Tokens): boolean {
  if (expiresAt === undefined) return false;
  const life = expiresAt - issuedAt;
  const early = Math.min(Math.max(60_000, life / 10), life / 2);
  return Date.now() >= expiresAt - early;
}
