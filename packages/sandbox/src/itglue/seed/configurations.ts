import type { Row } from "../model.ts";
import { DEVICES } from "./names.ts";
import { ALL_ORGANIZATIONS, type SeedOrganization } from "./organizations.ts";
import { contactId, locationId } from "./places.ts";
import {
  address,
  datesAt,
  dates,
  dayFrom,
  LARKFIELD,
  randomFor,
  row,
  type SeedPlan,
} from "./plan.ts";

const COUNTS: Readonly<Record<string, number>> = { SW: 2, AP: 3, SRV: 3, WS: 4, LT: 3, PRN: 2 };

/** Every customer has the same set of devices; what they are differs. */
const EXPANDED = DEVICES.flatMap((device) =>
  Array.from({ length: COUNTS[device[0]] ?? 1 }, (_, turn) => ({ device, turn: turn + 1 })),
);

/** The ids of a customer's devices of a kind, such as `SRV`. */
export function configurationIds(organization: SeedOrganization, prefix: string): number[] {
  return EXPANDED.flatMap(({ device }, place) =>
    device[0] === prefix ? [configurationId(organization, place)] : [],
  );
}

function configurationId(organization: SeedOrganization, place: number): number {
  const first = EXPANDED.findIndex(({ device }) => device[0] === "AP");
  if (organization.id === LARKFIELD && place === first) return 6_100_077;
  return 6_110_000 + organization.position * 100 + place;
}

function mac(position: number, place: number): string {
  const digits = (value: number): string => value.toString(16).padStart(2, "0");
  return `02:00:00:aa:${digits(position)}:${digits(place)}`;
}

/** The rows of `configurations`. */
export function configurationRows(plan: SeedPlan): Row[] {
  const random = randomFor("configurations");
  return ALL_ORGANIZATIONS.flatMap((organization) =>
    EXPANDED.map(({ device: [prefix, type, manufacturer, model, system], turn }, place) => {
      const id = configurationId(organization, place);
      const hero = id === 6_100_077;
      const short = hero ? "AP-01" : `${organization.short}-${prefix}-0${turn}`;
      const retired = random.chance(0.06);
      return row(
        id,
        {
          "_psa-id": organization.position % 5 === 4 ? String(70_000 + id) : null,
          "_psa-integration-type": organization.position % 5 === 4 ? "manage" : null,
          "_rmm-id": ["WS", "LT", "SRV"].includes(prefix) ? String(40_000 + id) : null,
          "_rmm-integration-type": "kaseya-vsa",
          "organization-id": organization.id,
          restricted: false,
          "psa-integration": organization.position % 5 === 4 ? "enabled" : "disabled",
          "my-glue": false,
          name: short,
          hostname: short.toLowerCase(),
          "primary-ip": hero ? "192.0.2.11" : address(organization.position, place + 10),
          "mac-address": hero ? "02:00:00:aa:bb:01" : mac(organization.position, place),
          "default-gateway": hero ? "192.0.2.1" : address(organization.position, 249),
          "serial-number": hero ? "SN-0001" : `SN-${String(id).slice(-6)}`,
          "asset-tag": hero ? "LDG-77" : `${organization.short}-${place + 1}`,
          position: null,
          "installed-by": null,
          "purchased-by": null,
          notes: prefix === "SRV" && turn === 1 ? "<div>Host of all virtual machines.</div>" : null,
          "operating-system-notes": null,
          "warranty-expires-at": hero ? "2027-03-31" : dayFrom(plan.now, random.between(-200, 900)),
          "mitp-device-expiration-date": null,
          "mitp-end-of-life-date": null,
          "installed-at": null,
          "purchased-at": null,
          archived: !hero && retired,
          "configuration-type-id": type,
          "configuration-status-id": !hero && retired ? 4 : 2,
          "manufacturer-id": manufacturer,
          "model-id": model,
          "operating-system-id": system,
          "location-id": locationId(organization, hero ? 0 : place % organization.sites.length),
          "contact-id": ["WS", "LT"].includes(prefix) ? contactId(organization, turn) : null,
        },
        hero ? datesAt("2025-11-03T10:00:00.000Z", "2026-03-18T15:45:00.000Z") : dates(random),
      );
    }),
  );
}

/** The rows of `configuration_interfaces`: one for each device, two for servers and firewalls. */
export function interfaceRows(configurations: readonly Row[]): Row[] {
  let next = 1;
  return configurations.flatMap((configuration) => {
    const { attributes } = configuration;
    const second = [1, 4].includes(Number(attributes["configuration-type-id"]));
    const made = {
      "created-at": attributes["created-at"] ?? null,
      "updated-at": attributes["updated-at"] ?? null,
    };
    return ["eth0", ...(second ? ["eth1"] : [])].map((name, place) => {
      // Interface 1 belongs to AP-01, as in the examples of the vendor document.
      const id = configuration.id === 6_100_077 ? 1 : (next += 1);
      return row(
        id,
        {
          "configuration-id": configuration.id,
          name,
          "ip-address": place === 0 ? (attributes["primary-ip"] ?? null) : address(id, id),
          "mac-address": place === 0 ? (attributes["mac-address"] ?? null) : mac(id % 256, 240),
          primary: place === 0,
          notes: null,
          port: null,
        },
        made,
      );
    });
  });
}
