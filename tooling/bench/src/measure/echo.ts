import { once } from "node:events";
import { Agent, request } from "node:http";
import { end, startNode, within } from "../children.ts";
import { fineCpuMilliseconds } from "../process-figures.ts";

/** What a bare `node:http` server that repeats bodies does under one number of clients. */
export interface EchoLoad {
  readonly clients: number;
  /** Requests per second. */
  readonly rate: number;
  /** CPU milliseconds of one request. */
  readonly cpu: number;
}

const SECONDS = 1;
const program =
  'require("node:http").createServer((q,s)=>{q.on("data",d=>s.write(d));q.on("end",()=>s.end())})' +
  '.listen(0,"127.0.0.1",function(){process.stdout.write(String(this.address().port))})';

/** Measures one echo server with each number of clients in turn, a second each. */
export async function measureEcho(clientCounts: readonly number[]): Promise<EchoLoad[]> {
  const child = startNode(["-e", program], {}, "piped");
  const { stdout } = child.process;
  if (stdout === null) throw new Error("The echo server has no output.");
  try {
    const [port] = (await within(10, "The echo server", once(stdout, "data"))) as [Buffer];
    const loads: EchoLoad[] = [];
    for (const clients of clientCounts) {
      const before = fineCpuMilliseconds(child.pid);
      const { answered, seconds } = await askFrom(clients, Number(port));
      const cpu = (fineCpuMilliseconds(child.pid) - before) / answered;
      loads.push({ clients, rate: Math.round(answered / seconds), cpu });
    }
    return loads;
  } finally {
    await end(child);
  }
}

async function askFrom(
  clients: number,
  port: number,
): Promise<{ readonly answered: number; readonly seconds: number }> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const until = began + SECONDS * 1000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        await ask(agent, port);
        answered += 1;
      }
    }),
  );
  agent.destroy();
  return { answered, seconds: (performance.now() - began) / 1000 };
}

function ask(agent: Agent, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, agent, method: "POST" }, (response) => {
      response.resume();
      response.on("end", resolve);
    });
    sent.on("error", reject);
    sent.end("hello");
  });
}
