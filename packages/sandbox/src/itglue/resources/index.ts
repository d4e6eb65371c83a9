import type { Router } from "../../http/router.ts";
import type { Resource } from "../resource.ts";
import { addResource, type Handler, type ResourceLookup } from "../routes.ts";
import { addDocumentRoutes, documents, includedSections } from "./documents.ts";
import { documentFolders } from "./folders.ts";
import { addImageRoutes } from "./images.ts";
import { addOrganizationDeletion, organizations } from "./organizations.ts";
import { addSectionRoutes } from "./sections.ts";

/** The families that the engine serves by their description. */
const RESOURCES: readonly Resource[] = [organizations, documents, documentFolders];

const byName = new Map([...RESOURCES, includedSections].map((entry) => [entry.name, entry]));

/** Adds every route of the imitation. */
export function addAllRoutes(router: Router<Handler>): void {
  const lookup: ResourceLookup = (name) => byName.get(name);
  addDocumentRoutes(router, lookup);
  for (const resource of RESOURCES) addResource(router, resource, lookup);
  addOrganizationDeletion(router);
  addSectionRoutes(router);
  addImageRoutes(router);
}
