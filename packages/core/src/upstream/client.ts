import type {
  AnyVendor,
  ApiPath,
  BudgetState,
  Download,
  LinkedAnswer,
  PlannedRequest,
  PostReadOptions,
  RawAnswer,
  ReadOptions,
  SendOptions,
  VendorClient,
  WriteOptions,
} from "../define/index.ts";
import { PsaError } from "../errors/index.ts";
import { looksLikeHtml, parseJson } from "./body.ts";
import { fieldChanges } from "./changes.ts";
import { credentialHeaders, requestHeaders } from "./credential.ts";
import type { Answer, Exchange } from "./engine.ts";
import { Flight, type Passenger } from "./flight.ts";
import { junk, type Request } from "./problems.ts";
import type { House, SharedLane } from "./house.ts";
import { linksIn } from "./links.ts";
import { multipart } from "./multipart.ts";
import { resolveTarget } from "./target.ts";
import type { UpstreamCall } from "./types.ts";
import { fetchPublic, fetchVendorLink } from "./download.ts";

type WriteMethod = "POST" | "PUT" | "PATCH" | "DELETE";

/** A read that several callers may share: parsed once for the first, and anew for each further one. */
export class SharedText {
  readonly #text: string;
  #first: { readonly value: unknown } | undefined;
  /** The answer's `Link` header. */
  readonly link: string | undefined;

  constructor(text: string, value: unknown, link?: string) {
    this.#text = text;
    this.#first = { value };
    this.link = link;
  }

  get length(): number {
    return this.#text.length;
  }

  /** A value of the caller's own, so that nobody's changes reach another. */
  take(): unknown {
    const first = this.#first;
    this.#first = undefined;
    return first === undefined ? JSON.parse(this.#text) : first.value;
  }
}

/** How long taking back may go on after its call has ended. */
const UNDO_MILLISECONDS = 60_000;

/** The client of one tool call; see `VendorClient`. */
export class CallClient implements VendorClient {
  readonly dryRun: boolean;
  readonly planned: PlannedRequest[] = [];
  readonly baseUrl: string;
  readonly #house: House;
  readonly #call: UpstreamCall;

  constructor(house: House, call: UpstreamCall) {
    this.#house = house;
    this.#call = call;
    this.dryRun = call.dryRun === true;
    this.baseUrl = house.base.url;
  }

  async get<T>(path: ApiPath, options?: ReadOptions): Promise<T> {
    const read = await this.#read(path, options);
    return (read === undefined ? null : read.take()) as T;
  }

  async getLinked<T>(path: ApiPath, options?: ReadOptions): Promise<LinkedAnswer<T>> {
    const read = await this.#read(path, options);
    const body = (read === undefined ? null : read.take()) as T;
    return read?.link === undefined ? { body } : { body, links: linksIn(read.link) };
  }

  async postRead<T>(path: ApiPath, options: PostReadOptions = {}): Promise<T> {
    const read = await this.#read(path, options, JSON.stringify(options.body ?? {}));
    return (read === undefined ? null : read.take()) as T;
  }

  async #read(
    path: ApiPath,
    options: ReadOptions = {},
    body?: string,
  ): Promise<SharedText | undefined> {
    const anonymous = options.anonymous === true;
    const { house, lane, headers } = this.#enter(anonymous);
    const method = body === undefined ? "GET" : "POST";
    const target = resolveTarget(house.base, path, options.query);
    // A write makes a new generation: what was asked for before it never answers what is asked for after it.
    const key = `${lane.generation} ${anonymous ? "open " : ""}${target.wire} ${body ?? ""}`;
    const cacheMilliseconds = (options.cacheSeconds ?? 0) * 1000;
    const cached = cacheMilliseconds > 0 ? house.cache.get(`${lane.key} ${key}`) : undefined;
    if (cached !== undefined && Date.now() - cached.storedAt < cacheMilliseconds)
      return cached.text;

    let flight = lane.flights.get(key);
    if (flight === undefined || flight.abandoned) {
      flight = new Flight(house.vendor.title);
      lane.flights.set(key, flight);
    }
    const joined = flight;
    const exchange: Exchange = {
      method,
      path,
      repeatable: true,
      label: target.label,
      anonymous,
      once: options.once === true,
      ...(options.seconds === undefined ? {} : { seconds: options.seconds }),
      wire: {
        method,
        path: target.wire,
        headers: body === undefined ? withoutType(headers) : headers,
        body,
        maxBytes: house.tuning.answerBytes,
      },
    };
    const text = await joined.join(this.#passenger(options.seconds), async (view) => {
      try {
        const answer = await house.carry(lane, exchange, view);
        return readShared(house, exchange, answer);
      } finally {
        if (lane.flights.get(key) === joined) lane.flights.delete(key);
      }
    });
    if (cacheMilliseconds > 0 && text !== undefined) {
      house.cache.set(`${lane.key} ${key}`, { storedAt: Date.now(), text });
    }
    return text;
  }

  post<T>(path: ApiPath, options?: WriteOptions): Promise<T> {
    return this.#write<T>("POST", path, options);
  }

  put<T>(path: ApiPath, options?: WriteOptions): Promise<T> {
    return this.#write<T>("PUT", path, options);
  }

  patch<T>(path: ApiPath, options?: WriteOptions): Promise<T> {
    return this.#write<T>("PATCH", path, options);
  }

  delete<T>(path: ApiPath, options?: WriteOptions): Promise<T> {
    return this.#write<T>("DELETE", path, options);
  }

  async download(
    link: string,
    { maxBytes, method }: { readonly maxBytes: number; readonly method?: "POST" },
  ): Promise<Download> {
    const { house, lane, headers } = this.#enter();
    return fetchVendorLink(house, lane, headers, link, maxBytes, this.#passenger(), method);
  }

  async fetchPublic(link: string, options: { readonly maxBytes: number }): Promise<Download> {
    return fetchPublic(this.#house, link, options.maxBytes, this.#passenger());
  }

  async send(path: ApiPath, options: SendOptions): Promise<RawAnswer | undefined> {
    const { house, lane, headers } = this.#enter();
    const target = resolveTarget(house.base, path, options.query);
    const content = sendContent(options);
    const reads = options.reads === true;
    const plan: PlannedRequest = {
      method: options.method,
      target: target.below,
      ...(content.shown === undefined ? {} : { body: content.shown }),
    };
    if (this.dryRun && !reads) {
      this.planned.push(plan);
      return undefined;
    }
    const { accept: _accept, "content-type": _type, ...own } = headers;
    const exchange: Exchange = {
      method: options.method,
      path,
      repeatable: reads || options.idempotencyKey !== undefined,
      label: target.label,
      anyStatus: true,
      wire: {
        method: options.method,
        path: target.wire,
        headers: { accept: "*/*", ...allowedHeaders(options.headers), ...own, ...content.headers },
        body: content.body,
        maxBytes: house.tuning.answerBytes,
      },
    };
    if (!reads) lane.generation += 1;
    const passenger = this.#passenger();
    const flight = new Flight<Answer>(house.vendor.title);
    const answer = await flight.join(
      options.seconds === undefined
        ? passenger
        : { ...passenger, deadline: Date.now() + options.seconds * 1000 },
      (view) => house.carry(lane, exchange, view),
    );
    const { "set-cookie": _cookies, ...shown } = answer.headers;
    return { status: answer.status, headers: shown, bytes: answer.bytes };
  }

  async remember<T>(key: string, seconds: number, make: () => Promise<T>): Promise<T> {
    const { house, lane } = this.#enter();
    const id = `${lane.key} ${key}`;
    const kept = house.kept.get(id);
    if (kept !== undefined && Date.now() < kept.until) {
      try {
        return (await kept.value) as T;
      } catch {
        // Another call's making failed, perhaps because that call was cancelled; this one makes its own.
        if (house.kept.get(id) !== undefined && house.kept.get(id) !== kept)
          return this.remember(key, seconds, make);
      }
    }
    const value = make();
    house.kept.set(id, { until: Date.now() + seconds * 1000, value });
    try {
      return await value;
    } catch (error) {
      if (house.kept.get(id)?.value === value) house.kept.delete(id);
      throw error;
    }
  }

  forUndo(): VendorClient {
    const { deadline: _deadline, ...call } = this.#call;
    return new CallClient(this.#house, { ...call, signal: AbortSignal.timeout(UNDO_MILLISECONDS) });
  }

  budget(): BudgetState {
    const house = this.#house;
    const key = this.#call.credential === undefined ? "" : house.laneKey(this.#call.credential);
    const { rule, learned } = house.rule(key);
    const state = house.window.state(key, rule);
    return {
      limit: rule.limit,
      remaining: state.remaining,
      windowSeconds: rule.windowMilliseconds / 1000,
      waitSeconds: Math.ceil(state.waitMilliseconds / 1000),
      learned,
    };
  }

  async #write<T>(method: WriteMethod, path: ApiPath, options: WriteOptions = {}): Promise<T> {
    const { house, lane, headers } = this.#enter();
    const target = resolveTarget(house.base, path, options.query);
    const content = contentOf(options);
    const plan: PlannedRequest = {
      method,
      target: target.below,
      ...(content.shown === undefined ? {} : { body: content.shown }),
      ...(options.after === undefined
        ? {}
        : { changes: fieldChanges(options.before, options.after) }),
      ...(options.updates === true ? { updates: true } : {}),
    };
    if (this.dryRun) {
      this.planned.push(plan);
      return (options.simulated ?? {}) as T;
    }
    let recorded = false;
    const exchange: Exchange = {
      method,
      path,
      repeatable: options.idempotent === true || options.idempotencyKey !== undefined,
      label: target.label,
      wire: {
        method,
        path: target.wire,
        headers: {
          ...(content.body === undefined ? withoutType(headers) : headers),
          ...content.headers,
        },
        body: content.body,
        maxBytes: house.tuning.answerBytes,
        onSent: () => {
          if (!recorded) this.planned.push(plan);
          recorded = true;
        },
      },
    };
    lane.generation += 1;
    try {
      const flight = new Flight<Answer>(house.vendor.title);
      const answer = await flight.join(this.#passenger(), (view) =>
        house.carry(lane, exchange, view),
      );
      const mayBeEmpty = method === "DELETE" || options.emptyAnswer === true;
      return readValue(house, exchange, answer, mayBeEmpty)?.value as T;
    } catch (error) {
      // What the vendor refused did not happen, so it is no change of this call; what may have happened stays.
      const refused = !(error instanceof PsaError) || error.code !== "outcome_unknown";
      if (recorded && refused) this.planned.splice(this.planned.indexOf(plan), 1);
      throw error;
    } finally {
      lane.generation += 1;
    }
  }

  #enter(anonymous = false): {
    house: House;
    lane: SharedLane;
    headers: Readonly<Record<string, string>>;
  } {
    const { credential, signal } = this.#call;
    if (signal.aborted) throw new PsaError("cancelled", "The call was cancelled.");
    const house = this.#house;
    const presented = credentialHeaders(house.vendor, credential);
    const headers = requestHeaders(
      house.vendorHeaders,
      house.userAgent,
      anonymous ? {} : presented,
    );
    // credentialHeaders throws when there is none.
    return { house, lane: house.lane(credential as NonNullable<typeof credential>), headers };
  }

  #passenger(seconds: number = this.#house.deadlineSeconds): Passenger {
    const { signal, deadline = Number.POSITIVE_INFINITY, onWait } = this.#call;
    return {
      signal,
      deadline: Math.min(deadline, Date.now() + seconds * 1000),
      onWait,
    };
  }
}

/** A printable text in one line, as a header may carry it. */
const KEY = /^[\u0020-\u007E]{1,255}$/;

/** What a write sends: its body, the headers that say so, and how a dry run shows it. */
function contentOf({ body, file, idempotencyKey }: WriteOptions): {
  readonly body?: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly shown?: unknown;
} {
  if (idempotencyKey !== undefined && !KEY.test(idempotencyKey)) {
    throw new PsaError("invalid_arguments", "idempotency_key must be plain printable characters.");
  }
  const keyed = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
  if (file !== undefined) {
    const form = multipart([file]);
    const { field, fileName, mimeType, bytes } = file;
    return {
      body: form.body,
      headers: { ...keyed, "content-type": form.contentType },
      shown: { [field]: `${fileName} (${mimeType}, ${bytes.length} bytes)` },
    };
  }
  return body === undefined
    ? { headers: keyed }
    : { body: JSON.stringify(body), headers: keyed, shown: body };
}

/** Headers that belong to the connection or to the credential, and no caller's business. */
const RESERVED =
  /^(?:authorization|proxy-.*|host|content-length|content-type|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|cookie|idempotency-key|accept-encoding|x-csrftoken|x-forwarded-.*|forwarded)$/;

/** A caller's own headers in lower case. Throws `invalid_arguments` for reserved names and for what no header can hold. */
function allowedHeaders(
  given: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const lower = name.toLowerCase();
      if (RESERVED.test(lower) || !/^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name)) {
        throw new PsaError("invalid_arguments", `The header ${name.slice(0, 60)} cannot be set.`);
      }
      if (!/^[\t\u0020-\u007E]{0,2000}$/.test(value))
        throw new PsaError("invalid_arguments", `The header ${lower} must be one plain line.`);
      return [lower, value];
    }),
  );
}

/** What `send` sends. */
function sendContent(options: SendOptions): ReturnType<typeof contentOf> {
  const { files, fields, text, body, idempotencyKey } = options;
  if (files !== undefined || fields !== undefined) {
    const { headers } = contentOf({ ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
    const form = multipart(files ?? [], fields);
    const shown = [
      ...Object.entries(fields ?? {}),
      ...(files ?? []).map(({ field, fileName, mimeType, bytes }) => [
        field,
        `${fileName} (${mimeType}, ${bytes.length} bytes)`,
      ]),
    ];
    return {
      body: form.body,
      headers: { ...headers, "content-type": form.contentType },
      shown: Object.fromEntries(shown) as unknown,
    };
  }
  const keyed = contentOf({
    ...(body === undefined || text !== undefined ? {} : { body }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
  if (text === undefined) {
    return keyed.body === undefined
      ? keyed
      : { ...keyed, headers: { ...keyed.headers, "content-type": "application/json" } };
  }
  return {
    body: text.content,
    headers: { ...keyed.headers, "content-type": text.mimeType },
    shown: text.content,
  };
}

/** A content type without content makes some servers refuse the request. */
function withoutType(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { "content-type": _type, ...rest } = headers;
  return rest;
}

/** Statuses whose answer has no body by definition, or need not have one. */
const BODILESS = new Set([202, 204, 205]);

function readShared(house: House, request: Request, answer: Answer): SharedText | undefined {
  const read = readValue(house, request, answer, false);
  return read.text === ""
    ? undefined
    : new SharedText(read.text, read.value, answer.headers["link"]);
}

/** The JSON of a success; null when there is none and none is due. Throws `bad_response` or `outcome_unknown` for junk. */
function readValue(
  house: House,
  request: Request,
  answer: Answer,
  mayBeEmpty: boolean,
): { readonly text: string; readonly value: unknown } {
  const raw = answer.bytes.toString("utf8");
  const text = answer.redact?.(raw) ?? raw;
  if (text.trim() === "") {
    if (mayBeEmpty || BODILESS.has(answer.status)) return { text: "", value: null };
    throw junk(house.vendor, request, answer.status, "nothing");
  }
  const json = parseJson(text);
  if (json !== undefined) {
    refuse(house.vendor, request, answer, json.value);
    return { text: text.startsWith("\uFEFF") ? text.slice(1) : text, value: json.value };
  }
  const type = answer.headers["content-type"];
  const what = looksLikeHtml(type, text)
    ? "a web page"
    : /json/i.test(type ?? "")
      ? "incomplete or malformed JSON"
      : "text that is not JSON";
  throw junk(house.vendor, request, answer.status, what);
}

/** Throws when the vendor says in a success that it is none. */
function refuse(vendor: AnyVendor, request: Request, answer: Answer, json: unknown): void {
  const headers = { ...answer.headers };
  delete headers["set-cookie"];
  const problem = vendor.refusals?.({
    status: answer.status,
    headers,
    json,
    method: request.method,
    path: request.path,
  });
  if (problem === undefined) return;
  const { code = "invalid_arguments", message, advice, reasons, requestId } = problem;
  throw new PsaError(code, message ?? `${vendor.title} refused the request.`, {
    status: answer.status,
    ...(advice === undefined ? {} : { advice }),
    ...(reasons === undefined ? {} : { reasons }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}
