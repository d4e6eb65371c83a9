import type { Seed } from "../store.ts";
import {
  attachmentRows,
  exportRows,
  logRows,
  metricRows,
  relatedRows,
  userRows,
} from "./activity.ts";
import { configurationRows, interfaceRows } from "./configurations.ts";
import {
  certificateRows,
  checklistRows,
  domainRows,
  expirationRows,
  templateRows,
  ticketRows,
} from "./dated.ts";
import {
  documentOfGallery,
  documentOfImage,
  documentRows,
  folderRows,
  writeSections,
} from "./documents.ts";
import { flexibleAssetRows } from "./flexible-assets.ts";
import { flexibleFieldRows, flexibleTypeRows } from "./flexible-types.ts";
import { organizationRows } from "./organizations.ts";
import { passwordFolderRows, passwordRows } from "./passwords.ts";
import { contactRows, locationRows } from "./places.ts";
import type { SeedPlan } from "./plan.ts";
import { REFERENCE } from "./reference.ts";

/** The whole seed. Nothing is made before somebody asks for its table. */
export function createSeed(plan: SeedPlan): Seed {
  return {
    tables: {
      ...REFERENCE,
      organizations: organizationRows,
      users: userRows,
      locations: locationRows,
      contacts: contactRows,
      configurations: () => configurationRows(plan),
      configuration_interfaces: () => interfaceRows(configurationRows(plan)),
      document_folders: folderRows,
      documents: () => documentRows(plan),
      document_images: () => [],
      flexible_asset_types: flexibleTypeRows,
      flexible_asset_fields: flexibleFieldRows,
      flexible_assets: () => flexibleAssetRows(plan),
      password_folders: passwordFolderRows,
      passwords: passwordRows,
      domains: () => domainRows(plan),
      ssl_certificates: () => certificateRows(plan),
      expirations: () => expirationRows(plan),
      checklist_templates: templateRows,
      checklists: () => checklistRows(plan),
      tickets: ticketRows,
      attachments: () => attachmentRows(plan),
      related_items: relatedRows,
      exports: exportRows,
      logs: () => logRows(plan),
      user_metrics: () => metricRows(plan),
    },
    sections: writeSections,
    documentOfImage,
    documentOfGallery,
  };
}
