import type { Row } from "../model.ts";
import type { Environment } from "../state.ts";
import { Builder } from "./integration.ts";
import { lending } from "./lending.ts";
import { deposits } from "./deposits.ts";
import { utilities } from "./utilities.ts";

/** The integrations of an instance with their parts, by table. */
export function integrationTables(environment: Environment, today: number): Record<string, Row[]> {
  const builder = new Builder(new Date(today - 12 * 86_400_000 + 9 * 3_600_000).toISOString());
  for (const plan of [
    ...deposits(environment),
    ...lending(environment),
    ...utilities(environment),
  ]) {
    builder.add(plan);
  }
  return builder.tables;
}
