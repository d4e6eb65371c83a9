import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { testVendor, type TestVendor } from "@psa-mcp/core/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHouse, type House } from "../../test/house.ts";
import { itglue } from "../index.ts";

const STAFF = 7700555;
const KEY = "pre-shared-key";

describe("a stored password", () => {
  let house: House;
  let stored: string;
  beforeAll(async () => {
    house = await openHouse();
    const { attributes } = await house.first(`/flexible_assets/${STAFF}`);
    stored = String((attributes["traits"] as Record<string, unknown>)[KEY]);
    if (stored.length < 6) throw new Error("the sandbox stores no password worth looking for");
  });
  afterAll(() => house.close());
  beforeEach(() => {
    house.sandbox.reset();
  });

  it.each([
    ["itglue_get", { path: `/flexible_assets/${STAFF}` }],
    ["itglue_get", { path: `/flexible_assets/${STAFF}`, include: "attachments,related_items" }],
    [
      "itglue_get",
      { path: "/flexible_assets", filters: { flexible_asset_type_id: 301 }, page_size: 1000 },
    ],
    ["itglue_get", { path: "/flexible_asset_types", include: "flexible_asset_fields" }],
    ["itglue_get", { path: "/flexible_asset_types/301/relationships/flexible_asset_fields" }],
    [
      "itglue_resolve_url",
      { url: `https://demo.itglue.com/4100021/assets/301-wireless/records/${STAFF}` },
    ],
    ["itglue_get_flexible_asset", { flexible_asset_id: STAFF }],
    ["itglue_list_flexible_assets", { flexible_asset_type_id: 301, page_size: 1000 }],
    ["itglue_list_flexible_assets", { flexible_asset_type_id: 301, trait_filter: { ssid: "L" } }],
    ["itglue_get_flexible_asset_type", { flexible_asset_type_id: 301 }],
    ["itglue_validate_flexible_asset", { flexible_asset_type_id: 301, traits: { [KEY]: "" } }],
    ["itglue_list_attachments", { resource_type: "flexible_assets", resource_id: STAFF }],
    ["itglue_list_related_items", { resource_type: "flexible_assets", resource_id: STAFF }],
    ["itglue_archive_flexible_asset", { flexible_asset_id: STAFF, dry_run: true }],
    ["itglue_archive_flexible_asset", { flexible_asset_id: STAFF }],
    ["itglue_patch_flexible_asset", { flexible_asset_id: STAFF, traits: { vlan: 7 } }],
    [
      "itglue_patch_flexible_asset",
      { flexible_asset_id: STAFF, traits: { [KEY]: "renewed-value-9" }, dry_run: true },
    ],
    [
      "itglue_patch_flexible_asset",
      { flexible_asset_id: STAFF, traits: { [KEY]: "renewed-value-9" } },
    ],
    ["itglue_patch_flexible_asset", { flexible_asset_id: STAFF, traits: { [KEY]: null } }],
    ["itglue_delete_flexible_asset", { flexible_asset_id: STAFF }],
    ["itglue_delete_flexible_asset", { flexible_asset_id: STAFF, dry_run: true }],
    ["itglue_find_matches", { kind: "configuration", name: "AP-01" }],
    ["itglue_scan_duplicates", { kind: "configuration", organization_id: 4100021 }],
    ["itglue_audit_documentation", { organization_id: 4100021 }],
  ])("in a trait with an innocent name does not pass %s %j", async (tool, given) => {
    for (const response_format of ["markdown", "json"]) {
      house.sandbox.reset();
      const answer = await house.call(tool, { ...given, response_format });
      const confirm = answer.structured["confirm"];
      const done =
        confirm === undefined
          ? answer
          : await house.call(tool, { ...given, confirm, response_format });
      const said = JSON.stringify([answer, done]);
      expect(said).not.toContain(stored);
      expect(said).not.toContain("renewed-value-9");
      expect(
        JSON.stringify(house.vendor.audit.map(({ arguments: _given, ...event }) => event)),
      ).not.toContain(stored);
    }
  });

  it("is not told by a cursor", async () => {
    const given = { flexible_asset_type_id: 301, page_size: 2 };
    const { structured } = await house.call("itglue_list_flexible_assets", given);
    const cursor = String(structured["next_cursor"]);
    expect(Buffer.from(cursor.slice(6), "base64url").toString()).not.toContain(stored);
    const next = await house.call("itglue_list_flexible_assets", { ...given, cursor });
    expect(JSON.stringify([next.text, next.structured])).not.toContain(stored);
  });

  it("cannot be guessed: right and wrong values look alike", async () => {
    const told: unknown[] = [];
    for (const guess of [stored, `${stored}x`]) {
      const given = { flexible_asset_id: STAFF, traits: { [KEY]: guess }, dry_run: true };
      const { structured } = await house.call("itglue_patch_flexible_asset", given);
      told.push(structured);
      const filter = { flexible_asset_type_id: 301, trait_filter: { [KEY]: guess } };
      expect((await house.call("itglue_list_flexible_assets", filter)).items).toEqual([]);
    }
    expect(told[0]).toEqual(told[1]);
  });

  it("cannot be moved into a trait that is shown", async () => {
    await house.call("itglue_patch_flexible_asset", {
      flexible_asset_id: STAFF,
      traits: { ssid: "[redacted]" },
    });
    const { attributes } = await house.first(`/flexible_assets/${STAFF}`);
    expect(attributes["traits"]).toMatchObject({ ssid: "[redacted]", [KEY]: stored });
  });

  it("is kept by the mask and by silence, whatever else changes", async () => {
    await house.call("itglue_update_flexible_asset", {
      flexible_asset_id: STAFF,
      mode: "merge",
      traits: { vlan: 8, [KEY]: "[redacted]" },
    });
    const { attributes } = await house.first(`/flexible_assets/${STAFF}`);
    expect(attributes["traits"]).toMatchObject({ vlan: 8, [KEY]: stored });
  });

  it("hides no other trait from itglue_get", async () => {
    const answer = await house.call("itglue_get", { path: `/flexible_assets/${STAFF}` });
    expect(answer.text).toContain("WPA3 Enterprise");
  });
});

// What a vendor could also send: values in places of which nobody knows that they exist.
describe("a password that IT Glue sends in an unexpected place", () => {
  const SECRET = "Unexpected-Value-77";
  const asset = {
    id: "1",
    type: "flexible-assets",
    attributes: {
      name: "Asset",
      "organization-id": 1,
      "flexible-asset-type-id": 301,
      traits: {
        title: "Asset",
        token: SECRET,
        "added-later": SECRET,
        logins: {
          type: "Passwords",
          values: [
            { id: 9, name: "Router", notes: SECRET, password: SECRET, "otp-secret": SECRET },
          ],
        },
      },
      "recent-versions": [{ id: 1, password: SECRET, changes: { "otp-code": SECRET } }],
    },
  };
  const field = (key: string, kind: string, more: object = {}): object => ({
    id: "1",
    type: "flexible-asset-fields",
    attributes: { name: key, "name-key": key, kind, order: 1, ...more },
  });
  const fields = [
    field("title", "Text"),
    field("token", "Password", { "default-value": SECRET }),
    field("logins", "Tag", { "tag-type": "Passwords" }),
  ];
  const late = field("added-later", "Password");
  const password = {
    id: "9",
    type: "passwords",
    attributes: {
      name: "Router",
      "organization-id": 1,
      url: `https://admin:${SECRET}@router.example/login`,
      notes: SECRET,
      password: SECRET,
      "password-value": SECRET,
      "otp-secret": SECRET,
      "totp-secret": SECRET,
      "autofill-selectors": { password: SECRET },
    },
  };

  let server: Server;
  let vendor: TestVendor;
  let withLate = false;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const path = (request.url ?? "").split("?")[0] ?? "";
        const body = Buffer.concat(chunks).toString("utf8");
        response.setHeader("content-type", "application/vnd.api+json");
        if (request.method !== "GET") {
          response.statusCode = 422;
          response.end(JSON.stringify({ errors: [{ status: 422, detail: `refused: ${body}` }] }));
          return;
        }
        const data = path.endsWith("flexible_asset_fields")
          ? [...fields, ...(withLate ? [late] : [])]
          : path === "/passwords"
            ? [password]
            : path.startsWith("/passwords")
              ? password
              : path === "/flexible_assets"
                ? [asset]
                : asset;
        response.end(JSON.stringify({ data, included: [password, asset] }));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    vendor = await testVendor(itglue, {
      results: "both",
      toolsets: ["all"],
      settings: {
        ITGLUE_BASE_URL: `http://127.0.0.1:${String(port)}`,
        ITGLUE_API_KEY: "ITG.0123456789abcdef0123456789abcdef",
        MCP_CONFIRM: "never",
        MCP_IDEMPOTENCY_SECONDS: "0",
      },
    });
  });
  afterAll(async () => {
    await vendor.close();
    await new Promise((done) => server.close(done));
  });

  it.each([
    ["itglue_get_flexible_asset", { flexible_asset_id: 1 }],
    ["itglue_list_flexible_assets", { flexible_asset_type_id: 301 }],
    ["itglue_get_flexible_asset_type", { flexible_asset_type_id: 301 }],
    ["itglue_get", { path: "/flexible_assets/1", include: "attachments" }],
    ["itglue_get", { path: "/flexible_assets", filters: { flexible_asset_type_id: 301 } }],
    ["itglue_get", { path: "/flexible_asset_types/301/relationships/flexible_asset_fields" }],
    ["itglue_get_configuration", { configuration_id: 1 }],
    ["itglue_get_organization", { organization_id: 1 }],
    ["itglue_list_related_items", { resource_type: "passwords", resource_id: 9 }],
    ["itglue_list_passwords", {}],
    ["itglue_get_password", { password_id: 9 }],
    ["itglue_find_credential", { query: "router" }],
    ["itglue_resolve_url", { url: "https://demo.itglue.com/1/passwords/9" }],
    ["itglue_delete_flexible_asset", { flexible_asset_id: 1, dry_run: true }],
    [
      "itglue_patch_flexible_asset",
      { flexible_asset_id: 1, traits: { title: "B" }, dry_run: true },
    ],
  ])("does not pass %s %j", async (tool, given) => {
    for (const response_format of ["markdown", "json"]) {
      const answer = await vendor.call(tool, { ...given, response_format });
      expect(answer.isError, answer.text).toBe(false);
      expect(JSON.stringify(answer)).not.toContain(SECRET);
    }
  });

  it("is not quoted from an error about a write that carried it", async () => {
    for (const [tool, given] of [
      ["itglue_patch_flexible_asset", { flexible_asset_id: 1, traits: { title: "B" } }],
      [
        "itglue_create_flexible_asset",
        {
          organization_id: 1,
          flexible_asset_type_id: 301,
          traits: { title: "B", token: "Given-Value-88" },
        },
      ],
    ] as const) {
      const answer = await vendor.call(tool, given);
      expect(answer.isError).toBe(true);
      expect(answer.text).toContain("refused");
      expect(JSON.stringify([answer, vendor.audit.at(-1)?.outcome])).not.toMatch(
        /(?:Unexpected|Given)-Value/,
      );
    }
  });

  it("cannot be found by what stands before the @ of an address", async () => {
    for (const [tool, given] of [
      ["itglue_find_credential", { query: SECRET }],
      ["itglue_list_passwords", { url: SECRET.slice(0, 6) }],
    ] as const) {
      const { structured } = await vendor.call(tool, given);
      expect(structured?.["items"], tool).toEqual([]);
    }
  });

  it("is carried over in a write even when its field is newer than what is known of the type", async () => {
    await vendor.call("itglue_get_flexible_asset", { flexible_asset_id: 1 });
    withLate = true;
    const given = { flexible_asset_id: 1, traits: { title: "B" }, dry_run: true };
    const { structured } = await vendor.call("itglue_patch_flexible_asset", given);
    const traits = { title: "B", "added-later": "[redacted]" };
    expect(structured).toMatchObject({
      requests: [{ body: { data: { attributes: { traits } } } }],
    });
  });
});
