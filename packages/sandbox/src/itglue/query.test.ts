import { describe, expect, it } from "vitest";
import { harness, LARKFIELD } from "./api.fixture.ts";
import { splitList } from "./query.ts";

const { get, switch: set } = harness();

interface Entry {
  id: string;
  attributes: Record<string, unknown>;
}

const names = (entries: Entry[]): unknown[] => entries.map((entry) => entry.attributes["name"]);
const list = async (path: string): Promise<Entry[]> => {
  const reply = await get(`${path}${path.includes("?") ? "&" : "?"}page[size]=1000`);
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.body.data as Entry[];
};

describe("2.2 filters", () => {
  it("ignores unknown filters and gives everything", async () => {
    const all = await list("/organizations");
    expect(await list("/organizations?filter[nonsense]=1&filter[traits]=x")).toEqual(all);
    expect(await list("/organizations?filter[short_name]=LDG")).toEqual(all);
  });

  it("takes a comma list as OR and a backslash before a comma of the value", async () => {
    const both = await list("/organizations?filter[id]=4100021,4100028");
    expect(names(both)).toEqual(["Larkfield Dental Group", "Northgate Logistics"]);
    expect(splitList("a\\,b,c")).toEqual(["a,b", "c"]);
  });

  it("compares organization and type names exactly", async () => {
    expect(await list("/organizations?filter[name]=Larkfield")).toEqual([]);
    expect(await list("/organizations?filter[name]=Larkfield Dental Group")).toHaveLength(1);
    expect(await list("/flexible_asset_types?filter[name]=Wire")).toEqual([]);
    expect(await list("/flexible_asset_types?filter[name]=Wireless")).toHaveLength(1);
  });

  it("compares other names by part, in any case", async () => {
    expect(await list("/configurations?filter[name]=ldg-srv")).toHaveLength(3);
    expect(names(await list("/locations?filter[name]=MAIN clin"))).toEqual(["Main clinic"]);
    expect((await list("/passwords?filter[name]=firewall")).length).toBeGreaterThan(40);
    const path = "/flexible_assets?filter[flexible_asset_type_id]=301&filter[name]=ldg-";
    expect(await list(path)).toHaveLength(4);
  });

  it("has the other readings as profiles", async () => {
    await set({ nameFilter: "contains" });
    expect(await list("/organizations?filter[name]=larkfield")).toHaveLength(1);
    await set({ nameFilter: "case-sensitive" });
    expect(await list("/configurations?filter[name]=ldg-srv")).toEqual([]);
  });

  it("excludes by id, name, type and status", async () => {
    const all = await list("/organizations");
    const less = async (filter: string) =>
      all.length - (await list(`/organizations?${filter}`)).length;
    expect(await less("filter[exclude][id]=4100021,4100028")).toBe(2);
    expect(await less("filter[exclude][name]=Larkfield Dental Group")).toBe(1);
    expect(await less("filter[exclude][organization_type_id]=72")).toBeGreaterThan(0);
    expect(await less("filter[exclude][organization_status_id]=12")).toBeGreaterThan(30);
  });

  it("takes ranges with open ends", async () => {
    const day = (entry: Entry) => String(entry.attributes["expiration-date"]);
    const soon = await list("/expirations?filter[range][expiration_date]=2026-07-01,2026-08-01");
    expect(soon.length).toBeGreaterThan(3);
    expect(soon.every((entry) => day(entry) >= "2026-07-01" && day(entry) <= "2026-08-01")).toBe(
      true,
    );
    const past = await list("/expirations?filter[range][expiration_date]=*,2026-06-30");
    const later = await list("/expirations?filter[range][expiration_date]=2026-07-01,*");
    expect(past.length + later.length).toBe((await list("/expirations")).length);
  });

  it("takes start,end on created_at and updated_at", async () => {
    const some = await list(
      "/organizations?filter[updated_at]=2026-05-02T00:00:00Z,2026-05-03T00:00:00Z",
    );
    expect(names(some)).toContain("Larkfield Dental Group");
    expect(some.length).toBeLessThan(10);
  });

  it("takes ne=null", async () => {
    const linked = await list("/configurations?filter[contact_id][ne]=null");
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.every((entry) => entry.attributes["contact-id"] !== null)).toBe(true);
    expect(await list("/configurations?filter[archived]=true")).not.toEqual([]);
  });

  it("wants psa_id and rmm_id together with their integration", async () => {
    expect((await get("/organizations?filter[psa_id]=90004")).status).toBe(422);
    const path = "/organizations?filter[psa_id]=90004&filter[psa_integration_type]=manage";
    expect(await list(path)).toHaveLength(1);
    expect((await get("/configurations?filter[rmm_id]=1")).status).toBe(422);
  });

  it("does not filter on routes under an organization", async () => {
    const path = `/organizations/${LARKFIELD}/relationships/configurations`;
    const all = await list(path);
    expect(await list(`${path}?filter[name]=ldg-srv`)).toEqual(all);
    await set({ nestedFilters: "supported" });
    expect(await list(`${path}?filter[name]=ldg-srv`)).toHaveLength(3);
  });
});

describe("2.2 sort", () => {
  it("sorts up and down in both spellings", async () => {
    const up = names(await list("/organizations?sort=name"));
    expect(names(await list("/organizations?sort=-name"))).toEqual(up.toReversed());
    const dates = async (sort: string) =>
      (await list(`/organizations?sort=${sort}`)).map((entry) =>
        String(entry.attributes["updated-at"]),
      );
    expect(await dates("updated-at")).toEqual(await dates("updated_at"));
    expect(await dates("updated-at")).toEqual((await dates("updated_at")).toSorted());
  });

  it("sorts by names that come from other records", async () => {
    const types = (await list("/organizations?sort=organization_type_name")).map((entry) =>
      String(entry.attributes["organization-type-name"]),
    );
    expect(types).toEqual(types.toSorted());
  });

  it("refuses or ignores a sort outside the list", async () => {
    expect((await get("/organizations?sort=description")).status).toBe(400);
    await set({ invalidSort: "ignored" });
    expect((await get("/organizations?sort=description")).status).toBe(200);
  });

  it.each([
    [
      "organizations",
      "name,id,updated_at,organization_status_name,organization_type_name,created_at,short_name,my_glue_account_id",
    ],
    ["configurations", "name,id,created_at,updated-at"],
    ["contacts", "first_name,last_name,id,created_at,updated_at"],
    ["locations", "name,id,created_at,updated_at"],
    ["passwords", "name,username,url,id,created_at,updated-at"],
    ["flexible_asset_types", "name,id,created_at,updated_at"],
    ["expirations", "id,organization_id,expiration_date,created_at,updated_at"],
    ["domains", "created_at,updated_at"],
    ["checklists", "completed,created_at,updated_at"],
    ["users", "name,email,reputation,id,created_at,updated-at"],
    ["user_metrics", "id,created,viewed,edited,deleted,date"],
    ["logs", "created_at"],
  ])("allows the documented sorts of %s", async (resource, sorts) => {
    for (const sort of sorts.split(",")) {
      const reply = await get(`/${resource}?page[size]=1&sort=${sort}`);
      expect([sort, reply.status]).toEqual([sort, 200]);
    }
  });
});

describe("2.4 filters by resource", () => {
  it.each([
    ["organizations", "filter[organization_type_id]=72", 4],
    ["organizations", "filter[group_id]=302", 29],
    ["contacts", "filter[primary_email]=mira@larkfield.example", 1],
    ["contacts", "filter[last_name]=Oduya&filter[first_name]=mira", 1],
    ["locations", `filter[organization_id]=${LARKFIELD}`, 4],
    ["configurations", "filter[serial_number]=SN-0001", 1],
    ["configurations", "filter[mac_address]=02:00:00:aa:bb:01", 1],
    ["passwords", `filter[organization_id]=${LARKFIELD}&filter[password_category_id]=6`, 3],
    ["flexible_asset_types", "filter[enabled]=false", 1],
    ["flexible_asset_types", "filter[icon]=wifi", 1],
    ["domains", `filter[organization_id]=${LARKFIELD}`, 1],
    ["expirations", "filter[resource_type_name]=Domain", 44],
    ["expirations", "filter[resource_name]=larkfield.example&filter[description]=Domain", 1],
    ["checklists", `filter[organization_id]=${LARKFIELD}`, 2],
    ["users", "filter[role_name]=Administrator", 2],
    ["users", "filter[email]=noa@msp.example", 1],
    ["users", "filter[salesforce_id]=sf-1", 1],
    ["user_metrics", "filter[user_id]=55&filter[resource_type]=Document", 20],
  ])("%s?%s", async (resource, filter, expected) => {
    expect(await list(`/${resource}?${filter}`)).toHaveLength(expected);
  });
});
