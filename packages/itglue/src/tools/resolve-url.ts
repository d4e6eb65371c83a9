import {
  item,
  PsaError,
  text,
  view,
  z,
  type AnyTool,
  type PlainRecord,
  type View,
} from "@psa-mcp/core";
import { apiPathOf, readAddress } from "../addresses.ts";
import { defineTool } from "../define.ts";
import { pick } from "../records/pick.ts";
import { passwordMetadata } from "../views/passwords.ts";

const shown: View = view(
  "record",
  "record_type",
  "id",
  "name",
  "organization_id",
  { key: "organization_name", label: "organization" },
  { key: "flexible_asset_type_name", label: "asset type" },
  "published",
  "archived",
  { key: "updated_at", format: "datetime" },
  "resource_url",
  { key: "next", label: "read on with" },
);

const KEYS = [
  "name",
  "organization_id",
  "organization_name",
  "document_folder_id",
  "flexible_asset_type_id",
  "flexible_asset_type_name",
  "configuration_type_name",
  "published",
  "archived",
  "updated_at",
  "resource_url",
];

/** The tool that reads the whole of each kind of record. */
const NEXT: Readonly<Record<string, string>> = {
  organization: "itglue_get_organization",
  document: "itglue_get_document",
  document_folder: "itglue_list_documents",
  flexible_asset: "itglue_get_flexible_asset",
  configuration: "itglue_get_configuration",
  contact: "itglue_get_contact",
  location: "itglue_get_location",
  password: "itglue_get_password",
  checklist: "itglue_get_checklist",
};

const resolveUrl = defineTool({
  name: "itglue_resolve_url",
  title: "Resolve URL",
  tier: "read",
  toolset: "core",
  description:
    "Find the record behind an IT Glue URL or a reference such as DOC-123-456: its kind, ids and name.",
  input: z.object({ url: text(2000) }),
  handler: async ({ input, vendor }) => {
    const address = readAddress(input.url);
    if (address === undefined) {
      throw new PsaError("invalid_arguments", "This is no address of an IT Glue record.", {
        advice:
          "Give the URL of a record's page, DOC-<organization>-<document>, or /<organization>/docs/<id>.",
      });
    }
    const record: PlainRecord = await vendor.get(
      apiPathOf(address),
      address.type === "password" ? { query: { show_password: false } } : {},
    );
    return item(
      {
        record_type: address.type,
        id: record["id"],
        ...(address.organizationId === undefined
          ? {}
          : { organization_id: address.organizationId }),
        ...(address.type === "password" ? passwordMetadata(record) : pick(record, KEYS)),
        next: NEXT[address.type],
      },
      shown,
    );
  },
});

/** Finding the record behind an address. */
export const resolveUrlTools: readonly AnyTool[] = [resolveUrl];
