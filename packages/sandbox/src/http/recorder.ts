/** One request as it arrived, credentials included: tests assert on what was sent. */
export interface RecordedRequest {
  sequence: number;
  time: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Parsed JSON, else the text; `{ bytes }` stands for a body above the limit, undefined for none. */
  body: unknown;
  /** The status that was sent; 0 when the connection ended without one. */
  status: number;
}

const KEPT = 2000;
const BODY_LIMIT = 256 * 1024;

/** Keeps the newest requests, and the newest writes apart so that reads do not push them out. */
export class Recorder {
  #requests: RecordedRequest[] = [];
  #writes: RecordedRequest[] = [];
  #sequence = 0;

  /** Notes a request; the caller fills in the status when it is known. */
  add(entry: {
    time: Date;
    method: string;
    url: URL;
    headers: Readonly<Record<string, string | string[] | undefined>>;
    body: Buffer;
  }): RecordedRequest {
    this.#sequence += 1;
    const record: RecordedRequest = {
      sequence: this.#sequence,
      time: entry.time.toISOString(),
      method: entry.method,
      path: entry.url.pathname,
      query: Object.fromEntries(entry.url.searchParams),
      headers: flatten(entry.headers),
      body: readable(entry.body),
      status: 0,
    };
    keep(this.#requests, record);
    if (entry.method !== "GET" && entry.method !== "HEAD") keep(this.#writes, record);
    return record;
  }

  requests(): RecordedRequest[] {
    return [...this.#requests];
  }

  writes(): RecordedRequest[] {
    return [...this.#writes];
  }

  reset(): void {
    this.#requests = [];
    this.#writes = [];
    this.#sequence = 0;
  }
}

function keep(ring: RecordedRequest[], record: RecordedRequest): void {
  ring.push(record);
  if (ring.length > KEPT) ring.splice(0, ring.length - KEPT);
}

function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

function readable(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (body.length > BODY_LIMIT) return { bytes: body.length };
  const text = body.toString("utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
