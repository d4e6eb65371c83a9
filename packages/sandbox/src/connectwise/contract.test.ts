import { describe, expect, it } from "vitest";
import { harness, NOW, ORCHARD, TICKET, type Role } from "./api.fixture.ts";
import { answerSchema, loadContract, violations } from "./contract.fixture.ts";

const contract = loadContract();
if (!contract) {
  process.stderr.write(
    "NOT RUN: the answers of the ConnectWise imitation were not checked against the contract, because " +
      "../shared/contracts/connectwise.openapi.json is not beside the repository.\n",
  );
}

/** Path of the contract, values for its placeholders, query, and whose keys. */
const ROUTES: [string, (string | number)[], Record<string, string>?, Role?][] = [
  ["/service/tickets", [], { pageSize: "1000" }],
  ["/service/tickets/count", []],
  ["/service/tickets/{id}", [TICKET]],
  ["/service/tickets/{parentId}/notes", [TICKET]],
  ["/service/tickets/{parentId}/allNotes", [TICKET]],
  ["/service/tickets/{parentId}/tasks", [TICKET]],
  ["/service/tickets/{parentId}/configurations", [TICKET]],
  ["/service/tickets/{parentId}/timeentries", [TICKET]],
  ["/service/tickets/{parentId}/scheduleentries", [TICKET]],
  ["/service/tickets/{parentId}/activities", [TICKET + 0]],
  ["/service/tickets/{parentId}/documents", [TICKET]],
  ["/service/tickets/{parentId}/products", [TICKET]],
  ["/service/boards", []],
  ["/service/boards/{id}", [1]],
  ["/service/boards/{parentId}/statuses", [3]],
  ["/service/boards/{parentId}/types", [1]],
  ["/service/boards/{parentId}/subtypes", [1]],
  ["/service/boards/{parentId}/items", [1]],
  ["/service/boards/{parentId}/teams", [1]],
  ["/service/boards/{parentId}/typeSubTypeItemAssociations", [1]],
  ["/service/priorities", []],
  ["/service/sources", []],
  ["/service/SLAs", []],
  ["/service/SLAs/{parentId}/priorities", [1]],
  ["/service/severities", []],
  ["/service/impacts", []],
  ["/service/locations", []],
  ["/service/teams", []],
  ["/service/knowledgeBaseArticles", []],
  ["/service/knowledgeBaseCategories", []],
  ["/project/tickets", [], { pageSize: "300" }],
  ["/project/tickets/{id}", [12_101]],
  ["/project/tickets/{parentId}/notes", [12_101]],
  ["/project/tickets/{parentId}/allNotes", [12_101]],
  ["/project/tickets/{parentId}/tasks", [12_108]],
  ["/project/projects", []],
  ["/project/projects/{id}", [1]],
  ["/project/projects/{parentId}/phases", [1]],
  ["/project/projects/{parentId}/notes", [1]],
  ["/project/projects/{parentId}/teamMembers", [1]],
  ["/project/statuses", []],
  ["/project/projectTypes", []],
  ["/project/phaseStatuses", []],
  ["/company/companies", [], { pageSize: "100" }],
  ["/company/companies/{id}", [ORCHARD]],
  ["/company/companies/{parentId}/sites", [ORCHARD]],
  ["/company/companies/{parentId}/notes", [ORCHARD]],
  ["/company/companies/{parentId}/teams", [ORCHARD]],
  ["/company/companies/{parentId}/typeAssociations", [ORCHARD]],
  ["/company/companies/statuses", []],
  ["/company/companies/types", []],
  ["/company/contacts", [], { pageSize: "1000" }],
  ["/company/contacts/{id}", [2220]],
  ["/company/contacts/{parentId}/communications", [2220]],
  ["/company/contacts/{parentId}/typeAssociations", [2220]],
  ["/company/contacts/types", []],
  ["/company/contacts/departments", []],
  ["/company/contacts/relationships", []],
  ["/company/noteTypes", []],
  ["/company/communicationTypes", []],
  ["/company/teamRoles", []],
  ["/company/configurations", [], { pageSize: "1000" }],
  ["/company/configurations/types", []],
  ["/company/configurations/types/{parentId}/questions", [1]],
  ["/company/configurations/statuses", []],
  ["/time/entries", [], { pageSize: "1000" }],
  ["/time/entries/{id}", [200_000]],
  ["/time/sheets", [], { pageSize: "1000" }],
  ["/time/workRoles", [], {}, "api"],
  ["/time/workTypes", []],
  ["/time/chargeCodes", []],
  ["/time/timePeriodSetups", []],
  ["/time/timePeriodSetups/{parentId}/periods", [1]],
  ["/schedule/entries", [], { pageSize: "1000" }],
  ["/schedule/types", []],
  ["/schedule/statuses", []],
  ["/schedule/calendars", []],
  ["/schedule/calendars/{id}", [2]],
  ["/schedule/holidayLists", []],
  ["/schedule/holidayLists/{parentId}/holidays", [1]],
  ["/schedule/reminderTimes", []],
  ["/system/members", [], { pageSize: "100" }, "api"],
  ["/system/members/{id}", [151]],
  ["/system/members/types", []],
  ["/system/info", []],
  ["/system/info/members", []],
  ["/system/info/locations", []],
  ["/system/info/departments", []],
  ["/system/myAccount/{id}", [151]],
  ["/system/departments", []],
  ["/system/locations", []],
  ["/system/securityroles", []],
  ["/system/securityRoles/{parentId}/settings", [2]],
  ["/system/userDefinedFields", []],
  ["/system/documents", [], { recordType: "Ticket", recordId: String(TICKET) }],
  ["/system/documents/{id}", [301]],
  ["/system/audittrail", [], { type: "Ticket", id: String(TICKET) }],
  ["/finance/agreements", []],
  ["/finance/agreements/{id}", [422]],
  ["/finance/agreements/{parentId}/additions", [422]],
  ["/finance/agreements/types", []],
  ["/finance/invoices", [], { pageSize: "100" }, "finance"],
  ["/finance/invoices/{parentId}/payments", [6001], {}, "finance"],
  ["/sales/opportunities", []],
  ["/sales/opportunities/{id}", [601]],
  ["/sales/opportunities/{parentId}/notes", [601]],
  ["/sales/opportunities/{parentId}/forecast", [601]],
  ["/sales/opportunities/types", []],
  ["/sales/opportunities/statuses", []],
  ["/sales/opportunities/ratings", []],
  ["/sales/stages", []],
  ["/sales/probabilities", []],
  ["/sales/activities", []],
  ["/sales/activities/types", []],
  ["/sales/activities/statuses", []],
  ["/procurement/catalog", []],
  ["/procurement/catalog/{catalogItemIdentifier}/quantityOnHand", ["MON-27"]],
  ["/procurement/products", [], {}, "finance"],
  ["/procurement/purchaseorders", [], {}, "finance"],
  ["/procurement/purchaseorders/{parentId}/lineitems", [1], {}, "finance"],
  ["/procurement/purchaseorderstatuses", []],
  ["/procurement/manufacturers", []],
  ["/procurement/categories", []],
  ["/procurement/categories/{parentId}/subcategories/", [1]],
  ["/procurement/types", []],
  ["/expense/entries", []],
  ["/expense/types", []],
];

const { get, post, patch } = harness({
  now: NOW,
  rateLimit: { requests: 100_000, windowSeconds: 60 },
});

describe.runIf(contract)("the answers fit the contract", () => {
  it.each(ROUTES)("GET %s", async (path, values, query = {}, as = "technician") => {
    if (!contract) return;
    const rest = [...values];
    const target = path.replace(/\{\w+\}/g, () => String(rest.shift()));
    const { status, body } = await get(target, { as, query });
    expect(status, target).toBe(200);
    if (Array.isArray(body) && !path.endsWith("activities")) expect(body.length).toBeGreaterThan(0);
    expect(violations(contract, answerSchema(contract, path), body).slice(0, 5)).toEqual([]);
  });

  it("POST of a ticket, a note and a time entry", async () => {
    if (!contract) return;
    const ticket = await post("/service/tickets", { summary: "New", company: { id: ORCHARD } });
    const path = `/service/tickets/${ticket.body.id}/notes`;
    const note = await post(path, { text: "Hello", internalAnalysisFlag: true });
    const entry = await post("/time/entries", {
      chargeToId: ticket.body.id,
      chargeToType: "ServiceTicket",
      timeStart: "2026-07-01T09:00:00Z",
      timeEnd: "2026-07-01T10:00:00Z",
    });
    for (const [reply, name] of [
      [ticket, "/service/tickets"],
      [note, "/service/tickets/{parentId}/notes"],
      [entry, "/time/entries"],
    ] as const) {
      expect(reply.status, reply.text).toBe(201);
      const schema = answerSchema(contract, name, "post", "201");
      expect(violations(contract, schema, reply.body)).toEqual([]);
    }
  });

  it("PATCH, actions, defaults and uploads", async () => {
    if (!contract) return;
    const operations = [{ op: "replace", path: "summary", value: "Changed" }];
    const start = { timeStart: "2026-07-01T09:00:00Z" };
    const path = "/service/tickets/10001";
    const replies = [
      [await patch(path, operations), "/service/tickets/{id}", "patch"],
      [
        await post(`${path}/merge`, { mergeTicketIds: [10_002] }),
        "/service/tickets/{parentId}/merge",
        "post",
      ],
      [await post("/time/entries/defaults", start), "/time/entries/defaults", "post"],
      [
        await post("/service/tickets/search", { conditions: "id<10010" }),
        "/service/tickets/search",
        "post",
      ],
      [
        await post("/system/members/rvale/tokens", {}, { as: "api" }),
        "/system/members/{memberIdentifier}/tokens",
        "post",
      ],
    ] as const;
    for (const [reply, name, method] of replies) {
      expect(reply.status, `${name} ${reply.text.slice(0, 200)}`).toBe(200);
      const schema = answerSchema(contract, name, method);
      expect(violations(contract, schema, reply.body).slice(0, 5), name).toEqual([]);
    }
  });

  it("finds a property that the contract does not name", () => {
    if (!contract) return;
    const schema = answerSchema(contract, "/service/tickets/{id}");
    const wrong = { id: 1, summary: "x", dateEntered: "2026-07-01T00:00:00Z", severity: "Huge" };
    expect(violations(contract, schema, wrong)).toHaveLength(2);
  });

  it("errors fit the contract's envelope", async () => {
    if (!contract) return;
    const { status, body } = await post("/service/tickets", {});
    expect(status).toBe(400);
    const schema = answerSchema(contract, "/service/tickets", "post", "400");
    expect(violations(contract, schema, { ...body, errors: body.errors ?? [] })).toEqual([]);
  });
});
