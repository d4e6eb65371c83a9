// What the fault suite must know about Tickiti's server.
import path from "node:path";
import type { FaultApp, Vendor } from "@psa-mcp/fault-suite";
import { startTickitiSandbox, TICKITI_ROUTES, TICKITI_TOKENS } from "@psa-mcp/sandbox/tickiti";

const SUBJECT = "Fault suite subject";
const TICKET = 220_009;
const ME = "grace.holm@larkfield.example";

/** The routes that read, all of them by POST. */
const reading = TICKITI_ROUTES.filter((route) => !route.write).map(({ path: one }) => one);

export const app: FaultApp = {
  title: "Tickiti",
  program: process.env["FAULT_PROGRAM"] ?? path.join(import.meta.dirname, "../../dist/cli.js"),
  startVendor: () => startTickitiSandbox(),
  address: (url) => ({ TICKITI_API_BASE: url }),
  credential: { TICKITI_API_TOKEN: TICKITI_TOKENS.superuser.token },
  serverKey: TICKITI_TOKENS.superuser.token,
  callerHeaders: ["x-tickiti-api-token"],
  callerKeysVariable: "CLIENT_TICKITI_KEYS",
  keyOf: ({ headers }) => headers["authorization"]?.replace(/^Bearer /, ""),
  tenants: [
    // Dana has one ticket among the oldest responses; Marta sees the queue Accounts alone.
    { key: TICKITI_TOKENS.customer.token, sees: /dana@orchard-dental\.example/ },
    { key: TICKITI_TOKENS.oneQueue.token, sees: /227594/ },
  ],
  wrongKey: "99|SANDBOXtokenThatNobodyHas0000000000",
  addressHeaders: ["x-tickiti-url", "x-tickiti-base-url", "x-base-url"],
  read: { tool: "tickiti_query_responses", given: { limit: 9, fields: ["plain_text"] } },
  // The API pages by a cursor; a size of its own makes every request another one.
  pageArgument: "limit",
  sizeArgument: "limit",
  pageSizeParameter: "limit",
  readShows: /\d+ responses/,
  postsThatRead: new RegExp(`/api/v1/(?:${reading.join("|")})$`),
  // A write without an idempotency key: those with one are repeated, which their own tests show.
  write: { tool: "tickiti_create_ignored_subject", given: { subject: SUBJECT } },
  writeRole: "admin",
  guardedReads: [
    "tickiti_list_mailboxes",
    "tickiti_list_ignored_subjects",
    "tickiti_list_excluded_emails",
    "tickiti_list_sent_mail",
    "tickiti_search_sent_mail",
    "tickiti_get_sent_mail",
    "tickiti_list_users",
    "tickiti_get_system",
    "tickiti_get_licence",
    "tickiti_get_ai_settings",
    "tickiti_get_custom_domain",
    "tickiti_get_branding",
    "tickiti_get_diagnostics",
    "tickiti_fetch_diagnostics",
    "tickiti_list_jobs",
    "tickiti_list_super_tasks",
    "tickiti_get_health",
    "tickiti_list_health_rules",
    "tickiti_get_supervisor_diagnostics",
  ],
  async countWritten(vendor) {
    const subjects = (await ask(vendor, "mail/subjects")) as { subject: string }[];
    return subjects.filter(({ subject }) => subject === SUBJECT).length;
  },
  wrongShapes: [
    '{"ok":true,"data":{}}',
    '{"ok":true,"data":{"responses":[null]}}',
    '{"ok":true,"data":{"responses":["x"]}}',
    '{"ok":false,"data":{"responses":[]}}',
    '{"my_error":"no"}',
    "[null]",
  ],
  refusalCodes: ["invalid_arguments"],
  emptyLists: ["[]"],
  idCalls: [
    { call: { tool: "tickiti_get_ticket", given: {} }, argument: "ticket_number" },
    { call: { tool: "tickiti_list_responses", given: {} }, argument: "ticket_number" },
    {
      call: { tool: "tickiti_get_attachment", given: { ticket_number: TICKET } },
      argument: "response_attachment_id",
    },
    {
      call: { tool: "tickiti_reply_to_ticket", given: { from_email: ME, content: "x" } },
      argument: "ticket_number",
    },
    { call: { tool: "tickiti_get_template", given: {} }, argument: "template_id" },
    { call: { tool: "tickiti_update_user", given: { is_staff: true } }, argument: "user_id" },
    {
      call: { tool: "tickiti_detach_user_queue", given: { queue_id: 1 } },
      argument: "user_id",
    },
  ],
  textFilter: {
    call: { tool: "tickiti_search_tickets", given: {} },
    argument: "subject",
    parameter: "subject",
    spelling: (text) => (text.length > 500 ? undefined : text),
    valuesIn(body) {
      const search = (body as { search_object?: { criteria?: { tokens: string[] }[] } })
        .search_object;
      return (search?.criteria ?? []).flatMap(({ tokens }) => tokens);
    },
  },
  openRecord: { call: { tool: "tickiti_update_branding", given: {} }, argument: "fields" },
  storedSecrets: {
    calls: [
      { tool: "tickiti_list_mailboxes", given: {} },
      { tool: "tickiti_call", given: { family: "mail", action: "mailboxes.index" } },
      { tool: "tickiti_list_workflow", given: { kind: "interventions" } },
      { tool: "tickiti_get_ai_settings", given: {} },
    ],
    values: async () => Object.values(TICKITI_TOKENS).map(({ token }) => token),
  },
  neverReached:
    /set-password|generate-token|ai-assistant\/update|custom-domain\/update|\/api\/(?!v1\/)/,
};

/** Asks the sandbox past our own code. */
async function ask(vendor: Vendor, route: string): Promise<unknown> {
  const response = await fetch(`${vendor.url}/api/v1/${route}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${TICKITI_TOKENS.superuser.token}`,
      "content-type": "application/json",
    },
    body: "{}",
  });
  return response.json();
}
