import { describe, expect, it } from "vitest";
import { harness, NOW } from "./api.fixture.ts";

const {
  sandbox,
  get,
  post,
  token,
  control,
  switch: switchTo,
} = harness({
  now: NOW,
  rateLimit: { requests: 20, windowSeconds: 300 },
});

describe("the rate limit", () => {
  const spend = async (
    count: number,
    as: "services" | "technician" = "services",
  ): Promise<number[]> => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) {
      statuses.push((await get("/Status/1", {}, { as })).status);
    }
    return statuses;
  };

  it("is a rolling window of 700 requests in five minutes unless told otherwise", async () => {
    await control("POST", "/limit", { requests: 700, windowSeconds: 300 });
    expect((await control("GET", "/state")).body.limit).toEqual({
      requests: 700,
      windowSeconds: 300,
    });
  });

  it("answers plain text when it is full, and rolls on", async () => {
    expect(new Set(await spend(20))).toEqual(new Set([200]));
    const refused = await get("/Status/1");
    expect(refused.status).toBe(429);
    expect(refused.text).toBe("Rate Limit Reached - 20 Requests per rolling 5 minute window.");
    expect(refused.headers.get("content-type")).toContain("text/plain");
    expect(refused.headers.get("retry-after")).toBeNull();
    expect(refused.headers.get("x-ratelimit-limit")).toBeNull();
    await control("POST", "/clock", { seconds: 301 });
    expect(await spend(1)).toEqual([200]);
  });

  it("counts each application apart, and no sign-in", async () => {
    await spend(20);
    expect((await token()).status).toBe(200);
    expect(await spend(1, "technician")).toEqual([200]);
    expect((await get("/AuthInfo", {}, { as: null })).status).toBe(200);
  });

  it("says when to come back and what is left, by switch", async () => {
    await switchTo({ retryAfter: "seconds", rateHeaders: "on" });
    const first = await get("/Status/1");
    expect(first.headers.get("x-ratelimit-limit")).toBe("20");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("19");
    await spend(19);
    const refused = await get("/Status/1");
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(200);
    await control("POST", "/clock", { seconds: wait });
    expect(await spend(1)).toEqual([200]);
  });
});

describe("faults", () => {
  it.each([
    [500, ""],
    [401, ""],
    [403, ""],
    [429, "Rate Limit Reached - 700 Requests per rolling 5 minute window."],
    [503, "<html>"],
  ])("%i has the vendor's form", async (status, text) => {
    sandbox().fault({ kind: "status", status, match: { path: "^/api/Status" }, times: 1 });
    const reply = await get("/Status");
    expect(reply.status).toBe(status);
    expect(reply.text.startsWith(text)).toBe(true);
    if (text === "") expect(reply.text).toBe("");
    expect((await get("/Status")).status).toBe(200);
  });

  it("can lose an answer after the write", async () => {
    sandbox().fault({
      kind: "reset",
      match: { method: "POST", path: "/api/Tags" },
      times: 1,
      commit: true,
    });
    await expect(post("/Tags", { text: "lost" })).rejects.toThrow();
    expect((await get("/Tags")).body).toHaveLength(7);
  });

  it("act on sign-in as well", async () => {
    sandbox().fault({ kind: "html", match: { path: "/token$" }, times: 1 });
    expect((await token()).text).toContain("<html>");
    expect((await token()).status).toBe(200);
  });

  it("can cut JSON short and redirect", async () => {
    sandbox().fault({ kind: "malformed", match: { path: "/api/Tags" }, times: 1 });
    await expect(get("/Tags")).rejects.toThrow(SyntaxError);
    sandbox().fault({ kind: "redirect", location: "https://rogue.example/", times: 1 });
    expect((await get("/Tags")).status).toBe(302);
    sandbox().clearFaults();
    expect((await get("/Tags")).status).toBe(200);
  });
});

describe("records and control", () => {
  it("keep what arrived at both servers, in order", async () => {
    await get("/Tags");
    await post("/Tags", { text: "seen" });
    const paths = sandbox()
      .requests()
      .map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual(["POST /auth/token", "GET /api/Tags", "POST /api/Tags"]);
    expect(sandbox().writes().at(-1)).toMatchObject({ body: [{ text: "seen" }], status: 201 });
  });

  it("save, restore and reset", async () => {
    await post("/Tags", { text: "kept" });
    await control("POST", "/save");
    await post("/Tags", { text: "dropped" });
    await control("POST", "/restore");
    expect((await get("/Tags")).body).toHaveLength(7);
    sandbox().reset();
    expect(sandbox().requests()).toEqual([]);
    const { body } = await control("GET", "/state");
    expect(body.counts.tags).toBe(6);
    expect(body.profile).toBe("documented");
  });

  it("list mails and steer tokens", async () => {
    await post("/Tickets", { summary: "x", user_id: 172 });
    expect((await control("GET", "/mails")).body).toHaveLength(1);
    expect((await control("GET", "/tokens")).body).toEqual({ live: 1, expiresIn: 3600 });
    await control("POST", "/tokens/revoke");
    expect((await get("/Tags")).status).toBe(401);
    expect((await control("POST", "/profile", { switches: { arrays: "xml" } })).status).toBe(400);
    expect((await control("POST", "/profile", { profile: "none" })).body.error).toContain(
      "separate-auth",
    );
  });

  it("has no other paths", async () => {
    for (const path of ["/Nonsense", "/Tickets/1/2", "/mcp"]) {
      const { status, text } = await get(path);
      expect([status, text], path).toEqual([404, ""]);
    }
  });
});
