/** What is measured together; `--only` takes these names. */
export type Group = "cold" | "tools" | "results" | "stdio" | "http" | "sessions" | "abandoned";

export const groups: Readonly<Record<Group, string>> = {
  cold: "Cold start",
  tools: "tools/list",
  results: "Typical results",
  stdio: "stdio: memory and speed",
  http: "HTTP throughput",
  sessions: "HTTP sessions",
  abandoned: "Abandoned sessions (heap limit 512 MB)",
};

export type MetricId = `${Group}.${string}`;

/** Figures of one server; absent where a group was not measured. */
export type Figures = Partial<Record<MetricId, number>>;

/** One figure: how it is named, read and judged. */
export interface Metric extends Judgement {
  readonly id: MetricId;
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  /** What is better; "neither" for figures that only inform. */
  readonly better: "less" | "more" | "neither";
}

interface Judgement {
  /** The line to reach, of peers-measured.md section 11. */
  readonly line?: number;
  /** The best of the six servers measured there. */
  readonly best?: number;
  /** True when two runs of one build give the same figure. */
  readonly exact?: true;
}

const makeMetric =
  (better: Metric["better"]) =>
  (
    id: MetricId,
    title: string,
    unit: string,
    decimals: number,
    judged: Judgement = {},
  ): Metric => ({
    id,
    title,
    unit,
    decimals,
    better,
    ...judged,
  });

const less = makeMetric("less");
const more = makeMetric("more");
const neither = makeMetric("neither");

const exact = { exact: true } as const;

export const metrics: readonly Metric[] = [
  less("cold.cpu", "CPU to initialize (ticks of 10 ms)", "ms", 0, { line: 90, best: 150 }),
  less("cold.cpuFine", "CPU to initialize, finer", "ms", 1),
  less("cold.wall", "wall to initialize, median", "ms", 0, { best: 178 }),
  less("cold.wallBest", "wall to initialize, best", "ms", 0, { best: 137 }),
  less("cold.ratio", "wall ÷ bare Node start", "×", 2, { line: 4 }),
  less("cold.list", "CPU of the first tools/list", "ms", 1),
  less("cold.call", "CPU of the first call after it", "ms", 1),

  neither("tools.count", "tools, default", "", 0, exact),
  less("tools.bytes", "bytes, default", "bytes", 0, exact),
  less("tools.tokens", "on the wire, default", "tokens", 0, { line: 4500, best: 3526, ...exact }),
  less("tools.model", "to the model, default", "tokens", 0, { best: 3262, ...exact }),
  less("tools.median", "median tool, default", "tokens", 0, { best: 120, ...exact }),
  less("tools.largest", "largest tool, default", "tokens", 0, { best: 306, ...exact }),
  less("tools.bare", "tools without four hints and a title", "", 0, { line: 0, best: 0, ...exact }),
  less("tools.instructions", "instructions", "tokens", 0, { line: 400, ...exact }),
  neither("tools.leanCount", "tools, lean", "", 0, exact),
  less("tools.lean", "on the wire, lean", "tokens", 0, { line: 2500, ...exact }),
  neither("tools.discoverCount", "tools, discover", "", 0, exact),
  less("tools.discover", "on the wire, discover", "tokens", 0, { line: 1500, ...exact }),
  neither("tools.allCount", "tools, all", "", 0, exact),
  less("tools.allBytes", "bytes, all", "bytes", 0, exact),
  less("tools.all", "on the wire, all", "tokens", 0, exact),
  less("tools.allModel", "to the model, all", "tokens", 0, exact),

  less("results.list25", "list of 25, in total", "tokens", 0, { best: 1097, ...exact }),
  less("results.list50", "list of 50, in total", "tokens", 0, {
    line: 2000,
    best: 2172,
    ...exact,
  }),
  less("results.list50Structured", "… of which structured content", "tokens", 0, exact),
  less("results.list50Bytes", "list of 50, on the wire", "bytes", 0, { best: 7565, ...exact }),
  less("results.detail", "record with 30 notes or sections, in total", "tokens", 0, {
    line: 2600,
    best: 2648,
    ...exact,
  }),
  less("results.detailStructured", "… of which structured content", "tokens", 0, exact),
  less("results.detailCut", "… and was cut, the rest by cursor (1 = yes)", "", 0, exact),

  less("stdio.rssStart", "RSS after initialize", "MB", 1, { line: 75, best: 80.2 }),
  less("stdio.rssCalls", "RSS after 1,000 calls", "MB", 1, { line: 110, best: 169.6 }),
  more("stdio.rate", "calls, one after another", "/s", 0, { best: 1153 }),
  less("stdio.p50", "p50 of a call", "ms", 2, { best: 0.68 }),
  less("stdio.p99", "p99 of a call", "ms", 2, { best: 3.8 }),

  more("http.rate1", "calls, 1 client", "/s", 0, { best: 848 }),
  less("http.p50at1", "p50, 1 client", "ms", 2, { best: 0.77 }),
  less("http.p99at1", "p99, 1 client", "ms", 2, { best: 6.8 }),
  more("http.rate16", "calls, 16 clients", "/s", 0, { line: 2000, best: 1183 }),
  less("http.p50at16", "p50, 16 clients", "ms", 2, { best: 10 }),
  less("http.p99at16", "p99, 16 clients", "ms", 2, { best: 45 }),
  more("http.rate64", "calls, 64 clients", "/s", 0, { best: 997 }),
  less("http.p50at64", "p50, 64 clients", "ms", 2, { best: 44 }),
  less("http.p99at64", "p99, 64 clients", "ms", 2, { best: 243 }),
  less("http.cpu", "CPU of a call at 16 clients", "ms", 3, { line: 0.4, best: 0.67 }),
  less("http.cpuRatio", "… ÷ CPU of a bare echo", "×", 1),
  less("http.rss", "RSS after the run with 64 clients", "MB", 1, { best: 350 }),

  less("sessions.rss", "RSS growth of 1,000 open sessions", "MB", 1, { line: 20, best: 1795 }),
  less("sessions.rssNext", "RSS growth of the next 1,000", "MB", 1),
  less("sessions.heap", "heap of one session after collection", "KB", 1, { line: 20 }),
  less("sessions.left", "heap left of one after DELETE", "KB", 1, { line: 1 }),
  less("sessions.cpu", "CPU of an initialize, run of 100", "ms", 2, { line: 1, best: 1.3 }),
  less("sessions.cpuWarm", "CPU of an initialize, run of 1,000", "ms", 2),
  less("sessions.wall", "wall of an initialize, run of 1,000", "ms", 2, { best: 1.7 }),

  neither("abandoned.sent", "initializes sent and left", "", 0, { best: 237 }),
  neither("abandoned.opened", "… of which opened a session", "", 0),
  neither("abandoned.refused", "… of which were refused (429, 503)", "", 0),
  more("abandoned.alive", "lives and serves a new caller (1 = yes)", "", 0, {
    line: 1,
    best: 0,
    ...exact,
  }),
  less("abandoned.rss", "RSS at its highest", "MB", 1),
];

const byId = new Map<string, Metric>(metrics.map((metric) => [metric.id, metric]));

/** The metric of an id; throws for one that is not in the table above. */
export function metricOf(id: MetricId): Metric {
  const metric = byId.get(id);
  if (metric === undefined) throw new Error(`There is no figure named ${id}.`);
  return metric;
}

export function groupOf(id: MetricId): Group {
  return id.slice(0, id.indexOf(".")) as Group;
}
