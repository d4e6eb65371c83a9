import type { Value } from "./model.ts";

/** What a column holds. `code` is searched, `encrypted` is masked, `file` is never shown. */
export type ColumnType =
  | "text"
  | "code"
  | "integer"
  | "boolean"
  | "list"
  | "json"
  | "date"
  | "reference"
  | "encrypted"
  | "file";

/** A column of a table, with the value that a new record gets. */
export interface Column {
  type: ColumnType;
  initial: Value;
  choices?: readonly string[];
}

const column = (type: ColumnType, initial: Value = type === "code" ? "" : null): Column => ({
  type,
  initial,
});
const words = column("text", "");
const code = column("code");
const yes = column("boolean", true);
const no = column("boolean", false);
const list = column("list", []);
const whole = column("integer");
const reference = column("reference");
const date = column("date");
const choice = (...choices: readonly string[]): Column => ({
  type: "text",
  initial: choices[0] ?? "",
  choices,
});

/** The columns of the tables that make up an integration. */
export const COLUMNS: Readonly<Record<string, Readonly<Record<string, Column>>>> = {
  integrations: {
    path_name: words,
    description: words,
    active: yes,
    http_api: no,
    run_async: no,
    before_hook: code,
    on_success_hook: code,
    on_failure_hook: code,
    finally_hook: code,
    swagger_request: words,
    swagger_response: words,
    tags: list,
    comments: list,
    last_saved: date,
    last_saved_by: words,
  },
  servicerequests: {
    integration: reference,
    parent_servicerequest: reference,
    sequence: whole,
    system: words,
    service_name: words,
    formula_variable: words,
    call_if: code,
    call_for_each: code,
    before_prepare_request_hook: code,
    after_prepare_request_success_hook: code,
    after_prepare_request_failure_hook: code,
    before_execute_request_hook: code,
    after_execute_request_success_hook: code,
    after_execute_request_failure_hook: code,
    after_overall_success_hook: code,
    after_overall_failure_hook: code,
    abort_after_execute_request_failure: yes,
    skip_execute_if_no_sub_requests: no,
    message_substitution_name: words,
    notes: words,
    tags: list,
    comments: list,
  },
  fieldmappings: {
    servicerequest: reference,
    sequence: whole,
    field: words,
    value: code,
    value_type: choice("str", "int", "float", "bool", "dict", "list", "File"),
    source_record_type: words,
    source_field_name: words,
    target_record_type: words,
    target_field_name: words,
    valuemappingset: reference,
    include_if: code,
    include_for_each: code,
    nullable: no,
    message_substitution_name: words,
    notes: words,
    status: choice(
      "Not Started",
      "Not Used",
      "Change Requested",
      "In Progress",
      "Waiting for Support",
      "Waiting for Customer",
      "Needs Testing",
      "Approved",
    ),
    approved: no,
    tags: list,
    comments: list,
  },
  validationrules: {
    integration: reference,
    servicerequest: reference,
    sequence: whole,
    type: choice("INPUT", "RESPONSE", "REQUEST"),
    field: words,
    rule: code,
    apply_if: code,
    apply_to_each: code,
    abort_on_failure: yes,
    valuemappingset: reference,
    valuemappingset_side: words,
    max_length: whole,
    message_substitution_name: words,
    pass_hook: code,
    fail_hook: code,
    notes: words,
    tags: list,
  },
  masks: {
    integration: reference,
    servicerequest: reference,
    sequence: whole,
    type: choice("INPUT", "RESPONSE"),
    field: words,
    apply_if: code,
    apply_to_each: code,
    abort_if_not_applied_x_times: whole,
    notes: words,
    tags: list,
  },
  valuemappingsets: {
    integration: reference,
    name: words,
    description: words,
    case_sensitive: no,
    use_default_to_value: no,
    default_to_value: words,
    tags: list,
  },
  valuemappings: {
    valuemappingset: reference,
    from_value: words,
    to_value: words,
    notes: words,
    tags: list,
  },
  integrationconfigs: {
    integration: reference,
    email_on_success: no,
    email_on_success_to_addresses: list,
    email_on_failure: yes,
    email_on_failure_to_addresses: list,
    email_digests: no,
    store_run_history: yes,
    store_run_history_for_x_days: column("integer", 730),
    store_payload_in_run_history: yes,
    store_payloads_in_run_history_for_x_days: column("integer", 14),
    engine_version: choice("1.2.0", "1.1.0"),
  },
  endpoints: {
    path: words,
    method: choice("GET", "POST", "PUT", "PATCH", "DELETE"),
    prefix: choice("/api", "/rest"),
    integration: reference,
    description: words,
    response_content_type: choice(
      "application/json",
      "application/html",
      "text/xml",
      "text/html",
      "application/soap+xml",
    ),
  },
  users: {
    username: words,
    first_name: words,
    last_name: words,
    email: words,
    user_type: choice("standard", "staff", "superuser", "service"),
    is_active: yes,
    password: column("encrypted", ""),
    groups: list,
    user_permissions: list,
    last_login: date,
  },
  groups: { name: words, organization: reference },
  organizations: { name: words, description: words },
  permissions: {
    integration: reference,
    user: reference,
    group: reference,
    read: no,
    write: no,
    execute: no,
    debug: no,
  },
  adapterconfigs: {
    name: words,
    adapter: words,
    host: words,
    port: whole,
    username: words,
    password: column("encrypted", ""),
    client_certificate: column("file"),
    timeout_seconds: column("integer", 60),
    notes: words,
  },
  adapterbindings: { integration: reference, adapterconfig: reference },
  customadapters: { name: words, description: words, code, last_saved: date },
  runs: {
    integration: reference,
    status: choice("running", "success", "failure"),
    started_at: date,
    finished_at: date,
    user: words,
    labels: list,
    messages: list,
  },
  schedules: {
    integration: reference,
    rule: words,
    payload: column("json"),
    active: yes,
    next_run: date,
  },
  sharedmodules: { name: words, code, integrations: list },
  vaults: { name: words, description: words },
  vaultitems: { vault: reference, key: words, value: column("json") },
  vaultsecrets: { vault: reference, key: words, value: column("encrypted", "") },
  glyuefiles: { name: words, content_type: words, size: whole, file: column("file") },
  bookmarks: { user: reference, integration: reference, title: words },
  tags: { name: words, colour: words },
  frontends: { name: words, description: words, created_by: words, archive: column("file") },
};

/** What is shown in place of an encrypted value. */
export const MASKED = "********";
