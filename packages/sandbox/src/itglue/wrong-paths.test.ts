import { describe, expect, it } from "vitest";
import { harness, HERO, LARKFIELD, one } from "./api.fixture.ts";

const { call } = harness();

/** Paths that public clients guessed, and verbs that the table of 2.4 does not have. */
const WRONG: readonly (readonly [method: string, path: string])[] = [
  ["POST", `/documents/${HERO}/publish`],
  ["GET", `/documents/${HERO}/relationships/document_sections`],
  ["POST", `/documents/${HERO}/relationships/document_sections`],
  ["GET", `/documents/${HERO}/relationships/document_images`],
  ["POST", `/documents/${HERO}/relationships/document_images`],
  ["PATCH", "/attachments/99881"],
  ["GET", "/attachments/99881"],
  ["GET", `/organizations/${LARKFIELD}/relationships/attachments`],
  ["POST", `/organizations/${LARKFIELD}/relationships/attachments`],
  ["GET", "/flexible-assets?filter[flexible-asset-type-id]=301"],
  ["POST", "/flexible-assets"],
  ["DELETE", "/related_items/4001"],
  ["DELETE", `/documents/${HERO}/relationships/related_items/4001`],
  ["GET", "/public_api/v1/organizations"],
  ["GET", "/documents"],
  ["DELETE", `/documents/${HERO}`],
  ["DELETE", `/organizations/${LARKFIELD}`],
  ["GET", "/configuration_interfaces"],
  ["GET", "/document_images"],
  ["PATCH", "/document_images/27000041"],
  ["GET", "/document_folders"],
  ["DELETE", "/document_folders/880012"],
  ["GET", "/password_folders"],
  ["DELETE", "/configurations/6100077"],
  ["DELETE", "/contacts/3000009"],
  ["DELETE", "/locations/8001"],
  ["DELETE", "/flexible_asset_types/301"],
  ["GET", "/flexible_asset_fields"],
  ["GET", `/organizations/${LARKFIELD}/relationships/flexible_assets`],
  ["GET", `/documents/${HERO}/relationships/related_items`],
  ["POST", "/domains"],
  ["POST", "/expirations"],
  ["PATCH", "/exports/610"],
  ["PATCH", "/organization_types"],
  ["GET", "/user_metrics/700"],
  ["GET", "/logs/500000"],
  ["GET", "/sections/9900120"],
  ["PUT", `/documents/${HERO}`],
];

describe("2.4 routes that do not exist", () => {
  it.each(WRONG)("%s %s is a page of HTML", async (method, path) => {
    const body = method === "GET" ? {} : { body: one("documents", { id: 1 }) };
    const reply = await call(method, path, body);
    expect(reply.status).toBe(404);
    expect(reply.headers.get("content-type")).toContain("text/html");
  });
});
