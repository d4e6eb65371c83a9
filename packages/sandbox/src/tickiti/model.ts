/** Anything that JSON can say. */
export type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };

/** An object of JSON. */
export type Fields = Record<string, Json>;

/** A person: staff, or a customer who raised or joined a ticket. */
export interface User {
  id: number;
  name: string;
  email: string;
  is_staff: boolean;
  is_admin: boolean;
  is_sysadmin: boolean;
  is_superuser: boolean;
  /** The flag "API user". */
  api_user: boolean;
  tonic_notifications: boolean;
  /** Asked again before the most delicate settings are changed. Never sent. */
  password: string;
  created_at: string;
}

/** What a user may do in a queue. No record means that its tickets are invisible. */
export interface QueueRight {
  id: number;
  user_id: number;
  queue_id: number;
  can_view: boolean;
  can_manage: boolean;
  can_delete: boolean;
  treat_as_inbox: boolean;
  receive_inbox_errors: boolean;
}

export interface Queue {
  id: number;
  name: string;
  /** A built-in queue cannot be deleted. */
  built_in: boolean;
  outgoing_mailbox_id: number | null;
}

export type Status = "open" | "on-hold" | "closed";

export interface Ticket {
  id: number;
  /** Six digits, what people call the ticket by. */
  number: number;
  subject: string;
  status: Status;
  /** 10 low, 20 normal, 30 high, 40 urgent. */
  priority: number;
  queue_id: number;
  originator_email: string;
  assigned_to_email: string | null;
  /** When it was closed. */
  resolved: string | null;
  resolution_category_id: number | null;
  /** `YYYY-MM-DD`. */
  on_hold_until: string | null;
  participants: string[];
  hashtags: string[];
  /** The intervention that made it, with the caller's own id for the case. */
  intervention_id: number | null;
  uid: string | null;
  created_at: string;
  updated_at: string;
}

/** A message or a note on a ticket. */
export interface TicketResponse {
  id: number;
  ticket_id: number;
  is_internal: boolean;
  is_pinned: boolean;
  staff_response: boolean;
  created_by_email: string;
  is_email_sourced: boolean;
  html: string;
  created_at: string;
  updated_at: string;
  /** Set on responses that were deleted softly. */
  deleted_at: string | null;
}

export interface Attachment {
  id: number;
  response_id: number;
  name: string;
  /** As found in the bytes. */
  mime_type: string;
  file_size: number;
  is_inline: boolean;
  /** What an inline image is called in the body, after `cid:`. */
  content_id: string | null;
  /** Base64. */
  content: string;
}

/** One condition of a perspective. */
export interface Condition {
  field: string;
  operator: string;
  value: Json;
}

/** A saved view of the tickets. */
export interface Perspective {
  id: number;
  name: string;
  built_in: boolean;
  shared: boolean;
  show_in_crm: boolean;
  owner_id: number | null;
  conditions: Condition[];
  orders: { field: string; ascending: boolean }[];
  /** What a row shows besides id and number. */
  columns: string[];
}

export interface Watchlist {
  id: number;
  name: string;
  icon: string;
  shared: boolean;
  owner_id: number;
  /** In the order that the owner gave them. */
  ticket_ids: number[];
}

export interface StockResponse {
  id: number;
  title: string;
  category: string;
  subcategory: string;
  content: string;
}

/** A template of mail and tickets, or an entry of the FAQ. */
export interface Template {
  id: number;
  type: string;
  identifier: string;
  category: string;
  subcategory: string;
  subject: string;
  content: string;
  images: number;
}

export interface Mailbox {
  id: number;
  name: string;
  address: string;
  mailbox_type: string;
  outgoing_mailbox_type: string;
  gmail_connected: boolean;
  /** The further settings that were given. */
  settings: Fields;
  /** Write-only: no answer has them. */
  secrets: Record<string, string>;
}

export interface NamedEntry {
  id: number;
  value: string;
}

export interface SentMail {
  id: number;
  ticket_id: number | null;
  to: string;
  subject: string;
  html: string;
  status: string;
  sent_at: string;
}

export interface ResolutionCategory {
  id: number;
  name: string;
  colour: string;
  position: number;
}

/** A workflow that another system begins and staff decide. */
export interface Intervention {
  id: number;
  name: string;
  title: string;
  queue_name: string;
  notify_inbox_managers: boolean;
  create_urgent: boolean;
  remote_timeout_seconds: number;
  remote_enabled: boolean;
  epilog_url: string | null;
  remote_name: string | null;
  /** Never sent again after it was made. */
  token: string | null;
}

export interface Escalation {
  id: number;
  minutes: number;
  action: string;
  email: string;
}

/** A job of the background queues that failed or waits. */
export interface Job {
  id: number;
  queue: string;
  name: string;
  status: string;
  attempts: number;
  exception: string | null;
  failed_at: string | null;
}

export interface DiskRule {
  id: number;
  root_path: string;
  min_free_space: number;
  warn_free_space: number;
}

export interface ExceptionRule {
  id: number;
  pattern: string;
  description: string;
}

export interface SuperTask {
  id: number;
  name: string;
  schedule: string;
  enabled: boolean;
  last_run_at: string;
}

/** Settings of the whole installation, by area. */
export interface Setting {
  id: number;
  area: string;
  values: Fields;
}

/** All that the imitation keeps. */
export interface Tables {
  users: User;
  queueRights: QueueRight;
  queues: Queue;
  tickets: Ticket;
  responses: TicketResponse;
  attachments: Attachment;
  perspectives: Perspective;
  watchlists: Watchlist;
  stockResponses: StockResponse;
  templates: Template;
  mailboxes: Mailbox;
  ignoredSubjects: NamedEntry;
  excludedEmails: NamedEntry;
  sentMails: SentMail;
  resolutionCategories: ResolutionCategory;
  interventions: Intervention;
  escalations: Escalation;
  jobs: Job;
  diskRules: DiskRule;
  exceptionRules: ExceptionRule;
  superTasks: SuperTask;
  settings: Setting;
}

export type TableName = keyof Tables;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A moment as v1 writes it: whole seconds with an offset. Texts of this form sort by time. */
export function stamp(moment: Date | number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}+00:00`;
}

/** The same as the database keeps it: `YYYY-MM-DD HH:MM:SS`, UTC. */
export function wallClock(time: string): string {
  return time.slice(0, 19).replace("T", " ");
}
