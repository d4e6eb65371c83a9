import { describe, expect, it } from "vitest";
import { standIn } from "./tickiti.ts";

type Records = readonly Readonly<Record<string, unknown>>[];

function read(path: string): unknown {
  const { status, body } = standIn("POST", `/api/v1/${path}`);
  expect(status).toBe(200);
  return JSON.parse(body.toString("utf8"));
}

const sizes = (records: Records): Set<number> =>
  new Set(records.map((record) => Buffer.byteLength(JSON.stringify(record))));

describe("the imitation of Tickiti", () => {
  it("lists tickets of 606 bytes as a bare array", () => {
    const rows = read("tickets/query") as Records;
    expect(rows).toHaveLength(120);
    expect(sizes(rows)).toEqual(new Set([606]));
  });

  it("gives a ticket with 30 responses of 994 bytes, HTML and plain text", () => {
    const { data } = read("tickets/show") as { data: { responses: Records } };
    expect(data.responses).toHaveLength(30);
    expect(sizes(data.responses)).toEqual(new Set([994]));
    expect(data.responses[3]?.["html"]).toMatch(/^<p>/);
  });

  it("answers what it does not know as the vendor does", () => {
    expect(standIn("POST", "/api/v1/nothing").status).toBe(404);
    expect(standIn("GET", "/api/v1/tickets/query").status).toBe(405);
  });
});
