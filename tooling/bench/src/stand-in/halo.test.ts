import { describe, expect, it } from "vitest";
import { standIn } from "./halo.ts";

function read(path: string): Record<string, unknown> {
  const { status, body } = standIn("GET", `/api${path}`);
  expect(status).toBe(200);
  return JSON.parse(body.toString("utf8")) as Record<string, unknown>;
}

const sizes = (records: unknown): Set<number> =>
  new Set((records as object[]).map((record) => Buffer.byteLength(JSON.stringify(record))));

describe("the imitation of Halo", () => {
  it("issues a token to whoever asks", () => {
    const { status, body } = standIn("POST", "/auth/token?tenant=x");
    expect(status).toBe(200);
    expect(JSON.parse(body.toString("utf8"))).toMatchObject({ token_type: "Bearer" });
  });

  it("lists tickets of 4,335 bytes in their envelope, and honours the page", () => {
    const page = read("/Tickets?pageinate=true&page_size=50&page_no=3");
    expect(page).toMatchObject({ record_count: 120, page_no: 3 });
    expect(page["tickets"]).toHaveLength(20);
    expect(sizes(page["tickets"])).toEqual(new Set([4335]));
  });

  it("gives 30 actions of 937 bytes", () => {
    const { actions } = read("/Actions?ticket_id=51320");
    expect(actions).toHaveLength(30);
    expect(sizes(actions)).toEqual(new Set([937]));
  });

  it("answers what it does not know as the vendor does", () => {
    expect(standIn("GET", "/api/Client/1").status).toBe(404);
    expect(standIn("DELETE", "/api/Tickets/51320").status).toBe(404);
  });
});
