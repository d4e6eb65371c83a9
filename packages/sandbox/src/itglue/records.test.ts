import { describe, expect, it } from "vitest";
import { harness, LARKFIELD, many, one } from "./api.fixture.ts";

const { call, get, sandbox, control, switch: set } = harness();
const nested = (name: string) => `/organizations/${LARKFIELD}/relationships/${name}`;

interface Entry {
  id: string;
  type: string;
  attributes: Record<string, unknown>;
}

describe("organizations", () => {
  it("show the attributes of the vendor", async () => {
    const { data } = (await get(`/organizations/${LARKFIELD}`)).body;
    expect(data).toMatchObject({
      id: "4100021",
      type: "organizations",
      attributes: {
        "psa-integration": "disabled",
        name: "Larkfield Dental Group",
        description: "3 clinics",
        "organization-type-id": 71,
        "organization-type-name": "Customer",
        "organization-status-name": "Active",
        "quick-notes": "<div>Call ext 4</div>",
        "short-name": "LDG",
        "ancestor-ids": [],
        "created-at": "2024-02-11T09:00:00.000Z",
        "updated-at": "2026-05-02T14:31:07.000Z",
      },
    });
  });

  it("are made and changed, one and many", async () => {
    const made = await call("POST", "/organizations", {
      body: one("organizations", { name: "New", organization_type_id: 72 }),
    });
    expect(made.status).toBe(201);
    expect(made.body.data.attributes["organization-type-name"]).toBe("Prospect");
    const { id } = made.body.data;
    const changed = await call("PATCH", `/organizations/${id}`, {
      body: one("organizations", { short_name: "N" }),
    });
    expect(changed.body.data.attributes).toMatchObject({ name: "New", "short-name": "N" });
    const bulk = many("organizations", [{ id, alert: "x" }]);
    expect((await call("PATCH", "/organizations", { body: bulk })).status).toBe(200);
    expect((await call("POST", "/organizations", { body: one("organizations", {}) })).status).toBe(
      422,
    );
  });

  it("from a ticket system take alert, description and quick_notes only", async () => {
    const path = "/organizations/4100035";
    const open = one("organizations", { alert: "a", description: "b", quick_notes: "c" });
    expect((await call("PATCH", path, { body: open })).status).toBe(200);
    const closed = one("organizations", { name: "x" });
    expect((await call("PATCH", path, { body: closed })).status).toBe(422);
  });

  it("are deleted on the collection only, and not at once", async () => {
    expect((await call("DELETE", "/organizations/4100007")).status).toBe(404);
    const body = many("organizations", [{ id: 4_100_007 }]);
    const reply = await call("DELETE", "/organizations", { body });
    expect(reply.status).toBe(200);
    expect(reply.text).toContain("marked for deletion");
    expect((await get("/organizations/4100007")).status).toBe(200);
    await control("POST", "/clock", { seconds: 3 });
    expect((await get("/organizations/4100007")).status).toBe(404);
    expect((await get("/contacts?filter[organization_id]=4100007")).body.data).toEqual([]);
  });

  it("are deleted by filters, and never without a choice", async () => {
    expect((await call("DELETE", "/organizations")).status).toBe(400);
    expect((await call("DELETE", "/organizations?filter[nonsense]=1")).status).toBe(400);
    expect((await call("DELETE", "/organizations?filter[id]=4100007")).status).toBe(200);
    await control("POST", "/clock", { seconds: 3 });
    expect((await get("/organizations")).body.meta["total-count"]).toBe(43);
  });
});

describe("configurations and interfaces", () => {
  it("show the attributes of the vendor, names worked out", async () => {
    const { attributes } = (await get("/configurations/6100077")).body.data;
    expect(attributes).toMatchObject({
      "organization-short-name": "LDG",
      name: "AP-01",
      "primary-ip": "192.0.2.11",
      "serial-number": "SN-0001",
      "warranty-expires-at": "2027-03-31",
      "configuration-type-name": "Access Point",
      "configuration-type-kind": "network",
      "configuration-status-name": "Active",
      "manufacturer-name": "ExampleNet",
      "model-name": "XR-1",
      "location-name": "Main clinic",
      "contact-name": null,
    });
  });

  it("are made with interfaces inside", async () => {
    const body = one(
      "configurations",
      { name: "SW-9", "organization-id": LARKFIELD, "configuration-type-id": 2 },
      {
        configuration_interfaces: {
          data: [
            {
              type: "configuration-interfaces",
              attributes: { name: "p1", ip_address: "192.0.2.90", primary: true },
            },
          ],
        },
      },
    );
    const made = await call("POST", "/configurations", { body });
    expect(made.status).toBe(201);
    const path = `/configurations/${made.body.data.id}/relationships/configuration_interfaces`;
    expect((await get(path)).body.data[0].attributes).toMatchObject({
      "configuration-id": Number(made.body.data.id),
      "ip-address": "192.0.2.90",
      primary: true,
    });
  });

  it("list interfaces under the device only", async () => {
    expect((await get("/configuration_interfaces")).status).toBe(404);
    expect((await get("/configuration_interfaces/1")).body.data.attributes["mac-address"]).toBe(
      "02:00:00:aa:bb:01",
    );
    const path = "/configurations/6100077/relationships/configuration_interfaces";
    const made = await call("POST", path, {
      body: one("configuration-interfaces", { name: "eth9" }),
    });
    expect(made.status).toBe(201);
    expect((await get(path)).body.data).toHaveLength(2);
    const { id } = made.body.data;
    const port = one("configuration-interfaces", { port: "7" });
    expect((await call("PATCH", `/configuration_interfaces/${id}`, { body: port })).status).toBe(
      200,
    );
    const bulk = many("configuration-interfaces", [{ id, notes: "n" }]);
    expect((await call("PATCH", "/configuration_interfaces", { body: bulk })).status).toBe(200);
  });

  it("refuse a site of another organization", async () => {
    const body = one("configurations", { "location-id": 8100 });
    expect((await call("PATCH", "/configurations/6100077", { body })).status).toBe(422);
  });

  it("include passwords in clear for a key that may see them", async () => {
    const path = "/configurations/6110200?include=passwords";
    const values = async (key: string) =>
      ((await get(path, { key })).body.included as Entry[]).map(
        (entry) => entry.attributes["password"],
      );
    expect((await values(sandbox().keys.full))[0]).toMatch(/^sandbox-/);
    expect(await values(sandbox().keys.noPasswords)).toEqual([undefined]);
  });
});

describe("contacts and locations", () => {
  it("show the attributes of the vendor", async () => {
    expect((await get("/contacts/3000009")).body.data.attributes).toMatchObject({
      name: "Mira Oduya",
      title: "Practice manager",
      "contact-type-name": "Approver",
      "location-name": "Main clinic",
      important: true,
      "contact-emails": [{ value: "mira@larkfield.example", primary: true, "label-name": "Work" }],
    });
    expect((await get("/locations/8001")).body.data.attributes).toMatchObject({
      name: "Main clinic",
      primary: true,
      "region-name": "Illinois",
      "country-name": "United States",
    });
  });

  it("refuse changes of synced records", async () => {
    const contact = (
      (await get("/organizations/4100035/relationships/contacts")).body.data as Entry[]
    )[0];
    const location = (
      (await get("/organizations/4100035/relationships/locations")).body.data as Entry[]
    )[0];
    const title = one("contacts", { title: "x" });
    expect((await call("PATCH", `/contacts/${contact?.id}`, { body: title })).status).toBe(422);
    const fax = one("locations", { fax: "1" });
    expect((await call("PATCH", `/locations/${location?.id}`, { body: fax })).status).toBe(422);
    const model = one("models", { name: "x" });
    expect((await call("PATCH", "/models/41", { body: model })).status).toBe(422);
    expect((await call("PATCH", "/models/44", { body: model })).status).toBe(200);
  });

  it("keep one primary site", async () => {
    const body = one("locations", { primary: true });
    expect((await call("PATCH", "/locations/8002", { body })).status).toBe(200);
    const all = (await get(nested("locations"))).body.data as Entry[];
    expect(all.filter((entry) => entry.attributes["primary"]).map(({ id }) => id)).toEqual([
      "8002",
    ]);
  });

  it("delete sites one by one under the organization only", async () => {
    expect((await call("DELETE", "/locations/8004")).status).toBe(404);
    expect((await call("DELETE", `${nested("locations")}/8004`)).status).toBe(204);
    const body = many("contacts", [{ id: 3_000_009 }]);
    expect((await call("DELETE", "/contacts", { body })).status).toBe(200);
  });

  it("refuse values of the wrong sort", async () => {
    const bad = one("contacts", { important: "perhaps" });
    expect((await call("PATCH", "/contacts/3000009", { body: bad })).status).toBe(422);
    const type = one("contacts", { "contact-type-id": 999 });
    expect((await call("PATCH", "/contacts/3000009", { body: type })).status).toBe(422);
  });
});

describe("passwords", () => {
  const value = async (path: string, key = sandbox().keys.full) =>
    (await get(path, { key })).body.data.attributes.password;

  it("are hidden in lists and shown one by one", async () => {
    const listed = (await get("/passwords")).body.data as Entry[];
    expect(listed.every((entry) => !("password" in entry.attributes))).toBe(true);
    expect(await value("/passwords/9100")).toMatch(/^sandbox-/);
    expect(await value("/passwords/9100?show_password=true")).toMatch(/^sandbox-/);
    expect(await value("/passwords/9100?show_password=false")).toBeUndefined();
    expect(await value("/passwords/9100", sandbox().keys.noPasswords)).toBeUndefined();
    expect(await value("/passwords/9100?version_id=1")).toMatch(/^old-/);
    expect((await get("/passwords/9100")).body.data.attributes).toMatchObject({
      "cached-resource-type-name": "Firewall",
      "cached-resource-name": "LDG-FW-01",
      "password-category-name": "Network",
    });
  });

  it("are repeated by create and update, general or embedded", async () => {
    const body = one("passwords", {
      "organization-id": LARKFIELD,
      name: "New",
      password: "first",
      otp_secret: "JBSWY3DP",
      resource_id: 6_100_077,
      resource_type: "Configuration",
    });
    const made = await call("POST", "/passwords", { body });
    expect(made.status).toBe(201);
    expect(made.body.data.attributes).toMatchObject({
      password: "first",
      "otp-enabled": true,
      "cached-resource-name": "AP-01",
    });
    expect(made.text).not.toContain("JBSWY3DP");
    const path = `/passwords/${made.body.data.id}`;
    const changed = await call("PATCH", path, { body: one("passwords", { password: "second" }) });
    expect(changed.body.data.attributes.password).toBe("second");
    expect(await value(`${path}?version_id=1`)).toBe("first");
    const foreign = one("passwords", { resource_id: 6_110_000 });
    expect((await call("PATCH", path, { body: foreign })).status).toBe(422);
  });

  it("write down every look at a value", async () => {
    const looks = async () =>
      ((await get("/logs?page[size]=1000")).body.data as Entry[]).filter(
        ({ attributes }) => attributes["resource-id"] === 9100,
      ).length;
    await get("/passwords/9100?show_password=false");
    expect(await looks()).toBe(0);
    await get("/passwords/9100");
    expect(await looks()).toBe(1);
  });

  it("archive and disappear, one and many", async () => {
    const archived = one("passwords", { archived: true });
    expect(
      (await call("PATCH", "/passwords/9100", { body: archived })).body.data.attributes.archived,
    ).toBe(true);
    expect((await call("DELETE", "/passwords/9100")).status).toBe(204);
    const body = many("passwords", [{ id: 9261 }]);
    expect((await call("DELETE", "/passwords", { body })).status).toBe(200);
  });

  it("have folders under the organization only, in bulk at the top", async () => {
    expect((await get("/password_folders")).status).toBe(404);
    expect((await get("/password_folders/5020")).status).toBe(404);
    expect((await get(`${nested("password_folders")}/5020`)).status).toBe(200);
    const made = await call("POST", nested("password_folders"), {
      body: one("password-folders", { name: "F" }),
    });
    const { id } = made.body.data;
    const bulk = many("password-folders", [{ id, name: "G" }]);
    expect((await call("PATCH", "/password_folders", { body: bulk })).status).toBe(200);
    expect((await call("DELETE", "/password_folders", { body: bulk })).status).toBe(200);
  });
});

describe("what expires, checklists, exports", () => {
  it("spread expirations around today", async () => {
    const { data } = (await get("/expirations?sort=expiration_date&page[size]=1000")).body;
    const days = (data as Entry[]).map((entry) => String(entry.attributes["expiration-date"]));
    expect(days.some((day) => day < "2026-07-01")).toBe(true);
    expect(days.filter((day) => day >= "2026-07-01" && day < "2026-09-01").length).toBeGreaterThan(
      20,
    );
    expect((await get("/expirations/66")).body.data.attributes).toMatchObject({
      "resource-id": 41,
      "resource-name": "larkfield.example",
      "resource-type-name": "Domain",
      "resource-attribute-name": "expires-on",
    });
  });

  it("open and close routes of which nobody is sure", async () => {
    const status = async (path: string) => (await get(path)).status;
    expect(await status("/domains/41")).toBe(404);
    expect(await status("/ssl_certificates")).toBe(200);
    await set({ extraRoutes: "enabled" });
    expect(await status("/domains/41")).toBe(200);
    await set({ extraRoutes: "disabled" });
    for (const path of ["/ssl_certificates", "/tickets", "/checklist_templates", "/domains/41"]) {
      expect([path, await status(path)]).toEqual([path, 404]);
    }
  });

  it("change checklists, and do not make them", async () => {
    expect(
      (await call("POST", "/checklists", { body: one("checklists", { name: "A" }) })).status,
    ).toBe(404);
    const done = one("checklists", { completed: true });
    expect(
      (await call("PATCH", "/checklists/5", { body: done })).body.data.attributes.completed,
    ).toBe(true);
    const bulk = many("checklists", [{ id: 5, archived: true }]);
    expect((await call("PATCH", "/checklists", { body: bulk })).status).toBe(200);
    expect((await call("DELETE", "/checklists", { body: bulk })).status).toBe(200);
  });

  it("finish an export later", async () => {
    const body = one("exports", {
      "organization-id": LARKFIELD,
      "include-logs": true,
      "zip-password": "z",
    });
    const made = await call("POST", "/exports", { body });
    expect(made.status).toBe(201);
    expect(made.text).not.toContain("zip-password");
    expect(made.body.data.attributes).toMatchObject({ status: "processing", "download-url": null });
    const path = `/exports/${made.body.data.id}`;
    await control("POST", "/clock", { seconds: 6 });
    const ready = (await get(path)).body.data.attributes;
    const file = await get(String(ready["download-url"]).slice(sandbox().url.length), {
      key: null,
    });
    expect(file.text.startsWith("PK")).toBe(true);
    expect((await call("DELETE", path)).status).toBe(204);
  });
});

describe("users, metrics, logs", () => {
  it("show users, and change but not make them", async () => {
    expect((await get("/users/55")).body.data.attributes).toMatchObject({
      name: "Noa Ferro",
      email: "noa@msp.example",
      "role-name": "Administrator",
      reputation: 410,
    });
    const name = one("users", { "first-name": "Nia" });
    expect((await call("PATCH", "/users/55", { body: name })).body.data.attributes.name).toBe(
      "Nia Ferro",
    );
    expect((await call("POST", "/users", { body: name })).status).toBe(404);
    expect((await call("DELETE", "/groups/303")).status).toBe(204);
  });

  it("limit the dates of metrics to a week that has a beginning", async () => {
    const status = async (date: string) => (await get(`/user_metrics?filter[date]=${date}`)).status;
    expect(await status("2026-06-20,2026-06-27")).toBe(200);
    expect(await status("2026-06-25,*")).toBe(200);
    expect(await status("2026-06-20,2026-06-28")).toBe(422);
    const reply = await get("/user_metrics?filter[date]=*,2026-06-28");
    expect(reply.status).toBe(422);
    expect(reply.body.errors[0].title).toBe(
      "date range filter cannot be longer than a week, and cannot start with a wildcard",
    );
  });

  it("show thirty days of logs on five pages", async () => {
    const { body } = await get("/logs?page[size]=50");
    expect(body.meta["total-pages"]).toBe(5);
    expect((await get("/logs?page[size]=50&page[number]=6")).status).toBe(422);
    const all = (await get("/logs?page[size]=1000&sort=created_at")).body.data as Entry[];
    expect(String(all[0]?.attributes["created-at"]) > "2026-06-01").toBe(true);
    const range = "filter[created_at]=2026-06-20T00:00:00Z,2026-06-21T00:00:00Z";
    expect((await get(`/logs?${range}`)).body.meta["total-count"]).toBeLessThan(30);
  });
});

describe("reference data", () => {
  it.each([
    "organization_types",
    "organization_statuses",
    "configuration_types",
    "configuration_statuses",
    "contact_types",
    "password_categories",
    "manufacturers",
  ])("%s are read, made and changed, not deleted", async (name) => {
    const type = name.replaceAll("_", "-");
    expect((await get(`/${name}`)).body.data.length).toBeGreaterThan(2);
    const made = await call("POST", `/${name}`, { body: one(type, { name: "New" }) });
    expect(made.status).toBe(201);
    const path = `/${name}/${made.body.data.id}`;
    expect((await call("PATCH", path, { body: one(type, { name: "Newer" }) })).status).toBe(200);
    expect((await get(path)).body.data.attributes.name).toBe("Newer");
    expect((await call("DELETE", path)).status).toBe(404);
  });

  it.each(["countries", "regions", "operating_systems", "platforms"])(
    "%s are read only",
    async (name) => {
      expect((await get(`/${name}`)).status).toBe(200);
      expect((await call("POST", `/${name}`, { body: one(name, { name: "x" }) })).status).toBe(404);
    },
  );

  it("have models under their maker and regions under their country", async () => {
    const models = (await get("/manufacturers/15/relationships/models")).body.data as Entry[];
    expect(models.map((entry) => entry.attributes["name"])).toEqual(["XR-1", "XS-24P"]);
    const regions = (await get("/countries/2/relationships/regions")).body.data as Entry[];
    expect(regions).toHaveLength(3);
    const bulk = many("models", [{ id: 44, name: "XR-2" }]);
    expect((await call("PATCH", "/models", { body: bulk })).status).toBe(200);
  });
});

describe("2.4 the same under an organization", () => {
  it.each(["configurations", "contacts", "locations", "passwords", "expirations", "checklists"])(
    "%s list and show",
    async (name) => {
      const { data } = (await get(nested(name))).body as { data: Entry[] };
      expect(data.length).toBeGreaterThan(0);
      expect(data.every((entry) => entry.attributes["organization-id"] === LARKFIELD)).toBe(true);
      expect((await get(`${nested(name)}/${data[0]?.id}`)).status).toBe(200);
      const elsewhere = `/organizations/4100028/relationships/${name}/${data[0]?.id}`;
      expect((await get(elsewhere)).status).toBe(401);
    },
  );

  it("domains list", async () => {
    expect((await get(nested("domains"))).body.data[0].attributes.name).toBe("larkfield.example");
  });

  it("records are made without naming the organization again", async () => {
    const made = await call("POST", nested("contacts"), {
      body: one("contacts", { "first-name": "Ada", "last-name": "Berg" }),
    });
    expect(made.body.data.attributes).toMatchObject({
      "organization-id": LARKFIELD,
      name: "Ada Berg",
    });
  });
});
