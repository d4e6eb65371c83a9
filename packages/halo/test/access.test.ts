import { describe, expect, it } from "vitest";
import { openHouse } from "./house.ts";

describe("the access token", () => {
  it("is fetched once for all, with scope and tenant, and renewed once when Halo rejects it", async () => {
    const house = await openHouse();
    await Promise.all([1001, 1002, 1003].map((id) => house.call("halo_tickets_get", { id })));
    const tokens = () => house.sandbox.requests().filter(({ path }) => path.endsWith("/token"));
    expect(tokens()).toHaveLength(1);
    expect(tokens()[0]?.query).toEqual({ tenant: house.sandbox.tenant });
    house.sandbox.expireTokens();
    await house.call("halo_tickets_get", { id: 1004 });
    house.sandbox.expireTokens();
    await house.call("halo_actions_upsert", {
      data: {
        ticket_id: 1001,
        outcome: "Private Note",
        note: "After the token's end.",
        hiddenfromuser: true,
      },
    });
    expect(tokens()).toHaveLength(3);
    await house.close();
  });

  it("comes from the authorization server that is configured", async () => {
    const house = await openHouse({ sandbox: { profile: "separate-auth" } });
    const lost = await house.fail("halo_status_list", {}, "configuration");
    expect(lost.text).toContain("HALO_AUTH_URL");
    await house.close();
  });

  it.each([
    ["separate-auth", "query"],
    ["separate-auth", "form"],
    ["strict", "query"],
    ["older", "query"],
  ] as const)("works with the profile %s and the tenant in the %s", async (profile, place) => {
    const { startHaloSandbox } = await import("@psa-mcp/sandbox/halo");
    const { testVendor } = await import("@psa-mcp/core/testing");
    const { halo } = await import("../src/index.ts");
    const { variables } = await import("./house.ts");
    const sandbox = await startHaloSandbox({ seed: "small", profile });
    const server = await testVendor(halo, {
      settings: {
        ...variables(sandbox),
        HALO_TENANT_IN: place,
        ...(profile === "separate-auth" ? { HALO_AUTH_URL: sandbox.authServerUrl } : {}),
      },
    });
    const answer = await server.call("halo_tickets_list", { status: ["New"], page_size: 2 });
    expect(answer.isError, answer.text).toBe(false);
    await server.close();
    await sandbox.close();
  });

  it.each(["documented", "older", "strict"] as const)(
    "leads through a life of a record whatever the instance answers: %s",
    async (profile) => {
      const house = await openHouse({ sandbox: { profile } });
      const data = {
        summary: "Short life",
        client_id: "Northwind Dental",
        tickettype_id: "Incident",
      };
      const { item } = await house.call("halo_tickets_upsert", { data });
      const id = Number(item["id"]);
      expect(id).toBeGreaterThan(0);
      const changed = await house.call("halo_tickets_upsert", {
        data: { id, summary: "Longer life" },
      });
      expect(changed.structured["changes"]).toEqual([
        { field: "summary", from: "Short life", to: "Longer life" },
      ]);
      await house.confirmed("halo_tickets_delete", { id });
      await house.fail("halo_tickets_get", { id }, "not_found");
      await house.fail("halo_tickets_upsert", { data: { id, summary: "x" } }, "not_found");
      await house.close();
    },
  );

  it.each([
    ["wrong", {}, "credential_rejected", /HALO_CLIENT_SECRET/],
    ["inactive", {}, "credential_rejected", /HALO_CLIENT_SECRET|Services/],
    [
      "native",
      { HALO_CLIENT_SECRET: "invented-secret" },
      "credential_rejected",
      /HALO_CLIENT_SECRET|Services/,
    ],
    ["services", { HALO_SCOPE: "read:nonsense" }, "configuration", /HALO_SCOPE/],
  ] as const)(
    "of the application %s with %j ends as %s",
    async (application, settings, code, words) => {
      const house = await openHouse({ application, settings });
      const { text } = await house.fail("halo_status_list", {}, code);
      expect(text).toMatch(words);
      expect(house.sent()).toEqual([]);
      await house.close();
    },
  );

  it("of lesser rights says which two gates there are", async () => {
    const house = await openHouse({
      application: "tickets",
      settings: { HALO_SCOPE: "read:tickets" },
    });
    const { text } = await house.fail("halo_invoices_list", {}, "forbidden");
    expect(text).toMatch(/scope/);
    expect(text).toMatch(/role/);
    await house.close();
  });

  it("reads the tokens and who acts without flooding the answer", async () => {
    for (const profile of ["documented", "older"] as const) {
      const house = await openHouse({ sandbox: { profile } });
      const { item, text } = await house.call("halo_agents_me");
      expect(item).toMatchObject({ id: 2, name: "API Integration" });
      expect(text.length).toBeLessThan(600);
      await house.close();
    }
  });
});

describe("the rate limit", () => {
  it("is learned from the refusal, and shown", async () => {
    const house = await openHouse({
      sandbox: { rateLimit: { requests: 4, windowSeconds: 300 } },
      settings: { MCP_RATE_WAIT_SECONDS: "0" },
    });
    const show = async (): Promise<Record<string, unknown>> => {
      const { contents } = await house.vendor.client.readResource({
        uri: "halo://config/rate-limit",
      });
      const [first] = contents;
      return JSON.parse(first !== undefined && "text" in first ? first.text : "{}") as Record<
        string,
        unknown
      >;
    };
    expect(await show()).toMatchObject({
      used: 0,
      remaining: 700,
      windowMs: 300_000,
      maxRequests: 700,
    });
    for (let turn = 0; turn < 4; turn += 1)
      await house.call("halo_tickets_get", { id: 1001 + turn, labels: false });
    expect(await show()).toMatchObject({ maxRequests: 700, learnedFromHalo: false });
    const { vendor } = house;
    expect(
      (await vendor.call("halo_tickets_get", { id: 1010, labels: false })).structured,
    ).toMatchObject({
      error: { code: "rate_limited" },
    });
    expect(await show()).toMatchObject({
      maxRequests: 4,
      remaining: 0,
      learnedFromHalo: true,
      warning: expect.any(String),
    });
    const before = house.sent().length;
    await house.fail("halo_tickets_get", { id: 1011, labels: false }, "rate_limited");
    expect(house.sent().length).toBe(before);
    await house.close();
  });
});

describe("the resources", () => {
  it("are the six of the existing server, small and cached", async () => {
    const house = await openHouse();
    const { resources } = await house.vendor.client.listResources();
    expect(resources.map(({ uri }) => uri).toSorted()).toEqual([
      "halo://config/rate-limit",
      "halo://config/status",
      "halo://schema/agents",
      "halo://schema/statuses",
      "halo://schema/teams",
      "halo://schema/ticket-types",
    ]);
    const read = async (uri: string): Promise<unknown> => {
      const { contents } = await house.vendor.client.readResource({ uri });
      const [first] = contents;
      return JSON.parse(first !== undefined && "text" in first ? first.text : "");
    };
    expect(await read("halo://config/status")).toMatchObject({
      instance: house.sandbox.url,
      authenticated: true,
      api_version: expect.stringMatching(/\d/),
      scope: "all",
    });
    const agents = JSON.stringify(await read("halo://schema/agents"));
    await read("halo://schema/agents");
    expect(agents).toContain("Jo Lind");
    expect(agents.length).toBeLessThan(5000);
    expect(house.sent().filter(({ path }) => path.endsWith("/Agent"))).toHaveLength(1);
    await house.close();
  });
});
