import type { Plan } from "./call.ts";
import { PLAN_FLAGS } from "./routes.ts";

/** Everything paid for. */
export const FULL_PLAN: Plan = {
  has_reports: true,
  has_interventions: true,
  has_escalations: true,
  has_resolution_tracking: true,
  has_ai_assistant: true,
};

/** Returns a plan with some flags changed. Throws for a flag that does not exist or a value that is no boolean. */
export function changePlan(plan: Plan, changes: Readonly<Record<string, unknown>>): Plan {
  for (const [name, value] of Object.entries(changes)) {
    if (!PLAN_FLAGS.some((flag) => flag === name) || typeof value !== "boolean") {
      throw new Error(`A plan has these flags, each true or false: ${PLAN_FLAGS.join(", ")}.`);
    }
  }
  return { ...plan, ...changes };
}
