import type { Row } from "../model.ts";
import { FIRST_NAMES, JOB_TITLES, LAST_NAMES } from "./names.ts";
import { ALL_ORGANIZATIONS, type SeedOrganization } from "./organizations.ts";
import { dates, LARKFIELD, randomFor, row } from "./plan.ts";

/** The id of a site of a customer. */
export function locationId(organization: SeedOrganization, place: number): number {
  return organization.id === LARKFIELD ? 8001 + place : 8100 + organization.position * 10 + place;
}

/** The rows of `locations`: the first site of each customer is the primary one. */
export function locationRows(): Row[] {
  const random = randomFor("locations");
  return ALL_ORGANIZATIONS.flatMap((organization) =>
    organization.sites.map((site, place) =>
      row(
        locationId(organization, place),
        {
          _synced: organization.position % 5 === 4,
          "organization-id": organization.id,
          name: site,
          primary: place === 0,
          "address-1": `${place + 1} Test St`,
          "address-2": null,
          city: organization.city,
          "postal-code": "00000",
          "region-id": organization.id === LARKFIELD ? 5 : random.between(4, 6),
          "country-id": 2,
          phone: `5550${String(100 + organization.position + place)}`,
          fax: null,
          notes: place === 1 ? "<div>Deliveries at the rear.</div>" : null,
          "psa-integration": organization.position % 5 === 4 ? "enabled" : "disabled",
        },
        dates(random),
      ),
    ),
  );
}

/** The id of a person of a customer. */
export function contactId(organization: SeedOrganization, place: number): number {
  if (organization.id === LARKFIELD && place === 0) return 3_000_009;
  return 3_000_100 + organization.position * 20 + place;
}

/** People whose names are nearly the same, for scans for duplicates. */
const TWINS: readonly (readonly [first: string, last: string])[] = [
  ["Jon", "Averell"],
  ["John", "Averell"],
  ["Katherine", "Whitlow"],
  ["Catherine", "Whitlow"],
];

/** The rows of `contacts`. */
export function contactRows(): Row[] {
  const random = randomFor("contacts");
  return ALL_ORGANIZATIONS.flatMap((organization) => {
    const count = organization.id === LARKFIELD ? 14 : 5;
    return Array.from({ length: count }, (_, place) => {
      const twin = organization.position % 4 === 2 ? TWINS[place - 1] : undefined;
      const hero = organization.id === LARKFIELD && place === 0;
      const first = hero ? "Mira" : (twin?.[0] ?? random.pick(FIRST_NAMES));
      const last = hero ? "Oduya" : (twin?.[1] ?? random.pick(LAST_NAMES));
      const mail = hero ? "mira" : `${first}.${last}`.toLowerCase();
      const phone = `15550${String(100 + ((organization.position * 7 + place) % 100))}`;
      return row(
        contactId(organization, place),
        {
          _synced: organization.position % 5 === 4,
          "organization-id": organization.id,
          name: `${first} ${last}`,
          "first-name": first,
          "last-name": last,
          title: hero ? "Practice manager" : random.pick(JOB_TITLES),
          "contact-type-id": hero ? 4 : random.between(4, 8),
          "location-id": locationId(organization, place % organization.sites.length),
          important: place === 0,
          notes: place === 2 ? "Prefers a call before eleven." : "",
          "contact-emails": [
            { value: `${mail}@${organization.domain}`, primary: true, "label-name": "Work" },
          ],
          "contact-phones": [
            {
              value: phone,
              "formatted-value": `(555) ${phone.slice(4)}`,
              extension: hero ? "4" : null,
              primary: true,
              "label-name": "Work",
            },
          ],
          "psa-integration": organization.position % 5 === 4 ? "enabled" : "disabled",
          restricted: false,
          "my-glue": false,
        },
        dates(random),
      );
    });
  });
}
