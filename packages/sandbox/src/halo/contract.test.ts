import { describe, expect, it } from "vitest";
import { harness, NOW } from "./api.fixture.ts";
import {
  loadContract,
  namedSchema,
  recordSchema,
  violations,
  type SchemaObject,
} from "./contract.fixture.ts";
import { typeOf } from "./schema/convert.ts";

const contract = loadContract();
if (!contract) {
  process.stderr.write(
    "NOT RUN: the answers of the Halo imitation were not checked against the contract, because " +
      "../shared/contracts/halo.openapi.json is not beside the repository.\n",
  );
}

type Query = Record<string, string | number | boolean>;

/** Path, key of the list, query of the list, and the schema of its rows where they have one. */
const RESOURCES: [string, string | null, Query?, string?][] = [
  [
    "/Tickets",
    "tickets",
    {
      includeagent: true,
      includestatus: true,
      includetickettype: true,
      includelastnote: true,
      includechildids: true,
    },
    "Faults_List",
  ],
  ["/Opportunities", "tickets", {}, "Faults_List"],
  ["/Projects", "tickets", {}, "Faults_List"],
  [
    "/Actions",
    "actions",
    { ticket_id: 1002, includehtmlnote: true, includehtmlemail: true, includeattachments: true },
  ],
  ["/Agent", "results", { includedisabled: true, includeunassigned: true }, "Uname_List"],
  ["/Asset", "assets", { includeassetfields: true }, "Device_List"],
  ["/Client", "clients", { includeinactive: true }, "Area_List"],
  ["/Users", "users", {}, "Users_List"],
  ["/Site", "sites", {}, "Site_List"],
  ["/ClientContract", "contracts", { includeinactive: true }, "ContractHeader_List"],
  ["/Appointment", "appointments", {}, "Appointment_List"],
  ["/Invoice", "invoices", { includelines: true }],
  ["/Item", "items"],
  ["/KBArticle", "articles", { search: "vpn" }, "KBEntry_List"],
  ["/Quotation", "quotes", { includelines: true }],
  ["/Report", "reports"],
  ["/Status", null],
  ["/Supplier", "suppliers", { includeinactive: true }],
  ["/Team", null, { includeagentsforteams: true }, "SectionDetail_List"],
  ["/TicketType", null, {}, "RequestType_List"],
  ["/Category", null],
  ["/SLA", null, { showpriorities: true }],
  ["/Priority", null],
  ["/Workflow", null],
  ["/AssetType", null],
  ["/AssetGroup", null],
  ["/SoftwareLicence", "licences", { includeinactive: true }],
  ["/TicketRules", null],
  ["/Organisation", null],
  ["/TopLevel", "tree", {}, "Tree_List"],
  ["/Timesheet", null],
  ["/Holiday", null],
  ["/Workday", null, { showholidays: true }],
  ["/Field", null],
  ["/CannedText", null],
  ["/Tags", null],
  ["/Feedback", null],
  ["/Audit", "audit"],
  ["/Service", "services", {}, "ServSite_List"],
  ["/ServiceStatus", "service_status"],
  ["/PurchaseOrder", "purchaseorders", { includelines: true }],
  ["/Downtime", "downtime"],
];

/** Records outside of the contract's paths whose schemas it has. */
const NEIGHBOURS: readonly (readonly [string, string | null, string])[] = [
  ["/Outcome?showall=true", null, "TOutcome"],
  ["/Lookup", null, "Lookup"],
  ["/FieldInfo", null, "FieldInfo"],
  ["/FieldGroup", null, "FieldGroup"],
  ["/CustomTable", null, "CustomTable"],
  ["/TicketTypeField", null, "RequestTypeField"],
  ["/TimesheetEvent", null, "TimesheetEvent"],
  ["/TicketApproval", null, "FaultApproval"],
  ["/CRMNote", "actions", "AreaNote"],
  ["/ClientPrepay", "prepay", "PrepayHistory"],
  ["/SalesOrder", "salesorders", "OrderHead"],
  ["/RecurringInvoice", "invoices", "InvoiceHeader"],
  ["/Template", "stdrequests", "StdRequest_List"],
  ["/Roles", null, "NHD_Roles"],
];

/** The ids of service statuses were found to be texts; the path has them as such, the schema does not. */
function differences(path: string, schema: SchemaObject, record: unknown): string[] {
  const found = violations(schema, record);
  return path === "/ServiceStatus" ? found.filter((text) => !text.startsWith("id: ")) : found;
}

const SINGLE: Query = {
  ticket_id: 1002,
  kind: "A",
  agent_id: 5,
  date: "2026-06-30",
  includedetails: true,
  includeactivity: true,
  includelastaction: true,
  includeconfig: true,
  includeagents: true,
  loadreport: true,
};

const { get, post, remove } = harness({
  now: NOW,
  rateLimit: { requests: 100_000, windowSeconds: 300 },
});

describe.runIf(contract)("the answers fit the contract", () => {
  it("covers every list of the 43 domains but that of files", () => {
    expect(RESOURCES).toHaveLength(42);
  });

  it.each(RESOURCES)(
    "%s: rows and single records",
    async (path, key, query = {}, rowSchema = "") => {
      if (!contract) return;
      const whole = recordSchema(contract, path);
      const { status, body } = await get(path, query);
      expect(status).toBe(200);
      const rows = key === null ? body : body[key];
      expect(rows.length).toBeGreaterThan(0);
      const schema = rowSchema === "" ? whole : namedSchema(contract, rowSchema);
      for (const row of rows) expect(differences(path, schema, row)).toEqual([]);
      for (const { id } of rows.slice(0, 3)) {
        const single = await get(`${path}/${id}`, SINGLE);
        expect(single.status).toBe(200);
        expect(differences(path, whole, single.body)).toEqual([]);
      }
    },
  );

  it("rows of files", async () => {
    if (!contract) return;
    const { body } = await get("/Attachment");
    const schema = namedSchema(contract, "Attachment_List");
    for (const row of body.attachments) expect(violations(schema, row)).toEqual([]);
  });

  it.each(NEIGHBOURS)("%s", async (path, key, name) => {
    if (!contract) return;
    const { body } = await get(path);
    const rows = key === null ? body : body[key];
    const schema = namedSchema(contract, name);
    for (const row of rows.slice(0, 100)) expect(violations(schema, row)).toEqual([]);
  });

  it("parts of records", async () => {
    if (!contract) return;
    const parts: [string, Query, string, string][] = [
      ["/Invoice/501", {}, "lines", "InvoiceDetail"],
      ["/Quotation/301", {}, "lines", "QuotationDetail"],
      ["/PurchaseOrder/201", {}, "lines", "SupplierOrderDetail"],
      ["/SLA/1", {}, "priorities", "Policy"],
      ["/Tickets/1001", {}, "customfields", "CustomField"],
      ["/Report/1", { loadreport: true }, "available_columns", "AnalyzerProfileColumn"],
      ["/Timesheet/0", { agent_id: 5, date: "2026-06-30" }, "events", "TimesheetEvent"],
      ["/Team/1", { includeagents: true }, "agents", "UnameSection"],
      ["/TicketType/3", { includeconfig: true }, "fields", "RequestTypeField"],
      ["/Tickets/1001", { includedetails: true }, "attachments", "Attachment_List"],
      ["/Workflow/2", {}, "steps", "FlowDetail"],
      ["/Agent/5", {}, "teams", "UnameSection"],
    ];
    for (const [path, query, name, schemaName] of parts) {
      const { body } = await get(path, query);
      expect(body[name].length, path).toBeGreaterThan(0);
      const schema = namedSchema(contract, schemaName);
      for (const part of body[name]) expect(violations(schema, part), path).toEqual([]);
    }
    const { report } = (await get("/Report/1", { loadreport: true })).body;
    expect(violations(namedSchema(contract, "ReportContent"), report)).toEqual([]);
  });

  it.each([
    ["/Tickets", { summary: "x", user_id: 172 }],
    ["/Actions", { ticket_id: 5887, outcome_id: 8, note: "x", timetaken: 1, new_agent: 9 }],
    ["/Client", { name: "Newcomer" }],
    ["/Users", { firstname: "Ida", surname: "Berg", client_id: 18, site_id: 52 }],
    ["/Site", { name: "Annexe", client_id: 18 }],
    ["/Attachment", { filename: "a.txt", ticket_id: 1002, data_base64: "QQ==" }],
    [
      "/Appointment",
      { subject: "x", start_date: "2026-07-02T09:00:00Z", end_date: "2026-07-02T10:00:00Z" },
    ],
    ["/Invoice", { client_id: 18, lines: [{ net_amount: 1 }] }],
    ["/KBArticle", { name: "x", resolution_html: "<p>y</p>" }],
    ["/Timesheet", { agent_id: 5, date: "2026-07-01", _submitapproval: true }],
    ["/Report", { sql: "SELECT 1", _loadreportonly: true }],
  ])("POST %s", async (path, element) => {
    if (!contract) return;
    const { status, body } = await post(path, element);
    expect(status).toBe(201);
    expect(violations(recordSchema(contract, path), body)).toEqual([]);
  });

  it("after a change and a recovery as well", async () => {
    if (!contract) return;
    await post("/Tickets", { id: 5990, status_id: 9, domerge: true, merged_into_id: 5991 });
    await remove("/Tickets/5990");
    const { body } = await post("/Tickets", { id: 5990, _recover: true, _validate_updates: true });
    expect(violations(recordSchema(contract, "/Tickets"), body)).toEqual([]);
  });

  it("finds a property that the contract does not name, and one of another type", () => {
    if (!contract) return;
    const schema = recordSchema(contract, "/Tickets");
    const wrong = { id: 1, hat: "blue", client_id: "18", dateclosed: "soon", flagged: true };
    expect(violations(schema, wrong)).toHaveLength(3);
  });

  it("knows the type of every property that a POST takes", () => {
    if (!contract) return;
    const kinds: Readonly<Record<string, readonly string[]>> = {
      integer: ["integer", "number", "loose"],
      number: ["number", "integer", "loose"],
      boolean: ["boolean", "loose"],
      string: ["text", "date", "loose"],
      array: ["list", "loose"],
    };
    for (const [path] of RESOURCES) {
      for (const [name, { type }] of Object.entries(
        recordSchema(contract, path).properties ?? {},
      )) {
        if (name.startsWith("_")) continue;
        const known = typeOf(name);
        expect(known, `${path} ${name}`).toBeDefined();
        const allowed = kinds[type ?? ""];
        if (allowed) expect(allowed, `${path} ${name}`).toContain(known);
      }
    }
  });
});
