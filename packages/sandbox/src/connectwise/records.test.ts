import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { credential, harness, ORCHARD, TICKET } from "./api.fixture.ts";

const { call, get, post, patch, control, sandbox, switch: change } = harness();

const replace = (name: string, value: unknown) => [{ op: "replace", path: name, value }];

describe("companies and contacts", () => {
  const as = "manager";

  it("the identifier is unique, and deleting only marks", async () => {
    const company = { identifier: "NEWCO", name: "New Company", addressLine1: "1 Way" };
    const made = await post("/company/companies", company, { as });
    expect(made.status).toBe(201);
    const twice = await post("/company/companies", company, { as });
    expect(twice.body.errors[0]).toMatchObject({ code: "ObjectExists", field: "identifier" });
    const path = `/company/companies/${made.body.id}`;
    expect((await call("DELETE", path, { as })).status).toBe(204);
    expect((await get(path)).body).toMatchObject({ deletedFlag: true, deletedBy: "gpark" });
    expect((await call("DELETE", `/company/companies/${ORCHARD}`, { as })).status).toBe(409);
  });

  it("an address is required by the rules of 2026.4 only", async () => {
    const make = (body: Record<string, string>) => post("/company/companies", body, { as });
    expect((await make({ identifier: "A1", name: "A" })).status).toBe(201);
    await change({ requirements: "2026.4" });
    expect((await make({ identifier: "A2", name: "A" })).body.errors[0].field).toBe("addressLine1");
    expect((await make({ identifier: "A2", name: "A", city: "Leeds" })).status).toBe(201);
  });

  it("types change by associations", async () => {
    const path = "/company/contacts/2220/typeAssociations";
    await post(path, { type: { name: "VIP" } });
    const contact = await get("/company/contacts/2220");
    expect((contact.body.types as { name: string }[]).map(({ name }) => name)).toContain("VIP");
    expect((await call("DELETE", `${path}/4`)).status).toBe(204);
    expect((await call("DELETE", `${path}/4`)).status).toBe(404);
  });

  it("communications", async () => {
    const path = "/company/contacts/2220/communications";
    const { status, body } = await post(path, { type: { name: "Mobile" }, value: "07700 900123" });
    expect([status, body.communicationType]).toEqual([201, "Phone"]);
    expect((await get(path)).body).toHaveLength(3);
    const changed = await patch(`${path}/${body.id}`, replace("value", "07700 900124"));
    expect([changed.status, changed.body.value]).toEqual([200, "07700 900124"]);
    expect((await get(`${path}/${body.id}`)).body.value).toBe("07700 900124");
    expect((await call("DELETE", `${path}/${body.id}`)).status).toBe(204);
    expect((await post(path, {})).status).toBe(400);
  });

  it("a contact in use needs an heir", async () => {
    expect((await call("DELETE", "/company/contacts/2220", { as })).status).toBe(409);
    const query = { transferContactId: 2221 };
    expect((await call("DELETE", "/company/contacts/2220", { as, query })).status).toBe(204);
    expect((await get(`/service/tickets/${TICKET}`)).body.contact.id).toBe(2221);
  });

  it("a configuration needs the answers that its type requires", async () => {
    const body = { name: "SRV-9", type: { name: "Managed Server" }, company: { id: ORCHARD } };
    const refused = await post("/company/configurations", body);
    expect(refused.body.errors[0].message).toBe("Backup product is required.");
    const made = await post("/company/configurations", {
      ...body,
      questions: [{ questionId: 11, answer: "Strongbox 8" }],
    });
    expect(made.status).toBe(201);
    expect(made.body.questions[0].answer).toBe("Strongbox 8");
  });
});

describe("money and projects", () => {
  it("invoices are closed to technicians", async () => {
    expect((await get("/finance/invoices")).status).toBe(403);
    const { body, headers } = await get("/finance/invoices", { as: "finance" });
    expect(body[0].date).toMatch(/T00:00:00Z$/);
    expect(headers.get("link")).toContain("page=3");
    const pdf = await get(`/finance/invoices/${body[0].id}/pdf`, { as: "finance" });
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("a wrong agreement status is 400, and additions are worked out", async () => {
    const conditions = 'agreementStatus="Running"';
    expect((await get("/finance/agreements", { query: { conditions } })).status).toBe(400);
    const path = "/finance/agreements/422/additions";
    const body = { product: { identifier: "MON-27" }, quantity: 3, billCustomer: "Billable" };
    const made = await post(path, body, { as: "finance" });
    expect(made.body).toMatchObject({ unitPrice: 229, extPrice: 687, agreementId: 422 });
    const ended = await patch(`${path}/${made.body.id}`, replace("cancelledDate", "2026-07-31"), {
      as: "finance",
    });
    expect(ended.body.cancelledDate).toBe("2026-07-31T00:00:00Z");
  });

  it("projects, opportunities and activities are made with what they require", async () => {
    const as = "api";
    const project = {
      name: "P",
      company: { id: ORCHARD },
      board: { id: 4 },
      billingMethod: "FixedFee",
    };
    expect((await post("/project/projects", project, { as })).status).toBe(400);
    const dates = { estimatedStart: "2026-07-01", estimatedEnd: "2026-08-01" };
    expect((await post("/project/projects", { ...project, ...dates }, { as })).status).toBe(201);
    const ticket = { summary: "T", project: { id: 1 }, phase: { id: 11 } };
    const made = await post("/project/tickets", ticket);
    expect(made.body).toMatchObject({
      project: { id: 1 },
      company: { id: ORCHARD },
      board: { id: 4 },
    });
    expect((await post("/project/tickets", { summary: "T" })).status).toBe(400);
    expect((await post("/sales/opportunities", { name: "O" }, { as })).status).toBe(400);
    const activity = { name: "Call", assignTo: { identifier: "rvale" } };
    expect((await post("/sales/activities", activity)).status).toBe(201);
  });

  it("the trailing slash of some routes does not matter", async () => {
    expect((await get("/procurement/categories/1/subcategories/")).status).toBe(200);
  });
});

describe("documents", () => {
  const upload = async (form: FormData): Promise<{ status: number; id: number; title: string }> => {
    const response = await fetch(`${sandbox().apiUrl}/system/documents`, {
      method: "POST",
      headers: { authorization: credential("technician"), clientid: sandbox().clientId },
      body: form,
    });
    const body = (await response.json()) as { id: number; title: string };
    return { status: response.status, id: body.id, title: body.title };
  };

  it("lists by record, and downloads bytes", async () => {
    expect((await get("/system/documents")).status).toBe(400);
    const query = { recordType: "Ticket", recordId: TICKET };
    const { body } = await get("/system/documents", { query });
    expect(body).toHaveLength(3);
    const picture = await get("/system/documents/301/download");
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
    const log = await get("/system/documents/302/download");
    expect(log.text).toContain("service stopped");
  });

  it("uploads a form, and refuses JSON", async () => {
    const form = new FormData();
    form.set("recordType", "Ticket");
    form.set("recordId", String(TICKET));
    form.set("title", "Notes");
    form.set("file", new Blob(["a\r\n\r\nb"]), "notes.txt");
    const { status, id, title } = await upload(form);
    expect([status, title]).toEqual([201, "Notes"]);
    expect((await get(`/system/documents/${id}/download`)).text).toBe("a\r\n\r\nb");
    expect((await post("/system/documents", { title: "x" })).status).toBe(415);
    form.set("recordId", "5");
    expect((await upload(form)).status).toBe(400);
    expect((await call("DELETE", `/system/documents/${id}`)).status).toBe(204);
  });
});

describe("callbacks and the audit trail", () => {
  interface Receiver {
    url: string;
    got: { headers: IncomingMessage["headers"]; url: string; body: string }[];
    close(): void;
  }

  async function receiver(statuses: number[]): Promise<Receiver> {
    const got: Receiver["got"] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        got.push({ headers: request.headers, url: request.url ?? "", body });
        response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/hook`, got, close: () => server.close() };
  }

  const register = (url: string, body: Record<string, unknown> = {}) =>
    post(
      "/system/callbacks",
      { url, objectId: 1, type: "ticket", level: "owner", ...body },
      { as: "api" },
    );

  it("are delivered with a signature, and repeated after some statuses", async () => {
    const { url, got, close } = await receiver([429]);
    expect((await register(url)).body).toMatchObject({ memberId: 157, type: "Ticket" });
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    await patch(`/service/tickets/${TICKET}`, replace("summary", "Changed"));
    await vi.waitFor(async () => {
      expect((await control("GET", "/deliveries")).body).toHaveLength(1);
    });
    vi.advanceTimersByTime(2000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(got).toHaveLength(2));
    close();
    const [first] = got;
    const message = JSON.parse(first?.body ?? "{}") as Record<string, string> & {
      Metadata: { key_url: string };
    };
    expect(message).toMatchObject({
      Action: "updated",
      ID: TICKET,
      Type: "ticket",
      MemberId: "rvale",
    });
    expect(JSON.parse(message["Entity"] ?? "{}")).toMatchObject({ summary: "Changed" });
    expect(first?.url).toContain(`recordId=${TICKET}&action=updated`);
    const key = (await (await fetch(message.Metadata.key_url)).json()) as { signing_key: string };
    const secret = createHash("sha256").update(key.signing_key).digest();
    const expected = createHmac("sha256", secret)
      .update(first?.body ?? "")
      .digest("base64");
    expect(first?.headers["x-content-signature"]).toBe(expected);
  });

  it("never leave the machine, follow their level, and need a type", async () => {
    const { url, got, close } = await receiver([]);
    await register("https://elsewhere.example/hook");
    await register(url, { level: "board", objectId: 3 });
    await patch(`/service/tickets/${TICKET}`, replace("summary", "x"));
    await patch("/service/tickets/10003", replace("summary", "x"));
    await vi.waitFor(() => expect(got).toHaveLength(1));
    close();
    expect(got[0]?.url).toContain("recordId=10003");
    expect((await register(url, { type: "Weather" })).status).toBe(400);
    expect((await register(url, { level: undefined })).status).toBe(400);
  });

  it("the trail knows Time but not TimeEntry, and 400 for an unknown record", async () => {
    const trail = (type: string, id: number) => get("/system/audittrail", { query: { type, id } });
    await patch(`/service/tickets/${TICKET}`, replace("summary", "x"));
    const { body } = await trail("Ticket", TICKET);
    expect(body.at(-1)).toMatchObject({ enteredBy: "rvale", auditSource: "API" });
    expect((await trail("Time", 200_000)).status).toBe(200);
    for (const type of ["TimeEntry", "Member", "SalesOrder"]) {
      expect((await trail(type, 200_000)).status, type).toBe(400);
    }
    expect((await trail("Ticket", 5)).status).toBe(400);
  });
});
