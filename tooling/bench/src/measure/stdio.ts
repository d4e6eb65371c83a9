import { pause } from "../children.ts";
import type { Figures } from "../metrics.ts";
import { memoryOf } from "../process-figures.ts";
import type { Run } from "../run.ts";
import { stdioStart } from "../servers.ts";
import { percentile } from "../statistics.ts";
import { StdioClient } from "../stdio-client.ts";

const SETTLE_MILLISECONDS = 500;

/** Memory after the start and after calls, and the time of calls that follow each other. */
export async function measureStdio({ bench, standIn, effort }: Run): Promise<Figures> {
  const client = new StdioClient(stdioStart(bench));
  try {
    await client.initialize();
    await pause(SETTLE_MILLISECONDS);
    const rssStart = memoryOf(client.child.pid).resident;
    const requestsBefore = await standIn.requests();
    const times: number[] = [];
    for (let call = 0; call < effort.calls; call += 1) {
      const began = performance.now();
      await client.call(bench.server.benchCall(0));
      times.push(performance.now() - began);
    }
    const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
    const requests = (await standIn.requests()) - requestsBefore;
    if (requests !== effort.calls) {
      throw new Error(`${effort.calls} bench calls caused ${requests} vendor requests.`);
    }
    await pause(SETTLE_MILLISECONDS);
    return {
      "stdio.rssStart": rssStart,
      "stdio.rssCalls": memoryOf(client.child.pid).resident,
      "stdio.rate": effort.calls / seconds,
      "stdio.p50": percentile(times, 50),
      "stdio.p99": percentile(times, 99),
    };
  } finally {
    await client.close();
  }
}
