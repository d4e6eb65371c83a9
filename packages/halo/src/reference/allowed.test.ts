import { PsaError } from "@psa-mcp/core";
import { describe, expect, it } from "vitest";
import { allowed } from "./allowed.ts";
import { catalogue, findOperations, operationAt } from "./catalogue.ts";

const answer = (method: string, path: string): string => {
  try {
    return allowed(method, path).path;
  } catch (error) {
    return error instanceof PsaError ? error.code : String(error);
  }
};

describe("a path of the plain API", () => {
  it.each([
    ["/Tickets/4102", "/Tickets/4102"],
    ["tickets/4102/", "/Tickets/4102"],
    ["/api/TICKETS", "/Tickets"],
    ["/Agent/me", "/Agent/me"],
    ["/Priority/0b1e-ab", "/Priority/0b1e-ab"],
  ])("%s is read as %s", (given, path) => {
    expect(answer("GET", given)).toBe(path);
  });

  it.each([
    "https://elsewhere.example/api/Tickets",
    "//elsewhere.example/Tickets",
    "file:///etc/passwd",
    "/Tickets/../Application",
    "/Tickets/./1",
    "/Tickets/..%2fApplication",
    "/Tickets/%2e%2e/Application",
    "/Tickets\\..\\Application",
    "/Tickets?pageinate=true",
    "/Tickets#x",
    "/Tickets/1\n/2",
    "/Tickets/{id}",
    "/Tickets/1/Nothing",
    "/Nothing",
    "",
    "/",
  ])("%j is refused", (given) => {
    expect(answer("GET", given)).toBe("invalid_arguments");
  });

  it.each([
    "/Application",
    "/application/3",
    "/PasswordField",
    "/KeyVault/1",
    "/SecureSecretLink",
    "/IntegrationConfiguration",
    "/XeroDetails",
    "/azureaddetails/1",
    "/Mailbox",
    "/Attachment/GetS3PresignedURL",
  ])("%s stays closed for every method", (given) => {
    for (const method of ["GET", "POST", "DELETE"]) expect(answer(method, given)).toBe("forbidden");
  });
});

describe("the index", () => {
  it("finds each of its operations by its own path, and opens it unless it is a file or closed", () => {
    expect(catalogue.length).toBeGreaterThan(250);
    for (const { method, path } of catalogue) {
      const filled = path.replace(/\{\w+\}/g, "7");
      expect(operationAt(method, filled)?.path, filled).toBe(path);
      expect(answer(method, filled), filled).toMatch(/^(?:\/|unsupported$|forbidden$)/);
    }
  });

  it.each([
    ["list open tickets", "GET /Tickets"],
    ["recurring invoice", "GET /RecurringInvoice"],
    ["customer contracts", "GET /ClientContract"],
    ["delete an asset", "DELETE /Asset/{id}"],
    ["create quote", "POST /Quotation"],
    ["knowledge articles", "GET /KBArticle"],
  ])("answers %j with %s", (query, expected) => {
    const found = findOperations(query, 3).map(({ method, path }) => `${method} ${path}`);
    expect(found).toContain(expected);
  });
});
