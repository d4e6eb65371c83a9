import type { Router } from "../../http/router.ts";
import type { Resource } from "../resource.ts";
import { addResource, type Handler, type ResourceLookup } from "../routes.ts";
import { addActivityRoutes, exportsResource, users } from "./activity.ts";
import { addAttachmentRoutes, attachments } from "./attachments.ts";
import { configurationInterfaces, configurations } from "./configurations.ts";
import { checklists, domains, expirations, probed } from "./dated.ts";
import { addDocumentRoutes, documents, includedSections } from "./documents.ts";
import { addFlexibleAssetRoutes, flexibleAssets } from "./flexible-assets.ts";
import { flexibleAssetFields, flexibleAssetTypes } from "./flexible-types.ts";
import { documentFolders } from "./folders.ts";
import { addImageRoutes } from "./images.ts";
import { addOrganizationDeletion, organizations } from "./organizations.ts";
import { passwordFolders, passwords } from "./passwords.ts";
import { contacts, locations } from "./people.ts";
import { references } from "./reference.ts";
import { addRelatedItemRoutes, relatedItems } from "./related-items.ts";
import { addSectionRoutes } from "./sections.ts";

/** The families that the engine serves by their description. */
const RESOURCES: readonly Resource[] = [
  organizations,
  documents,
  documentFolders,
  flexibleAssetTypes,
  flexibleAssetFields,
  flexibleAssets,
  configurations,
  configurationInterfaces,
  contacts,
  locations,
  passwords,
  passwordFolders,
  domains,
  expirations,
  checklists,
  ...probed,
  users,
  exportsResource,
  ...references,
];

const byName = new Map(
  [...RESOURCES, attachments, relatedItems, includedSections].map((entry) => [entry.name, entry]),
);

/** Adds every route of the imitation. */
export function addAllRoutes(router: Router<Handler>): void {
  const lookup: ResourceLookup = (name) => byName.get(name);
  addDocumentRoutes(router, lookup);
  for (const resource of RESOURCES) addResource(router, resource, lookup);
  addOrganizationDeletion(router);
  addSectionRoutes(router);
  addImageRoutes(router);
  addFlexibleAssetRoutes(router);
  addAttachmentRoutes(router, lookup);
  addRelatedItemRoutes(router);
  addActivityRoutes(router, lookup);
}
