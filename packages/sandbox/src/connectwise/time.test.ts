import { describe, expect, it } from "vitest";
import { harness, TICKET, type Reply, type Send } from "./api.fixture.ts";

const { call, get, post, patch, sandbox, switch: change } = harness();

const entry = (body: Record<string, unknown> = {}, send?: Send): Promise<Reply> =>
  post(
    "/time/entries",
    {
      chargeToId: TICKET,
      chargeToType: "ServiceTicket",
      timeStart: "2026-07-01T09:00:00Z",
      timeEnd: "2026-07-01T10:30:00Z",
      notes: "Work",
      ...body,
    },
    send,
  );

const sheetOf = async (member: string, start: string): Promise<{ id: number; hours: number }> => {
  const conditions = `member/identifier="${member}" AND dateStart=[${start}]`;
  const { body } = await get("/time/sheets", { as: "manager", query: { conditions } });
  return body[0];
};

describe("a time entry", () => {
  it("belongs to the caller, and hours follow from start, end and deduction", async () => {
    const { status, body } = await entry({ hoursDeduct: 0.25 }, { as: "colleague" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      member: { identifier: "rvaleri" },
      enteredBy: "rvaleri",
      actualHours: 1.25,
      billableOption: "Billable",
      ticket: { id: TICKET },
      company: { identifier: "ORCHARD" },
      status: "Open",
    });
    expect((await get(`/service/tickets/${TICKET}`)).body.actualHours).toBe(3.25);
  });

  it("with whole seconds only", async () => {
    const { status, body } = await entry({ timeStart: "2026-07-01T09:00:00.500Z" });
    expect(status).toBe(400);
    expect(body.errors[0].message).toBe("Unsupported format applied to timeStart");
  });

  it.each([
    [{ timeEnd: "2026-07-01T09:00:00Z" }, "timeEnd"],
    [{ hoursDeduct: 2 }, "hoursDeduct"],
    [{ timeStart: undefined }, "timeStart"],
    [{ chargeToId: 999 }, "chargeToId"],
    [{ chargeToType: "ProjectTicket" }, "chargeToId"],
    [{ billableOption: "Free" }, "billableOption"],
    [{ timeStart: "2030-01-01T09:00:00Z", timeEnd: "2030-01-01T10:00:00Z" }, "timeStart"],
    [{ timeStart: "2026-06-24T09:00:00Z", timeEnd: "2026-06-24T10:00:00Z" }, "timeStart"],
  ])("%j is refused", async (body, field) => {
    const reply = await entry(body);
    expect(reply.status).toBe(400);
    const fields = (reply.body.errors as { field: string }[]).map((error) => error.field);
    expect(fields).toContain(field);
  });

  it("is not allowed for some statuses", async () => {
    const status = { op: "replace", path: "status", value: { name: "Closed - No Time" } };
    await patch(`/service/tickets/${TICKET}`, [status]);
    const { body } = await entry();
    expect(body.errors[0].message).toContain("Closed - No Time");
  });

  it("for another member takes permission", async () => {
    const member = { identifier: "rvaleri" };
    expect((await entry({ member })).status).toBe(403);
    expect((await entry({}, { as: "finance" })).status).toBe(403);
    const { status, body } = await entry({ member }, { as: "manager" });
    expect([status, body.member.identifier, body.enteredBy]).toEqual([201, "rvaleri", "gpark"]);
  });

  it("actualHours cannot be patched beside start and end, unless told so", async () => {
    const { body } = await entry();
    const target = `/time/entries/${body.id}`;
    const operations = [{ op: "replace", path: "actualHours", value: 4 }];
    expect((await patch(target, operations)).body.actualHours).toBe(1.5);
    await change({ actualHours: "accepted" });
    expect((await patch(target, operations)).body.actualHours).toBe(4);
  });

  it("hoursDeduct can be ignored on POST and patched afterwards", async () => {
    await change({ hoursDeduct: "ignored" });
    const { body } = await entry({ hoursDeduct: 0.5 });
    expect([body.hoursDeduct, body.actualHours]).toEqual([0, 1.5]);
    const operations = [{ op: "replace", path: "hoursDeduct", value: 0.5 }];
    expect((await patch(`/time/entries/${body.id}`, operations)).body.actualHours).toBe(1);
  });

  it("role and type of work are two properties", async () => {
    const { body } = await entry({ workRole: { name: "Senior Engineer" }, workType: { id: 2 } });
    expect([body.workRole.name, body.workType.name]).toEqual([
      "Senior Engineer",
      "On-site Support",
    ]);
  });

  it("reaches the ticket's notes by its flags only", async () => {
    const notes = async (): Promise<number> =>
      (await get(`/service/tickets/${TICKET}/allNotes`, { query: { pageSize: 100 } })).body.length;
    const before = await notes();
    await entry();
    expect(await notes()).toBe(before);
    await entry({
      addToInternalAnalysisFlag: true,
      timeStart: "2026-07-01T11:00:00Z",
      timeEnd: "2026-07-01T11:30:00Z",
    });
    expect(await notes()).toBe(before + 1);
    expect(sandbox().mails()).toEqual([]);
    await entry({ emailContactFlag: true });
    expect(sandbox().mails()).toHaveLength(1);
  });

  it("is deleted by who made it, but not when it was billed", async () => {
    const { body } = await entry();
    const target = `/time/entries/${body.id}`;
    expect((await call("DELETE", target, { as: "colleague" })).status).toBe(403);
    expect((await call("DELETE", target)).status).toBe(204);
    expect((await get(`/service/tickets/${TICKET}`)).body.actualHours).toBe(2);
    const billed = await get("/time/entries", {
      query: { conditions: "invoiceFlag=true", pageSize: 1 },
    });
    const gone = await call("DELETE", `/time/entries/${billed.body[0].id}`, { as: "api" });
    expect(gone.status).toBe(409);
  });

  it("of others is hidden from a member who may read own time only", async () => {
    const query = { pageSize: 1000, fields: "member/identifier" };
    const { body } = await get("/time/entries", { as: "restricted", query });
    const names = (body as { member: { identifier: string } }[]).map(
      ({ member }) => member.identifier,
    );
    expect(new Set(names)).toEqual(new Set(["jdoyle"]));
    expect((await get("/time/entries/200000", { as: "restricted" })).status).toBe(403);
  });

  it("can be charged to a charge code and an activity", async () => {
    const code = await entry({ chargeToType: "ChargeCode", chargeToId: 1 });
    expect(code.status).toBe(201);
    expect(code.body.ticket).toBeUndefined();
    expect((await entry({ chargeToType: "Activity", chargeToId: 701 })).status).toBe(201);
  });

  it("defaults need a start, and may name the member", async () => {
    expect((await post("/time/entries/defaults", {})).status).toBe(400);
    const body = { timeStart: "2026-07-01T09:00:00Z" };
    expect((await post("/time/entries/defaults", body)).body.member.identifier).toBe("rvale");
    await change({ timeDefaults: "anonymous" });
    expect((await post("/time/entries/defaults", body)).body.member).toBeUndefined();
  });
});

describe("time sheets", () => {
  it("go from open over approval to the end, and back", async () => {
    const before = await sheetOf("rvale", "2026-06-29");
    await entry();
    const sheet = await sheetOf("rvale", "2026-06-29");
    expect(sheet.hours).toBe(before.hours + 1.5);
    const path = `/time/sheets/${sheet.id}`;
    const status = async (): Promise<string> => (await get(path, { as: "manager" })).body.status;
    expect((await post(`${path}/submit`, {}, { as: "colleague" })).status).toBe(403);
    const submitted = await post(`${path}/submit`, {});
    expect([submitted.status, submitted.body.success]).toEqual([200, true]);
    expect(await status()).toBe("PendingApproval");
    expect((await post(`${path}/submit`, {})).status).toBe(400);
    expect((await entry()).status).toBe(400);
    expect((await post(`${path}/approve`, {})).status).toBe(403);
    await post(`${path}/reject`, {}, { as: "manager" });
    expect(await status()).toBe("Rejected");
    await post(`${path}/submit`, {});
    await post(`${path}/approve`, { id: sheet.id, approvalType: "Time" }, { as: "manager" });
    expect(await status()).toBe("ApprovedByTierOne");
    await post(`${path}/reverse`, {}, { as: "manager" });
    expect(await status()).toBe("Open");
    const audits = await get(`${path}/audits`, { as: "manager" });
    expect(audits.body).toHaveLength(5);
  });

  it("an empty one cannot be submitted", async () => {
    const { id } = await sheetOf("gpark", "2026-06-29");
    const { status, body } = await post(`/time/sheets/${id}/submit`, {}, { as: "manager" });
    expect(status).toBe(400);
    expect(body.message).toContain("without time entries");
  });

  it("dates are midnight in UTC", async () => {
    const { body } = await get("/time/sheets", { query: { pageSize: 1 } });
    expect(body[0].dateStart).toMatch(/T00:00:00Z$/);
  });
});

describe("the acting member", () => {
  it("myAccount without an id is not there, unless told so", async () => {
    expect((await get("/system/myAccount")).status).toBe(404);
    await change({ myAccount: "present" });
    expect((await get("/system/myAccount")).body.identifier).toBe("rvale");
    expect((await get("/system/myAccount/151")).body.identifier).toBe("rvale");
    expect((await get("/system/myAccount/152")).status).toBe(403);
  });

  it("rates and costs are hidden from those who do not maintain members", async () => {
    expect((await get("/system/members/151")).body.hourlyCost).toBeUndefined();
    expect((await get("/system/members/151", { as: "api" })).body.hourlyCost).toBe(38);
    expect((await get("/time/workRoles")).body[0].hourlyRate).toBeUndefined();
  });

  it("a member who left has no time zone, and the system's own account is not listed", async () => {
    const { body } = await get("/system/members/159");
    expect([body.inactiveFlag, body.timeZone, body.calendar]).toEqual([true, undefined, undefined]);
    expect((await get("/system/members/101")).status).toBe(404);
  });

  it("the security role has a matrix", async () => {
    const { body } = await get("/system/securityRoles/2/settings", { query: { pageSize: 100 } });
    const time = (body as { moduleFunctionIdentifier: string }[]).find(
      (setting) => setting.moduleFunctionIdentifier === "time",
    );
    expect(time).toMatchObject({ addLevel: "My", inquireLevel: "All" });
  });
});
