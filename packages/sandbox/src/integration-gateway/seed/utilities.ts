import type { Environment } from "../state.ts";
import type { IntegrationPlan } from "./integration.ts";

/** Small integrations for trying things, and those that misbehave on purpose. */
export function utilities(_: Environment): IntegrationPlan[] {
  return [
    {
      name: "echo",
      description: "Answers with what it got.",
      fields: { http_api: true, on_success_hook: 'output["payload"] = input.payload' },
    },
    {
      name: "slow-report",
      description: "Works for input.payload.seconds seconds before it answers.",
      fields: {
        http_api: true,
        before_hook: "time.sleep(input.payload.seconds)",
        on_success_hook: 'output["payload"] = {"rows": 1200, "ready": True}',
      },
    },
  ];
}
