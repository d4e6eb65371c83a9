import { view, withBody, type View } from "@psa-mcp/core";

/** Keys of a document in lists; its inlined body is not among them. */
export const documentKeys = [
  "id",
  "name",
  "organization_name",
  "document_folder_id",
  "published",
  "archived",
  "updated_at",
  "resource_url",
] as const;

export const documentRows: View = view(
  "documents",
  "id",
  "name",
  { key: "organization_name", label: "organization" },
  { key: "document_folder_id", label: "folder" },
  "published",
  "archived",
  { key: "updated_at", label: "updated", format: "date" },
  { key: "resource_url", label: "url", max: 200 },
);

export const documentDetail: View = view(
  "document",
  "id",
  "name",
  "organization_id",
  { key: "organization_name", label: "organization" },
  { key: "document_folder_id", label: "folder" },
  "published",
  "archived",
  "restricted",
  "public",
  { key: "updated_at", label: "updated", format: "datetime" },
  { key: "resource_url", label: "url" },
);

export const sectionRows: View = view(
  "sections",
  { key: "resource_type", label: "kind" },
  "id",
  { key: "sort", label: "position" },
  "level",
  { key: "duration", label: "minutes" },
  { key: "document_gallery_id", label: "gallery" },
  { key: "images", max: 500 },
);

/** Sections with their beginning. */
export const sectionPreviews: View = withBody(sectionRows, { key: "content_preview", max: 300 });

/** Sections with their whole text as Markdown. */
export const sectionTexts: View = withBody(sectionRows, {
  key: "content",
  format: "html",
  max: 500_000,
});

/** Sections with their HTML. */
export const sectionSources: View = withBody(sectionRows, { key: "content", max: 500_000 });

export const sectionDetailView: View = view(
  "section",
  "id",
  "document_id",
  { key: "resource_type", label: "kind" },
  { key: "sort", label: "position" },
  "level",
  { key: "duration", label: "minutes" },
  { key: "document_gallery_id", label: "gallery" },
  { key: "images", max: 1000 },
  { key: "updated_at", label: "updated", format: "datetime" },
  { key: "content", format: "html", max: 500_000 },
);

export const folderKeys = [
  "id",
  "name",
  "parent_id",
  "documents_count",
  "restricted",
  "updated_at",
  "resource_url",
] as const;

export const folderRows: View = view(
  "folders",
  "id",
  "name",
  { key: "parent_id", label: "parent" },
  { key: "documents_count", label: "documents" },
  "restricted",
  { key: "updated_at", label: "updated", format: "date" },
);

export const folderDetail: View = view(
  "folder",
  "id",
  "name",
  "organization_id",
  { key: "organization_name", label: "organization" },
  { key: "parent_id", label: "parent" },
  { key: "documents_count", label: "documents" },
  "restricted",
  { key: "resource_url", label: "url" },
);
