import { describe, expect, it } from "vitest";
import { harness, ORCHARD, TICKET, type Reply } from "./api.fixture.ts";

const { call, get, post, patch, sandbox, switch: change } = harness();

const path = `/service/tickets/${TICKET}`;
const replace = (name: string, value: unknown) => [{ op: "replace", path: name, value }];
const open = (body: Record<string, unknown> = {}): Promise<Reply> =>
  post("/service/tickets", { summary: "Test", company: { id: ORCHARD }, ...body });

describe("a new ticket", () => {
  it("takes board and status by name and fills in defaults", async () => {
    const { status, body } = await open({
      board: { name: "Network Operations" },
      contact: { id: 2220 },
      initialDescription: "Users report error 809",
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      recordType: "ServiceTicket",
      board: { id: 3 },
      status: { id: 301, name: "New (alert)" },
      company: { identifier: "ORCHARD" },
      priority: { name: "Priority 3 - Normal" },
      severity: "Medium",
      impact: "Medium",
      closedFlag: false,
      contactName: "Miriam Stone",
      _info: { enteredBy: "rvale", updatedBy: "rvale" },
    });
    expect(body.initialDescription).toBeUndefined();
    const notes = await get(`/service/tickets/${body.id}/notes`);
    expect(notes.body).toMatchObject([
      { text: "Users report error 809", detailDescriptionFlag: true, createdBy: "rvale" },
    ]);
    expect(sandbox().mails()).toEqual([]);
  });

  it("needs a company and an address only by the rules of 2026.4", async () => {
    expect((await post("/service/tickets", { summary: "x" })).body.company.id).toBe(2);
    await change({ requirements: "2026.4" });
    const { status, body } = await post("/service/tickets", { summary: "x" });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ code: "MissingRequiredField", field: "company" });
  });

  it("lists everything that is wrong with it", async () => {
    const { status, body } = await post("/service/tickets", {
      summary: "x".repeat(101),
      company: { id: 4711 },
      board: { id: 3 },
      status: { id: 17 },
      severity: "Huge",
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "InvalidObject", message: "ticket object is invalid" });
    const found = (body.errors as { code: string; field: string }[]).map(
      ({ code, field }) => `${code} ${field}`,
    );
    expect(found).toEqual([
      "MaxLengthField summary",
      "NotFound status/id",
      "NotFound company/id",
      "InvalidField severity",
    ]);
    expect(body.errors[0].message).toBe(
      "The field summary must be a string with a maximum length of 100.",
    );
    expect(body.errors[1].message).toBe("Service Status 17 not found for Service Board 3");
    expect(body.errors[1].resource).toBe("ticket");
  });

  it("status, type, subtype and item belong to the board", async () => {
    for (const [name, id] of [
      ["status", 101],
      ["type", 121],
      ["subType", 141],
      ["item", 161],
      ["team", 181],
    ] as const) {
      const { body } = await open({ board: { id: 3 }, [name]: { id } });
      expect(body.errors[0].field, name).toBe(`${name}/id`);
    }
    const { body } = await open({ board: { id: 1 }, type: { id: 123 }, subType: { id: 144 } });
    expect(body.errors[0].field).toBe("subType/id");
  });

  it("takes custom fields as the complete list", async () => {
    const made = await open({ customFields: [{ id: 31, value: "CHG-1" }] });
    expect(made.body.customFields[0].value).toBe("CHG-1");
    const cleared = await patch(`/service/tickets/${made.body.id}`, replace("customFields", []));
    expect(cleared.body.customFields[0]).not.toHaveProperty("value");
    const wrong = await patch(path, replace("customFields", [{ id: 77, value: "x" }]));
    expect(wrong.status).toBe(400);
  });
});

describe("JSON Patch", () => {
  it.each(["summary", "/summary"])("the path %s", async (name) => {
    const { status, body } = await patch(path, replace(name, "Renamed"));
    expect([status, body.summary]).toEqual([200, "Renamed"]);
  });

  it("add and remove", async () => {
    await patch(path, [{ op: "add", path: "poNumber", value: "PO 7" }]);
    expect((await get(path)).body.poNumber).toBe("PO 7");
    await patch(path, [{ op: "remove", path: "poNumber" }]);
    expect((await get(path)).body.poNumber).toBeUndefined();
  });

  it.each([
    [{ op: "replace", path: "summary", value: "x" }],
    [[{ op: "move", path: "summary", value: "x" }]],
    [[{ op: "replace", path: "Summary", value: "x" }]],
    [[{ op: "replace", path: "colour", value: "x" }]],
    [[{ op: "replace", path: "summary" }]],
    [["summary"]],
  ])("refuses %j", async (body) => {
    expect((await patch(path, body)).status).toBe(400);
  });

  it("a path inside a reference changes nothing, unless told to", async () => {
    const operations = replace("status/id", 102);
    const without = await patch(path, operations);
    expect([without.status, without.body.status.id]).toEqual([200, 101]);
    await change({ nestedPatch: "effective" });
    expect((await patch(path, operations)).body.status.id).toBe(102);
  });

  it("read-only properties are passed over, or refused when told to", async () => {
    expect((await patch(path, replace("closedFlag", true))).body.closedFlag).toBe(false);
    await change({ readOnlyFields: "refused" });
    expect((await patch(path, replace("closedFlag", true))).status).toBe(400);
  });

  it("PUT takes away what is not named", async () => {
    const made = await open({ poNumber: "PO 7" });
    const { status, body } = await call("PUT", `/service/tickets/${made.body.id}`, {
      body: { ...made.body, poNumber: undefined },
    });
    expect([status, body.poNumber, body.summary]).toEqual([200, undefined, "Test"]);
  });
});

describe("the states of a ticket", () => {
  it("the status closes and reopens it, whatever it is called", async () => {
    const closed = await patch(path, replace("status", { name: "Closed" }));
    expect(closed.body).toMatchObject({ closedFlag: true, closedBy: "rvale" });
    expect(closed.body.closedDate).toBeTruthy();
    const again = await patch(path, replace("status", { name: "In Progress" }));
    expect(again.body.closedFlag).toBe(false);
    expect(again.body.closedDate).toBeUndefined();
    const other = await open({ board: { id: 3 }, status: { name: "Closed" } });
    expect(other.body.closedFlag).toBe(false);
  });

  it("the owner joins the resources", async () => {
    const { body } = await patch(path, replace("owner", { identifier: "rvaleri" }));
    expect(body.owner.name).toBe("Rowan Valeri");
    expect(body.resources).toBe("rvale, sito, rvaleri");
  });

  it("another board brings its default status, and no type of the old one", async () => {
    const { body } = await patch(path, replace("board", { id: 2 }));
    expect(body.status.id).toBe(201);
    expect(body.type).toBeUndefined();
    expect((await patch(path, replace("status", { id: 101 }))).status).toBe(400);
  });

  it("children, merged tickets and conversion", async () => {
    const [one, two] = [(await open()).body.id, (await open()).body.id];
    const attach = await post(`${path}/attachChildren`, { childTicketIds: [one, two] });
    expect(attach.body.success).toBe(true);
    expect((await get(`/service/tickets/${one}`)).body.parentTicketId).toBe(TICKET);
    expect((await get(path)).body.hasChildTicket).toBe(true);
    const twice = await post("/service/tickets/10002/attachChildren", { childTicketIds: [one] });
    expect(twice.status).toBe(400);
    expect((await post(`${path}/attachChildren`, { childTicketIds: [TICKET] })).status).toBe(400);
    await post(`/service/tickets/${two}/notes`, { text: "of the child", resolutionFlag: true });
    const merged = await post(`${path}/merge`, { mergeTicketIds: [two] });
    expect(merged.body.success).toBe(true);
    expect((await get(`/service/tickets/${two}`)).body).toMatchObject({
      closedFlag: true,
      mergedParentTicket: { id: TICKET },
    });
    expect((await post(`${path}/merge`, {})).body.errors[0].field).toBe("mergeTicketIds");
    const converted = await post(`/service/tickets/${one}/convert`, {
      project: { id: 1 },
      wbsCode: "1.9",
    });
    expect(converted.status).toBe(200);
    expect((await get(`/service/tickets/${one}`)).status).toBe(404);
    expect((await get(`/project/tickets/${one}`)).body.project.id).toBe(1);
  });

  it("a ticket with time cannot be deleted, another can", async () => {
    expect((await call("DELETE", path, { as: "dispatcher" })).status).toBe(409);
    const { body } = await open();
    const gone = `/service/tickets/${body.id}`;
    expect((await call("DELETE", gone, { as: "dispatcher" })).status).toBe(204);
    expect((await get(gone)).status).toBe(404);
  });

  it("service and project tickets have routes of their own", async () => {
    expect((await get("/service/tickets/12101")).status).toBe(404);
    const project = await get("/project/tickets/12101");
    expect(project.status).toBe(200);
    expect(project.body.recordType).toBeUndefined();
    expect((await get(`/project/tickets/${TICKET}`)).status).toBe(404);
  });
});

describe("rights on tickets", () => {
  it("a restricted member sees one board and one location, and changes own tickets only", async () => {
    const as = "restricted";
    const boards = await get("/service/boards", { as });
    expect((boards.body as { id: number }[]).map(({ id }) => id)).toEqual([1]);
    const list = await get("/service/tickets", {
      as,
      query: { pageSize: 1000, fields: "board/id" },
    });
    expect(
      new Set((list.body as { board: { id: number } }[]).map(({ board }) => board.id)),
    ).toEqual(new Set([1]));
    expect((await patch(path, replace("summary", "x"), { as })).status).toBe(403);
    const own = await get("/service/tickets", {
      as,
      query: { conditions: 'owner/identifier="jdoyle"', pageSize: 1 },
    });
    const changed = await patch(`/service/tickets/${own.body[0].id}`, replace("summary", "x"), {
      as,
    });
    expect(changed.status).toBe(200);
  });

  it("a reader writes nothing, and setup tables stay readable", async () => {
    const denied = await post("/service/tickets", { summary: "x" }, { as: "reader" });
    expect(denied.status).toBe(403);
    expect(denied.body).toEqual({
      code: "Security",
      message: "You do not have security permission to perform this action.",
      errors: null,
    });
    expect((await get("/service/priorities", { as: "restricted" })).status).toBe(200);
    expect((await post("/service/sources", { name: "Fax" })).status).toBe(403);
  });
});
