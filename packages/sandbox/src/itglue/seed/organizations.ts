import type { Row } from "../model.ts";
import { CUSTOMERS, OTHER_CUSTOMERS, type Customer } from "./names.ts";
import { dates, datesAt, LARKFIELD, randomFor, row } from "./plan.ts";

/** The id of a customer by its place in the list; the second account has ids of 16 digits. */
export function organizationId(position: number): number {
  return 4_100_000 + 7 * (position + 1);
}

/** A customer with its id. */
export interface SeedOrganization {
  id: number;
  position: number;
  name: string;
  short: string;
  city: string;
  sites: readonly [string, ...string[]];
  domain: string;
}

function describe(customer: Customer, id: number, position: number): SeedOrganization {
  const [name, short, , city, sites] = customer;
  const label = name
    .toLowerCase()
    .replaceAll(/&|\band\b|ü/g, "")
    .split(/[^a-z]+/);
  return {
    id,
    position,
    name,
    short,
    city,
    sites,
    domain: `${label.slice(0, 2).join("")}.example`,
  };
}

/** The customers of the first account. Larkfield keeps the short domain of the vendor document. */
export const ORGANIZATIONS: readonly SeedOrganization[] = CUSTOMERS.map((customer, position) => {
  const made = describe(customer, organizationId(position), position);
  return made.id === LARKFIELD ? { ...made, domain: "larkfield.example" } : made;
});

/** The customers of the second account. */
export const OTHER_ORGANIZATIONS: readonly SeedOrganization[] = OTHER_CUSTOMERS.map(
  (customer, position) =>
    describe(customer, 7_300_000_000_000_101 + position, CUSTOMERS.length + position),
);

/** Both accounts. */
export const ALL_ORGANIZATIONS: readonly SeedOrganization[] = [
  ...ORGANIZATIONS,
  ...OTHER_ORGANIZATIONS,
];

/** The rows of `organizations`. */
export function organizationRows(): Row[] {
  const random = randomFor("organizations");
  return ALL_ORGANIZATIONS.map((organization) => {
    const { position, id } = organization;
    const customer = [...CUSTOMERS, ...OTHER_CUSTOMERS][position];
    const larkfield = id === LARKFIELD;
    // Every fifth customer comes from the ticket system; Larkfield never does, so that it can be changed.
    const synced = position % 5 === 4;
    const type = position % 11 === 9 ? 72 : organization.short === "INT" ? 74 : 71;
    return row(
      id,
      {
        _account: position < CUSTOMERS.length ? "us" : "eu",
        "_psa-id": synced ? String(90_000 + position) : null,
        "_psa-integration-type": synced ? "manage" : null,
        "_group-ids": position % 3 === 0 ? [301] : [301, 302],
        "psa-integration": synced ? "enabled" : "disabled",
        name: organization.name,
        alert: position % 9 === 5 ? "Call before any change on site" : null,
        description: customer?.[2] ?? "",
        "organization-type-id": type,
        "organization-status-id": type === 72 ? 14 : position % 13 === 12 ? 13 : 12,
        "my-glue-account-id": null,
        "my-glue-account-status": null,
        logo: null,
        primary: organization.short === "INT",
        "quick-notes": larkfield
          ? "<div>Call ext 4</div>"
          : position % 4 === 0
            ? null
            : notes(organization),
        "short-name": organization.short,
        "parent-id": null,
        "ancestor-ids": [],
      },
      larkfield ? datesAt("2024-02-11T09:00:00.000Z", "2026-05-02T14:31:07.000Z") : dates(random),
    );
  });
}

function notes({ city, sites }: SeedOrganization): string {
  return `<div>Service hours 08:00 to 17:30.<br>Reception at ${sites[0]}, ${city}.</div>`;
}
