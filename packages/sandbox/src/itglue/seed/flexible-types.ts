import type { Row } from "../model.ts";
import { slug } from "../model.ts";
import { datesAt, row } from "./plan.ts";

/** A field: name, kind, and what else is special about it. */
type FieldSeed = readonly [
  name: string,
  kind: string,
  extra?: { tag?: string; required?: true; title?: true; options?: string; expiration?: true },
];

interface TypeSeed {
  id: number;
  name: string;
  description: string;
  icon: string;
  enabled?: false;
  fields: readonly FieldSeed[];
}

const FLEXIBLE_TYPES: readonly TypeSeed[] = [
  {
    id: 301,
    name: "Wireless",
    description: "SSIDs",
    icon: "wifi",
    fields: [
      ["Access Point(s)", "Tag", { tag: "Configurations" }],
      ["SSID", "Text", { required: true, title: true }],
      [
        "Encryption Type",
        "Select",
        { options: "WPA2 Personal\nWPA2 Enterprise\nWPA3 Enterprise\nOpen" },
      ],
      ["VLAN", "Number"],
      ["Pre-shared Key", "Password"],
      ["Guest Network", "Checkbox"],
      ["Coverage Map", "Upload"],
      ["Notes", "Textbox"],
    ],
  },
  {
    id: 302,
    name: "Backup",
    description: "What is saved where",
    icon: "hdd-o",
    fields: [
      ["Backup Name", "Text", { required: true, title: true }],
      ["Protected Servers", "Tag", { tag: "Configurations", required: true }],
      ["Product", "Select", { options: "Image and off site\nFile only\nCloud to cloud" }],
      ["Retention Days", "Number"],
      ["Last Restore Test", "Date"],
      ["Success Rate", "Percent"],
      ["Portal Password", "Password"],
      ["Runbook", "Tag", { tag: "Documents" }],
      ["Notes", "Textbox"],
    ],
  },
  {
    id: 303,
    name: "LAN",
    description: "Networks and VLANs",
    icon: "sitemap",
    fields: [
      ["Name", "Text", { required: true, title: true }],
      ["Subnet", "Text", { title: true }],
      ["Addressing", "Header"],
      ["Gateway", "Text"],
      ["VLAN ID", "Number"],
      ["DHCP", "Checkbox"],
      ["Switches", "Tag", { tag: "Configurations" }],
      ["Location", "Tag", { tag: "Locations" }],
      ["Diagram", "Upload"],
    ],
  },
  {
    id: 304,
    name: "Applications",
    description: "Line of business applications",
    icon: "window-maximize",
    fields: [
      ["Application Name", "Text", { required: true, title: true }],
      ["URL", "Text", { required: true }],
      ["Server(s)", "Tag", { tag: "Configurations" }],
      ["Champion", "Tag", { tag: "Contacts" }],
      ["Importance", "Select", { options: "Critical\nHigh\nNormal" }],
      ["Related LAN", "Tag", { tag: "FlexibleAssetType: 303" }],
      ["Installation Notes", "Textbox"],
    ],
  },
  {
    id: 305,
    name: "Email",
    description: "Mail domains and hosting",
    icon: "envelope",
    fields: [
      ["Email Type", "Select", { options: "Hosted\nOn premises", required: true, title: true }],
      ["Domain(s)", "Tag", { tag: "Domains", title: true }],
      ["Spam Filter", "Text"],
      ["Admin Password", "Tag", { tag: "Passwords" }],
      ["MFA Enforced", "Checkbox"],
    ],
  },
  {
    id: 306,
    name: "Licensing",
    description: "Licences and renewals",
    icon: "key",
    fields: [
      ["Product", "Text", { required: true, title: true }],
      ["Seats", "Number"],
      ["Renewal Date", "Date", { expiration: true }],
      ["Licence Key", "Password"],
      ["Owner", "Tag", { tag: "AccountsUsers" }],
      ["Agreement", "Upload"],
    ],
  },
  {
    id: 307,
    name: "Voice (old)",
    description: "No longer used",
    icon: "phone",
    enabled: false,
    fields: [["Provider", "Text", { required: true, title: true }]],
  },
];

const DATES = datesAt("2023-02-01T10:00:00.000Z", "2025-09-30T08:00:00.000Z");

/** The rows of `flexible_asset_types`. */
export function flexibleTypeRows(): Row[] {
  return FLEXIBLE_TYPES.map(({ id, name, description, icon, enabled }) =>
    row(
      id,
      {
        name,
        description,
        icon,
        builtin: false,
        enabled: enabled !== false,
        "show-in-menu": enabled !== false,
      },
      DATES,
    ),
  );
}

/** The rows of `flexible_asset_fields`. */
export function flexibleFieldRows(): Row[] {
  return FLEXIBLE_TYPES.flatMap((type) =>
    type.fields.map(([name, kind, extra], place) =>
      row(
        type.id * 10 + place + 1,
        {
          "flexible-asset-type-id": type.id,
          order: place + 1,
          name,
          "name-key": slug(name),
          kind,
          "tag-type": extra?.tag ?? null,
          hint: "",
          required: extra?.required === true,
          "use-for-title": extra?.title === true,
          expiration: extra?.expiration === true,
          "default-value": extra?.options ?? "",
          decimals: kind === "Number" ? 0 : null,
          "show-in-list": place < 4,
        },
        DATES,
      ),
    ),
  );
}
