export interface StandInAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  /** True for what belongs to signing in: it is not counted among the requests that calls cause. */
  readonly signsIn?: true;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers one request of a vendor's API; `url` is the path with its query. */
export type StandIn = (method: string, url: string) => StandInAnswer;

/**
 * Repeats a text until the record made with it has exactly this many bytes of compact JSON. Throws when the record is
 * longer without any text.
 */
export function recordOfSize<T>(bytes: number, text: string, make: (filling: string) => T): T {
  const missing = bytes - Buffer.byteLength(JSON.stringify(make("")));
  if (missing < 0) throw new Error(`A record of ${bytes} bytes has no room for its fields.`);
  const record = make(text.repeat(Math.ceil(missing / text.length)).slice(0, missing));
  const size = Buffer.byteLength(JSON.stringify(record));
  if (size !== bytes) throw new Error(`A record has ${size} bytes instead of ${bytes}.`);
  return record;
}
