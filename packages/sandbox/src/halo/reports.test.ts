import { describe, expect, it } from "vitest";
import { harness, NOW } from "./api.fixture.ts";

const {
  get,
  post,
  switch: switchTo,
} = harness({
  now: NOW,
  rateLimit: { requests: 100_000, windowSeconds: 300 },
});

// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

const run = async (sql: string): Promise<Loose> => {
  const { status, body } = await post("/Report", { sql, _testonly: true, _loadreportonly: true });
  expect(status).toBe(201);
  return body;
};

const rows = async (sql: string): Promise<Loose[]> => {
  const { report } = await run(sql);
  expect(report.load_error).toBe("");
  return report.rows;
};

describe("SQL", () => {
  it("selects, narrows, orders and limits", async () => {
    const found = await rows(
      "SELECT TOP 5 faultid, symptom AS [Subject] FROM faults WHERE areaint = 18 AND symptom LIKE '%VPN%' ORDER BY faultid DESC",
    );
    expect(found).toHaveLength(5);
    expect(Object.keys(found[0])).toEqual(["faultid", "Subject"]);
    expect(found[0].faultid).toBeGreaterThan(found[4].faultid);
    for (const row of found) expect(row.Subject).toContain("VPN");
  });

  it("joins and groups", async () => {
    const found = await rows(
      "SELECT TOP 3 a.aareadesc AS customer, COUNT(*) AS tickets, SUM(f.cleartime) AS hours FROM dbo.faults f WITH (NOLOCK) INNER JOIN area AS a ON a.aarea = f.areaint LEFT JOIN uname u ON u.unum = f.assignedtoint WHERE f.fdeleted = 0 AND u.uname IS NOT NULL GROUP BY a.aareadesc ORDER BY COUNT(*) DESC",
    );
    expect(found[0].customer).toBe("Northwind Dental");
    expect(found[0].tickets).toBeGreaterThan(found[1].tickets);
    expect(found[0].hours).toBeGreaterThan(0);
  });

  it.each([
    ["SELECT COUNT(*) AS n FROM actions", 30_000],
    [
      "SELECT COUNT(*) AS n FROM faults WHERE status IN (1, 2) OR (status = 3 AND NOT areaint <> 18)",
      undefined,
    ],
    ["SELECT COUNT(DISTINCT areaint) AS n FROM faults WHERE areaint BETWEEN 2 AND 4", 3],
    [
      "SELECT MAX(faultid) - MIN(faultid) AS n FROM faults WHERE faultid NOT IN (1001, 1002) AND faultid < 2000",
      996,
    ],
    [
      "SELECT COUNT(*) AS n FROM faults WHERE dateoccured >= DATEADD(day, -7, GETDATE())",
      undefined,
    ],
    ["SELECT LEN('four') + 1 AS n", 5],
    ["select count(*) as n from area where lower(aareadesc) = N'northwind dental';", 1],
  ])("%s", async (sql, count) => {
    const [{ n }] = (await rows(sql)) as [{ n: number }];
    if (count === undefined) expect(n).toBeGreaterThan(0);
    else expect(n).toBe(count);
  });

  it.each([
    ["SELECT nothing FROM faults", "Invalid column name 'nothing'."],
    ["SELECT * FROM nowhere", "Invalid object name 'nowhere'."],
    ["SELECT faultid FROM faults ORDER BY faultid", "The ORDER BY clause is invalid"],
    ["SELECT faultid FROM faults -- all", "Comments are not allowed."],
    ["SELECT 1; SELECT 2", "Only one statement is allowed."],
    ["DELETE FROM faults", "Only SELECT statements are allowed."],
    ["SELECT faultid FROM faults WHERE", "Incorrect syntax near ''."],
    ["SELECT FOO(1)", "'foo' is not a recognized built-in function name."],
    ["SELECT 1 / 0", "Divide by zero"],
  ])("fails inside of a success: %s", async (sql, message) => {
    const { report } = await run(sql);
    expect(report.loaded).toBe(false);
    expect(report.load_error).toContain(message);
    expect(report.rows).toEqual([]);
  });

  it("brings 50,000 rows at most", async () => {
    const found = await rows(
      "SELECT a.faultid FROM actions a JOIN actions b ON b.faultid = a.faultid",
    );
    expect(found).toHaveLength(50_000);
  });

  it("names its columns", async () => {
    const { available_columns } = await run("SELECT TOP 1 faultid, symptom FROM faults");
    expect(available_columns).toMatchObject([
      { name: "faultid", data_type: "int" },
      { name: "symptom", data_type: "nvarchar" },
    ]);
  });

  it("stores nothing when it is only run", async () => {
    const before = (await get("/Report")).body.record_count;
    await run("SELECT 1 AS one");
    expect((await get("/Report")).body.record_count).toBe(before);
  });
});

describe("saved reports", () => {
  it("show what they ask, and run on request", async () => {
    const list = (await get("/Report")).body.reports;
    for (const row of list) expect(row.sql).toBeUndefined();
    const plain = (await get("/Report/1")).body;
    expect(plain.sql).toContain("SELECT");
    expect(plain.report).toBeUndefined();
    const { body } = await get("/Report/1", { loadreport: true });
    expect(body.report).toMatchObject({ loaded: true, load_error: "" });
    expect(body.report.rows.length).toBeGreaterThan(3);
  });

  it("report their mistakes with 200", async () => {
    const { status, body } = await get("/Report/5", { loadreport: true });
    expect(status).toBe(200);
    expect(body.report.load_error).toBe("Invalid object name 'nowhere'.");
  });

  it("take a minute and end at the gateway, by switch", async () => {
    await switchTo({ reports: "504" });
    expect((await get("/Report/1", { loadreport: true })).status).toBe(504);
    expect((await get("/Report/1")).status).toBe(200);
  });

  it("need their own scopes", async () => {
    const sql = { sql: "SELECT 1", _loadreportonly: true };
    expect((await post("/Report", sql, { scope: "read:reporting" })).status).toBe(403);
    expect((await post("/Report", sql, { scope: "edit:reporting" })).status).toBe(201);
  });
});
