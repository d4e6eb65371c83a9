import { describe, expect, it } from "vitest";
import { harness, type Reply } from "../api.fixture.ts";
import { Browser } from "../browser.fixture.ts";
import type { UserName } from "../index.ts";
import { WireClient } from "../mcp/client.fixture.ts";

const { sandbox, call, control, token, switch: set } = harness();

function basic(user: UserName): Record<string, string> {
  const { username, password } = sandbox().users[user];
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}

function run(
  name: string,
  body?: unknown,
  headers: Record<string, string> = basic("service"),
): Promise<Reply> {
  return call("POST", `/integrations/execute/${name}`, {
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe("executing", () => {
  it("answers with whatever the integration put into its output", async () => {
    const payload = { street: "12 Mill Lane", postalCode: "01001" };
    const flood = await run("flood-zone-check", payload);
    expect([flood.status, Object.keys(flood.body)]).toEqual([
      200,
      ["zone", "specialHazard", "certificate"],
    ]);
    const teapot = await run("teapot");
    expect(teapot.status).toBe(418);
    expect(teapot.headers.get("x-brewed-by")).toBe("harrow-creek");
    const failed = await run("always-fails");
    expect(failed.status).toBe(500);
    expect(failed.body.messages).toEqual(["RuntimeError: told to fail"]);
  });

  it("takes client credentials, Basic, and a session with its token", async () => {
    const { body } = await token({ grant_type: "client_credentials" }, sandbox().clients.service);
    const bearer = { authorization: `Bearer ${body.access_token}` };
    expect((await run("echo", { a: 1 }, bearer)).body).toEqual({ a: 1 });
    expect((await run("echo", { a: 1 })).body).toEqual({ a: 1 });
    const browser = new Browser(sandbox().url);
    await browser.signIn(`${sandbox().url}/accounts/login/`, sandbox().users.standard);
    const csrf = browser.cookie("csrftoken");
    const cookie = { cookie: `sessionid=${browser.cookie("sessionid")}; csrftoken=${csrf}` };
    expect((await run("echo", 1, cookie)).status).toBe(403);
    expect((await run("echo", 1, { ...cookie, "x-csrftoken": csrf })).status).toBe(200);
    const nobody = await run("echo", 1, {});
    expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([
      401,
      'Basic realm="api"',
    ]);
    const wrong = { authorization: `Basic ${Buffer.from("bmarsh:guess").toString("base64")}` };
    expect((await run("echo", 1, wrong)).status).toBe(401);
  });

  it("needs the permission, an active integration, and one that is open to HTTP", async () => {
    expect((await run("wire-notification", { amount: 1 })).status).toBe(403);
    for (const name of ["none", "legacy-card-activation", "internal-address-normalizer"]) {
      expect((await run(name, {}, basic("superuser"))).status).toBe(404);
    }
    expect(
      (await call("GET", "/integrations/execute/echo", { headers: basic("service") })).status,
    ).toBe(405);
  });

  it("is at other addresses in other profiles", async () => {
    const short = (): Promise<Reply> =>
      call("POST", "/execute/echo", { headers: basic("service"), body: "x" });
    expect((await short()).status).toBe(404);
    await set({ executePath: "both" });
    expect((await short()).status).toBe(200);
    expect((await run("echo", 1)).status).toBe(200);
    await set({ executePath: "short" });
    expect((await short()).status).toBe(200);
    expect((await run("echo", 1)).status).toBe(404);
  });

  it("answers at once where the integration runs on", async () => {
    const began = performance.now();
    const { status } = await run("nightly-gl-extract", { seconds: 60 });
    expect(status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe("bodies", () => {
  const send = (
    type: string,
    body: NonNullable<RequestInit["body"]>,
    more: Record<string, string> = {},
  ): Promise<Reply> =>
    call("POST", "/integrations/execute/request-inspector", {
      headers: { ...basic("service"), ...(type === "" ? {} : { "content-type": type }), ...more },
      body,
    });

  it("are JSON or XML that is parsed", async () => {
    expect((await send("application/json", '{"a":[1]}')).body.payload).toEqual({ a: [1] });
    const broken = await send("application/json", "{");
    expect([broken.status, broken.body.detail]).toEqual([400, expect.stringContaining("JSON")]);
    const xml = '<?xml version="1.0"?><Order id="7"><Line>a &amp; b</Line><Line>c</Line></Order>';
    expect((await send("text/xml", xml)).body.payload).toEqual({
      Order: { "@id": "7", Line: ["a & b", "c"] },
    });
    expect((await send("application/xml", "<a><b></a>")).status).toBe(400);
  });

  it("are forms with files, or one file", async () => {
    const form = new FormData();
    form.set("note", '{"pages":2}');
    form.set("scan", new Blob(["%PDF-1.7"], { type: "application/pdf" }), "scan.pdf");
    const { body } = await send("", form);
    expect(body.payload).toEqual({ note: { pages: 2 } });
    expect(body.files).toEqual([{ name: "scan.pdf", content_type: "application/pdf", size: 8 }]);
    const named = { "content-disposition": 'attachment; filename="rates.csv"' };
    expect((await send("text/csv", "a,b", named)).body.files[0].name).toBe("rates.csv");
    expect((await send("text/csv", "a,b")).body.files[0]).toEqual({
      name: "file",
      content_type: "text/csv",
      size: 3,
    });
  });

  it("answer in XML where the integration does", async () => {
    const customer =
      "<Number>C1</Number><Street>12 Mill Lane</Street><City>Ware</City><PostalCode>01082</PostalCode>";
    const reply = await call("POST", "/integrations/execute/customer-address-update", {
      headers: { ...basic("service"), "content-type": "text/xml" },
      body: `<AddressChange><Customer>${customer}</Customer></AddressChange>`,
    });
    expect(reply.headers.get("content-type")).toBe("text/xml");
    expect(reply.text).toBe("<Result><Updated>true</Updated></Result>");
  });
});

describe("web service endpoints", () => {
  it("give values of the path and the query to the integration", async () => {
    const branch = await call("GET", "/api/branches/0042", { headers: basic("service") });
    expect(branch.body).toMatchObject({ code: "0042", lobby: "09:00-17:00" });
    const inspected = await call("GET", "/rest/inspect/a%20b?deep=1", {
      headers: basic("service"),
    });
    expect(inspected.body).toMatchObject({
      method: "GET",
      path: { what: "a b" },
      params: { deep: "1" },
      payload: null,
    });
    const page = await call("GET", "/api/status", { headers: basic("service") });
    expect(page.headers.get("content-type")).toBe("text/html");
    expect(page.text).toBe("<h1>All interfaces are up</h1>");
  });

  it("ignore the bodies of GET and DELETE, and refuse several files by PUT", async () => {
    const headers = { ...basic("service"), "content-type": "application/json" };
    const deleted = await call("DELETE", "/rest/inspect/x", { headers, body: '{"a":1}' });
    expect(deleted.body.payload).toBeNull();
    const archive = (method: string, count: number): Promise<Reply> => {
      const form = new FormData();
      for (let file = 0; file < count; file += 1) form.append("files", new Blob(["x"]), `${file}`);
      return call(method, "/rest/documents/archive", {
        headers: basic("service"),
        body: form,
      });
    };
    expect((await archive("PUT", 2)).status).toBe(415);
    expect((await archive("PUT", 1)).status).toBe(202);
    expect((await archive("POST", 2)).body.archived).toBe(2);
  });

  it("are not found, or not for this method, or not for this caller", async () => {
    const headers = basic("service");
    expect((await call("GET", "/api/none", { headers })).status).toBe(404);
    const method = await call("POST", "/api/status", { headers });
    expect([method.status, method.headers.get("allow")]).toEqual([405, "GET"]);
    expect((await call("GET", "/api/status", { headers: basic("standard") })).status).toBe(403);
    expect((await call("GET", "/api/status")).status).toBe(401);
  });
});

describe("an idempotency key", () => {
  const customer = { firstName: "Iris", lastName: "Vale", taxId: "900112233" };
  const open = (key: string, user: UserName = "service"): Promise<Reply> =>
    run(
      "core-account-opening",
      { customer, account: { product: "CHK", openingDeposit: 50 } },
      { ...basic(user), "idempotency-key": key },
    );
  const runs = async (): Promise<number> => (await control("GET", "/state")).body.counts.runs;

  it("runs once for an account and a day, and replays the answer", async () => {
    const before = await runs();
    const first = await open("key-1");
    const second = await open("key-1");
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(await runs()).toBe(before + 1);
    await open("key-2");
    await open("key-1", "staff");
    expect(await runs()).toBe(before + 3);
    await control("POST", "/clock", { hours: 25 });
    await open("key-1");
    expect(await runs()).toBe(before + 4);
  });

  it("is refused while the first run is at work, and when it is too long", async () => {
    const headers = { ...basic("service"), "idempotency-key": "slow" };
    const first = run("slow-report", { seconds: 0.5 }, headers);
    await expect
      .poll(async () => (await run("slow-report", { seconds: 0 }, headers)).status)
      .toBe(409);
    expect((await first).status).toBe(200);
    expect((await run("slow-report", { seconds: 0 }, headers)).body).toEqual((await first).body);
    expect((await open("k".repeat(65))).status).toBe(400);
    expect((await open("k".repeat(64))).status).toBe(201);
  });

  it("marks its run in the history", async () => {
    await open("key-9");
    const client = await WireClient.open(sandbox());
    const { results } = await client.value("search_run_histories", { limit: 1 });
    const { items } = await client.value("get_run_history", { run_history_id: results[0].id });
    expect(items.map(({ type }: { type: string }) => type)).toContain("IDEMPOTENT_REQUEST");
  });
});

describe("frontends", () => {
  it("are for people who are signed in, with a content security policy", async () => {
    expect((await call("GET", "/frontends/loan-status")).status).toBe(302);
    const browser = new Browser(sandbox().url);
    const page = await browser.signIn(
      `${sandbox().url}/frontends/loan-status`,
      sandbox().users.standard,
    );
    expect(page.text).toContain('<script src="js/app.js">');
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    const script = await browser.open(`${sandbox().url}/frontends/loan-status/js/app.js`);
    expect(script.headers.get("content-type")).toContain("javascript");
    expect((await browser.open(`${sandbox().url}/frontends/none`)).status).toBe(404);
  });
});
