import { describe, expect, it } from "vitest";
import { harness, TICKET } from "./api.fixture.ts";

const { get, post, switch: change } = harness();

describe("schedule entries", () => {
  const slot = { dateStart: "2026-07-10T18:00:00Z", dateEnd: "2026-07-10T19:30:00Z" };
  const as = "dispatcher";
  const book = (body: Record<string, unknown>) =>
    post(
      "/schedule/entries",
      { objectId: TICKET, member: { identifier: "rvaleri" }, ...slot, ...body },
      { as },
    );

  it("round-trip with objectId, member and type S, and the member joins the ticket", async () => {
    const { status, body } = await book({ type: { identifier: "S" } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ hours: 1.5, status: { name: "Firm" }, type: { identifier: "S" } });
    expect(body.name).toBe(
      `Orchard Dental Group / Ticket# ${TICKET} - Outlook asks for the password again and again`,
    );
    expect(body.type.name).toBeUndefined();
    expect(body.where).toBeUndefined();
    expect((await get(`/service/tickets/${TICKET}`)).body.resources).toContain("rvaleri");
  });

  it("the type decides what the objectId is", async () => {
    const wrong = await book({ type: { identifier: "C" } });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors[0]).toMatchObject({
      code: "NotFound",
      message: `Activity ${TICKET} not found`,
      resource: "schedule",
      field: "objectId",
    });
    expect((await book({ type: { identifier: "P" } })).status).toBe(400);
    expect((await book({ type: { identifier: "P" }, objectId: 12_101 })).status).toBe(201);
    expect((await book({ type: { identifier: "C" }, objectId: 701 })).status).toBe(400);
  });

  it("conflicts are refused unless they are allowed", async () => {
    await book({ type: { identifier: "S" } });
    const second = await book({ type: { identifier: "S" } });
    expect(second.status).toBe(400);
    const allowed = await book({ type: { identifier: "S" }, allowScheduleConflictsFlag: true });
    expect(allowed.status).toBe(201);
  });

  it("own entries only for a technician, and the type is required by 2026.4", async () => {
    const body = { objectId: TICKET, member: { id: 152 }, type: { identifier: "S" }, ...slot };
    expect((await post("/schedule/entries", body)).status).toBe(403);
    await change({ requirements: "2026.4" });
    expect((await book({})).body.errors[0].field).toBe("type");
  });

  it("has nights on which the clocks change, and a to-do", async () => {
    const nights = await get("/schedule/entries", {
      query: { conditions: "dateStart=[2026-03-29T00:30:00Z]" },
    });
    expect(nights.body[0]).toMatchObject({ hours: 6, member: { identifier: "rvale" } });
    const todo = await get("/schedule/entries/5960");
    expect(todo.body.dateStart).toBe(todo.body.dateEnd);
    expect((await get("/schedule/calendars/2")).body.saturdayStartTime).toBe("10:00:00");
  });
});
