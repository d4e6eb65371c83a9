import type { AnyTool } from "@psa-mcp/core";
import { apiTools } from "./api.ts";
import { attachmentTools } from "./attachments.ts";
import { billingOverviewTools } from "./billing-overview.ts";
import { clientOverviewTools } from "./client-overview.ts";
import { furtherListTools } from "./further-lists.ts";
import { invoicePdfTools } from "./invoices-pdf.ts";
import { kbSearchTools } from "./kb-search.ts";
import { reportTools } from "./reports.ts";
import { searchTools } from "./search.ts";
import { setupTools } from "./setup.ts";
import { systemTools } from "./system.ts";
import { ticketApprovalTools } from "./ticket-approvals.ts";
import { ticketActionTools } from "./tickets-actions.ts";
import { ticketBulkTools } from "./tickets-bulk.ts";
import { ticketCreateTools } from "./tickets-create.ts";
import { ticketNoteTools } from "./tickets-notes.ts";
import { ticketStateTools } from "./tickets-state.ts";
import { ticketTimelineTools } from "./tickets-timeline.ts";
import { ticketWorkTools } from "./tickets-work.ts";
import { timesheetEventTools } from "./timesheet-events.ts";
import { timesheetTools } from "./timesheets.ts";

/** What goes beyond list, get, save and delete: intents, search, reports, files, and the plain API. */
export const beyondTools: readonly AnyTool[] = [
  ...searchTools,
  ...ticketCreateTools,
  ...ticketNoteTools,
  ...ticketStateTools,
  ...ticketActionTools,
  ...ticketWorkTools,
  ...ticketTimelineTools,
  ...ticketBulkTools,
  ...kbSearchTools,
  ...clientOverviewTools,
  ...billingOverviewTools,
  ...furtherListTools,
  ...invoicePdfTools,
  ...ticketApprovalTools,
  ...timesheetEventTools,
  ...timesheetTools,
  ...attachmentTools,
  ...reportTools,
  ...setupTools,
  ...systemTools,
  ...apiTools,
];
