import { describe, expect, it } from "vitest";
import { standIn } from "./connectwise.ts";

type Bodies = readonly Readonly<Record<string, unknown>>[];

function read(path: string): { body: Bodies; link: string | undefined } {
  const { status, body, headers } = standIn("GET", `/v4_6_release/apis/3.0${path}`);
  expect(status).toBe(200);
  return { body: JSON.parse(body.toString("utf8")) as Bodies, link: headers?.["link"] };
}

const sizes = (records: readonly object[]): Set<number> =>
  new Set(records.map((record) => Buffer.byteLength(JSON.stringify(record))));

describe("the imitation of ConnectWise PSA", () => {
  it("lists tickets of 68 fields and 4,335 bytes, and honours the page", () => {
    const { body, link } = read("/service/tickets?pageSize=50&page=3");
    expect(body).toHaveLength(20);
    expect(sizes(body)).toEqual(new Set([4335]));
    expect(Object.keys(body[0] ?? {})).toHaveLength(68);
    expect(link).toBeUndefined();
    expect(read("/service/tickets?pageSize=50").link).toContain('rel="next"');
    expect(read("/project/tickets").body).toEqual([]);
  });

  it("selects fields, nested ones too", () => {
    const { body } = read("/service/tickets?fields=id,company/name,_info/dateEntered");
    expect(Object.keys(body[0] ?? {})).toEqual(["id", "company", "_info"]);
    expect(body[0]).toMatchObject({ company: { name: "Larkfield Dental Group" } });
  });

  it("gives 30 notes of 937 bytes", () => {
    const { body } = read("/service/tickets/51320/allNotes?pageSize=90");
    expect(body).toHaveLength(30);
    expect(sizes(body)).toEqual(new Set([937]));
    expect(
      String(body[0]?.["text"])
        .split("\n\n")
        .map((part) => part.length),
    ).toEqual([192, 192]);
  });

  it("answers what it does not know as the vendor does", () => {
    expect(standIn("GET", "/v4_6_release/apis/3.0/company/companies/1").status).toBe(404);
    expect(standIn("DELETE", "/v4_6_release/apis/3.0/service/tickets/51320").status).toBe(404);
  });
});
