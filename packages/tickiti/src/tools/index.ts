// Everything that Tickiti offers, loaded with the first list or call.
import type { AnyTool, VendorContent } from "@psa-mcp/core";
import { prompts } from "../prompts.ts";
import { resources } from "../resources.ts";
import { withRole } from "../roles.ts";
import { attachmentTools } from "./attachments.ts";
import { brandingTools } from "./branding.ts";
import { capabilityTools } from "./capabilities.ts";
import { diagnosticsTools } from "./diagnostics.ts";
import { endpointTools } from "./endpoints.ts";
import { escalationTools } from "./escalations.ts";
import { hashtagTools } from "./hashtags.ts";
import { healthRuleTools } from "./health-rules.ts";
import { interventionTools } from "./interventions.ts";
import { jobTools } from "./jobs.ts";
import { mailFilterTools } from "./mail-filters.ts";
import { mailboxTools } from "./mailboxes.ts";
import { perspectiveTools } from "./perspectives.ts";
import { queueTools } from "./queues.ts";
import { reportTools } from "./reports.ts";
import { resolutionCategoryTools } from "./resolution-categories.ts";
import { responseTools } from "./responses.ts";
import { sentMailTools } from "./sent-mail.ts";
import { stockResponseTools } from "./stock-responses.ts";
import { storageTools } from "./storage.ts";
import { systemTools } from "./system.ts";
import { templateTools } from "./templates.ts";
import { ticketChangeTools } from "./ticket-changes.ts";
import { ticketTools } from "./tickets.ts";
import { userTools } from "./users.ts";
import { watchlistTools } from "./watchlists.ts";
import { workflowTools } from "./workflow.ts";

const tools: readonly AnyTool[] = [
  ...ticketTools,
  ...ticketChangeTools,
  ...responseTools,
  ...attachmentTools,
  ...perspectiveTools,
  ...watchlistTools,
  ...hashtagTools,
  ...stockResponseTools,
  ...queueTools,
  ...workflowTools,
  ...resolutionCategoryTools,
  ...interventionTools,
  ...escalationTools,
  ...reportTools,
  ...mailboxTools,
  ...mailFilterTools,
  ...sentMailTools,
  ...templateTools,
  ...userTools,
  ...systemTools,
  ...brandingTools,
  ...storageTools,
  ...diagnosticsTools,
  ...jobTools,
  ...healthRuleTools,
  ...endpointTools,
  ...capabilityTools,
];

export const content: VendorContent = { tools: tools.map(withRole), resources, prompts };
