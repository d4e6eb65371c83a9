import type { Attributes, Row } from "../model.ts";
import { datesAt, row } from "./plan.ts";

const DATES = datesAt("2023-01-09T09:00:00.000Z", "2025-03-04T10:30:00.000Z");

function named(names: readonly (readonly [id: number, name: string, extra?: Attributes])[]): Row[] {
  return names.map(([id, name, extra]) => row(id, { name, ...extra }, DATES));
}

/** Types, statuses, makers and places: the tables that seldom change. */
export const REFERENCE: Readonly<Record<string, () => Row[]>> = {
  organization_types: () =>
    named([
      [71, "Customer"],
      [72, "Prospect"],
      [73, "Vendor"],
      [74, "Internal"],
      [75, "Former customer"],
    ]),
  organization_statuses: () =>
    named([
      [12, "Active"],
      [13, "Inactive"],
      [14, "Onboarding"],
    ]),
  configuration_types: () =>
    named([
      [1, "Firewall", { kind: "network" }],
      [2, "Switch", { kind: "network" }],
      [4, "Server", { kind: "server" }],
      [5, "Storage", { kind: "server" }],
      [6, "Workstation", { kind: "workstation" }],
      [7, "Laptop", { kind: "workstation" }],
      [8, "Printer", { kind: "printer" }],
      [9, "Access Point", { kind: "network" }],
      [10, "UPS", { kind: "other" }],
    ]),
  configuration_statuses: () =>
    named([
      [2, "Active"],
      [3, "In stock"],
      [4, "Retired"],
      [5, "Under repair"],
    ]),
  contact_types: () =>
    named([
      [4, "Approver"],
      [5, "Decision maker"],
      [6, "End user"],
      [7, "Technical contact"],
      [8, "Billing"],
    ]),
  password_categories: () =>
    named([
      [1, "Application"],
      [2, "Email"],
      [3, "Network"],
      [4, "Server"],
      [5, "Cloud"],
      [6, "Break-glass"],
    ]),
  manufacturers: () =>
    named([
      [11, "Palisade Networks"],
      [12, "Corvid Systems"],
      [13, "Stackhold"],
      [14, "Lumora"],
      [15, "ExampleNet"],
      [16, "Inkwell"],
      [17, "Voltkeep"],
    ]),
  models: () =>
    named([
      [40, "Bastion 60", { "manufacturer-id": 11 }],
      [41, "Rack R240", { "manufacturer-id": 12, _synced: true }],
      [42, "Vault 8", { "manufacturer-id": 13 }],
      [43, "Desk D5", { "manufacturer-id": 12 }],
      [44, "XR-1", { "manufacturer-id": 15 }],
      [45, "XS-24P", { "manufacturer-id": 15 }],
      [46, "Slate 14", { "manufacturer-id": 14 }],
      [47, "LaserJot 400", { "manufacturer-id": 16 }],
      [48, "Keep 1500", { "manufacturer-id": 17 }],
    ]),
  operating_systems: () =>
    named([
      [1, "Windows Server 2022", { "platform-id": 1 }],
      [2, "Windows Server 2019", { "platform-id": 1 }],
      [3, "Windows 11 Pro", { "platform-id": 1 }],
      [4, "Ubuntu 24.04", { "platform-id": 2 }],
      [5, "macOS 15", { "platform-id": 3 }],
    ]),
  platforms: () =>
    named([
      [1, "Windows"],
      [2, "Linux"],
      [3, "macOS"],
    ]),
  countries: () =>
    named([
      [1, "Canada", { iso: "CA" }],
      [2, "United States", { iso: "US" }],
      [3, "United Kingdom", { iso: "GB" }],
      [4, "Australia", { iso: "AU" }],
      [5, "Germany", { iso: "DE" }],
    ]),
  regions: () =>
    named([
      [4, "Iowa", { iso: "IA", "country-id": 2 }],
      [5, "Illinois", { iso: "IL", "country-id": 2 }],
      [6, "Oregon", { iso: "OR", "country-id": 2 }],
      [7, "Ontario", { iso: "ON", "country-id": 1 }],
      [8, "Kent", { iso: "KEN", "country-id": 3 }],
      [9, "Victoria", { iso: "VIC", "country-id": 4 }],
      [10, "Bavaria", { iso: "BY", "country-id": 5 }],
    ]),
  groups: () =>
    named([
      [301, "Service desk"],
      [302, "Projects"],
      [303, "Security"],
    ]),
};
