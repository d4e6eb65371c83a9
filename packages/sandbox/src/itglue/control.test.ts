import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { exchange, harness, HERO, LARKFIELD, one } from "./api.fixture.ts";

const { call, control, get, sandbox } = harness();

/** A receiver of webhooks that keeps what it got. */
async function receiver() {
  const received: { url: string; body: string; signature: string | undefined }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const signature = request.headers["x-itglue-webhook-signature"];
      received.push({ url: request.url ?? "", body, signature: signature?.toString() });
      response.writeHead(202).end();
      server.emit("received");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?secret=s`;
  return { url, received, server };
}

describe("control port", () => {
  it("tells its state", async () => {
    await get("/organizations?page[size]=1");
    const { body } = await control("GET", "/state");
    expect(body.profile).toBe("strict-2026");
    expect(body.counts).toMatchObject({ organizations: 46, documents: 600 });
    expect(body.requests).toBe(1);
    expect(body.connections).toBeGreaterThan(0);
    expect(sandbox().connections()).toBeGreaterThan(0);
  });

  it("shows requests with their credentials, and writes apart", async () => {
    const body = one("documents", { name: "A", "organization-id": LARKFIELD });
    await get("/organizations?page[size]=1");
    await call("POST", "/documents", { body });
    await get("/nowhere", { key: null });
    const requests = (await control("GET", "/requests")).body;
    expect(requests.map((entry: { status: number }) => entry.status)).toEqual([200, 201, 404]);
    expect(requests[0]).toMatchObject({
      method: "GET",
      path: "/organizations",
      query: { "page[size]": "1" },
      headers: { "x-api-key": sandbox().keys.full },
    });
    const writes = (await control("GET", "/writes")).body;
    expect(writes).toHaveLength(1);
    expect(writes[0].body).toEqual(body);
    expect(sandbox().writes()).toEqual(writes);
    expect(sandbox().requests()).toHaveLength(3);
  });

  it("keeps the newest 2000 requests", async () => {
    for (let turn = 0; turn < 2010; turn += 100) {
      await Promise.all(Array.from({ length: 100 }, () => get("/nowhere", { key: null })));
    }
    expect(sandbox().requests()).toHaveLength(2000);
  });

  it("goes back to the seed", async () => {
    const name = async () => (await get(`/documents/${HERO}`)).body.data.attributes.name;
    await call("PATCH", `/documents/${HERO}`, { body: one("documents", { name: "B" }) });
    await control("POST", "/profile", { profile: "lenient" });
    await control("POST", "/faults", { kind: "empty" });
    expect((await control("POST", "/reset")).status).toBe(200);
    expect(await name()).toBe("Decommission backup agent");
    expect((await control("GET", "/state")).body).toMatchObject({
      profile: "strict-2026",
      writes: 0,
    });
  });

  it("saves and restores", async () => {
    const name = async () => (await get(`/documents/${HERO}`)).body.data.attributes.name;
    const rename = (to: string) =>
      call("PATCH", `/documents/${HERO}`, { body: one("documents", { name: to }) });
    await rename("B");
    await control("POST", "/save");
    await rename("C");
    await control("POST", "/restore");
    expect(await name()).toBe("B");
  });

  it("changes profile and switches, and says what it does not know", async () => {
    const reply = await control("POST", "/profile", {
      profile: "legacy-folders-jwt",
      switches: { retryAfter: "seconds" },
    });
    expect(reply.body).toMatchObject({
      profile: "legacy-folders-jwt",
      switches: { folders: "jwt-only", retryAfter: "seconds" },
    });
    expect((await control("POST", "/profile", { profile: "none" })).status).toBe(400);
    expect(
      (await control("POST", "/profile", { switches: { colour: "red" } })).body.error,
    ).toContain("colour");
    expect((await control("POST", "/profile", { switches: { folders: "maybe" } })).status).toBe(
      400,
    );
    expect((await control("POST", "/faults", { kind: "earthquake" })).status).toBe(400);
    expect((await control("POST", "/clock", { fortnights: 1 })).status).toBe(400);
    expect((await control("GET", "/elsewhere")).status).toBe(404);
    expect((await control("POST", "/limit", { requests: 0, windowSeconds: 1 })).status).toBe(400);
  });

  it("moves the clock", async () => {
    const { body } = await control("POST", "/clock", { days: 1, hours: 2 });
    expect(body.now).toMatch(/^2026-07-02T14:00/);
    const made = await call("POST", "/documents", {
      body: one("documents", { name: "A", "organization-id": LARKFIELD }),
    });
    expect(made.body.data.attributes["created-at"]).toMatch(/^2026-07-02T14:00/);
  });

  it("answers nobody who comes from a web page", async () => {
    const url = `${sandbox().controlUrl}/state`;
    expect((await exchange(url, { headers: { origin: "https://evil.example" } })).status).toBe(403);
  });
});

describe("webhooks", () => {
  it("render the template of a Workflow and are posted", async () => {
    const { url, received, server } = await receiver();
    const reply = await control("POST", "/webhook", {
      url,
      document_id: HERO,
      times: 2,
      template: '{"t":"[trigger_name]","u":"[resource_url]","n":"[resource_name]","x":"[other]"}',
      hmac_secret: "k",
    });
    expect(reply.body).toEqual({ statuses: [202, 202] });
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      t: "Document Updated",
      u: `https://demo.itglue.com/${LARKFIELD}/docs/${HERO}`,
      n: "Decommission backup agent",
      x: "[other]",
    });
    expect(received[0]?.url).toBe("/hook?secret=s");
    expect(received[0]?.signature).toMatch(/^[0-9a-f]{64}$/);
    server.close();
  });

  it("go to loopback only", async () => {
    const reply = await control("POST", "/webhook", { url: "https://example.com/hook" });
    expect(reply.status).toBe(400);
  });

  it("can stand and be set off by a look at a password, not by a deletion", async () => {
    const { url, received, server } = await receiver();
    await control("POST", "/webhook", { url, standing: true, trigger: "Password Access" });
    const arrived = once(server, "received");
    await get("/passwords/9100");
    await arrived;
    expect(received).toHaveLength(1);
    expect(received[0]?.body).toContain("/passwords/9100");
    expect(received[0]?.body).not.toContain("sandbox-");
    server.close();
  });
});
