// Tools: one file a family (a noun); this list is their order in tools/list.
import type { AnyTool, VendorContent } from "@psa-mcp/core";
import { prompts } from "../prompts.ts";
import { resources } from "../resources.ts";
import { boardTools } from "./boards.ts";
import { catalogTools } from "./catalog.ts";
import { companyTools } from "./companies.ts";
import { companyChangeTools } from "./company-changes.ts";
import { configurationTools } from "./configurations.ts";
import { contactChangeTools } from "./contact-changes.ts";
import { contactTools } from "./contacts.ts";
import { documentTools } from "./documents.ts";
import { endpointTools } from "./endpoints.ts";
import { financeTools } from "./finance.ts";
import { memberTools } from "./members.ts";
import { projectTools } from "./projects.ts";
import { reportTools } from "./reports.ts";
import { salesTools } from "./sales.ts";
import { scheduleTools } from "./schedule.ts";
import { systemTools } from "./system.ts";
import { ticketChangeTools } from "./ticket-changes.ts";
import { ticketNoteTools } from "./ticket-notes.ts";
import { ticketPartTools } from "./ticket-parts.ts";
import { ticketWorkTools } from "./ticket-work.ts";
import { ticketTools } from "./tickets.ts";
import { timeEntryTools } from "./time-entries.ts";
import { timeSummaryTools } from "./time-summary.ts";
import { timesheetTools } from "./timesheets.ts";

const tools: readonly AnyTool[] = [
  ...ticketTools,
  ...ticketChangeTools,
  ...ticketNoteTools,
  ...ticketPartTools,
  ...ticketWorkTools,
  ...boardTools,
  ...timeEntryTools,
  ...timesheetTools,
  ...timeSummaryTools,
  ...companyTools,
  ...companyChangeTools,
  ...contactTools,
  ...contactChangeTools,
  ...configurationTools,
  ...memberTools,
  ...scheduleTools,
  ...financeTools,
  ...projectTools,
  ...salesTools,
  ...catalogTools,
  ...documentTools,
  ...reportTools,
  ...systemTools,
  ...endpointTools,
];

/** Everything that `connectwise.load()` brings. */
export const content: VendorContent = { tools, resources, prompts };
