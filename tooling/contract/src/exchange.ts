import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** One request that a test made and the imitation's answer, as a line of a recording. */
export interface RecordedExchange {
  /** Name of the imitation: `connectwise`. */
  readonly service: string;
  /** File and name of the test that ran. */
  readonly test: string;
  readonly method: string;
  /** Path and query, as they stood on the wire. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; empty for none. */
  readonly body: string;
  /** Undefined where a fault spoiled it. */
  readonly answer?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Undefined for what is no text. */
    readonly body?: string;
  };
}

/** Every exchange that the recorders left in a folder. Throws when there is no recording at all. */
export async function readRecordings(folder: string): Promise<readonly RecordedExchange[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ndjson"));
  const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => line !== "");
  if (lines.length === 0) throw new Error(`There is no recorded exchange in ${folder}.`);
  // Test files run apart, and ask much of the same.
  return [...new Map(lines.map((line) => [keyOf(line), line])).values()].map(
    (line) => JSON.parse(line) as RecordedExchange,
  );
}

/** What tells one exchange from another, without the test that made it. */
function keyOf(line: string): string {
  const { test: _test, ...exchange } = JSON.parse(line) as RecordedExchange;
  return JSON.stringify(exchange);
}
