import type { Row } from "../model.ts";
import { configurationIds } from "./configurations.ts";
import { ALL_ORGANIZATIONS, type SeedOrganization } from "./organizations.ts";
import { contactId } from "./places.ts";
import { dates, datesAt, LARKFIELD, randomFor, row } from "./plan.ts";

interface Kind {
  name: string;
  user: string;
  category: number;
  device?: string;
  contact?: boolean;
}

const KINDS: readonly Kind[] = [
  { name: "Firewall admin", user: "svc-fw", category: 3, device: "FW" },
  { name: "Server administrator", user: "Administrator", category: 4, device: "SRV" },
  { name: "Cloud tenant break-glass", user: "bg-01", category: 6 },
  { name: "Backup portal", user: "backup@msp.example", category: 1 },
  { name: "Domain registrar", user: "hostmaster", category: 5 },
  { name: "Staff Wi-Fi service account", user: "radius", category: 3, device: "AP" },
  { name: "Mailbox of the manager", user: "manager", category: 2, contact: true },
];

function folderId(organization: SeedOrganization, place: number): number {
  return 5000 + organization.position * 10 + place;
}

/** The rows of `password_folders`. */
export function passwordFolderRows(): Row[] {
  const random = randomFor("password_folders");
  return ALL_ORGANIZATIONS.flatMap((organization) =>
    ["Infrastructure", "Cloud"].map((name, place) =>
      row(
        folderId(organization, place),
        {
          "organization-id": organization.id,
          name,
          "parent-id": null,
          "ancestor-ids": [],
          restricted: false,
        },
        dates(random),
      ),
    ),
  );
}

/** The rows of `passwords`. The values are invented, and never leave without the key's permission. */
export function passwordRows(): Row[] {
  const random = randomFor("passwords");
  return ALL_ORGANIZATIONS.flatMap((organization) => {
    const count = organization.id === LARKFIELD ? 3 : 1;
    return Array.from({ length: count }, (_, turn) => turn).flatMap((turn) =>
      KINDS.map((kind, place) => passwordRow(organization, kind, turn, place, random)),
    );
  });
}

function passwordRow(
  organization: SeedOrganization,
  kind: Kind,
  turn: number,
  place: number,
  random: ReturnType<typeof randomFor>,
): Row {
  const hero = organization.id === LARKFIELD && turn === 0 && place === 0;
  const device = kind.device ? configurationIds(organization, kind.device)[turn] : undefined;
  const contact = kind.contact ? contactId(organization, turn) : undefined;
  const resource = device ?? contact ?? null;
  const old = `old-${random.hex(8)}`;
  const value = `sandbox-${random.hex(10)}`;
  return row(
    hero ? 9100 : 9200 + organization.position * 30 + turn * 10 + place,
    {
      _password: value,
      _versions: [old, value],
      "organization-id": organization.id,
      restricted: kind.category === 6,
      "my-glue": false,
      name: turn === 0 ? kind.name : `${kind.name} ${turn + 1}`,
      username: kind.user,
      url: hero ? "https://fw.example" : kind.category === 5 ? "https://registrar.example" : null,
      // Notes with a secret in them are common in the field, and a thing to be redacted.
      notes: place === 3 ? `Recovery code: ${random.hex(6)}-${random.hex(6)}` : null,
      "password-updated-at": "2026-03-01T00:00:00.000Z",
      "updated-by": 55,
      "updated-by-type": "User",
      "resource-id": resource,
      "resource-type": resource === null ? null : device ? "Configuration" : "Contact",
      "parent-url": null,
      "password-category-id": kind.category,
      "password-folder-id":
        resource === null ? folderId(organization, kind.category === 5 ? 1 : 0) : null,
      "otp-enabled": place === 2,
      "vault-id": null,
      "autofill-selectors": null,
      "rotation-permitted": false,
      archived: !hero && random.chance(0.05),
    },
    hero ? datesAt("2024-05-06T09:00:00.000Z", "2026-03-01T00:00:00.000Z") : dates(random),
  );
}
