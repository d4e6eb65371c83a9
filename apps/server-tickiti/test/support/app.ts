// What the fault suite must know about ConnectWise PSA's server.
import path from "node:path";
import type { FaultApp, Vendor } from "@psa-mcp/fault-suite";
import {
  CONNECTWISE_CLIENT_ID,
  CONNECTWISE_COMPANY_ID,
  CONNECTWISE_MEMBERS,
  startConnectwiseSandbox,
  type ConnectwiseMembers,
} from "@psa-mcp/sandbox/connectwise";

/** A company with tickets, contacts and configurations. */
const COMPANY = 42;
const TICKET = 10_001;
/** A configuration with secrets among its answers and its custom fields. */
const SERVER = 30_000;
const NOTE = "Fault suite note";
const API = "/v4_6_release/apis/3.0";

/** A member's key as one text: public key, colon, private key. */
const keyOf = (member: keyof ConnectwiseMembers): string => {
  const { publicKey, privateKey } = CONNECTWISE_MEMBERS[member];
  return `${publicKey}:${privateKey}`;
};

/** Reads records past our own code. */
async function ask(vendor: Vendor, target: string): Promise<unknown> {
  const pair = Buffer.from(`${CONNECTWISE_COMPANY_ID}+${keyOf("api")}`).toString("base64");
  const response = await fetch(`${vendor.url}${API}${target}`, {
    headers: { authorization: `Basic ${pair}`, clientid: CONNECTWISE_CLIENT_ID },
  });
  return response.json();
}

const boards = { tool: "cw_list_boards", given: { page_size: 5 } };

export const app: FaultApp = {
  title: "ConnectWise PSA",
  program: process.env["FAULT_PROGRAM"] ?? path.join(import.meta.dirname, "../../dist/cli.js"),
  startVendor: () => startConnectwiseSandbox(),
  address: (url) => ({
    CW_BASE_URL: `${url}${API}`,
    CW_COMPANY_ID: CONNECTWISE_COMPANY_ID,
    CW_CLIENT_ID: CONNECTWISE_CLIENT_ID,
  }),
  credential: {
    CW_PUBLIC_KEY: CONNECTWISE_MEMBERS.manager.publicKey,
    CW_PRIVATE_KEY: CONNECTWISE_MEMBERS.manager.privateKey,
  },
  serverKey: keyOf("manager"),
  callerHeaders: ["x-cw-public-key", "x-cw-private-key"],
  partsOf: (key) => key.split(":"),
  callerKeysVariable: "CLIENT_CW_KEYS",
  keyOf({ headers }) {
    const encoded = headers["authorization"]?.replace(/^Basic /, "");
    if (encoded === undefined) return undefined;
    return Buffer.from(encoded, "base64").toString("utf8").split("+").slice(1).join("+");
  },
  tenants: [
    { key: keyOf("technician"), sees: /Network Operations/ },
    { key: keyOf("restricted"), sees: /Help Desk/ },
  ],
  wrongKey: keyOf("wrong"),
  addressHeaders: ["x-cw-url", "x-cw-site", "x-cw-base-url", "x-base-url"],

  read: boards,
  pageSizeParameter: "pageSize",
  readShows: /Help Desk/,
  write: { tool: "cw_add_company_note", given: { company_id: COMPANY, note: NOTE } },
  async countWritten(vendor) {
    const notes = await ask(vendor, `/company/companies/${COMPANY}/notes?pageSize=1000`);
    return (notes as { text: string }[]).filter(({ text }) => text === NOTE).length;
  },
  wrongShapes: [
    '{"data":[]}',
    '{"items":[]}',
    "[null]",
    "[1]",
    '["Help Desk"]',
    '{"code":"ConnectWiseApi","message":"UserNotAuthenticated"}',
    '{"code":"Security","message":"SSL is required.","errors":null}',
  ],
  emptyLists: ["[]"],

  idCalls: [
    { call: { tool: "cw_get_ticket", given: {} }, argument: "ticket_id" },
    { call: { tool: "cw_get_company", given: {} }, argument: "company_id" },
    { call: { tool: "cw_get_contact", given: {} }, argument: "contact_id" },
    { call: { tool: "cw_get_configuration", given: {} }, argument: "configuration_id" },
    { call: { tool: "cw_add_ticket_note", given: { note: "x" } }, argument: "ticket_id" },
    { call: { tool: "cw_download_document", given: {} }, argument: "document_id" },
  ],
  textFilter: {
    call: { tool: "cw_list_boards", given: { include_inactive: true } },
    argument: "name_contains",
    parameter: "conditions",
    spelling(text) {
      // The grammar cannot write % and *: what stands around them is looked for.
      const parts = text.split(/[%*]+/).filter((part) => part.trim() !== "");
      const quoted = parts.map((part) => `"${part.replace(/[\\"]/g, String.raw`\$&`)}"`);
      return quoted.map((part) => `name contains ${part}`).join(" AND ");
    },
  },
  openRecord: {
    call: { tool: "cw_update_ticket", given: { ticket_id: TICKET } },
    argument: "custom_fields",
  },
  freeRead: {
    tool: "cw_get",
    argument: "path",
    allowed: "/service/boards",
    forbidden: [
      "/system/members/rvale/tokens",
      "/system/members/151/tokens",
      "/system/MEMBERS/rvale/TOKENS",
      "/system/members/rvale/%74okens",
      "/system/members/./tokens",
      "/system/ssoUsers",
      "/system/apiMembers",
      "/system/callbacks",
      "/system/emailConnectors",
      "//system/apiMembers",
      "/./system/apiMembers",
      "/service/boards/1/../../../system/apiMembers",
      "/service/boards/..%2f..%2fsystem%2fapiMembers",
      "/service/%2e%2e/system/apiMembers",
      "/service\\..\\system\\apiMembers",
      "/login/companyinfo/larkfield",
      "/../../../login/companyinfo/larkfield",
      "https://evil.example/service/boards",
      "http://127.0.0.1:9/v4_6_release/apis/3.0/service/boards",
      "//evil.example/service/boards",
      "@evil.example/service/boards",
      ":80@evil.example/",
      "/service/boards?conditions=id>0",
      "/service/boards#x",
      "/service/boards/1\r\nx-injected: 1",
      "/service/boards/1\u0000",
      "/service/boards;a=b",
      "/service/boards/{id}",
      "/system/documents/301/download",
      "/nothing/here",
      "/system/\u{ff41}piMembers",
      "/__proto__",
      "/constructor",
      "",
    ],
  },
  storedSecrets: {
    calls: [
      { tool: "cw_get_configuration", given: { configuration_id: SERVER } },
      { tool: "cw_list_configurations", given: { page_size: 5 } },
      { tool: "cw_get", given: { path: `/company/configurations/${SERVER}` } },
      { tool: "cw_get", given: { path: "/company/configurations", page_size: 5 } },
    ],
    async values(vendor) {
      const { questions, customFields } = (await ask(
        vendor,
        `/company/configurations/${SERVER}`,
      )) as {
        questions: { fieldType: string; answer?: string }[];
        customFields: { caption: string; value?: string }[];
      };
      const answer = questions.find((one) => one.fieldType === "Password")?.answer;
      const value = customFields.find((one) => one.caption === "BIOS password")?.value;
      if (answer === undefined || value === undefined) throw new Error("The seed has no secrets.");
      return [answer, value];
    },
  },
  neverReached: /\/tokens|apiMembers|ssoUsers|\/callbacks|emailConnectors|\/login\//i,
};
