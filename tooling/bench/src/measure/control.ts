import { once } from "node:events";
import { Agent, request } from "node:http";
import { loadavg } from "node:os";
import { startNode, end, within } from "../children.ts";
import type { Effort } from "../run.ts";
import { median, rounded } from "../statistics.ts";
import { bareStart } from "./cold.ts";

/** What the machine does with bare Node, to compare runs and machines by. */
export interface Control {
  /** Average number of runnable processes over the last minute: what else went on. */
  readonly load: number;
  /** Median wall and CPU milliseconds of `node -e 0`. */
  readonly startWall: number;
  readonly startCpu: number;
  /** Requests/s of a bare echo server at 1, 16 and 64 clients. */
  readonly echo: readonly number[];
}

const ECHO_SECONDS = 1;
const echoServer =
  'require("node:http").createServer((q,s)=>{q.on("data",d=>s.write(d));q.on("end",()=>s.end())})' +
  '.listen(0,"127.0.0.1",function(){process.stdout.write(String(this.address().port))})';

export async function measureControl(effort: Effort): Promise<Control> {
  const load = rounded(loadavg()[0] ?? 0, 1);
  const starts: Awaited<ReturnType<typeof bareStart>>[] = [];
  for (let round = 0; round < effort.starts; round += 1) starts.push(await bareStart());
  const child = startNode(["-e", echoServer], {}, "piped");
  const { stdout } = child.process;
  if (stdout === null) throw new Error("The echo server has no output.");
  const [port] = (await within(10, "The echo server", once(stdout, "data"))) as [Buffer];
  const echo: number[] = [];
  for (const clients of [1, 16, 64]) echo.push(await echoRate(Number(port), clients));
  await end(child);
  return {
    load,
    startWall: Math.round(median(starts.map(({ wall }) => wall))),
    startCpu: median(starts.map(({ cpu }) => cpu)),
    echo,
  };
}

async function echoRate(port: number, clients: number): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const until = began + ECHO_SECONDS * 1000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        await askEcho(agent, port);
        answered += 1;
      }
    }),
  );
  agent.destroy();
  return Math.round(answered / ((performance.now() - began) / 1000));
}

function askEcho(agent: Agent, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, agent, method: "POST" }, (response) => {
      response.resume();
      response.on("end", resolve);
    });
    sent.on("error", reject);
    sent.end("hello");
  });
}
