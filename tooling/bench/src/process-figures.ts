import { readdirSync, readFileSync } from "node:fs";

/** One tick of the kernel's process accounting, which is 10 ms on every usual Linux. */
const TICK_MILLISECONDS = 10;

/** User and system time of a process in milliseconds, in ticks of 10: the definition behind all published figures. */
export function cpuMilliseconds(pid: number): number {
  const fields = statFields(pid);
  return (Number(fields[11]) + Number(fields[12])) * TICK_MILLISECONDS;
}

/** User and system time of the children of this process that have ended, in ticks of 10 ms. */
export function endedChildrenCpuMilliseconds(): number {
  const fields = statFields("self");
  return (Number(fields[13]) + Number(fields[14])) * TICK_MILLISECONDS;
}

/**
 * Time that the living threads of a process have run, in milliseconds with fractions. Finer than ticks, of which the
 * kernel rounds user and system time down separately. NaN where it keeps no such statistics.
 */
export function fineCpuMilliseconds(pid: number): number {
  try {
    let nanoseconds = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const statistics = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8");
      nanoseconds += Number(statistics.split(" ")[0]);
    }
    return nanoseconds / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory of a process in megabytes of 1,048,576 bytes, now and at its highest. */
export interface Memory {
  readonly resident: number;
  readonly peak: number;
}

export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  return { resident: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

/** Ticks since the machine started, over all processors: all there were, those used, and those used by this run. */
export interface ProcessorTime {
  readonly total: number;
  readonly busy: number;
  /** Of this process and of its children that have ended. */
  readonly own: number;
}

export function processorTime(): ProcessorTime {
  const [first = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  // user, nice, system, idle, waiting, interrupts, soft interrupts, stolen
  const times = first.trim().split(/\s+/).slice(1, 9).map(Number);
  const total = times.reduce((sum, time) => sum + time, 0);
  const own = statFields("self").slice(11, 15).map(Number);
  return {
    total,
    busy: total - (times[3] ?? 0) - (times[4] ?? 0),
    own: own.reduce((sum, time) => sum + time, 0),
  };
}

function statFields(pid: number | "self"): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the name in parentheses, which may itself hold blanks.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
