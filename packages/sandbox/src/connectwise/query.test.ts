import { describe, expect, it } from "vitest";
import { harness, NOW } from "./api.fixture.ts";

const {
  get,
  post,
  sandbox,
  switch: change,
} = harness({
  now: NOW,
  rateLimit: { requests: 5000, windowSeconds: 60 },
});

/** The relations of a Link header with their addresses. */
function links(header: string | null): Map<string, URL> {
  const parts = [...(header ?? "").matchAll(/<([^>]+)>; rel="(\w+)"/g)];
  return new Map(parts.map(([, url = "", relation = ""]) => [relation, new URL(url)]));
}

const idsOf = (body: { id: number }[]): number[] => body.map(({ id }) => id);

describe("pages", () => {
  it("have 25 records unless asked for more, and at most 1000", async () => {
    expect((await get("/service/tickets")).body).toHaveLength(25);
    expect((await get("/service/tickets", { query: { pageSize: 5000 } })).body).toHaveLength(1000);
    await change({ overMaximum: "refused" });
    expect((await get("/service/tickets", { query: { pageSize: 1001 } })).status).toBe(400);
  });

  it("Link on the first, a middle and the last page", async () => {
    const query = { pageSize: 10, conditions: "id<=10025", orderBy: "id" };
    const first = links((await get("/service/tickets", { query })).headers.get("link"));
    expect([...first.keys()]).toEqual(["next", "last"]);
    expect(first.get("last")?.searchParams.get("page")).toBe("3");
    const middle = await get("/service/tickets", { query: { ...query, page: 2 } });
    const second = links(middle.headers.get("link"));
    expect([...second.keys()]).toEqual(["first", "prev", "next", "last"]);
    const third = await get("/service/tickets", { query: { ...query, page: 3 } });
    expect([...links(third.headers.get("link")).keys()]).toEqual(["first", "prev"]);
    expect(third.body).toHaveLength(5);
  });

  it("the links keep the other parameters and work", async () => {
    const query = { pageSize: 10, conditions: 'summary contains "a"', fields: "id" };
    const { headers } = await get("/service/tickets", { query });
    const next = links(headers.get("link")).get("next");
    expect(next?.searchParams.get("conditions")).toBe(query.conditions);
    expect(next?.href.startsWith(sandbox().apiUrl)).toBe(true);
    const follow = await get(next?.href.slice(sandbox().apiUrl.length) ?? "");
    expect(follow.body).toHaveLength(10);
    expect(Object.keys(follow.body[0])).toEqual(["id"]);
  });

  it("there is no next after an exact multiple, and nothing past the end", async () => {
    const query = { pageSize: 10, conditions: "id<=10010" };
    expect((await get("/service/tickets", { query })).headers.get("link")).toBeNull();
    const past = await get("/service/tickets", { query: { ...query, page: 7 } });
    expect([past.status, past.body]).toEqual([200, []]);
  });

  it.each([{ page: 0 }, { page: -1 }, { pageSize: 0 }, { pageSize: "abc" }])(
    "refuses %j",
    async (query) => {
      const { status } = await get("/service/tickets", { query: query as Record<string, number> });
      expect(status).toBe(400);
    },
  );

  it("parameter names ignore case", async () => {
    expect((await get("/service/tickets", { query: { pagesize: 3 } })).body).toHaveLength(3);
  });

  it("forward-only goes by pageId and always names the next page", async () => {
    const headers = { "pagination-type": "forward-only" };
    const first = await get("/service/tickets", { headers, query: { pageSize: 2, page: 9 } });
    expect(idsOf(first.body)).toEqual([10_001, 10_002]);
    const next = links(first.headers.get("link")).get("next");
    expect(next?.searchParams.get("pageId")).toBe("10002");
    expect(next?.searchParams.has("page")).toBe(false);
    const second = await get("/service/tickets", {
      headers,
      query: { pageSize: 2, pageId: 10_002 },
    });
    expect(idsOf(second.body)).toEqual([10_003, 10_004]);
    const end = await get("/service/tickets", { headers, query: { pageId: 99_999 } });
    expect(end.body).toEqual([]);
    expect(links(end.headers.get("link")).has("next")).toBe(true);
    const ordered = await get("/service/tickets", { headers, query: { orderBy: "id" } });
    expect(ordered.status).toBe(400);
  });

  it("the audit trail does not go forward-only", async () => {
    const { status } = await get("/system/audittrail", {
      headers: { "pagination-type": "forward-only" },
      query: { type: "Ticket", id: 10_001 },
    });
    expect(status).toBe(400);
  });
});

describe("order, projection and counts", () => {
  it("orders by several keys and by nested ones", async () => {
    const query = { orderBy: "company/name asc, id desc", pageSize: 50, fields: "id,company/name" };
    const { body } = await get("/service/tickets", { query });
    const names = (body as { company: { name: string } }[]).map(({ company }) => company.name);
    expect(names).toEqual(names.toSorted());
    expect(body[0].id).toBeGreaterThan(body[1].id);
    for (const orderBy of ["colour", "id sideways"]) {
      expect((await get("/service/tickets", { query: { orderBy } })).status).toBe(400);
    }
  });

  it("fields cut nested objects and leave _info out unless named", async () => {
    const one = await get("/service/tickets/10001", {
      query: { fields: "id,company/name,status" },
    });
    expect(one.body.company).toEqual({ name: "Orchard Dental Group" });
    expect(Object.keys(one.body)).toEqual(["id", "company", "status"]);
    const info = await get("/service/tickets/10001", { query: { fields: "id,_info/dateEntered" } });
    expect(Object.keys(info.body._info)).toEqual(["dateEntered"]);
  });

  it("an unknown name in fields is passed over, or refused when told so", async () => {
    const query = { fields: "id,dateEntered" };
    expect((await get("/service/tickets/10001", { query })).body).toEqual({ id: 10_001 });
    await change({ unknownFields: "refused" });
    expect((await get("/service/tickets/10001", { query })).status).toBe(400);
  });

  it("dateEntered of a ticket is in _info only", async () => {
    const { body } = await get("/service/tickets/10001");
    expect(body.dateEntered).toBeUndefined();
    expect(body._info.dateEntered).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it("counts with the same conditions", async () => {
    const { body } = await get("/service/tickets/count", { query: { conditions: "id<10011" } });
    expect(body).toEqual({ count: 10 });
  });

  it("searches with conditions in the body, also long ones", async () => {
    const wanted = Array.from({ length: 2000 }, (_, index) => 10_001 + index).join(",");
    const { status, body } = await post(
      "/service/tickets/search",
      { conditions: `id in (${wanted})`, orderBy: "id desc" },
      { query: { pageSize: 3 } },
    );
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual([12_000, 11_999, 11_998]);
    const long = await get("/service/tickets", { query: { conditions: `id in (${wanted})` } });
    expect(long.status).toBe(414);
  });

  it("leaves out what is null, and writes UTC with whole seconds", async () => {
    const { text } = await get("/service/tickets", { query: { pageSize: 200 } });
    expect(text).not.toContain(":null");
    expect(text).not.toMatch(/T\d\d:\d\d:\d\d\.\d/);
  });
});
