import { pause } from "../children.ts";
import { HeapProbe } from "../heap.ts";
import { HttpServer } from "../http-client.ts";
import type { Figures } from "../metrics.ts";
import { cpuMilliseconds, fineCpuMilliseconds, memoryOf } from "../process-figures.ts";
import type { Run } from "../run.ts";
import { callers, httpStart } from "../servers.ts";

/** Time after which memory is read, as for all published figures. */
const SETTLE_MILLISECONDS = 1500;
/** Sessions of the run that gives the CPU of an initialize. */
const CPU_SESSIONS = 100;

/** What open sessions cost: CPU to open, resident memory, and the heap that each really holds. */
export async function measureSessions(run: Run): Promise<Figures> {
  const opening = await measureOpening(run);
  const heap = await measureHeap(run);
  return { ...opening, ...heap };
}

async function measureOpening({ bench, effort, note }: Run): Promise<Figures> {
  const known = callers(1);
  const token = known[0]?.token ?? "";
  const server = await HttpServer.start(httpStart(bench, known, "lifted"));
  try {
    const { pid } = server.child;
    await server.open(token);
    await pause(SETTLE_MILLISECONDS);
    const rssBefore = memoryOf(pid).resident;
    const cpuBefore = cpuMilliseconds(pid);
    const fineBefore = fineCpuMilliseconds(pid);
    const began = performance.now();
    for (let index = 0; index < CPU_SESSIONS; index += 1) await server.open(token);
    const cpu = (cpuMilliseconds(pid) - cpuBefore) / CPU_SESSIONS;
    const fineCpu = (fineCpuMilliseconds(pid) - fineBefore) / CPU_SESSIONS;
    for (let index = CPU_SESSIONS; index < effort.sessions; index += 1) await server.open(token);
    const wall = (performance.now() - began) / effort.sessions;
    const cpuWarm = (fineCpuMilliseconds(pid) - fineBefore) / effort.sessions;
    await pause(SETTLE_MILLISECONDS);
    const rssAfter = memoryOf(pid).resident;
    for (let index = 0; index < effort.sessions; index += 1) await server.open(token);
    await pause(SETTLE_MILLISECONDS);
    const perThousand = 1000 / effort.sessions;
    note(`CPU of an initialize in the run of 100 by thread statistics: ${fineCpu.toFixed(2)} ms.`);
    return {
      "sessions.rss": (rssAfter - rssBefore) * perThousand,
      "sessions.rssNext": (memoryOf(pid).resident - rssAfter) * perThousand,
      "sessions.cpu": cpu,
      "sessions.cpuWarm": cpuWarm,
      "sessions.wall": wall,
    };
  } finally {
    await server.close();
  }
}

/** A server of its own: an attached inspector would disturb the other figures. */
async function measureHeap({ bench, effort }: Run): Promise<Figures> {
  const known = callers(1);
  const token = known[0]?.token ?? "";
  const start = httpStart(bench, known, "lifted", "--inspect=127.0.0.1:0");
  const server = await HttpServer.start(start);
  const probe = await HeapProbe.attach(server.child);
  try {
    // What is compiled and cached once is no cost of a session.
    await openAndEnd(effort.sessions);
    const before = await probe.liveBytes();
    const sessions = await open(effort.sessions);
    const holding = await probe.liveBytes();
    // One after the other: a thousand connections at once would be held open and counted.
    for (const session of sessions) await server.endSession(token, session);
    const after = await probe.liveBytes();
    return {
      "sessions.heap": (holding - before) / effort.sessions / 1000,
      "sessions.left": Math.max(0, after - before) / effort.sessions / 1000,
    };
  } finally {
    probe.close();
    await server.close();
  }

  async function open(count: number): Promise<string[]> {
    const sessions: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const session = await server.open(token);
      if (session !== undefined) sessions.push(session);
    }
    return sessions;
  }

  async function openAndEnd(count: number): Promise<void> {
    for (const session of await open(count)) await server.endSession(token, session);
  }
}
