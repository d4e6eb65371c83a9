/** What is measured together; `--only` takes these names. */
export const groups = {
  cold: "Cold start",
  tools: "tools/list",
  results: "Typical results",
  stdio: "stdio: memory and speed",
  http: "HTTP throughput",
  sessions: "HTTP sessions",
  abandoned: "Abandoned sessions",
} as const;

export type Group = keyof typeof groups;

/** One figure: how it is named, read and judged. */
export interface Metric {
  readonly group: Group;
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  /** What is better; undefined for figures that stand for information alone. */
  readonly better?: "less" | "more";
  /** The line to reach, of peers-measured.md section 11. */
  readonly line?: number;
  /** The best of the six servers measured there. */
  readonly best?: number;
  /** True when two runs of the same build give the same figure. */
  readonly exact?: true;
}

const less = { better: "less" } as const;
const more = { better: "more" } as const;
const ms = { unit: "ms", decimals: 1 } as const;
const megabytes = { unit: "MB", decimals: 1 } as const;
const tokens = { unit: "tokens", decimals: 0, exact: true } as const;
const count = { unit: "", decimals: 0, exact: true } as const;
const rate = { unit: "/s", decimals: 0 } as const;

export const metrics = {
  "cold.cpu": { group: "cold", title: "CPU to initialize (ticks of 10 ms)", ...ms, decimals: 0, ...less, line: 90, best: 150 },
  "cold.cpuFine": { group: "cold", title: "CPU to initialize, finer", ...ms, ...less },
  "cold.wall": { group: "cold", title: "wall to initialize, median", ...ms, decimals: 0, ...less, best: 178 },
  "cold.wallBest": { group: "cold", title: "wall to initialize, best", ...ms, decimals: 0, ...less, best: 137 },
  "cold.ratio": { group: "cold", title: "wall ÷ bare Node start", unit: "×", decimals: 2, ...less, line: 4 },

  "tools.count": { group: "tools", title: "tools, default", ...count },
  "tools.bytes": { group: "tools", title: "bytes, default", unit: "bytes", decimals: 0, exact: true, ...less },
  "tools.tokens": { group: "tools", title: "tokens on the wire, default", ...tokens, ...less, line: 4500, best: 3526 },
  "tools.model": { group: "tools", title: "tokens to the model, default", ...tokens, ...less, best: 3262 },
  "tools.median": { group: "tools", title: "median tool", ...tokens, ...less },
  "tools.largest": { group: "tools", title: "largest tool", ...tokens, ...less },
  "tools.bare": { group: "tools", title: "without four hints and a title", ...count, ...less, line: 0, best: 0 },
  "tools.instructions": { group: "tools", title: "tokens of the instructions", ...tokens, ...less, line: 400 },
  "tools.leanCount": { group: "tools", title: "tools, lean", ...count },
  "tools.lean": { group: "tools", title: "tokens on the wire, lean", ...tokens, ...less, line: 2500 },
  "tools.discoverCount": { group: "tools", title: "tools, discover", ...count },
  "tools.discover": { group: "tools", title: "tokens on the wire, discover", ...tokens, ...less, line: 1500 },
  "tools.allCount": { group: "tools", title: "tools, all", ...count },
  "tools.allBytes": { group: "tools", title: "bytes, all", unit: "bytes", decimals: 0, exact: true, ...less },
  "tools.all": { group: "tools", title: "tokens on the wire, all", ...tokens, ...less },
  "tools.allModel": { group: "tools", title: "tokens to the model, all", ...tokens, ...less },

  "results.list25": { group: "results", title: "list of 25, in total", ...tokens, ...less, best: 1097 },
  "results.list50": { group: "results", title: "list of 50, in total", ...tokens, ...less, line: 2000, best: 2172 },
  "results.list50Structured": { group: "results", title: "of which structured content", ...tokens, ...less, best: 0 },
  "results.list50Bytes": { group: "results", title: "list of 50, bytes on the wire", unit: "bytes", decimals: 0, exact: true, ...less, best: 7565 },
  "results.detail": { group: "results", title: "one record with 30 notes or sections, in total", ...tokens, ...less, line: 2600, best: 2648 },
  "results.detailStructured": { group: "results", title: "of which structured content", ...tokens, ...less, best: 0 },

  "stdio.rssStart": { group: "stdio", title: "RSS after initialize", ...megabytes, ...less, line: 75, best: 80.2 },
  "stdio.rssCalls": { group: "stdio", title: "RSS after 1,000 calls", ...megabytes, ...less, line: 110, best: 169.6 },
  "stdio.rate": { group: "stdio", title: "calls, one after another", ...rate, ...more, best: 1153 },
  "stdio.p50": { group: "stdio", title: "p50 of a call", unit: "ms", decimals: 2, ...less, best: 0.68 },
  "stdio.p99": { group: "stdio", title: "p99 of a call", unit: "ms", decimals: 2, ...less, best: 3.8 },

  "http.rate1": { group: "http", title: "calls, 1 client", ...rate, ...more, best: 848 },
  "http.p50at1": { group: "http", title: "p50, 1 client", unit: "ms", decimals: 2, ...less, best: 0.77 },
  "http.p99at1": { group: "http", title: "p99, 1 client", unit: "ms", decimals: 2, ...less, best: 6.8 },
  "http.rate16": { group: "http", title: "calls, 16 clients", ...rate, ...more, line: 2000, best: 1183 },
  "http.p50at16": { group: "http", title: "p50, 16 clients", unit: "ms", decimals: 2, ...less, best: 10 },
  "http.p99at16": { group: "http", title: "p99, 16 clients", unit: "ms", decimals: 2, ...less, best: 45 },
  "http.rate64": { group: "http", title: "calls, 64 clients", ...rate, ...more, best: 997 },
  "http.p50at64": { group: "http", title: "p50, 64 clients", unit: "ms", decimals: 2, ...less, best: 44 },
  "http.p99at64": { group: "http", title: "p99, 64 clients", unit: "ms", decimals: 2, ...less, best: 243 },
  "http.cpu": { group: "http", title: "CPU of a call at 16 clients", unit: "ms", decimals: 3, ...less, line: 0.4, best: 0.67 },
  "http.rss": { group: "http", title: "RSS after the run with 64 clients", ...megabytes, ...less, best: 350 },

  "sessions.rss": { group: "sessions", title: "RSS growth of 1,000 open sessions", ...megabytes, ...less, line: 20, best: 1795 },
  "sessions.heap": { group: "sessions", title: "heap of one session after collection", unit: "KB", decimals: 1, ...less, line: 20 },
  "sessions.left": { group: "sessions", title: "heap left of one after DELETE", unit: "KB", decimals: 1, ...less, line: 1 },
  "sessions.cpu": { group: "sessions", title: "CPU of an initialize, run of 100", unit: "ms", decimals: 2, ...less, line: 1, best: 1.3 },
  "sessions.cpuWarm": { group: "sessions", title: "CPU of an initialize, run of 1,000", unit: "ms", decimals: 2, ...less },
  "sessions.wall": { group: "sessions", title: "wall of an initialize, run of 1,000", unit: "ms", decimals: 2, ...less, best: 1.7 },

  "abandoned.sent": { group: "abandoned", title: "initializes sent and left (heap limit 512 MB)", unit: "", decimals: 0, ...more, best: 237 },
  "abandoned.opened": { group: "abandoned", title: "of which opened a session", unit: "", decimals: 0 },
  "abandoned.refused": { group: "abandoned", title: "of which were refused with 429 or 503", unit: "", decimals: 0 },
  "abandoned.alive": { group: "abandoned", title: "server lives and serves a new caller (1 = yes)", ...count, ...more, line: 1, best: 0 },
  "abandoned.rss": { group: "abandoned", title: "RSS at its highest", ...megabytes, ...less },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricId = keyof typeof metrics;

/** Figures of one server; absent where a group was not measured. */
export type Figures = Partial<Record<MetricId, number>>;

export function metricOf(id: MetricId): Metric {
  return metrics[id];
}

export const metricIds: readonly MetricId[] = Object.keys(metrics) as MetricId[];
