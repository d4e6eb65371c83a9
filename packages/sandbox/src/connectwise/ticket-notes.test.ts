import { describe, expect, it } from "vitest";
import { harness, TICKET } from "./api.fixture.ts";

const { call, get, post, patch, sandbox, switch: change } = harness();

const path = `/service/tickets/${TICKET}`;
const replace = (name: string, value: unknown) => [{ op: "replace", path: name, value }];

describe("notes", () => {
  it("belong to who wrote them", async () => {
    const write = (as: "technician" | "colleague") =>
      post(
        `${path}/notes`,
        { text: `by ${as}`, detailDescriptionFlag: true, member: { id: 156 } },
        { as },
      );
    const [first, second] = [await write("technician"), await write("colleague")];
    expect(first.body).toMatchObject({ member: { identifier: "rvale" }, createdBy: "rvale" });
    expect(second.body).toMatchObject({ member: { identifier: "rvaleri" }, createdBy: "rvaleri" });
    expect(second.body.dateCreated).toMatch(/Z$/);
  });

  it("need a kind, and an internal one stays inside", async () => {
    expect((await post(`${path}/notes`, { text: "x" })).status).toBe(400);
    expect((await post(`${path}/notes`, { resolutionFlag: true })).status).toBe(400);
    const { body } = await post(`${path}/notes`, { text: "x", internalAnalysisFlag: true });
    expect(body).toMatchObject({ internalFlag: true, externalFlag: false });
  });

  it("send mail only when asked", async () => {
    const note = { text: "x", detailDescriptionFlag: true };
    await post(`${path}/notes`, note);
    expect(sandbox().mails()).toEqual([]);
    const { body } = await post(`${path}/notes`, { ...note, processNotifications: true });
    expect(body.processNotifications).toBeUndefined();
    expect(sandbox().mails()[0]?.to).toContain("miriam.stone@company42.example");
  });

  it("allNotes has the notes of time entries, children and merged tickets", async () => {
    const kinds = (body: { noteType: string }[]) => new Set(body.map(({ noteType }) => noteType));
    expect(kinds((await get(`${path}/allNotes`)).body)).toEqual(
      new Set(["TicketNote", "TimeEntryNote"]),
    );
    const some = await get(`${path}/allNotes`, {
      query: { conditions: 'noteType="TimeEntryNote"' },
    });
    expect(some.body).toHaveLength(3);
    const parent = await get("/service/tickets/10005/allNotes");
    expect(parent.body.some((note: { bundledFlag: boolean }) => note.bundledFlag)).toBe(true);
    const target = await get("/service/tickets/10009/allNotes");
    expect(target.body.some((note: { mergedFlag: boolean }) => note.mergedFlag)).toBe(true);
  });

  it.each(["404", "405"])("allNotes can be %s", async (allNotes) => {
    await change({ allNotes });
    expect((await get(`${path}/allNotes`)).status).toBe(Number(allNotes));
    expect((await get(`${path}/notes`)).status).toBe(200);
  });

  it("are changed and deleted", async () => {
    const { body } = await post(`${path}/notes`, { text: "x", resolutionFlag: true });
    const note = `${path}/notes/${body.id}`;
    expect((await patch(note, replace("text", "y"))).body.text).toBe("y");
    expect((await call("DELETE", note)).status).toBe(403);
    expect((await call("DELETE", note, { as: "dispatcher" })).status).toBe(204);
  });
});

describe("what hangs on a ticket", () => {
  it("tasks", async () => {
    const { body } = await post(`${path}/tasks`, { notes: "Do it" });
    const done = await patch(`${path}/tasks/${body.id}`, replace("closedFlag", true));
    expect(done.body).toMatchObject({ ticketId: TICKET, closedFlag: true, notes: "Do it" });
  });

  it("configurations by id or device, and their errors", async () => {
    const missing = await post(`${path}/configurations`, {});
    expect(missing.body.errors[0]).toMatchObject({
      code: "MissingRequiredField",
      message: "id or deviceIdentifier is required.",
      field: "id",
    });
    const added = await post(`${path}/configurations`, { id: 30_441 });
    expect(added.status).toBe(201);
    const device = await post(`${path}/configurations`, {
      deviceIdentifier: added.body.deviceIdentifier,
    });
    expect(device.body.id).toBe(30_441);
    expect((await get(`${path}/configurations/count`)).body.count).toBe(2);
    expect((await call("DELETE", `${path}/configurations/30441`)).status).toBe(204);
    expect((await post(`${path}/configurations`, { id: 1 })).status).toBe(400);
  });

  it("time entries, schedule entries and documents as references only", async () => {
    const { body } = await get(`${path}/timeentries`);
    expect(body).toHaveLength(3);
    expect(Object.keys(body[0])).toEqual(["id", "_info"]);
    expect((await get(`${path}/documents/count`)).body.count).toBe(3);
  });
});
