// What the fault suite must know about IT Glue's server.
import path from "node:path";
import type { FaultApp, Vendor } from "@psa-mcp/fault-suite";
import { ITGLUE_KEYS, startItglueSandbox } from "@psa-mcp/sandbox/itglue";

/** An organization with documents, contacts and passwords, visible to the full key and the limited one. */
const ORGANIZATION = 4_100_021;
const NAME = "Fault suite document";

/** Lists are read past our own code. */
async function records(
  vendor: Vendor,
  target: string,
): Promise<readonly { attributes: Record<string, unknown> }[]> {
  const response = await fetch(`${vendor.url}${target}`, {
    headers: { "x-api-key": ITGLUE_KEYS.full },
  });
  return ((await response.json()) as { data: { attributes: Record<string, unknown> }[] }).data;
}

export const app: FaultApp = {
  title: "IT Glue",
  program: process.env["FAULT_PROGRAM"] ?? path.join(import.meta.dirname, "../../dist/cli.js"),
  startVendor: () => startItglueSandbox({ documents: 40 }),
  address: (url) => ({ ITGLUE_BASE_URL: url }),
  credential: { ITGLUE_API_KEY: ITGLUE_KEYS.full },
  serverKey: ITGLUE_KEYS.full,
  callerHeaders: ["x-itglue-api-key"],
  callerKeysVariable: "CLIENT_ITGLUE_KEYS",
  keyOf: ({ headers }) => headers["x-api-key"] ?? headers["authorization"]?.replace(/^Bearer /, ""),
  tenants: [
    { key: ITGLUE_KEYS.organizationLimited, sees: /Larkfield/ },
    { key: ITGLUE_KEYS.otherAccount, sees: /\b73\d{14}\b/ },
  ],
  wrongKey: "ITG.5a4d0b0c0000000000000000wrongkey",
  addressHeaders: ["x-itglue-base-url", "x-itglue-region", "x-base-url"],

  read: { tool: "itglue_list_organizations", given: { page_size: 5 } },
  pageSizeParameter: "page[size]",
  readShows: /Alderbrook|organizations/,
  write: { tool: "itglue_create_document", given: { organization_id: ORGANIZATION, name: NAME } },
  async countWritten(vendor) {
    const target = `/organizations/${ORGANIZATION}/relationships/documents?page[size]=1000`;
    const all = await records(vendor, target);
    return all.filter(({ attributes }) => attributes["name"] === NAME).length;
  },
  wrongShapes: [
    '{"data":null}',
    '{"data":"text"}',
    '{"data":{}}',
    '{"data":[null]}',
    '{"data":[1]}',
    '{"data":[{"id":null,"type":null}]}',
    '{"errors":[{"status":"500","title":"Internal"}]}',
    '{"meta":{"total-count":5}}',
  ],

  idCalls: [
    { call: { tool: "itglue_get_organization", given: {} }, argument: "organization_id" },
    { call: { tool: "itglue_get_document", given: {} }, argument: "document_id" },
    { call: { tool: "itglue_list_documents", given: {} }, argument: "organization_id" },
    { call: { tool: "itglue_get_password", given: {} }, argument: "password_id" },
    { call: { tool: "itglue_create_document", given: { name: "x" } }, argument: "organization_id" },
    { call: { tool: "itglue_get_contact", given: {} }, argument: "contact_id" },
  ],
  textFilter: {
    call: { tool: "itglue_list_contacts", given: { organization_id: ORGANIZATION } },
    argument: "first_name",
    parameter: "filter[first-name]",
    spelling: (text) => text.replaceAll(",", "\\,"),
  },
  openRecord: {
    call: {
      tool: "itglue_create_flexible_asset",
      given: { organization_id: ORGANIZATION, flexible_asset_type_id: 301 },
    },
    argument: "traits",
  },
  freeRead: {
    tool: "itglue_get",
    argument: "path",
    allowed: "/organizations",
    forbidden: [
      "/passwords",
      "/passwords/9100",
      "/passwords/9100?show_password=true",
      "/%70asswords/9100",
      "/p%61sswords",
      "/PASSWORDS/9100",
      "passwords",
      "//passwords",
      "/./passwords",
      "/organizations/1/../../passwords/1",
      "/organizations/../users",
      "/organizations/..%2f..%2fpasswords",
      "/organizations/%2e%2e/passwords",
      "/organizations\\..\\passwords",
      "/organizations/4100021/relationships/passwords",
      "/organizations/4100021/relationships/../passwords",
      "/service/../../../../../x",
      "https://evil.example/organizations",
      "//evil.example/organizations",
      "@evil.example/organizations",
      ":80@evil.example/",
      "/organizations?include=passwords",
      "/organizations#x",
      "/organizations/1\r\nx-injected: 1",
      "/organizations/1\u0000",
      "/organizations;a=b",
      "/export",
      "/exports",
      "/user_metrics/../passwords",
      "/organizations/4100021/relationships/documents/5200310/relationships/sections/../../../passwords",
      "/\u{ff50}asswords",
      "/__proto__",
      "/constructor",
      "",
    ],
  },
  fileCall: {
    call: {
      tool: "itglue_create_attachment",
      given: { resource_type: "documents", resource_id: 5_200_310 },
    },
    url: "url",
    path: "file_path",
    upload: "upload_id",
  },
  uploadTool: "itglue_request_upload",
  storedSecrets: {
    calls: [
      { tool: "itglue_list_passwords", given: { organization_id: ORGANIZATION } },
      { tool: "itglue_get_password", given: { password_id: 9100 } },
      {
        tool: "itglue_find_credential",
        given: { query: "firewall", organization_id: ORGANIZATION },
      },
      { tool: "itglue_get_organization_overview", given: { organization_id: ORGANIZATION } },
      { tool: "itglue_get", given: { path: "/passwords/9100" } },
    ],
    async values(vendor) {
      const one = (await fetch(`${vendor.url}/passwords/9100?show_password=true`, {
        headers: { "x-api-key": ITGLUE_KEYS.full },
      }).then((response) => response.json())) as { data: { attributes: { password: string } } };
      return [one.data.attributes.password];
    },
  },
  neverReached: /\/passwords|\/export/,
};
