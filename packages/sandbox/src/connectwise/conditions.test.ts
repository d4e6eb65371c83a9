import { describe, expect, it } from "vitest";
import { harness, ORCHARD, TICKET } from "./api.fixture.ts";

const { get, switch: change } = harness();

async function ids(path: string, conditions: string): Promise<number[]> {
  const { status, body, text } = await get(path, {
    query: { conditions, fields: "id", pageSize: 1000, orderBy: "id" },
  });
  expect(status, text).toBe(200);
  return (body as { id: number }[]).map(({ id }) => id);
}

const count = async (path: string, conditions: string): Promise<number> => {
  const { body } = await get(`${path}/count`, { query: { conditions } });
  return body.count as number;
};

describe("conditions", () => {
  it("AND binds more tightly than OR, and parentheses change that", async () => {
    const loose = await count("/service/tickets", "id=10001 OR id=10002 AND id=10003");
    const tight = await count("/service/tickets", "(id=10001 OR id=10002) AND id=10003");
    expect([loose, tight]).toEqual([1, 0]);
  });

  it.each([
    ["id in (10001, 10002)", 2],
    ["id not in (10001) and id<10004", 2],
    ["id>=10001 and id<=10003 and id!=10002", 2],
    ["company/identifier='orchard' AND id<10003", 1],
    ['COMPANY/NAME="x"', undefined],
    ['summary like "%vpn%" AND id<10030', 2],
    ['summary = "VPN*" AND id<10030', 2],
    ['summary contains "VPN DROPS" AND id<10030', 2],
    ['summary not contains "VPN" AND id<10003', 2],
    ['summary not like "%vpn%" AND id<10003', 2],
    ["owner = null AND id<10010", 1],
    ["owner != null AND id<10010", 8],
    ['recordType="serviceticket" and id=10001', 1],
    ["CLOSEDFLAG=false", undefined],
  ] as const)("%s", async (conditions, expected) => {
    const { status, body } = await get("/service/tickets/count", { query: { conditions } });
    if (expected === undefined) {
      expect(status).toBe(400);
      expect(body.code).toBe("ApiFindCondition");
    } else {
      expect(body).toEqual({ count: expected });
    }
  });

  it("keeps special signs inside their literal", async () => {
    const name = 'Yarrow \\"Tall\\" Towers, <Leisure> 100%';
    expect(await ids("/company/companies", `name = "${name}"`)).toEqual([63]);
    expect(await ids("/company/contacts", String.raw`firstName="Ana\\Lucía"`)).toEqual([2223]);
    expect(await ids("/company/companies", 'name = "] OR id>[2020-01-01"')).toEqual([]);
  });

  it("compares dates in brackets, with and without time of day", async () => {
    const today = await count("/service/tickets", "_info/dateEntered >= [2026-06-30]");
    const exact = await count("/service/tickets", "_info/dateEntered >= [2026-06-30T09:00:00Z]");
    expect(exact).toBeLessThan(today);
    expect(exact).toBeGreaterThan(0);
  });

  it("takes the time of day away when told to be quirky", async () => {
    const conditions = "_info/dateEntered >= [2026-06-30T23:59:59Z]";
    expect(await count("/service/tickets", conditions)).toBe(0);
    await change({ dateLiterals: "day-only" });
    expect(await count("/service/tickets", conditions)).toBeGreaterThan(0);
  });

  it("knows dateEntered without _info on tickets unless told not to", async () => {
    const conditions = "dateEntered >= [2026-06-30]";
    expect(await count("/service/tickets", conditions)).toBeGreaterThan(0);
    await change({ topLevelDates: "refused" });
    const { status, body } = await get("/service/tickets", { query: { conditions } });
    expect(status).toBe(400);
    expect(body.message).toBe("dateEntered is not a recognized name.");
  });

  it("filters tickets by one attached configuration, in the singular and not under OR", async () => {
    const [configuration] = (await get(`/service/tickets/${TICKET}/configurations`)).body;
    const found = await ids("/service/tickets", `configuration/id=${configuration.id}`);
    expect(found).toContain(TICKET);
    for (const conditions of [
      `configurations/id=${configuration.id}`,
      "configuration/id=1 OR id=2",
    ]) {
      expect((await get("/service/tickets", { query: { conditions } })).status).toBe(400);
    }
  });

  it("time entries can be filtered by invoiceFlag, which they do not show", async () => {
    const open = await count("/time/entries", 'billableOption="Billable" AND invoiceFlag=false');
    const billed = await count("/time/entries", "invoiceFlag=true");
    expect(Math.min(open, billed)).toBeGreaterThan(0);
  });
});

describe("mistakes in conditions", () => {
  it.each([
    ["invoiceDate=3", "invoiceDate is not a recognized name."],
    ['board/colour="x"', "board/colour is not a recognized name."],
    ['recordType="Nonsense"', "Enum value supplied was invalid"],
    ["closedFlag=1", "Expected a boolean value, not a numeric. String values should be enclosed"],
    ["summary=5", "Expected a string value, not a numeric."],
    ['id="5"', "Expected a numeric value, not a string."],
    ['_info/dateEntered>"2026-01-01"', "Expected a datetime value, not a string."],
    ["_info/dateEntered>2026-01-01", "DateTime values should be enclosed in square brackets"],
    ["_info/dateEntered>[yesterday]", "String was not recognized as a valid DateTime."],
    ["summary=Active", "Unexpected"],
    ["(id=1", 'expected ")"'],
    ["id=1)", "Unexpected"],
    ["id=1 AND", "the end"],
    ['summary="open', "no closing quote"],
    ["_info/dateEntered>[2026", "no closing bracket"],
    ["", "empty"],
    ["customFields=1", "not a recognized name"],
    ["id like 5", "Expected a string value"],
    ["id > null", "null can only be compared"],
    ["owner = 5", "A reference can only be compared with null"],
  ])("%s", async (conditions, message) => {
    const { status, body } = await get("/service/tickets", { query: { conditions } });
    expect(status).toBe(400);
    expect(body.code).toBe("ApiFindCondition");
    expect(body.message).toContain(message);
    expect(body.errors).toBeNull();
  });

  it.each([
    ["/company/contacts", "types/id=1"],
    ["/company/contacts", 'communicationItems/value="x"'],
    ["/company/companies", 'types/name="Customer"'],
    ["/system/locations", "inactiveFlag=false"],
    [`/company/companies/${ORCHARD}/sites`, "defaultBillingFlag=true"],
    [`/service/tickets/${TICKET}/notes`, 'noteType="TicketNote"'],
  ])("%s cannot be filtered by %s", async (path, conditions) => {
    const { status, body } = await get(path, { query: { conditions } });
    expect(status).toBe(400);
    expect(body.message).toContain("is not a recognized name.");
  });

  it("single quotes are refused when told so", async () => {
    await change({ singleQuotes: "refused" });
    const conditions = "summary='x'";
    expect((await get("/service/tickets", { query: { conditions } })).status).toBe(400);
  });
});

describe("child and custom-field conditions", () => {
  const contacts = async (childConditions: string): Promise<number[]> => {
    const { body, status, text } = await get("/company/contacts", {
      query: { childConditions, fields: "id", pageSize: 1000 },
    });
    expect(status, text).toBe(200);
    return (body as { id: number }[]).map(({ id }) => id);
  };

  it("one element has to answer all of it", async () => {
    const mail = 'communicationItems/value="miriam.stone@company42.example"';
    const email = await contacts(`${mail} AND communicationItems/communicationType="Email"`);
    const phone = await contacts(`${mail} AND communicationItems/communicationType="Phone"`);
    expect(email).toEqual([2220, 2221]);
    expect(phone).toEqual([]);
  });

  it("filters by type, and by several collections", async () => {
    expect((await contacts('types/name="Decision Maker"')).length).toBe(44);
    expect(
      await contacts('types/id=2 AND communicationItems/value contains "@company42.example"'),
    ).toEqual([2220]);
  });

  it("refuses a name that is no collection", async () => {
    const { status } = await get("/company/contacts", { query: { childConditions: "title=1" } });
    expect(status).toBe(400);
  });

  it("custom fields by caption and value, a left-to-right mark included", async () => {
    const query = (customFieldConditions: string) =>
      get("/company/companies/count", { query: { customFieldConditions } });
    const gold = await query('caption="Account\u200E Tier" AND value="Gold"');
    expect(gold.body).toEqual({ count: 1 });
    const plain = await query('caption="Account Tier" AND value="Gold"');
    expect(plain.body).toEqual({ count: 0 });
    const some = await query('caption="Renewal" AND value != null');
    expect(some.body.count).toBe(11);
  });
});
