import { afterEach, describe, expect, it } from "vitest";
import { openHouse, type House, type HouseOptions } from "./house.ts";

const houses: House[] = [];
afterEach(async () => {
  await Promise.all(houses.splice(0).map((house) => house.close()));
});

async function open(options: HouseOptions): Promise<House> {
  const house = await openHouse(options);
  houses.push(house);
  return house;
}

const namesFor = async (role: "viewer" | "editor" | "admin"): Promise<ReadonlySet<string>> => {
  const { vendor } = await open({ role, settings: { MCP_ALLOW_SECRETS: "1" } });
  return new Set((await vendor.tools()).map(({ name }) => name));
};

describe("a role", () => {
  it("reads as a viewer, answers tickets as an editor, and does the rest as an administrator", async () => {
    const [viewer, editor, admin] = [
      await namesFor("viewer"),
      await namesFor("editor"),
      await namesFor("admin"),
    ];
    for (const name of ["search_tickets", "list_queues", "run_report", "list_templates"])
      expect(viewer).toContain(`tickiti_${name}`);
    for (const name of ["create_ticket", "reply_to_ticket", "create_watchlist"]) {
      expect(viewer).not.toContain(`tickiti_${name}`);
      expect(editor).toContain(`tickiti_${name}`);
    }
    for (const name of [
      "create_queue",
      "update_template",
      "list_mailboxes",
      "get_sent_mail",
      "list_users",
      "list_jobs",
      "delete_perspective",
      "set_mailbox_password",
    ]) {
      expect(editor).not.toContain(`tickiti_${name}`);
      expect(admin).toContain(`tickiti_${name}`);
    }
  });

  it("holds for the generic tools as well, route by route", async () => {
    const { call, fail, sandbox } = await open({ role: "editor" });
    await call("tickiti_call", { family: "workflow", action: "queues.index" });
    for (const [family, action] of [
      ["workflow", "queues.create"],
      ["mail", "sent_mail.list"],
      ["administration", "users.index"],
      ["settings", "watchlists.delete"],
    ] as const) {
      const answer = await fail("tickiti_call", { family, action }, "forbidden");
      expect(answer.text).toContain("role");
    }
    await fail(
      "tickiti_call_read_endpoint",
      { family: "mail", action: "subjects.index" },
      "forbidden",
    );
    const paths = sandbox.requests().map(({ path }) => path);
    expect(paths).toEqual(["/api/v1/workflow/queues"]);
  });

  it("leaves secrets closed unless the operator opens them", async () => {
    const { fail, vendor } = await open({ role: "admin" });
    expect((await vendor.tools()).map(({ name }) => name)).not.toContain(
      "tickiti_set_mailbox_password",
    );
    const payload = { family: "workflow", action: "interventions.generate_token" };
    const answer = await fail("tickiti_call", payload, "forbidden");
    expect(answer.text).toContain("MCP_ALLOW_SECRETS");
  });
});
