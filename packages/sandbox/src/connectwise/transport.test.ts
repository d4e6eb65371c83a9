import { describe, expect, it } from "vitest";
import { credential, harness, TICKET } from "./api.fixture.ts";
import { startConnectwiseSandbox } from "./index.ts";

const { call, get, post, patch, control, sandbox, switch: change } = harness();

describe("hosts and paths", () => {
  it("companyinfo needs no authentication and knows one company", async () => {
    const known = await get("/login/companyinfo/Larkfield", { as: null });
    expect(known.body).toMatchObject({
      CompanyName: "Larkfield Managed Services",
      Codebase: "v2026_1/",
      VersionCode: "v2026.1",
      CompanyID: "larkfield",
      IsCloud: "True",
    });
    const unknown = await get("/login/companyinfo/nobody", { as: null });
    expect([unknown.status, unknown.text]).toEqual([200, "null"]);
  });

  it("serves the codebase of the release and the old one", async () => {
    const headers = {
      authorization: credential("technician"),
      clientid: sandbox().clientId,
    };
    const cloud = await fetch(`${sandbox().cloudApiUrl}/service/tickets/${TICKET}`, { headers });
    expect(cloud.status).toBe(200);
    const { board } = (await cloud.json()) as { board: { _info: { board_href: string } } };
    expect(board._info.board_href).toBe(`${sandbox().cloudApiUrl}/service/boards/1`);
    const stale = await fetch(`${sandbox().url}/v2024_1/apis/3.0/system/info`, { headers });
    expect(stale.status).toBe(404);
  });

  it("the bare cloud host asks for SSL", async () => {
    await change({ bareCloudHost: "on" });
    const { body } = await get("/system/info");
    expect(body).toEqual({ code: "Security", message: "SSL is required.", errors: null });
  });

  it("answers with the vendor's headers and the content type that was asked for", async () => {
    const plain = await get("/system/info");
    expect(plain.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(plain.headers.get("x-cw-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(plain.headers.get("api-current-version")).toBe("2026.1");
    expect(plain.headers.get("x-server-name")).toBeTruthy();
    const pinned = async (version: string): Promise<string | null> => {
      const accept = `application/vnd.connectwise.com+json; version=${version}`;
      return (await get("/system/info", { headers: { accept } })).headers.get("content-type");
    };
    expect(await pinned("2025.1")).toBe("application/vnd.connectwise.com+json; version=2025.1");
    expect(await pinned("soon")).toContain("version=2026.1");
  });
});

describe("authentication", () => {
  it.each(["wrong", "inactive", null] as const)("%s is 401", async (as) => {
    const { status, body } = await get("/system/info", { as });
    expect(status).toBe(401);
    expect(body.code).toBe("Unauthorized");
  });

  it("a wrong company is 401", async () => {
    const text = Buffer.from(credential("technician").slice(6), "base64").toString();
    const wrong = Buffer.from(text.replace("larkfield", "meadow")).toString("base64");
    const { status } = await get("/system/info", { headers: { authorization: `Basic ${wrong}` } });
    expect(status).toBe(401);
  });

  it("a missing or unknown clientId is 401 or 403, and never repeated", async () => {
    const headers = { clientid: "0c0ffee0-0000-0000-0000-00000000dead" };
    const unknown = await get("/system/info", { headers });
    expect(unknown.status).toBe(401);
    expect(unknown.text).not.toContain("dead");
    await change({ missingClientId: "403" });
    expect((await get("/system/info", { headers: { clientid: "" } })).status).toBe(403);
  });

  it("the cloud can hide a wrong key behind a 404", async () => {
    await change({ hiddenAuthentication: "on" });
    expect((await get("/system/info", { as: "wrong" })).status).toBe(404);
  });

  it("system info is open when told so", async () => {
    await change({ systemInfo: "open" });
    expect((await get("/system/info", { as: null })).status).toBe(200);
    expect((await get("/service/boards", { as: null })).status).toBe(401);
  });

  it("keys made at run time work and belong to their member", async () => {
    const made = await call("POST", "/system/members/rvaleri/tokens", { as: "api", body: {} });
    const { publicKey, privateKey } = made.body;
    const text = `${sandbox().companyId}+${publicKey}:${privateKey}`;
    const authorization = `Basic ${Buffer.from(text).toString("base64")}`;
    const note = await post(
      `/service/tickets/${TICKET}/notes`,
      { text: "x", internalAnalysisFlag: true },
      { headers: { authorization } },
    );
    expect(note.body.createdBy).toBe("rvaleri");
    expect((await call("POST", "/system/members/rvale/tokens", { body: {} })).status).toBe(403);
  });
});

describe("errors", () => {
  it("404 for a record and for a URL, as JSON or as a page", async () => {
    const record = await get("/service/tickets/999");
    expect(record.status).toBe(404);
    expect(record.body).toMatchObject({ code: "NotFound", message: "Ticket 999 not found" });
    expect((await get("/service/nothing")).status).toBe(404);
    await change({ notFoundBody: "html" });
    expect((await get("/service/tickets/999")).headers.get("content-type")).toContain("text/html");
  });

  it("405 for a method that a route does not have", async () => {
    expect((await call("DELETE", "/system/info")).status).toBe(405);
  });

  it("400 for a body that is no JSON, 415 for another type", async () => {
    expect((await call("POST", "/service/tickets", { raw: "{" })).status).toBe(400);
    const headers = { "content-type": "text/plain" };
    expect((await call("POST", "/service/tickets", { raw: "x", headers })).status).toBe(415);
  });

  it("the limiter answers 429 in its own envelope", async () => {
    await control("POST", "/limit", { requests: 2, windowSeconds: 60 });
    await get("/system/info");
    await get("/system/info");
    const { status, body, headers } = await get("/system/info");
    expect(status).toBe(429);
    expect(body.error).toBe("ConnectWiseAPI");
    expect(body.code).toBeUndefined();
    expect(body.message).toMatch(/^Too many requests\. Please try again in \d+ seconds\.$/);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    await control("POST", "/clock", { seconds: 61 });
    expect((await get("/system/info")).status).toBe(200);
  });

  it("faults have the vendor's shape, and can fail after the change was made", async () => {
    sandbox().fault({ kind: "status", status: 500, times: 1 });
    expect((await get("/system/info")).body).toMatchObject({
      code: "ConnectWiseApi",
      message: "A timeout has occured. Please try again.",
    });
    sandbox().fault({ kind: "status", status: 503, times: 1 });
    expect((await get("/system/info")).headers.get("content-type")).toContain("text/html");
    sandbox().fault({ kind: "retry-after", retryAfter: 7, times: 1 });
    expect((await get("/system/info")).headers.get("retry-after")).toBe("7");
    const path = `/service/tickets/${TICKET}/notes`;
    const before = (await get(`${path}/count`)).body.count as number;
    sandbox().fault({
      kind: "status",
      status: 500,
      match: { method: "POST" },
      commit: true,
      times: 1,
    });
    expect((await post(path, { text: "x", internalAnalysisFlag: true })).status).toBe(500);
    expect((await get(`${path}/count`)).body.count).toBe(before + 1);
  });

  it("an unknown switch, profile or value is refused by the control port", async () => {
    expect((await control("POST", "/profile", { profile: "none" })).status).toBe(400);
    expect((await control("POST", "/profile", { switches: { colour: "red" } })).status).toBe(400);
    expect((await control("POST", "/profile", { profile: "cloud-2026" })).status).toBe(200);
    await expect(startConnectwiseSandbox({ profile: "none" as "documented" })).rejects.toThrow();
  });
});

describe("the state", () => {
  it("reset, save and restore", async () => {
    const path = `/service/tickets/${TICKET}`;
    const rename = (value: string) => patch(path, [{ op: "replace", path: "summary", value }]);
    await rename("first");
    await control("POST", "/save");
    await rename("second");
    await control("POST", "/restore");
    expect((await get(path)).body.summary).toBe("first");
    sandbox().reset();
    expect((await get(path)).body.summary).not.toBe("first");
    expect((await control("POST", "/restore")).status).toBe(200);
  });

  it("the same day gives the same records", async () => {
    const other = await startConnectwiseSandbox({ now: new Date("2026-07-01T18:30:00Z") });
    const headers = { authorization: credential("technician"), clientid: other.clientId };
    const path = "/service/tickets?pageSize=300";
    const theirs = await (await fetch(other.apiUrl + path, { headers })).text();
    const ours = await get("/service/tickets", { query: { pageSize: 300 } });
    await other.close();
    expect(theirs.replaceAll(other.url, "")).toBe(ours.text.replaceAll(sandbox().url, ""));
  });

  it("has at least 40 companies, 2,300 tickets, and names that are alike", async () => {
    const { body } = await control("GET", "/state");
    expect(body.counts.companies).toBeGreaterThanOrEqual(40);
    expect(body.counts.tickets).toBeGreaterThanOrEqual(2300);
    const boards = await get("/service/boards", {
      query: { conditions: 'name contains "Help Desk"' },
    });
    expect(boards.body).toHaveLength(2);
    const members = await get("/system/members", {
      query: { conditions: 'lastName like "Vale%"' },
    });
    expect(members.body).toHaveLength(2);
  });
});
