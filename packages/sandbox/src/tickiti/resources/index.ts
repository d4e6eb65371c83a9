import { ok, type Handler } from "../call.ts";
import * as administration from "./administration.ts";
import * as branding from "./branding.ts";
import * as escalations from "./escalations.ts";
import * as hashtags from "./hashtags.ts";
import * as interventions from "./interventions.ts";
import { excludedEmails, ignoredSubjects } from "./mail-lists.ts";
import * as mailboxes from "./mailboxes.ts";
import * as perspectives from "./perspectives.ts";
import * as queues from "./queues.ts";
import * as reports from "./reports.ts";
import * as resolutions from "./resolutions.ts";
import { responsesQuery } from "./response-query.ts";
import * as sentMail from "./sent-mail.ts";
import * as stockResponses from "./stock-responses.ts";
import * as storage from "./storage.ts";
import * as supervisor from "./supervisor.ts";
import * as templates from "./templates.ts";
import { create } from "./ticket-create.ts";
import { query } from "./ticket-query.ts";
import { attachment, responses, show } from "./ticket-reads.ts";
import { respond } from "./ticket-respond.ts";
import * as users from "./users.ts";
import * as watchlists from "./watchlists.ts";

/** What a key can be made for; the older API's names of the two writes count as well. */
const KEY_ACTIONS: Readonly<Record<string, string>> = {
  create: "create",
  create_ticket: "create",
  respond: "respond",
  ticket_respond: "respond",
};

/** What serves each route, by family and action. */
export const handlers: Readonly<Record<string, Handler>> = {
  "tickets.query": query,
  "tickets.create": create,
  "tickets.respond": respond,
  "tickets.show": show,
  "tickets.responses": responses,
  "tickets.responses_query": responsesQuery,
  "tickets.attachment": attachment,

  "idempotency_key.create": (call) => {
    const given = String(call.body["action"] ?? "");
    const action = KEY_ACTIONS[given];
    const key = call.state.idempotency.mint(action, call.state.clock.now().getTime());
    return ok({ idempotency_key: key, action: action ?? null });
  },

  "settings.perspectives.index": perspectives.index,
  "settings.perspectives.create": perspectives.create,
  "settings.perspectives.update": perspectives.update,
  "settings.perspectives.delete": perspectives.remove,
  "settings.watchlists.index": watchlists.index,
  "settings.watchlists.create": watchlists.create,
  "settings.watchlists.update": watchlists.update,
  "settings.watchlists.delete": watchlists.remove,
  "settings.watchlists.add_tickets": watchlists.addTickets,
  "settings.watchlists.remove_tickets": watchlists.removeTickets,
  "settings.watchlists.reorder": watchlists.reorder,
  "settings.hashtags.index": hashtags.index,
  "settings.hashtags.delete": hashtags.remove,
  "settings.stock_responses.index": stockResponses.index,
  "settings.stock_responses.create": stockResponses.create,
  "settings.stock_responses.show": stockResponses.show,
  "settings.stock_responses.update": stockResponses.update,
  "settings.stock_responses.delete": stockResponses.remove,

  "workflow.queues.index": queues.index,
  "workflow.queues.create": queues.create,
  "workflow.queues.update": queues.update,
  "workflow.queues.move": queues.move,
  "workflow.queues.delete": queues.remove,
  "workflow.resolutions.index": resolutions.index,
  "workflow.resolutions.create": resolutions.create,
  "workflow.resolutions.update": resolutions.update,
  "workflow.resolutions.reorder": resolutions.reorder,
  "workflow.resolutions.delete": resolutions.remove,
  "workflow.interventions.index": interventions.index,
  "workflow.interventions.create": interventions.create,
  "workflow.interventions.update": interventions.update,
  "workflow.interventions.generate_token": interventions.generateToken,
  "workflow.interventions.delete": interventions.remove,
  "workflow.escalations.index": escalations.index,
  "workflow.escalations.create": escalations.create,
  "workflow.escalations.update": escalations.update,
  "workflow.escalations.delete": escalations.remove,
  "workflow.business_hours.update": escalations.updateBusinessHours,

  "reports.meta": reports.meta,
  "reports.resolutions": reports.resolutions,
  "reports.volumes": reports.volumes,
  "reports.response_times": reports.responseTimes,
  "reports.agent_activity": reports.agentActivity,

  "mail.mailboxes.index": mailboxes.index,
  "mail.mailboxes.create": mailboxes.create,
  "mail.mailboxes.update": mailboxes.update,
  "mail.mailboxes.set_password": mailboxes.setPassword,
  "mail.mailboxes.delete": mailboxes.remove,
  "mail.subjects.index": ignoredSubjects.index,
  "mail.subjects.create": ignoredSubjects.create,
  "mail.subjects.delete": ignoredSubjects.remove,
  "mail.excluded.index": excludedEmails.index,
  "mail.excluded.create": excludedEmails.create,
  "mail.excluded.delete": excludedEmails.remove,
  "mail.sent_mail.list": sentMail.list,
  "mail.sent_mail.search": sentMail.search,
  "mail.sent_mail.show": sentMail.show,

  "templates.index": templates.index,
  "templates.faqs": templates.faqs,
  "templates.search": templates.search,
  "templates.show": templates.show,
  "templates.create": templates.create,
  "templates.update": templates.update,
  "templates.delete": templates.remove,

  "administration.system.index": administration.systemIndex,
  "administration.system.update": administration.systemUpdate,
  "administration.branding.index": branding.index,
  "administration.branding.update": branding.update,
  "administration.branding.app_logo": branding.uploadLogo("app_logo"),
  "administration.branding.email_logo": branding.uploadLogo("email_logo"),
  "administration.branding.reset_app_logo": branding.resetLogo("app_logo"),
  "administration.branding.reset_email_logo": branding.resetLogo("email_logo"),
  "administration.custom_domain.status": administration.customDomainStatus,
  "administration.custom_domain.update": administration.customDomainUpdate,
  "administration.ai.index": administration.aiIndex,
  "administration.ai.update": administration.aiUpdate,
  "administration.users.index": users.index,
  "administration.users.create": users.create,
  "administration.users.update": users.update,
  "administration.users.queue_upsert": users.upsertQueue,
  "administration.users.queue_detach": users.detachQueue,
  "administration.licence.index": administration.licenceIndex,
  "administration.storage.retention": storage.retention,
  "administration.storage.delete_orphaned": storage.deleteOrphaned,
  "administration.storage.delete_closed": storage.deleteClosed,
  "administration.diagnostics.index": administration.diagnosticsIndex,
  "administration.diagnostics.fetch": administration.diagnosticsFetch,
  "administration.diagnostics.update": administration.diagnosticsUpdate,
  "administration.diagnostics.upload": administration.diagnosticsUpload,

  "supervisor.jobs.index": supervisor.jobsIndex,
  "supervisor.jobs.retry": supervisor.jobsRetry,
  "supervisor.jobs.delete": supervisor.jobsDelete,
  "supervisor.health.status": supervisor.healthStatus,
  "supervisor.health.manage": supervisor.healthManage,
  "supervisor.health.disk_store": supervisor.diskStore,
  "supervisor.health.disk_delete": supervisor.diskDelete,
  "supervisor.health.exception_store": supervisor.exceptionStore,
  "supervisor.health.exception_delete": supervisor.exceptionDelete,
  "supervisor.super_tasks.fetch": supervisor.superTasksFetch,
  "supervisor.diagnostics": supervisor.diagnostics,
};
