import type { Attributes, Json, Row } from "../model.ts";
import { configurationIds } from "./configurations.ts";
import { ALL_ORGANIZATIONS, type SeedOrganization } from "./organizations.ts";
import { contactId, locationId } from "./places.ts";
import {
  address,
  dates,
  datesAt,
  dayFrom,
  LARKFIELD,
  randomFor,
  row,
  type SeedPlan,
} from "./plan.ts";

/** The traits of one record, by what kind it is and which turn. */
type Maker = (scene: {
  organization: SeedOrganization;
  turn: number;
  random: ReturnType<typeof randomFor>;
  plan: SeedPlan;
  id: number;
}) => Attributes;

const NETWORKS = ["Staff", "Guest", "Devices", "Cameras"] as const;
const PRODUCTS = ["Office suite", "Endpoint protection", "PDF editor", "Remote support"] as const;

const MAKERS: Readonly<Record<number, Maker>> = {
  301: ({ organization, turn, random }) => ({
    ssid: `${organization.short}-${NETWORKS[turn] ?? "Extra"}`,
    "encryption-type": turn === 1 ? "WPA2 Personal" : "WPA3 Enterprise",
    "access-point-s": configurationIds(organization, "AP"),
    vlan: 30 + turn * 10,
    "pre-shared-key": `psk-${random.hex(10)}`,
    "guest-network": turn === 1,
    ...(turn === 0 ? { "coverage-map": upload("coverage.png") } : {}),
    notes: "<p>Channels are chosen by the controller.</p>",
  }),
  302: ({ organization, turn, random, plan }) => ({
    "backup-name": `${organization.short} ${turn === 0 ? "servers" : "cloud"}`,
    "protected-servers": configurationIds(organization, "SRV").slice(0, turn === 0 ? 3 : 1),
    product: turn === 0 ? "Image and off site" : "Cloud to cloud",
    "retention-days": 90,
    "last-restore-test": dayFrom(plan.now, -random.between(10, 400)),
    "success-rate": random.between(91, 100),
    "portal-password": `portal-${random.hex(8)}`,
    ...(organization.id === LARKFIELD ? { runbook: [5_200_310] } : {}),
    notes: "<p>Alerts arrive in the service desk queue.</p>",
  }),
  303: ({ organization, turn }) => ({
    name: NETWORKS[turn] ?? "Extra",
    subnet: `${address(organization.position, turn * 64).replace(/\d+$/, "")}${turn * 64}/26`,
    gateway: address(organization.position, turn * 64 - 1),
    "vlan-id": 30 + turn * 10,
    dhcp: turn < 2,
    switches: configurationIds(organization, "SW"),
    location: [locationId(organization, 0)],
  }),
  304: ({ organization, turn }) => ({
    "application-name": ["Practice suite", "Accounts", "Time clock", "Stock book"][turn] ?? "Tool",
    url: `https://app${turn + 1}.${organization.domain}`,
    "server-s": configurationIds(organization, "SRV").slice(0, 1),
    champion: [contactId(organization, turn)],
    importance: turn === 0 ? "Critical" : "Normal",
    "installation-notes": "<p>Installer on the file share, folder <code>install</code>.</p>",
  }),
  305: ({ organization }) => ({
    "email-type": "Hosted",
    "domain-s": [domainId(organization)],
    "spam-filter": "Included",
    "mfa-enforced": organization.position % 3 !== 0,
  }),
  306: ({ turn, random, plan, organization }) => ({
    product: PRODUCTS[turn] ?? "Tool",
    seats: random.between(5, 80),
    "renewal-date": dayFrom(plan.now, random.between(-20, 400)),
    "licence-key": `KEY-${random.hex(12).toUpperCase()}`,
    owner: [55 + (organization.position % 5)],
    ...(turn === 0 ? { agreement: upload("agreement.pdf") } : {}),
  }),
};

/** The id of a customer's main domain. */
export function domainId(organization: SeedOrganization): number {
  return organization.id === LARKFIELD ? 41 : 100 + organization.position;
}

/** An uploaded file as it is stored in a trait. */
function upload(name: string): { [key: string]: Json } {
  return { name, size: 4096, seeded: true };
}

/** How many records of each type a customer has. */
function countOf(type: number, organization: SeedOrganization): number {
  if (type === 305) return 1;
  return organization.id === LARKFIELD ? 4 : 1 + (organization.position % 2);
}

/** The rows of `flexible_assets`. */
export function flexibleAssetRows(plan: SeedPlan): Row[] {
  const random = randomFor("flexible_assets");
  return ALL_ORGANIZATIONS.flatMap((organization) =>
    Object.entries(MAKERS).flatMap(([key, make]) => {
      const type = Number(key);
      return Array.from({ length: countOf(type, organization) }, (_, turn) => {
        const id = assetId(organization, type, turn);
        const traits = make({ organization, turn, random, plan, id });
        if (id === 7_700_555) traits["access-point-s"] = [6_100_077];
        return row(
          id,
          {
            _traits: traits,
            name: titleOf(organization, type, traits),
            "organization-id": organization.id,
            restricted: false,
            "my-glue": false,
            archived: random.chance(0.04) && organization.id !== LARKFIELD,
            "flexible-asset-type-id": type,
          },
          id === 7_700_555
            ? datesAt("2025-06-02T10:00:00.000Z", "2026-05-11T09:20:00.000Z")
            : dates(random),
        );
      });
    }),
  );
}

/** The name that the title fields of the type give. */
function titleOf(organization: SeedOrganization, type: number, traits: Attributes): string {
  const keys: Readonly<Record<number, readonly string[]>> = {
    301: ["ssid"],
    302: ["backup-name"],
    303: ["name", "subnet"],
    304: ["application-name"],
    305: ["email-type"],
    306: ["product"],
  };
  const parts = (keys[type] ?? []).map((key) => String(traits[key]));
  return [...parts, ...(type === 305 ? [organization.domain] : [])].join(" ");
}

/** Two records at Larkfield have the ids of the vendor document and of the runbook's link. */
function assetId(organization: SeedOrganization, type: number, turn: number): number {
  if (organization.id === LARKFIELD && turn === 0 && type === 301) return 7_700_555;
  if (organization.id === LARKFIELD && turn === 0 && type === 302) return 7_700_801;
  return 7_710_000 + organization.position * 100 + (type - 300) * 10 + turn;
}
