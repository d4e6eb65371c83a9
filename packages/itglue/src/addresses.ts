import { PsaError, path, type ApiPath } from "@psa-mcp/core";

/** A record that an IT Glue address or reference names. */
export interface RecordAddress {
  /** Kind of record, singular: `document`, `flexible_asset`, `organization` … */
  readonly type: RecordKind;
  readonly id: number;
  /** Organization named in the address, where it is. */
  readonly organizationId?: number;
}

export type RecordKind =
  | "organization"
  | "document"
  | "document_folder"
  | "flexible_asset"
  | "configuration"
  | "contact"
  | "location"
  | "password"
  | "domain"
  | "ssl_certificate"
  | "checklist"
  | "ticket";

/** Path segments of the web interface by the kind of record that follows them. */
const SEGMENTS: Readonly<Record<string, RecordKind>> = {
  organizations: "organization",
  docs: "document",
  folder: "document_folder",
  document_folders: "document_folder",
  records: "flexible_asset",
  flexible_assets: "flexible_asset",
  configurations: "configuration",
  contacts: "contact",
  locations: "location",
  passwords: "password",
  domains: "domain",
  ssl_certificates: "ssl_certificate",
  checklists: "checklist",
  tickets: "ticket",
};

const DIGITS = /^[1-9]\d{0,15}$/;

/**
 * Reads an address of the IT Glue web interface, `DOC-<organization>-<document>`, or a path such as `/4100021/docs/5`.
 * Nothing is fetched. Returns undefined for what is none of these.
 */
export function readAddress(given: string): RecordAddress | undefined {
  const text = given.trim();
  const reference = /^DOC-([1-9]\d{0,15})-([1-9]\d{0,15})$/i.exec(
    pathSegments(text)?.at(-1) ?? text,
  );
  if (reference !== null) {
    return checked("document", reference[2], reference[1]);
  }
  const segments = pathSegments(text);
  if (segments === undefined) return undefined;
  const organization = DIGITS.test(segments[0] ?? "") ? segments[0] : undefined;
  // The last pair of kind and id wins: "/1/passwords/2" but also "/1/assets/301-wireless/records/7".
  for (let at = segments.length - 2; at >= 0; at -= 1) {
    const type = SEGMENTS[(segments[at] ?? "").toLowerCase().replaceAll("-", "_")];
    if (type !== undefined && DIGITS.test(segments[at + 1] ?? "")) {
      return checked(type, segments[at + 1], organization);
    }
  }
  return segments.length === 1 && organization !== undefined
    ? checked("organization", organization, undefined)
    : undefined;
}

function checked(
  type: RecordKind,
  id: string | undefined,
  organization: string | undefined,
): RecordAddress | undefined {
  const number = Number(id);
  if (!Number.isSafeInteger(number)) return undefined;
  const organizationId = Number(organization);
  return {
    type,
    id: number,
    ...(organization !== undefined && Number.isSafeInteger(organizationId)
      ? { organizationId }
      : {}),
  };
}

function pathSegments(text: string): readonly string[] | undefined {
  const local = /^https?:\/\//i.test(text)
    ? text
    : `https://local.invalid/${text.replace(/^\/+/, "")}`;
  if (/\s/.test(text) || !URL.canParse(local)) return undefined;
  return new URL(local).pathname.split("/").filter((part) => part !== "");
}

/**
 * Where the API serves the record of an address. Throws `unsupported` for kinds that it does not serve one by one, and
 * `invalid_arguments` for a folder whose address names no organization.
 */
export function apiPathOf({ type, id, organizationId }: RecordAddress): ApiPath {
  switch (type) {
    case "organization":
      return path`/organizations/${id}`;
    case "document":
      return path`/documents/${id}`;
    case "document_folder":
      if (organizationId === undefined) {
        throw new PsaError(
          "invalid_arguments",
          "The folder address does not name its organization.",
          {
            advice: "Give the full folder address: /<organization>/documents/folder/<id>.",
          },
        );
      }
      return path`/organizations/${organizationId}/relationships/document_folders/${id}`;
    case "flexible_asset":
      return path`/flexible_assets/${id}`;
    case "configuration":
      return path`/configurations/${id}`;
    case "contact":
      return path`/contacts/${id}`;
    case "location":
      return path`/locations/${id}`;
    case "password":
      return path`/passwords/${id}`;
    case "checklist":
      return path`/checklists/${id}`;
    case "domain":
    case "ssl_certificate":
    case "ticket":
      throw new PsaError(
        "unsupported",
        `IT Glue's API does not serve a single ${type.replace("_", " ")}.`,
        {
          advice:
            type === "ticket"
              ? "Open it in the ticket system."
              : `List them with itglue_list_${type}s and look for id ${String(id)}.`,
        },
      );
  }
}
