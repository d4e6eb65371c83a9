import { HttpServer } from "../http-client.ts";
import { callText } from "../json-rpc.ts";
import type { Figures } from "../metrics.ts";
import { cpuMilliseconds, fineCpuMilliseconds, memoryOf } from "../process-figures.ts";
import type { Run } from "../run.ts";
import { callers, httpStart } from "../servers.ts";
import { mean, percentile } from "../statistics.ts";
import { measureEcho } from "./echo.ts";

const clientCounts = [1, 16, 64] as const;

interface Load {
  readonly times: readonly number[];
  readonly seconds: number;
  /** CPU milliseconds of the server, in ticks and finer, while the load ran. */
  readonly cpu: number;
  readonly fineCpu: number;
  readonly rss: number;
}

/** Calls of 1, 16 and 64 clients, each against a fresh server, and the CPU of one in a run of its own. */
export async function measureHttp(run: Run): Promise<Figures> {
  const figures: Figures = {};
  for (const clients of clientCounts) {
    const load = await loaded(run, clients);
    figures[`http.rate${clients}`] = load.times.length / load.seconds;
    figures[`http.p50at${clients}`] = percentile(load.times, 50);
    figures[`http.p99at${clients}`] = percentile(load.times, 99);
    figures["http.rss"] = load.rss;
  }
  const echoBefore = await measureEcho([16]);
  const { cpu, fineCpu, times } = await loaded(run, 16);
  const echoAfter = await measureEcho([16]);
  const echoCpu = mean([...echoBefore, ...echoAfter].map((echo) => echo.cpu));
  figures["http.cpu"] = cpu / times.length;
  figures["http.cpuRatio"] = fineCpu / times.length / echoCpu;
  run.note(
    `CPU of an HTTP call at 16 clients by thread statistics: ${(fineCpu / times.length).toFixed(3)} ms.`,
  );
  return figures;
}

async function loaded({ bench, standIn, effort }: Run, clients: number): Promise<Load> {
  const known = callers(1);
  const token = known[0]?.token ?? "";
  const server = await HttpServer.start(httpStart(bench, known, "lifted"));
  try {
    const sessions = await Promise.all(Array.from({ length: clients }, () => server.open(token)));
    await keepCalling(effort.warmSeconds * 1000);
    const requestsBefore = await standIn.requests();
    const { pid } = server.child;
    const [cpuBefore, fineBefore] = [cpuMilliseconds(pid), fineCpuMilliseconds(pid)];
    const began = performance.now();
    const times = await keepCalling(effort.loadSeconds * 1000);
    const seconds = (performance.now() - began) / 1000;
    const cpu = cpuMilliseconds(pid) - cpuBefore;
    const fineCpu = fineCpuMilliseconds(pid) - fineBefore;
    const requests = (await standIn.requests()) - requestsBefore;
    if (requests !== times.length) {
      throw new Error(`${times.length} bench calls caused ${requests} vendor requests.`);
    }
    return { times, seconds, cpu, fineCpu, rss: memoryOf(pid).resident };

    async function keepCalling(milliseconds: number): Promise<number[]> {
      const until = performance.now() + milliseconds;
      const perClient = await Promise.all(
        sessions.map(async (session, client) => {
          const own: number[] = [];
          while (performance.now() < until) {
            const sent = performance.now();
            const body = callText(own.length + 2, bench.server.benchCall(client));
            const answer = await server.post(token, body, session);
            own.push(performance.now() - sent);
            if (answer.status !== 200 || answer.text.includes('"isError":true')) {
              throw new Error(`A call was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
            }
          }
          return own;
        }),
      );
      return perClient.flat();
    }
  } finally {
    await server.close();
  }
}
