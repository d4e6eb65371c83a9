// The questions on which the public evidence is open: the intents work whichever way Halo answers them.
import { describe, expect, it } from "vitest";
import { openHouse } from "./house.ts";

type Row = Record<string, unknown>;

describe.each(["older", "strict"] as const)("on an instance of the profile %s", (profile) => {
  it("a ticket goes its whole way", async () => {
    const house = await openHouse({
      settings: { MCP_CONFIRM: "never" },
      sandbox: { profile },
    });
    const ticket = async (id: number): Promise<Row> => (await house.read(`/Tickets/${id}`)) as Row;
    const made = await house.call("halo_tickets_create_guided", {
      summary: "No sound",
      client: "Northwind Dental",
      type: "Incident",
    });
    const id = Number(made.item["id"]);
    await house.call("halo_tickets_add_note", { ticket_id: id, note: "Looked at it" });
    await house.call("halo_tickets_log_time", { ticket_id: id, hours: 0.5, note: "Called" });
    await house.call("halo_tickets_bulk_update", {
      ticket_ids: [id],
      changes: { agent: "Jo Lind", priority: "High" },
    });
    expect(await ticket(id)).toMatchObject({ agent_id: 5, priority_id: 2, timetaken: 0.5 });
    await house.call("halo_tickets_close", { ticket_id: id, note: "Plugged it in" });
    expect((await ticket(id))["status_id"]).toBe(9);
    await house.call("halo_tickets_reopen", { ticket_id: id });
    await house.call("halo_tickets_delete", { id });
    await expect(ticket(id)).rejects.toThrow("404");
    await house.call("halo_tickets_restore", { ticket_id: id });
    expect((await ticket(id))["status_id"]).toBe(2);
    const counted = await house.call("halo_tickets_summary", {
      team: "1st Line",
      group_by: "team",
    });
    expect(counted.items.map((row) => row["team"])).toEqual(["1st Line"]);
    await house.close();
  });
});
