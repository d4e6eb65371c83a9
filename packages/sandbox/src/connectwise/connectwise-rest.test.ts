// A client that others wrote, against the imitation: the two know nothing of each other but the vendor's API.
import { ManageAPI } from "connectwise-rest";
import { describe, expect, it } from "vitest";
import { harness, NOW, ORCHARD, TICKET, type Role } from "./api.fixture.ts";

const { sandbox } = harness({ now: NOW });

/** A part of the client that sends requests. */
interface Speaker {
  readonly instance?: { readonly defaults: { baseURL: string } };
}

/** The client as one of the members. */
function clientOf(role: Role): ManageAPI {
  const { companyId, clientId, members, site, apiUrl } = sandbox();
  const { publicKey, privateKey } = members[role];
  const client = new ManageAPI({
    companyId,
    companyUrl: site,
    publicKey,
    privateKey,
    clientId,
    logger: () => undefined,
  });
  // It speaks https alone, and the imitation has no certificate: the address that each of its parts made is replaced.
  for (const part of [client, ...Object.values(client)] as unknown as Speaker[]) {
    if (part.instance !== undefined) part.instance.defaults.baseURL = apiUrl;
  }
  return client;
}

describe("connectwise-rest", () => {
  it("reads, filters, sorts and counts tickets", async () => {
    const cwm = clientOf("technician");
    const conditions = `company/id = ${ORCHARD} and closedFlag = false`;
    const tickets = await cwm.ServiceAPI.getServiceTickets({
      conditions,
      orderBy: "id desc",
      fields: "id,summary,company/name,status/name",
      pageSize: 5,
    });
    expect(tickets).toHaveLength(5);
    const ids = tickets.map(({ id }) => id ?? 0);
    expect(ids).toEqual(ids.toSorted((left, right) => right - left));
    expect(tickets[0]).toEqual({
      id: expect.any(Number) as number,
      summary: expect.any(String) as string,
      company: { name: "Orchard Dental Group" },
      status: { name: expect.any(String) as string },
    });
    const { count } = await cwm.ServiceAPI.getServiceTicketsCount({ conditions });
    expect(count).toBeGreaterThan(5);
  });

  it("pages through everything", async () => {
    const cwm = clientOf("technician");
    const { count } = await cwm.ServiceAPI.getServiceTicketsCount({});
    const all = await cwm.paginate(
      cwm.ServiceAPI.getServiceTickets,
      { pageSize: 400 },
      { fields: "id", orderBy: "id asc" },
    );
    expect(all).toHaveLength(count ?? 0);
    expect(new Set((all as { id: number }[]).map(({ id }) => id)).size).toBe(count);
  });

  it("makes a ticket, changes it, and adds a note and time under its member's name", async () => {
    const cwm = clientOf("technician");
    const made = await cwm.ServiceAPI.postServiceTickets({
      summary: "Docking station is dead",
      company: { id: ORCHARD },
      board: { name: "Help Desk" },
    });
    expect(made.id).toBeGreaterThan(TICKET);
    const changed = await cwm.ServiceAPI.patchServiceTicketsById(made.id ?? 0, [
      { op: "replace", path: "status", value: { name: "In Progress" } },
      // The library types every value as an object, and sends what it is given.
      { op: "replace", path: "/summary", value: "Docking station replaced" as never },
    ]);
    expect(changed).toMatchObject({
      summary: "Docking station replaced",
      status: { name: "In Progress" },
    });
    const note = await cwm.ServiceAPI.postServiceTicketsByParentIdNotes(made.id ?? 0, {
      text: "Swapped it.",
      internalAnalysisFlag: true,
    });
    expect(note).toMatchObject({ ticketId: made.id, member: { identifier: "rvale" } });
    const entry = await cwm.TimeAPI.postTimeEntries({
      chargeToId: made.id ?? 0,
      chargeToType: "ServiceTicket",
      timeStart: "2026-07-01T09:00:00Z",
      timeEnd: "2026-07-01T09:30:00Z",
      notes: "Swapped it.",
    });
    expect(entry).toMatchObject({ actualHours: 0.5, member: { identifier: "rvale" } });
    await cwm.TimeAPI.deleteTimeEntriesById(entry.id ?? 0);
    await expect(cwm.TimeAPI.getTimeEntriesById(entry.id ?? 0)).rejects.toMatchObject({
      status: 404,
    });
  });

  it("searches contacts by their mail address", async () => {
    const cwm = clientOf("technician");
    const [contact] = await cwm.CompanyAPI.getCompanyContacts({ conditions: "id = 2220" });
    const address = contact?.communicationItems?.find(
      (one) => one.communicationType === "Email",
    )?.value;
    const found = await cwm.CompanyAPI.getCompanyContacts({
      childConditions: `communicationItems/value = "${String(address)}"`,
    });
    expect(found.map(({ id }) => id)).toContain(2220);
  });

  it("is told in the vendor's words what is wrong", async () => {
    await expect(
      clientOf("technician").ServiceAPI.getServiceTickets({ conditions: "colour = 1" }),
    ).rejects.toMatchObject({ status: 400, data: { code: "ApiFindCondition" } });
    await expect(clientOf("wrong").ServiceAPI.getServiceTickets()).rejects.toMatchObject({
      status: 401,
      data: { code: "Unauthorized" },
    });
    await expect(
      clientOf("reader").ServiceAPI.postServiceTickets({ summary: "x", company: { id: ORCHARD } }),
    ).rejects.toMatchObject({ status: 403, data: { code: "Security" } });
  });
});
