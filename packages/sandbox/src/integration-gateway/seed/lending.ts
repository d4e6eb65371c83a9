import type { Environment } from "../state.ts";
import type { IntegrationPlan } from "./integration.ts";

/** Integrations around loans. */
export function lending(_: Environment): IntegrationPlan[] {
  return [
    {
      name: "flood-zone-check",
      description: "Orders a flood determination for the address of a collateral.",
      fields: { http_api: true, tags: ["lending", "collateral"] },
      requests: [
        {
          plan: {
            system: "HTTP",
            service_name: "Flood Determination",
            formula_variable: "flood",
          },
          mappings: [
            ["address.street", "input.payload.street"],
            ["address.postalCode", "input.payload.postalCode"],
          ],
        },
      ],
    },
  ];
}
