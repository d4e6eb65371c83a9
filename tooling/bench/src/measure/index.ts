// What is measured, one file for each group of figures.
import type { Figures, Group } from "../metrics.ts";
import type { Run } from "../run.ts";
import { measureAbandoned } from "./abandoned.ts";
import { measureCold } from "./cold.ts";
import { measureHttp } from "./http.ts";
import { measureResults } from "./results.ts";
import { measureSessions } from "./sessions.ts";
import { measureStdio } from "./stdio.ts";
import { measureTools } from "./tools.ts";

export { measureControl } from "./control.ts";

/** In the order in which they run: what is disturbed most by a warm machine first. */
export const measures: Readonly<Record<Group, (run: Run) => Promise<Figures>>> = {
  cold: measureCold,
  tools: measureTools,
  results: measureResults,
  stdio: measureStdio,
  http: measureHttp,
  sessions: measureSessions,
  abandoned: measureAbandoned,
};
