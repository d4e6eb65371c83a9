import { describe, expect, it } from "vitest";
import { exchange, harness, HERO, LARKFIELD, many, one } from "./api.fixture.ts";
import { ITGLUE_KEYS } from "./keys.ts";

const { call, control, get, sandbox, switch: set } = harness();
const documents = `/organizations/${LARKFIELD}/relationships/documents`;

describe("2.1 transport", () => {
  it("takes keys of the vendor's form", () => {
    for (const key of Object.values(ITGLUE_KEYS)) expect(key).toMatch(/^ITG\.[0-9a-f]{32}$/);
  });

  it("takes a key in x-api-key and a session token as bearer", async () => {
    expect((await get("/organizations?page[size]=1")).status).toBe(200);
    const headers = { authorization: `Bearer ${sandbox().jwt}` };
    expect((await get("/organizations", { key: null, headers })).status).toBe(200);
  });

  it("lets the session token win over the key", async () => {
    const revoked = { key: sandbox().keys.revoked };
    const good = { authorization: `Bearer ${sandbox().jwt}` };
    expect((await get("/organizations", { ...revoked, headers: good })).status).toBe(200);
    const bad = { authorization: "Bearer eyJx.y.z" };
    expect((await get("/organizations", { headers: bad })).status).toBe(401);
  });

  it("ends a session token after two hours", async () => {
    await control("POST", "/clock", { hours: 2 });
    const headers = { authorization: `Bearer ${sandbox().jwt}` };
    expect((await get("/organizations", { key: null, headers })).status).toBe(401);
  });

  it("revokes a key that was not used for 90 days", async () => {
    await get("/organizations?page[size]=1");
    await control("POST", "/clock", { days: 89 });
    expect((await get("/organizations?page[size]=1")).status).toBe(200);
    await control("POST", "/clock", { days: 91 });
    expect((await get("/organizations?page[size]=1")).status).toBe(401);
  });

  it("answers JSON:API in UTF-8", async () => {
    const reply = await get("/organizations?page[size]=1");
    expect(reply.headers.get("content-type")).toBe("application/vnd.api+json; charset=utf-8");
    const wrong = await get("/documents/1");
    expect(wrong.headers.get("content-type")).toContain("application/vnd.api+json");
  });

  it("takes a charset on the content type, and plain JSON by default", async () => {
    const body = one("documents", { name: "A", "organization-id": LARKFIELD });
    for (const type of ["application/vnd.api+json; charset=utf-8", "application/json"]) {
      const reply = await call("POST", "/documents", { body, headers: { "content-type": type } });
      expect(reply.status).toBe(201);
    }
  });

  it("refuses another content type with 415, plain JSON too where the profile says so", async () => {
    const body = one("documents", { name: "A", "organization-id": LARKFIELD });
    const send = (type: string) =>
      call("POST", "/documents", { body, headers: { "content-type": type } });
    expect((await send("text/plain")).status).toBe(415);
    await set({ plainJson: "refused" });
    expect((await send("application/json")).status).toBe(415);
  });

  it("refuses malformed JSON with 400 and a huge body with 413", async () => {
    expect((await call("POST", "/documents", { raw: '{"data":' })).status).toBe(400);
    const raw = `"${"a".repeat(65 * 1024 * 1024)}"`;
    expect((await call("POST", "/documents", { raw })).status).toBe(413);
  });

  it("takes kebab and snake keys and answers in kebab", async () => {
    for (const attributes of [
      { name: "A", organization_id: LARKFIELD, document_folder_id: 880_012 },
      { name: "A", "organization-id": LARKFIELD, "document-folder-id": 880_012 },
    ]) {
      const reply = await call("POST", "/documents", { body: one("documents", attributes) });
      expect(reply.body.data.attributes["document-folder-id"]).toBe(880_012);
      expect(Object.keys(reply.body.data.attributes).join()).not.toContain("_");
    }
  });

  it("takes filter keys in both spellings", async () => {
    const kebab = await get("/flexible_assets?filter[flexible-asset-type-id]=301&page[size]=3");
    const snake = await get("/flexible_assets?filter[flexible_asset_type_id]=301&page[size]=3");
    expect(snake.body.data).toEqual(kebab.body.data);
    expect(kebab.status).toBe(200);
  });

  it("takes types with hyphen or underscore and answers with hyphens", async () => {
    for (const type of ["flexible-assets", "flexible_assets"]) {
      const body = one(type, {
        "organization-id": LARKFIELD,
        "flexible-asset-type-id": 301,
        traits: { ssid: "x" },
      });
      const reply = await call("POST", "/flexible_assets", { body });
      expect(reply.status).toBe(201);
      expect(reply.body.data.type).toBe("flexible-assets");
    }
    const wrong = one("contacts", { name: "x" });
    expect((await call("PATCH", `/documents/${HERO}`, { body: wrong })).status).toBe(400);
  });

  it("sends ids as strings and references as numbers, 16 digits included", async () => {
    const item = (await get(`/documents/${HERO}`)).body.data;
    expect(item.id).toBe("5200310");
    expect(item.attributes["organization-id"]).toBe(LARKFIELD);
    const other = await get("/organizations", { key: sandbox().keys.otherAccount });
    expect(other.body.data[0].id).toMatch(/^\d{16}$/);
    const id = other.body.data[0].id;
    const foldered = await get(`/organizations/${id}/relationships/documents`, {
      key: sandbox().keys.otherAccount,
    });
    expect(foldered.body.data[0].attributes["organization-id"]).toBe(Number(id));
  });

  it("sends dates with milliseconds and Z, and expirations as days", async () => {
    const item = (await get(`/documents/${HERO}`)).body.data.attributes;
    expect(item["created-at"]).toBe("2026-01-30T10:00:00.000Z");
    const expiration = (await get("/expirations/66")).body.data.attributes;
    expect(expiration["expiration-date"]).toBe("2026-07-22");
  });

  it("ignores fields and include=sections unless the profile has them", async () => {
    const path = `/documents/${HERO}?include=sections&fields[documents]=name`;
    const plain = (await get(path)).body;
    expect(plain.included).toBeUndefined();
    expect(Object.keys(plain.data.attributes).length).toBeGreaterThan(8);
    await set({ documentInclude: "supported" });
    const rich = (await get(path)).body;
    expect(rich.included[0].type).toBe("document-sections");
    expect(Object.keys(rich.data.attributes)).toEqual(["name"]);
  });
});

describe("2.3 errors", () => {
  const error = (status: number | string, title: string, detail: unknown, pointer?: string) => ({
    errors: [{ status, title, detail, ...(pointer ? { source: { pointer } } : {}) }],
  });

  it("401 for a bad, missing or revoked key, with a string status", async () => {
    for (const key of ["ITG.0", null, sandbox().keys.revoked]) {
      const reply = await get("/organizations", { key });
      expect(reply.status).toBe(401);
      expect(reply.body.errors[0]).toMatchObject({ status: "401", title: "Unauthorized" });
    }
    await set({ unauthorizedBody: "message" });
    expect((await get("/organizations", { key: null })).body).toEqual({ message: "Unauthorized" });
  });

  it("401 for a record that the key does not see", async () => {
    const expected = error(401, "Unauthorized", "Unauthorized resource access", "id");
    const key = sandbox().keys.organizationLimited;
    for (const path of ["/organizations/4100007", "/documents/5210384", "/contacts/3000100"]) {
      const reply = await get(path, { key });
      expect([path, reply.status]).toEqual([path, 401]);
      expect(reply.body).toEqual(expected);
    }
  });

  it("401 for a wrong organization or type id", async () => {
    const expected = error(401, "Unauthorized", "Unauthorized resource access", "id");
    expect((await get("/organizations/999/relationships/configurations")).body).toEqual(expected);
    const noOrganization = one("documents", { name: "A", "organization-id": 999 });
    expect((await call("POST", "/documents", { body: noOrganization })).body).toEqual(expected);
    const noType = one("flexible-assets", {
      "organization-id": LARKFIELD,
      "flexible-asset-type-id": 999,
      traits: {},
    });
    expect((await call("POST", "/flexible_assets", { body: noType })).body).toEqual(expected);
  });

  it("401 for folders when only session tokens may", async () => {
    const path = `/organizations/${LARKFIELD}/relationships/document_folders`;
    const rollout = await get(path, { key: sandbox().keys.noFolders });
    expect(rollout.body).toEqual(error(401, "Unauthorized", "Only supported for JWT requests"));
    await set({ folders: "jwt-only" });
    expect((await get(path)).status).toBe(401);
    const headers = { authorization: `Bearer ${sandbox().jwt}` };
    expect((await get(path, { key: null, headers })).status).toBe(200);
  });

  it("401 for show_password without Password Access", async () => {
    const key = sandbox().keys.noPasswords;
    expect((await get("/passwords/9100?show_password=true", { key })).status).toBe(401);
  });

  it("400 for a section without resource_type", async () => {
    const path = `/documents/${HERO}/relationships/sections`;
    const expected = error(
      400,
      "Bad Request",
      "param is missing or the value is empty: resource_type",
    );
    const plain = one("document-sections", { content: "x" });
    const bound = one("document-sections", { content: "x" }, { resource: { data: {} } });
    for (const body of [plain, bound]) {
      const reply = await call("POST", path, { body });
      expect(reply.status).toBe(400);
      expect(reply.body).toEqual(expected);
    }
  });

  it("403 for the plan and for the address", async () => {
    expect((await get("/logs", { key: sandbox().keys.noLogs })).status).toBe(403);
    expect((await get("/organizations", { key: sandbox().keys.otherAddress })).status).toBe(403);
  });

  it("404 in JSON for a missing record, in HTML for a missing route", async () => {
    const record = await get("/documents/999999");
    expect(record.status).toBe(404);
    expect(record.body).toEqual(error(404, "Not Found", "Record not found"));
    for (const key of [sandbox().keys.full, null]) {
      const route = await get("/no/such/route", { key });
      expect(route.status).toBe(404);
      expect(route.headers.get("content-type")).toContain("text/html");
      expect(route.text).toContain("The page you were looking for doesn't exist (404)");
    }
  });

  it("500 with a body that was encoded twice", async () => {
    const reply = await get("/copilot_smart_assist/documents");
    expect(reply.status).toBe(500);
    expect(JSON.parse(reply.body).errors[0].status).toBe(500);
  });

  it("422 for unknown and for missing traits, each in its own shape", async () => {
    const unknown = one("flexible-assets", {
      "organization-id": LARKFIELD,
      "flexible-asset-type-id": 304,
      traits: { nonsense: 1 },
    });
    const reply = await call("POST", "/flexible_assets", { body: unknown });
    expect(reply.status).toBe(422);
    expect(reply.body).toEqual(
      error(
        422,
        "Unprocessable Entity",
        "Request contains invalid trait keys",
        "data/attributes/traits",
      ),
    );
    const missing = one("flexible-assets", {
      "organization-id": LARKFIELD,
      "flexible-asset-type-id": 304,
      traits: { "application-name": "A" },
    });
    const second = await call("POST", "/flexible_assets", { body: missing });
    expect(second.body).toEqual(
      error(
        422,
        "Unprocessable Entity",
        ["can't be blank"],
        "/data/attributes/flexible-asset-traits.url",
      ),
    );
  });

  it("422 with a word as status for a list on /flexible_assets", async () => {
    const body = many("flexible-assets", [{ traits: {} }]);
    const reply = await call("POST", "/flexible_assets", { body });
    expect(reply.status).toBe(422);
    expect(reply.body).toEqual({
      errors: [
        {
          status: "unprocessable_entity",
          title: "bulk action not allowed for Flexible Asset using this route",
          source: { pointer: "data" },
        },
      ],
    });
  });

  it("422 for a folder of another organization", async () => {
    const body = one("documents", {
      name: "A",
      "organization-id": LARKFIELD,
      "document-folder-id": 881_000,
    });
    const reply = await call("POST", "/documents", { body });
    expect(reply.status).toBe(422);
    expect(reply.body.errors[0].detail).toBe("must exist in the same organization");
  });
});

describe("2.3 rate limit", () => {
  it("allows 3000 requests in 5 minutes by default", async () => {
    const state = (await control("GET", "/state")).body;
    expect(state.limit).toEqual({ requests: 3000, windowSeconds: 300 });
  });

  it("counts by key in a rolling window and answers 429", async () => {
    await control("POST", "/limit", { requests: 2, windowSeconds: 60 });
    const path = "/platforms";
    expect((await get(path)).status).toBe(200);
    await control("POST", "/clock", { seconds: 40 });
    expect((await get(path)).status).toBe(200);
    const refused = await get(path);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBeNull();
    expect(refused.headers.get("x-ratelimit-limit")).toBeNull();
    expect((await get(path, { key: sandbox().keys.noPasswords })).status).toBe(200);
    // Only the first one has left the window.
    await control("POST", "/clock", { seconds: 25 });
    expect((await get(path)).status).toBe(200);
    expect((await get(path)).status).toBe(429);
  });

  it("sends Retry-After and limit headers where the profile says so", async () => {
    await control("POST", "/limit", { requests: 1, windowSeconds: 60 });
    await set({ retryAfter: "seconds", rateHeaders: "on" });
    expect((await get("/platforms")).headers.get("x-ratelimit-remaining")).toBe("0");
    const seconds = await get("/platforms");
    expect(Number(seconds.headers.get("retry-after"))).toBeGreaterThan(55);
    expect(seconds.headers.get("x-ratelimit-limit")).toBe("1");
    await set({ retryAfter: "date" });
    const date = await get("/platforms");
    const wait =
      Date.parse(date.headers.get("retry-after") ?? "") - Date.parse("2026-07-01T12:00Z");
    expect(wait).toBeGreaterThan(55_000);
  });
});

describe("2.2 envelope and paging", () => {
  it("has data, meta and links", async () => {
    const { body } = await get("/organizations?page[size]=10&page[number]=2&sort=name");
    expect(body.data).toHaveLength(10);
    expect(Object.keys(body.data[0])).toEqual(["id", "type", "attributes", "relationships"]);
    expect(body.meta).toEqual({
      "current-page": 2,
      "next-page": 3,
      "prev-page": 1,
      "total-pages": 5,
      "total-count": 44,
    });
    expect(body.links.next).toContain("page%5Bnumber%5D=3");
    expect(body.links.next).toContain("sort=name");
    const followed = await exchange(body.links.next, {
      headers: { "x-api-key": sandbox().keys.full },
    });
    expect(followed.body.meta["current-page"]).toBe(3);
  });

  it("has null at the ends", async () => {
    const first = (await get("/organizations?page[size]=40")).body.meta;
    const last = (await get("/organizations?page[size]=40&page[number]=2")).body.meta;
    expect([first["prev-page"], first["next-page"]]).toEqual([null, 2]);
    expect([last["prev-page"], last["next-page"]]).toEqual([1, null]);
  });

  it("gives an empty page past the end", async () => {
    const { status, body } = await get("/organizations?page[number]=99");
    expect([status, body.data, body.meta["total-count"]]).toEqual([200, [], 44]);
  });

  it("pages by 50 and refuses more than 1000, or clamps", async () => {
    expect((await get("/configurations")).body.data).toHaveLength(50);
    expect((await get("/configurations?page[size]=1000")).status).toBe(200);
    expect((await get("/configurations?page[size]=1001")).status).toBe(422);
    await set({ overMaximum: "clamped" });
    const clamped = await get("/configurations?page[size]=5000");
    expect(clamped.status).toBe(200);
    expect(clamped.body.data.length).toBeLessThanOrEqual(1000);
  });

  it("shows an item as data, with included when asked", async () => {
    const plain = (await get("/configurations/6100077")).body;
    expect(Object.keys(plain)).toEqual(["data"]);
    const rich = (await get("/configurations/6100077?include=configuration_interfaces,nonsense"))
      .body;
    expect(rich.included.map((entry: { id: string }) => entry.id)).toEqual(["1"]);
    expect(rich.data.relationships["configuration-interfaces"].data).toEqual([
      { id: "1", type: "configuration-interfaces" },
    ]);
  });

  it("serves the documents of an organization with the same envelope", async () => {
    const { body } = await get(`${documents}?page[size]=2`);
    expect(body.data).toHaveLength(2);
    expect(body.meta["total-count"]).toBeGreaterThan(50);
  });
});
