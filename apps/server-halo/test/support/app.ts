// What the fault suite must know about Halo's server.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { FaultApp, Vendor, VendorRequest } from "@psa-mcp/fault-suite";
import {
  HALO_APPLICATIONS,
  HALO_TENANT,
  startHaloSandbox,
  type HaloApplicationName,
} from "@psa-mcp/sandbox/halo";

const TICKET = 1001;
const NOTE = "Fault suite note";

/** An application's credential as one text: client id, blank, client secret. */
const keyOf = (name: HaloApplicationName): string => {
  const { clientId, clientSecret } = HALO_APPLICATIONS[name];
  return `${clientId} ${clientSecret}`;
};

/** Imitations by address: hosts of the suite that are none of them issue no tokens. */
const imitations = new Set<string>();

/** Issues tokens in the place of a host that answers everything in one way, so that its answers meet the API's calls. */
const issuer = createServer((request, response) => {
  request.resume();
  response.setHeader("content-type", "application/json");
  response.end(
    '{"access_token":"invented-token-of-the-suite","token_type":"Bearer","expires_in":3600}',
  );
});
issuer.unref();
await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
const issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;

/** The application that a request came from: it names itself when it asks for a token, and is named in the token. */
function applicationOf(request: VendorRequest): string | undefined {
  const { body } = request as VendorRequest & { readonly body?: unknown };
  const token = request.headers["authorization"]?.replace(/^Bearer /, "").split(".")[1];
  if (token !== undefined) {
    const claims = JSON.parse(Buffer.from(token, "base64url").toString("utf8")) as object;
    return (claims as { client_id?: string }).client_id;
  }
  const form = typeof body === "string" ? new URLSearchParams(body) : undefined;
  return form?.get("client_id") ?? undefined;
}

/** Reads records past our own code. */
async function ask(vendor: Vendor, target: string): Promise<unknown> {
  const { clientId, clientSecret } = HALO_APPLICATIONS.services;
  const issued = await fetch(`${vendor.url}/auth/token?tenant=${HALO_TENANT}`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: "all",
    }),
  });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const answer = await fetch(`${vendor.url}/api${target}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.json();
}

/** The tickets of the agent whose application is used: different for each, and one request. */
const own = {
  tool: "halo_tickets_list",
  given: { mine: true, labels: false, fields: "id,agent_id", page_size: 5 },
};

export const app: FaultApp = {
  title: "Halo",
  program: process.env["FAULT_PROGRAM"] ?? path.join(import.meta.dirname, "../../dist/cli.js"),
  async startVendor() {
    const sandbox = await startHaloSandbox({ seed: "small" });
    imitations.add(sandbox.url);
    return sandbox;
  },
  address: (url) => ({
    HALO_BASE_URL: url,
    HALO_TENANT,
    // A gate before the imitation has a path of its own and passes token requests on.
    ...(imitations.has(url) || new URL(url).pathname !== "/" ? {} : { HALO_AUTH_URL: issuerUrl }),
    HALO_TOOLSETS: "core,tickets",
  }),
  credential: {
    HALO_CLIENT_ID: HALO_APPLICATIONS.technician.clientId,
    HALO_CLIENT_SECRET: HALO_APPLICATIONS.technician.clientSecret,
  },
  serverKey: keyOf("technician"),
  callerHeaders: ["x-halo-client-id", "x-halo-client-secret"],
  partsOf: (key) => key.split(" "),
  callerKeysVariable: "CLIENT_HALO_KEYS",
  keyOf(request) {
    const clientId = applicationOf(request);
    const name = Object.entries(HALO_APPLICATIONS).find(
      ([, one]) => one.clientId === clientId,
    )?.[0];
    return name === undefined ? undefined : keyOf(name as HaloApplicationName);
  },
  tenants: [
    { key: keyOf("technician"), sees: /agent id: 5\b/ },
    { key: keyOf("sales"), sees: /agent id: 12\b|No tickets/ },
  ],
  wrongKey: keyOf("wrong"),
  addressHeaders: ["x-halo-base-url", "x-halo-url", "x-halo-auth-url", "x-base-url"],

  read: own,
  pageSizeParameter: "page_size",
  pageArgument: "page_no",
  renewsTokens: true,
  readShows: /agent id: 5\b/,
  guardedReads: ["halo_reports_sql"],
  write: {
    tool: "halo_actions_upsert",
    given: {
      data: { ticket_id: TICKET, outcome: "Private Note", note: NOTE, hiddenfromuser: true },
    },
  },
  async countWritten(vendor) {
    const answer = (await ask(vendor, `/Actions?ticket_id=${TICKET}`)) as {
      actions: { note?: string }[];
    };
    return answer.actions.filter(({ note }) => note?.includes(NOTE)).length;
  },
  wrongShapes: [
    '{"record_count":5}',
    '{"record_count":5,"tickets":null}',
    '{"record_count":5,"tickets":"text"}',
    '{"tickets":{}}',
    '{"Message":"An error has occurred."}',
    '"A Site must be selected"',
    '{"ClassName":"System.Exception","Message":"x"}',
  ],
  emptyLists: ["[]", '{"data":[]}', '{"items":[]}'],

  idCalls: [
    { call: { tool: "halo_tickets_get", given: {} }, argument: "id" },
    { call: { tool: "halo_clients_get", given: {} }, argument: "id" },
    { call: { tool: "halo_users_get", given: {} }, argument: "id" },
    { call: { tool: "halo_actions_get", given: { ticket_id: TICKET } }, argument: "id" },
    { call: { tool: "halo_actions_get", given: { id: 1 } }, argument: "ticket_id" },
    { call: { tool: "halo_attachments_get", given: {} }, argument: "id" },
    { call: { tool: "halo_tickets_list", given: {} }, argument: "user_id" },
  ],
  textFilter: {
    call: { tool: "halo_clients_list", given: {} },
    argument: "search",
    parameter: "search",
    spelling: (text) => text,
  },
  openRecord: { call: { tool: "halo_tickets_upsert", given: {} }, argument: "data" },
  neverReached:
    /\/(?:Application|KeyVault|PasswordField|SecureSecretLink|IntegrationConfiguration)\b/i,
};
