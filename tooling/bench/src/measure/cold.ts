import { once } from "node:events";
import { end, startNode, within } from "../children.ts";
import { initializeText, resultOf, type Answer } from "../json-rpc.ts";
import type { Figures } from "../metrics.ts";
import {
  cpuMilliseconds,
  endedChildrenCpuMilliseconds,
  fineCpuMilliseconds,
} from "../process-figures.ts";
import type { Run } from "../run.ts";
import { stdioStart, type Bench, type Start } from "../servers.ts";
import { least, median } from "../statistics.ts";
import { StdioClient } from "../stdio-client.ts";

/** Programs whose first list and first call are looked at. */
const FIRSTS = 5;

interface ColdStart {
  readonly wall: number;
  readonly cpu: number;
  readonly fineCpu: number;
}

/** Starts of the built program and of bare Node, one after the other, so that both meet the same machine. */
export async function measureCold({ bench, effort }: Run): Promise<Figures> {
  const start = stdioStart(bench);
  // The first start fills the compile cache, as it does once on a user's machine.
  await coldStart(start);
  const bare: number[] = [];
  const starts: ColdStart[] = [];
  for (let round = 0; round < effort.starts; round += 1) {
    bare.push((await bareStart()).wall);
    starts.push(await coldStart(start));
  }
  const wall = median(starts.map((each) => each.wall));
  return {
    "cold.cpu": median(starts.map((each) => each.cpu)),
    "cold.cpuFine": median(starts.map((each) => each.fineCpu)),
    "cold.wall": wall,
    "cold.wallBest": least(starts.map((each) => each.wall)),
    "cold.ratio": wall / median(bare),
    ...(await measureFirsts(bench)),
  };
}

/** CPU of what a client asks for first: it loads and compiles what a start leaves for later. */
async function measureFirsts(bench: Bench): Promise<Figures> {
  const lists: number[] = [];
  const calls: number[] = [];
  for (let round = 0; round < FIRSTS; round += 1) {
    const client = new StdioClient(stdioStart(bench));
    const { pid } = client.child;
    try {
      await client.initialize();
      const started = fineCpuMilliseconds(pid);
      await client.request("tools/list");
      const listed = fineCpuMilliseconds(pid);
      await client.call(bench.server.benchCall(0));
      lists.push(listed - started);
      calls.push(fineCpuMilliseconds(pid) - listed);
    } finally {
      await client.close();
    }
  }
  return { "cold.list": median(lists), "cold.call": median(calls) };
}

/** Wall and CPU milliseconds of `node -e 0` from start to end. */
export async function bareStart(): Promise<{ readonly wall: number; readonly cpu: number }> {
  const cpuBefore = endedChildrenCpuMilliseconds();
  const began = performance.now();
  const child = startNode(["-e", "0"], {}, "silent");
  await within(10, "A bare Node start", once(child.process, "exit"));
  return {
    wall: performance.now() - began,
    cpu: endedChildrenCpuMilliseconds() - cpuBefore,
  };
}

/** Starts a server, sends `initialize` at once and stops both clocks at the first line of the answer. */
async function coldStart(start: Start): Promise<ColdStart> {
  const began = performance.now();
  const child = startNode(start.args, start.env, "piped");
  const { stdin, stdout } = child.process;
  stdin?.on("error", () => undefined);
  stdin?.write(`${initializeText(1)}\n`);
  const answered = new Promise<ColdStart>((resolve, reject) => {
    let text = "";
    stdout?.on("data", (part: Buffer) => {
      text += part.toString("utf8");
      if (!text.includes("\n")) return;
      const wall = performance.now() - began;
      const cpu = cpuMilliseconds(child.pid);
      const fineCpu = fineCpuMilliseconds(child.pid);
      resultOf(JSON.parse(text.slice(0, text.indexOf("\n"))) as Answer);
      resolve({ wall, cpu, fineCpu });
    });
    child.process.once("exit", () =>
      reject(new Error(`The server ended: ${child.messages().slice(-1000)}`)),
    );
  });
  try {
    return await within(15, "A cold start", answered);
  } finally {
    await end(child);
  }
}
