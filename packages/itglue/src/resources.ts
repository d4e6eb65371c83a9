// Resources: records under an address, for people who put them into a conversation themselves.
import { defineResource, id, message, PsaError, type AnyResource } from "@psa-mcp/core";
import type { ItglueApi } from "./api.ts";
import { organizationsLike } from "./suggestions.ts";
import { budgetOf } from "./tools/account.ts";
import { wholeDocument } from "./tools/documents.ts";
import { wholeAsset } from "./tools/flexible-assets.ts";
import { organizationOverview } from "./tools/organization-overview.ts";

const MARKDOWN = "text/markdown";

/** The id in an address. Anything else names nothing, and must not reach the API. */
function idOf(noun: string, given: Readonly<Record<string, string>>): number {
  const parsed = id(noun).safeParse(given["id"]);
  if (!parsed.success) throw new PsaError("not_found", `There is no such ${noun}.`);
  return parsed.data;
}

// A resource bears the name of the tool that reads the same: whoever allows, denies or selects one has decided on both.
const organization = defineResource<ItglueApi>({
  uri: "itglue://org/{id}",
  name: "itglue_get_organization_overview",
  title: "Organization",
  description:
    "An IT Glue organization at a glance: counts, main location, key contacts, next expirations, recent documents.",
  mimeType: MARKDOWN,
  toolset: "core",
  cacheSeconds: 60,
  complete: async (_variable, typed, { vendor }) =>
    (await organizationsLike(vendor, typed)).map((one) => String(one.id)),
  read: async ({ input, vendor }) => organizationOverview(vendor, idOf("organization", input)),
});

const document = defineResource<ItglueApi>({
  uri: "itglue://document/{id}",
  name: "itglue_get_document",
  title: "Document",
  description:
    "An IT Glue document with its text as Markdown. A very long one is cut; itglue_get_document reads on.",
  mimeType: MARKDOWN,
  toolset: "documents",
  cacheSeconds: 30,
  read: async ({ input, vendor }) => wholeDocument(vendor, idOf("document", input)),
});

const flexibleAsset = defineResource<ItglueApi>({
  uri: "itglue://flexible-asset/{id}",
  name: "itglue_get_flexible_asset",
  title: "Flexible asset",
  description:
    "An IT Glue flexible asset with all its traits; values of Password traits are masked.",
  mimeType: MARKDOWN,
  toolset: "flex",
  cacheSeconds: 30,
  read: async ({ input, vendor }) => wholeAsset(vendor, idOf("flexible asset", input)),
});

const budget = defineResource<ItglueApi>({
  uri: "itglue://budget",
  name: "itglue_budget",
  title: "Rate limit",
  description: "How many requests IT Glue still takes from this key, and how long to wait if none.",
  mimeType: "application/json",
  toolset: "core",
  cacheSeconds: 0,
  read: async ({ client }) => {
    const left = client.budget();
    const wait = left.waitSeconds === 0 ? "" : ` Wait ${String(left.waitSeconds)} seconds.`;
    return message(
      `${String(left.remaining)} of ${String(left.limit)} requests are left.${wait}`,
      budgetOf(left),
    );
  },
});

/** What can be read by address. */
export const resources: readonly AnyResource[] = [organization, document, flexibleAsset, budget];
