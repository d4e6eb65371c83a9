// Tools: one file a family (a noun); this list is their order in tools/list.
import type { AnyTool, VendorContent } from "@psa-mcp/core";
import { prompts } from "../prompts.ts";
import { resources } from "../resources.ts";
import { accountTools } from "./account.ts";
import { attachmentTools } from "./attachments.ts";
import { checklistTools } from "./checklists.ts";
import { configurationInterfaceTools } from "./configuration-interfaces.ts";
import { configurationTools } from "./configurations.ts";
import { contactTools } from "./contacts.ts";
import { documentFolderTools } from "./document-folders.ts";
import { documentImageTools } from "./document-images.ts";
import { documentSectionTools } from "./document-sections.ts";
import { documentTextTools } from "./document-text.ts";
import { documentationAuditTools } from "./documentation-audit.ts";
import { documentTools } from "./documents.ts";
import { endpointTools } from "./endpoints.ts";
import { expirationTools } from "./expirations.ts";
import { flexibleAssetTraitTools } from "./flexible-asset-traits.ts";
import { flexibleAssetTypeTools } from "./flexible-asset-types.ts";
import { flexibleAssetTools } from "./flexible-assets.ts";
import { locationTools } from "./locations.ts";
import { matchTools } from "./matches.ts";
import { organizationOverviewTools } from "./organization-overview.ts";
import { organizationTools } from "./organizations.ts";
import { passwordTools } from "./passwords.ts";
import { referenceDataTools } from "./reference-data.ts";
import { relatedItemTools } from "./related-items.ts";
import { resolveUrlTools } from "./resolve-url.ts";
import { uploadTools } from "./uploads.ts";
import { userTools } from "./users.ts";

const tools: readonly AnyTool[] = [
  ...organizationTools,
  ...organizationOverviewTools,
  ...resolveUrlTools,
  ...accountTools,
  ...referenceDataTools,
  ...documentTools,
  ...documentFolderTools,
  ...documentTextTools,
  ...documentSectionTools,
  ...documentImageTools,
  ...attachmentTools,
  ...uploadTools,
  ...flexibleAssetTypeTools,
  ...flexibleAssetTools,
  ...flexibleAssetTraitTools,
  ...configurationTools,
  ...configurationInterfaceTools,
  ...contactTools,
  ...locationTools,
  ...passwordTools,
  ...expirationTools,
  ...relatedItemTools,
  ...userTools,
  ...checklistTools,
  ...matchTools,
  ...documentationAuditTools,
  ...endpointTools,
];

/** Everything that `itglue.load()` brings. */
export const content: VendorContent = { tools, resources, prompts };
