import { PsaError } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import { guardedSql, withoutSecretColumns } from "./sql.ts";

const refusal = (sql: string): string => {
  try {
    return `sent: ${guardedSql(sql, 100)}`;
  } catch (error) {
    return error instanceof PsaError ? error.code : String(error);
  }
};

describe("a statement", () => {
  it.each([
    ["SELECT a FROM t", "SELECT TOP 100 a FROM t"],
    ["select distinct a from t;", "select distinct TOP 100 a from t"],
    ["SELECT TOP 5 a FROM t", "SELECT TOP 5 a FROM t"],
    ["SELECT TOP (5000) a FROM t", "SELECT TOP (100) a FROM t"],
    ["SELECT TOP 5000 a FROM t", "SELECT TOP 100 a FROM t"],
    [
      "WITH x AS (SELECT a FROM t) SELECT a FROM x ORDER BY a",
      "WITH x AS (SELECT a FROM t) SELECT TOP 100 a FROM x ORDER BY a",
    ],
    [
      "SELECT a FROM t UNION SELECT b FROM u ORDER BY 1",
      "SELECT TOP 100 * FROM (SELECT a FROM t UNION SELECT b FROM u) AS rows_of_union ORDER BY 1",
    ],
    [
      "SELECT a FROM t WHERE b = 'drop; it -- now' AND c = N'it''s'",
      "SELECT TOP 100 a FROM t WHERE b = 'drop; it -- now' AND c = N'it''s'",
    ],
    ["SELECT [delete] FROM t", "SELECT TOP 100 [delete] FROM t"],
    ["SELECT model FROM device", "SELECT TOP 100 model FROM device"],
    ["SELECT * FROM t", "SELECT TOP 100 * FROM t"],
    ["SELECT t.*, a * 2 AS b FROM t", "SELECT TOP 100 t.*, a * 2 AS b FROM t"],
    [
      "SELECT a, (SELECT COUNT(*) FROM u) AS n FROM t WHERE b = (c * 2)",
      "SELECT TOP 100 a, (SELECT COUNT(*) FROM u) AS n FROM t WHERE b = (c * 2)",
    ],
    [
      "SELECT a FROM t WHERE b IN (SELECT TOP 900 c FROM u)",
      "SELECT TOP 100 a FROM t WHERE b IN (SELECT TOP 900 c FROM u)",
    ],
  ])("%s", (given, sent) => {
    expect(guardedSql(given, 100)).toBe(sent);
  });
});

describe("refuses", () => {
  it.each([
    "",
    "DELETE FROM t",
    "SELECT a FROM t; DROP TABLE t",
    "SELECT a INTO b FROM t",
    "SELECT a FROM t -- and more",
    "SELECT a /* x */ FROM t",
    "EXEC xp_cmdshell 'dir'",
    "WITH x AS (SELECT 1 AS a) DELETE FROM t",
    "SELECT * FROM OPENROWSET('x', 'y', 'z')",
    "SELECT 'a FROM t",
    "SELECT [a FROM t",
    "SELECT a FROM #temporary",
    "SELECT @@version",
    "DECLARE @x int",
    "SELECT TOP 50 PERCENT a FROM t",
    "SELECT a FROM t ORDER BY a OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY",
    "SELECT a) FROM t",
    "(SELECT a FROM t)",
    "[SELECT] a FROM t",
    `SELECT ${"a,".repeat(5000)} b FROM t`,
    "SELECT a FROM t WAITFOR DELAY '0:0:10'",
    "\u00A0;SELECT 1",
    "SELECT c5 FROM (SELECT * FROM uname) AS t(c1, c2, c3, c4, c5)",
    "WITH x(c1, c2) AS (SELECT u.* FROM uname AS u) SELECT c2 FROM x",
    "SELECT 1, 2 UNION ALL SELECT * FROM uname",
    "SELECT * FROM uname FOR XML AUTO",
    "SELECT a FROM t for json path",
  ])("%s", (sql) => {
    expect(refusal(sql)).toBe("invalid_arguments");
  });

  it.each([
    "SELECT * FROM NHD_IDENTITY_Application",
    "SELECT * FROM [nhd_identity_users]",
    'SELECT "upassword" FROM uname',
    "SELECT client_secret FROM t",
    "SELECT * FROM master.dbo.sysdatabases",
    "SELECT * FROM sys.sql_logins",
  ])("what is secret: %s", (sql) => {
    expect(refusal(sql)).toBe("forbidden");
  });
});

describe("a row", () => {
  it("of everything keeps back what its columns call a secret", () => {
    const row = {
      uname: "jo",
      upassword: "x",
      apikey: "y",
      tokensecret: "",
      mfa_key: 7,
      closed: null,
    };
    expect(withoutSecretColumns(row)).toEqual({
      uname: "jo",
      upassword: "[hidden]",
      apikey: "[hidden]",
      mfa_key: "[hidden]",
    });
  });
});
