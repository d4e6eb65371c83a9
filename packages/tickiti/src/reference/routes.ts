// Generated from the vendor's table of routes by tooling/scripts/src/tickiti-routes.ts; not to be edited.

/** Every route of the API, as family and action. */
export type RouteName =
  | "administration.ai.index"
  | "administration.ai.update"
  | "administration.branding.app_logo"
  | "administration.branding.email_logo"
  | "administration.branding.index"
  | "administration.branding.reset_app_logo"
  | "administration.branding.reset_email_logo"
  | "administration.branding.update"
  | "administration.custom_domain.status"
  | "administration.custom_domain.update"
  | "administration.diagnostics.fetch"
  | "administration.diagnostics.index"
  | "administration.diagnostics.update"
  | "administration.diagnostics.upload"
  | "administration.licence.index"
  | "administration.storage.delete_closed"
  | "administration.storage.delete_orphaned"
  | "administration.storage.retention"
  | "administration.system.index"
  | "administration.system.update"
  | "administration.users.create"
  | "administration.users.index"
  | "administration.users.queue_detach"
  | "administration.users.queue_upsert"
  | "administration.users.update"
  | "idempotency_key.create"
  | "mail.excluded.create"
  | "mail.excluded.delete"
  | "mail.excluded.index"
  | "mail.mailboxes.create"
  | "mail.mailboxes.delete"
  | "mail.mailboxes.index"
  | "mail.mailboxes.set_password"
  | "mail.mailboxes.update"
  | "mail.sent_mail.list"
  | "mail.sent_mail.search"
  | "mail.sent_mail.show"
  | "mail.subjects.create"
  | "mail.subjects.delete"
  | "mail.subjects.index"
  | "reports.agent_activity"
  | "reports.meta"
  | "reports.resolutions"
  | "reports.response_times"
  | "reports.volumes"
  | "settings.hashtags.delete"
  | "settings.hashtags.index"
  | "settings.perspectives.create"
  | "settings.perspectives.delete"
  | "settings.perspectives.index"
  | "settings.perspectives.update"
  | "settings.stock_responses.create"
  | "settings.stock_responses.delete"
  | "settings.stock_responses.index"
  | "settings.stock_responses.show"
  | "settings.stock_responses.update"
  | "settings.watchlists.add_tickets"
  | "settings.watchlists.create"
  | "settings.watchlists.delete"
  | "settings.watchlists.index"
  | "settings.watchlists.remove_tickets"
  | "settings.watchlists.reorder"
  | "settings.watchlists.update"
  | "supervisor.diagnostics"
  | "supervisor.health.disk_delete"
  | "supervisor.health.disk_store"
  | "supervisor.health.exception_delete"
  | "supervisor.health.exception_store"
  | "supervisor.health.manage"
  | "supervisor.health.status"
  | "supervisor.jobs.delete"
  | "supervisor.jobs.index"
  | "supervisor.jobs.retry"
  | "supervisor.super_tasks.fetch"
  | "templates.create"
  | "templates.delete"
  | "templates.faqs"
  | "templates.index"
  | "templates.search"
  | "templates.show"
  | "templates.update"
  | "tickets.attachment"
  | "tickets.create"
  | "tickets.query"
  | "tickets.respond"
  | "tickets.responses"
  | "tickets.responses_query"
  | "tickets.show"
  | "workflow.business_hours.update"
  | "workflow.escalations.create"
  | "workflow.escalations.delete"
  | "workflow.escalations.index"
  | "workflow.escalations.update"
  | "workflow.interventions.create"
  | "workflow.interventions.delete"
  | "workflow.interventions.generate_token"
  | "workflow.interventions.index"
  | "workflow.interventions.update"
  | "workflow.queues.create"
  | "workflow.queues.delete"
  | "workflow.queues.index"
  | "workflow.queues.move"
  | "workflow.queues.update"
  | "workflow.resolutions.create"
  | "workflow.resolutions.delete"
  | "workflow.resolutions.index"
  | "workflow.resolutions.reorder"
  | "workflow.resolutions.update";

/** A line a route: name, path, abilities (any of them), role, plan flags, sysadmin, tier, idempotency key, body; separated by tabs. */
export const routes: string = `administration.ai.index	administration/ai-assistant	administration:read,administration:write	admin	has_ai_assistant	sysadmin	read
administration.ai.update	administration/ai-assistant/update	administration:write	admin	has_ai_assistant	sysadmin	secret		current_password, ai_enabled, ai_auto_draft_inbound, ai_suggest_after_staff_reply, ai_auto_send, ai_auto_send_threshold, ai_model, ai_persona, ai_business_context, ai_signature, ai_auto_signature, ai_api_key, ai_api_key_clear
administration.branding.app_logo	administration/branding/app-logo	administration:write	admin			write		multipart file (not JSON)
administration.branding.email_logo	administration/branding/email-logo	administration:write	admin			write		multipart file (not JSON)
administration.branding.index	administration/branding	administration:read,administration:write	admin			read
administration.branding.reset_app_logo	administration/branding/reset-app-logo	administration:write	admin			write
administration.branding.reset_email_logo	administration/branding/reset-email-logo	administration:write	admin			write
administration.branding.update	administration/branding/update	administration:write	admin			write
administration.custom_domain.status	administration/custom-domain	administration:read,administration:write	admin		sysadmin	read
administration.custom_domain.update	administration/custom-domain/update	administration:write	admin		sysadmin	secret		current_password, domain
administration.diagnostics.fetch	administration/diagnostics/fetch	administration:read,administration:write	admin			read
administration.diagnostics.index	administration/diagnostics	administration:read,administration:write	admin			read
administration.diagnostics.update	administration/diagnostics/update	administration:write	admin			write
administration.diagnostics.upload	administration/diagnostics/upload	administration:write	admin			write		upload
administration.licence.index	administration/licence	administration:read,administration:write	admin			read
administration.storage.delete_closed	administration/storage/delete-closed	administration:write	admin			destructive		older_than_days
administration.storage.delete_orphaned	administration/storage/delete-orphaned	administration:write	admin			destructive
administration.storage.retention	administration/storage/retention	administration:write	admin			write		sent_mail_retention_days
administration.system.index	administration/system	administration:read,administration:write	admin			read
administration.system.update	administration/system/update	administration:write	admin			write
administration.users.create	administration/users/create	administration:write	admin			destructive		name, email, is_staff, is_admin, tonic_notifications
administration.users.index	administration/users	administration:read,administration:write	admin			read
administration.users.queue_detach	administration/users/{user}/queues/{queue}/detach	administration:write	admin			destructive
administration.users.queue_upsert	administration/users/{user}/queues/{queue}	administration:write	admin			destructive		can_view, can_manage, can_delete, treat_as_inbox, receive_inbox_errors
administration.users.update	administration/users/{user}/update	administration:write	admin			destructive		is_staff, is_admin, tonic_notifications
idempotency_key.create	idempotency_key					read
mail.excluded.create	mail/excluded-emails/create	mail:write	admin			write		email
mail.excluded.delete	mail/excluded-emails/delete	mail:write	admin			destructive		id
mail.excluded.index	mail/excluded-emails	mail:read,mail:write	admin			read
mail.mailboxes.create	mail/mailboxes/create	mail:write	admin			write		name, address, mailbox_type, pop_enable, pop_encryption, pop_validate_cert, max_consecutive_errors, secondary_report_threshold, outgoing_mailbox_type, smtp_enable, smtp_security
mail.mailboxes.delete	mail/mailboxes/delete	mail:write	admin			destructive		mailbox_id
mail.mailboxes.index	mail/mailboxes	mail:read,mail:write	admin			read
mail.mailboxes.set_password	mail/mailboxes/set-password	mail:write	admin			secret		mailbox_id, field (e.g. smtp_password), value
mail.mailboxes.update	mail/mailboxes/update	mail:write	admin			write		mailbox_id + create fields
mail.sent_mail.list	mail/sent-mail	mail:read,mail:write	admin			read		range_days? 1..30
mail.sent_mail.search	mail/sent-mail/search	mail:read,mail:write	admin			read		q, limit?
mail.sent_mail.show	mail/sent-mail/show	mail:read,mail:write	admin			read		id
mail.subjects.create	mail/subjects/create	mail:write	admin			write		subject
mail.subjects.delete	mail/subjects/delete	mail:write	admin			destructive		id
mail.subjects.index	mail/subjects	mail:read,mail:write	admin			read
reports.agent_activity	reports/agent-activity	reports:read	admin	has_reports		read		date_from, date_to
reports.meta	reports/meta	reports:read	admin	has_reports		read
reports.resolutions	reports/resolutions	reports:read	admin	has_reports		read		date_from, date_to
reports.response_times	reports/response-times	reports:read	admin	has_reports		read		date_from, date_to, group_by (day)
reports.volumes	reports/volumes	reports:read	admin	has_reports		read		date_from, date_to, group_by (day)
settings.hashtags.delete	settings/hashtags/delete	settings:write	staff			destructive		tag
settings.hashtags.index	settings/hashtags	settings:read,settings:write	staff			read
settings.perspectives.create	settings/perspectives/create	settings:write	staff			write		name, shared, conditions?, orders?
settings.perspectives.delete	settings/perspectives/delete	settings:write	staff			destructive		perspective_id
settings.perspectives.index	settings/perspectives	settings:read,settings:write	staff			read
settings.perspectives.update	settings/perspectives/update	settings:write	staff			write		perspective_id, name, show_in_crm, shared
settings.stock_responses.create	settings/stock-responses/create	settings:write	staff			write
settings.stock_responses.delete	settings/stock-responses/delete	settings:write	staff			destructive		template_id
settings.stock_responses.index	settings/stock-responses	settings:read,settings:write	staff			read
settings.stock_responses.show	settings/stock-responses/show	settings:read,settings:write	staff			read		template_id
settings.stock_responses.update	settings/stock-responses/update	settings:write	staff			write		template{id,title,category,subcategory,content}
settings.watchlists.add_tickets	settings/watchlists/add-tickets	settings:write	staff			write		watchlist_id, ticket_ids[int]
settings.watchlists.create	settings/watchlists/create	settings:write	staff			write		name, icon, shared
settings.watchlists.delete	settings/watchlists/delete	settings:write	staff			destructive		watchlist_id
settings.watchlists.index	settings/watchlists	settings:read,settings:write	staff			read
settings.watchlists.remove_tickets	settings/watchlists/remove-tickets	settings:write	staff			write		watchlist_id, ticket_ids[int]
settings.watchlists.reorder	settings/watchlists/reorder	settings:write	staff			write		watchlist_id, ticket_ids[int]
settings.watchlists.update	settings/watchlists/update	settings:write	staff			write		watchlist_id, name, icon
supervisor.diagnostics	supervisor/diagnostics	supervisor:read,supervisor:write	superuser			read
supervisor.health.disk_delete	supervisor/health/disk/delete	supervisor:write	superuser			destructive		id
supervisor.health.disk_store	supervisor/health/disk/store	supervisor:write	superuser			write		root_path, min_free_space, warn_free_space
supervisor.health.exception_delete	supervisor/health/exception/delete	supervisor:write	superuser			destructive		id
supervisor.health.exception_store	supervisor/health/exception/store	supervisor:write	superuser			write		pattern, description
supervisor.health.manage	supervisor/health/manage	supervisor:read,supervisor:write	superuser			read
supervisor.health.status	supervisor/health	supervisor:read,supervisor:write	superuser			read
supervisor.jobs.delete	supervisor/jobs/delete	supervisor:write	superuser			destructive		job_ids[]
supervisor.jobs.index	supervisor/jobs	supervisor:read,supervisor:write	superuser			read
supervisor.jobs.retry	supervisor/jobs/retry	supervisor:write	superuser			write		job_ids[]
supervisor.super_tasks.fetch	supervisor/super-tasks	supervisor:read,supervisor:write	superuser			read
templates.create	templates/create	templates:write	admin			write		type template|faq|email, identifier, category, subcategory
templates.delete	templates/delete	templates:write	admin			destructive		template_id
templates.faqs	templates/faqs	templates:read,templates:write	admin			read
templates.index	templates	templates:read,templates:write	admin			read
templates.search	templates/search	templates:read,templates:write	admin			read		search, mode, type
templates.show	templates/show	templates:read,templates:write	admin			read		template_id
templates.update	templates/update	templates:write	admin			write		template{id,type,identifier,subject,content}
tickets.attachment	tickets/attachment	tickets:read,tickets:write				read		ticket_number; response_attachment_id; intent? "review_ok"
tickets.create	tickets	tickets:write				write	keyed	originator_email_address; exactly one of data.{subject,content} | template_identifier+data | intervention+data+uid; queue_name? (+data.queue_name); is_public? (default true); use_passed_originator_as_responder?
tickets.query	tickets/query	tickets:read,tickets:write				read		perspective_id? int; search_object? {search_perspective?, search_perspective_id?, criteria?[{mode,tokens[]}]}
tickets.respond	tickets/respond	tickets:write				write	keyed	ticket_number; from_email; content (optional only with status); is_internal?; status? open|on-hold; on_hold_until? YYYY-MM-DD
tickets.responses	tickets/responses	tickets:read,tickets:write				read		ticket_number
tickets.responses_query	tickets/responses/query	tickets:read,tickets:write				read		created_from?, created_to?, is_internal?, staff_response?, queue?[], queue_id?[], ticket_number?[], include_deleted?, fields?[html|plain_text|attachments], limit? 1..1000 (default 200), cursor? {created_at,id}
tickets.show	tickets/show	tickets:read,tickets:write				read		ticket_number
workflow.business_hours.update	workflow/business-hours/update	workflow:write	admin	has_escalations		write		mode (simple), mon_enabled..sun_enabled, simple_start, simple_end (minutes after midnight)
workflow.escalations.create	workflow/escalations/create	workflow:write	admin	has_escalations		write		minutes, action (notify|email), email
workflow.escalations.delete	workflow/escalations/delete	workflow:write	admin	has_escalations		destructive		id
workflow.escalations.index	workflow/escalations	workflow:read,workflow:write	admin	has_escalations		read
workflow.escalations.update	workflow/escalations/update	workflow:write	admin	has_escalations		write		id, minutes, action, email
workflow.interventions.create	workflow/interventions/create	workflow:write	admin	has_interventions		write		name, title, queue_name, notify_inbox_managers, create_urgent, remote_timeout_seconds, remote_enabled
workflow.interventions.delete	workflow/interventions/delete	workflow:write	admin	has_interventions		destructive		intervention_id
workflow.interventions.generate_token	workflow/interventions/generate-token	workflow:write	admin	has_interventions		secret		intervention_id, remote_name
workflow.interventions.index	workflow/interventions	workflow:read,workflow:write	admin	has_interventions		read
workflow.interventions.update	workflow/interventions/update	workflow:write	admin	has_interventions		write		intervention_id + create fields
workflow.queues.create	workflow/queues/create	workflow:write	admin			write		name, outgoing_mailbox_id
workflow.queues.delete	workflow/queues/delete	workflow:write	admin			destructive		queue_id
workflow.queues.index	workflow/queues	workflow:read,workflow:write	admin			read
workflow.queues.move	workflow/queues/move	workflow:write	admin			destructive		from_queue_id, to_queue_id
workflow.queues.update	workflow/queues/update	workflow:write	admin			write		queue_id, name, outgoing_mailbox_id
workflow.resolutions.create	workflow/resolution-categories/create	workflow:write	admin	has_resolution_tracking		write		name, colour #rrggbb
workflow.resolutions.delete	workflow/resolution-categories/delete	workflow:write	admin	has_resolution_tracking		destructive		id
workflow.resolutions.index	workflow/resolution-categories	workflow:read,workflow:write	admin	has_resolution_tracking		read
workflow.resolutions.reorder	workflow/resolution-categories/reorder	workflow:write	admin	has_resolution_tracking		write		ids[int]
workflow.resolutions.update	workflow/resolution-categories/update	workflow:write	admin	has_resolution_tracking		write		id, name, colour`;
