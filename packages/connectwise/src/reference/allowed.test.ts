import { describe, expect, it } from "vitest";
import { allowedRead } from "./allowed.ts";
import { endpointAt, fieldsOf, findEndpoints } from "./catalogue.ts";

const base = "https://psa.example.com/v4_6_release/apis/3.0";

describe("a free read", () => {
  it.each([
    ["/service/tickets", "/service/tickets"],
    ["service/TICKETS/12/notes", "/service/tickets/12/notes"],
    ["/v4_6_release/apis/3.0/service/slas", "/service/SLAs"],
    [`${base}/company/companies/7`, "/company/companies/7"],
  ])("of %s asks for %s", (given, path) => {
    expect(allowedRead(given, base).path).toBe(path);
  });

  it.each([
    "https://evil.example/service/tickets",
    "//evil.example/service/tickets",
    "@evil.example/service/tickets",
    "/service/tickets?conditions=id>1",
    "/service/tickets#x",
    "/service/../system/members",
    "/service/./tickets",
    "/service//tickets",
    String.raw`/service\tickets`,
    "/service/tickets/%2e%2e",
    "/service/tickets/{id}",
    "/service/spaceships",
    "/service/tickets/1/merge",
    "/__proto__",
    "",
    "/",
    "/service/tickets\r\nx-injected: 1",
    "/system/members/rvale/tokens",
    "/system/ssoConfigurations",
    "/system/SSOconfigurations/1",
    "/system/ldapConfigurations",
    "/system/apiMembers",
    "/system/documents/1/download",
    "/finance/invoices/1/pdf",
  ])("of %j is refused", (given) => {
    expect(() => allowedRead(given, base)).toThrow();
  });
});

describe("the catalogue", () => {
  it("finds routes by words, the plain list first", () => {
    expect(findEndpoints("service tickets", 1)[0]?.path).toBe("/service/tickets");
    expect(findEndpoints("holiday lists", 3).map(({ path }) => path)).toContain(
      "/schedule/holidayLists",
    );
    expect(findEndpoints("zzz of the", 5)).toEqual([]);
    expect(endpointAt("/service/tickets/5")).toMatchObject({ isList: false, answers: "Ticket" });
    expect(endpointAt("/service/tickets")).toMatchObject({ isList: true });
    expect(endpointAt("/system/info")?.verbs).toEqual(["GET"]);
    expect(fieldsOf("Ticket")).toMatch(/^id:integer summary\*:string/);
  });
});
