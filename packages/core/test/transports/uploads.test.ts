import { afterEach, describe, expect, it } from "vitest";
import { createAccess } from "../../src/access/index.ts";
import {
  acme,
  adminToken,
  bearer,
  editorToken,
  serveFixture,
  tokenSettings,
  verifyInvented,
  type Sent,
  type Served,
} from "./fixture.ts";

let served: Served;
afterEach(() => served.server.close());

const admin = bearer(adminToken);
const bytes = new Uint8Array([1, 2, 3, 4]);

/** What a tool's handler of the admin token gets. */
async function files(who = admin): Promise<ReturnType<Served["uploads"]["filesFor"]>> {
  return served.uploads.filesFor(await served.access.http(who));
}

async function ticket(): Promise<string> {
  const opened = await (await files()).requestUpload?.("report.pdf");
  if (opened === undefined) throw new Error("no staging");
  return opened.upload_id;
}

const put = (
  id: string,
  body: Uint8Array = bytes,
  headers: Record<string, string> = {},
  who: Record<string, string> = admin,
): Promise<Sent> =>
  served.send(`/upload/${id}`, {
    method: "PUT",
    headers: { ...who, ...headers },
    body,
  });

describe("an upload", () => {
  it("goes from the ticket through the route to the one who asked", async () => {
    served = await serveFixture();
    const mine = await files();
    const opened = await mine.requestUpload?.("report.pdf");
    expect(opened).toMatchObject({
      method: "PUT",
      auth: "same-as-mcp",
      max_bytes: 25 * 1024 * 1024,
      url: `${served.server.url}/upload/${opened?.upload_id}`,
    });
    expect(opened?.upload_id).toMatch(/^[A-Za-z0-9_-]{24}$/);
    const life = Date.parse(opened?.expires_at ?? "") - Date.now();
    expect(life).toBeGreaterThan(14 * 60_000);
    expect(life).toBeLessThanOrEqual(15 * 60_000);
    const id = opened?.upload_id ?? "";
    await expect(mine.takeUpload?.(id)).rejects.toMatchObject({ code: "conflict" });
    const stored = await put(id, bytes, { "x-file-name": "a%20b.png" });
    expect([stored.status, stored.body]).toEqual([
      200,
      { upload_id: id, bytes: 4, status: "stored" },
    ]);
    expect(await mine.takeUpload?.(id)).toEqual({ bytes: Buffer.from(bytes), fileName: "a b.png" });
    await expect(mine.takeUpload?.(id)).rejects.toMatchObject({ code: "not_found" });
    expect(served.audit.at(-1)).toMatchObject({ event: "upload.store", actor: { label: "ada" } });
  });

  it("uses the public address", async () => {
    served = await serveFixture({ publicUrl: "https://mcp.example.com/base/" });
    const opened = await (await files()).requestUpload?.();
    expect(opened?.url).toBe(`https://mcp.example.com/base/upload/${opened?.upload_id}`);
  });

  it.each([
    ["401 without credentials", {}, {}, 401],
    ["403 with other credentials", bearer(editorToken), {}, 403],
    ["403 from a foreign origin", admin, { origin: "https://evil.example" }, 403],
  ])("answers %s, and stays open for its owner", async (_name, who, headers, status) => {
    served = await serveFixture();
    const id = await ticket();
    const answer = await put(id, bytes, headers, who);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: expect.any(String) as string });
    expect(answer.headers.get("www-authenticate") !== null).toBe(status === 401);
    expect((await put(id)).status).toBe(200);
  });

  it("answers 404 for what is no slot, 400 for no bytes, 409 for a second body", async () => {
    served = await serveFixture();
    for (const id of ["short", "A".repeat(24), "__proto__", `${"A".repeat(23)}%2F`])
      expect((await put(id)).status).toBe(404);
    const id = await ticket();
    expect((await put(id, new Uint8Array())).status).toBe(400);
    expect((await put(id)).status).toBe(200);
    const second = await put(id);
    expect([second.status, second.body]).toEqual([
      409,
      { error: "This upload has its bytes already." },
    ]);
  });

  it("answers 404 once it has expired", async () => {
    let time = Date.now();
    served = await serveFixture({}, { now: () => time });
    const id = await ticket();
    time += 15 * 60_000;
    expect((await put(id)).status).toBe(404);
  });

  it("answers 413 for more than 25 MiB, told beforehand or not, and stays open", async () => {
    served = await serveFixture();
    const id = await ticket();
    const large = new Uint8Array(25 * 1024 * 1024 + 1);
    expect((await put(id, large)).status).toBe(413);
    const untold = await fetch(`${served.server.url}/upload/${id}`, {
      method: "PUT",
      headers: admin,
      body: new Blob([large]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(untold.status).toBe(413);
    expect((await put(id, large.subarray(1))).status).toBe(200);
  });

  it("is taken by exactly one of many, and filled by exactly one", async () => {
    served = await serveFixture();
    const id = await ticket();
    const filled = await Promise.all(Array.from({ length: 8 }, () => put(id)));
    expect(filled.map((answer) => answer.status).toSorted((left, right) => left - right)).toEqual([
      200, 409, 409, 409, 409, 409, 409, 409,
    ]);
    const mine = await files();
    const taken = await Promise.allSettled(
      Array.from({ length: 8 }, async () => await mine.takeUpload?.(id)),
    );
    expect(taken.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });

  it("is limited in number per caller", async () => {
    served = await serveFixture();
    for (let count = 0; count < 20; count += 1) await ticket();
    await expect(ticket()).rejects.toMatchObject({ code: "rate_limited" });
    await (await files(bearer(editorToken))).requestUpload?.();
  });

  it("has no route where staging is off", async () => {
    served = await serveFixture({ uploadStaging: "off" });
    expect(served.uploads.abilities).toEqual([]);
    expect((await files()).requestUpload).toBeUndefined();
    expect((await put("A".repeat(24))).status).toBe(404);
  });

  it("belongs to one own key", async () => {
    served = await serveFixture();
    const access = createAccess({
      vendor: acme,
      settings: tokenSettings,
      verifyCallerCredential: verifyInvented,
    });
    const other = await access.http({ ...admin, "x-acme-key": "own-key-good-1122334455" });
    const id = await ticket();
    await put(id);
    await expect(served.uploads.filesFor(other).takeUpload?.(id)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
