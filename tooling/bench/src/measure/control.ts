import type { Effort } from "../run.ts";
import { median } from "../statistics.ts";
import { bareStart } from "./cold.ts";
import { measureEcho } from "./echo.ts";

/** What the machine does with bare Node, to compare runs and machines by. */
export interface Control {
  /** Median wall and CPU milliseconds of `node -e 0`. */
  readonly startWall: number;
  readonly startCpu: number;
  /** Requests/s of a bare echo server at 1, 16 and 64 clients. */
  readonly echo: readonly number[];
}

export async function measureControl(effort: Effort): Promise<Control> {
  const starts: Awaited<ReturnType<typeof bareStart>>[] = [];
  for (let round = 0; round < effort.starts; round += 1) starts.push(await bareStart());
  const loads = await measureEcho([1, 16, 64]);
  return {
    startWall: Math.round(median(starts.map(({ wall }) => wall))),
    startCpu: median(starts.map(({ cpu }) => cpu)),
    echo: loads.map(({ rate }) => rate),
  };
}
