import type { Escalation, Intervention, ResolutionCategory } from "../model.ts";
import { list, type SeedTables } from "./context.ts";

function resolutionCategories(): ResolutionCategory[] {
  return list<string, ResolutionCategory>(
    ["Solved", "Workaround", "Duplicate", "No fault found", "Never used"],
    (name, index) => ({
      name,
      colour: ["#2e7d32", "#f9a825", "#757575", "#1565c0", "#6a1b9a"][index] ?? "#000000",
      position: index + 1,
    }),
  );
}

function interventions(): Intervention[] {
  return [
    {
      id: 1,
      name: "contract_review",
      title: "Contract review",
      queue_name: "Accounts",
      notify_inbox_managers: true,
      create_urgent: false,
      remote_timeout_seconds: 30,
      remote_enabled: true,
      epilog_url: null,
      remote_name: "crm",
      token: "SANDBOXintervention1",
    },
    {
      id: 2,
      name: "credit_limit",
      title: "Credit limit",
      queue_name: "Accounts",
      notify_inbox_managers: false,
      create_urgent: true,
      remote_timeout_seconds: 10,
      remote_enabled: false,
      epilog_url: null,
      remote_name: null,
      token: null,
    },
  ];
}

function escalations(): Escalation[] {
  return [
    { id: 1, minutes: 240, action: "notify", email: "grace.holm@larkfield.example" },
    { id: 2, minutes: 1440, action: "email", email: "ines.park@larkfield.example" },
  ];
}

export const workflowTables: Pick<
  SeedTables,
  "resolutionCategories" | "interventions" | "escalations"
> = { resolutionCategories, interventions, escalations };
