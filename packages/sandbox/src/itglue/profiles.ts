import type { ProfileSet } from "../http/profile-set.ts";

/** Questions on which the public evidence disagrees. Each switch has the answer that we take by default first. */
export interface Switches {
  /** How `filter[name]` compares. `table`: exact for organizations and asset types, else contains, any case. */
  nameFilter: "table" | "contains" | "case-sensitive";
  /** `filter[name]` on the documents of an organization. */
  nestedDocumentName: "ignored" | "exact";
  /** Other filters on routes under an organization. */
  nestedFilters: "ignored" | "supported";
  /** A page size above 1000. */
  overMaximum: "refused" | "clamped";
  /** A body sent as `application/json`. */
  plainJson: "accepted" | "refused";
  /** `fields[documents]` and `include=sections`. */
  documentInclude: "ignored" | "supported";
  /** Document folders for API keys. */
  folders: "allowed" | "jwt-only";
  /** Which folder filter gives root and foldered documents together. */
  folderFilter: "null-all" | "ne-all";
  documentSort: "supported" | "ignored";
  /** PATCH of a document's folder. */
  folderPatch: "ignored" | "refused";
  /** PATCH of `archived` on a flexible asset without its traits. */
  archiveWithoutTraits: "allowed" | "refused";
  /** Which id names a gallery as the target of an image. */
  galleryTarget: "both" | "gallery-id";
  /** The form of the inline address of an image. */
  imagePath: "plain" | "developer";
  /** checklist_templates, ssl_certificates, tickets; and showing one domain (`enabled` only). */
  extraRoutes: "documented" | "enabled" | "disabled";
  retryAfter: "none" | "seconds" | "date";
  rateHeaders: "off" | "on";
  /** Spelling of destination-type in related items. */
  relatedType: "singular" | "plural" | "both";
  /** How a Select field lists its options in default-value. */
  selectOptions: "lines" | "json";
  /** The body of a 401 for a bad key. */
  unauthorizedBody: "errors" | "message";
  /** A sort outside the allow-list. */
  invalidSort: "refused" | "ignored";
}

export type ProfileName = "strict-2026" | "legacy-folders-jwt" | "lenient";

const strict: Switches = {
  nameFilter: "table",
  nestedDocumentName: "ignored",
  nestedFilters: "ignored",
  overMaximum: "refused",
  plainJson: "accepted",
  documentInclude: "ignored",
  folders: "allowed",
  folderFilter: "null-all",
  documentSort: "supported",
  folderPatch: "ignored",
  archiveWithoutTraits: "allowed",
  galleryTarget: "both",
  imagePath: "plain",
  extraRoutes: "documented",
  retryAfter: "none",
  rateHeaders: "off",
  relatedType: "singular",
  selectOptions: "lines",
  unauthorizedBody: "errors",
  invalidSort: "refused",
};

/** The presets: each takes one side in every open question. */
export const PROFILES: Readonly<Record<ProfileName, Switches>> = {
  "strict-2026": strict,
  "legacy-folders-jwt": {
    ...strict,
    nameFilter: "case-sensitive",
    nestedDocumentName: "exact",
    plainJson: "refused",
    folders: "jwt-only",
    folderFilter: "ne-all",
    documentSort: "ignored",
    folderPatch: "refused",
    archiveWithoutTraits: "refused",
    galleryTarget: "gallery-id",
    imagePath: "developer",
    extraRoutes: "disabled",
    retryAfter: "date",
    relatedType: "plural",
    selectOptions: "json",
    unauthorizedBody: "message",
  },
  lenient: {
    ...strict,
    nameFilter: "contains",
    nestedFilters: "supported",
    overMaximum: "clamped",
    documentInclude: "supported",
    extraRoutes: "enabled",
    retryAfter: "seconds",
    rateHeaders: "on",
    relatedType: "both",
    invalidSort: "ignored",
  },
};

const SWITCH_VALUES: Readonly<Record<keyof Switches, readonly string[]>> = {
  nameFilter: ["table", "contains", "case-sensitive"],
  nestedDocumentName: ["ignored", "exact"],
  nestedFilters: ["ignored", "supported"],
  overMaximum: ["refused", "clamped"],
  plainJson: ["accepted", "refused"],
  documentInclude: ["ignored", "supported"],
  folders: ["allowed", "jwt-only"],
  folderFilter: ["null-all", "ne-all"],
  documentSort: ["supported", "ignored"],
  folderPatch: ["ignored", "refused"],
  archiveWithoutTraits: ["allowed", "refused"],
  galleryTarget: ["both", "gallery-id"],
  imagePath: ["plain", "developer"],
  extraRoutes: ["documented", "enabled", "disabled"],
  retryAfter: ["none", "seconds", "date"],
  rateHeaders: ["off", "on"],
  relatedType: ["singular", "plural", "both"],
  selectOptions: ["lines", "json"],
  unauthorizedBody: ["errors", "message"],
  invalidSort: ["refused", "ignored"],
};

/** The presets with what each switch may be. */
export const profiles: ProfileSet<Switches, ProfileName> = {
  presets: PROFILES,
  values: SWITCH_VALUES,
};
