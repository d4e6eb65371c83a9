import { text, type Row } from "../model.ts";
import { configurationRows } from "./configurations.ts";
import { domainId } from "./flexible-assets.ts";
import { ALL_ORGANIZATIONS } from "./organizations.ts";
import { dates, dayFrom, LARKFIELD, randomFor, row, type SeedPlan } from "./plan.ts";

/** The rows of `domains`. */
export function domainRows(plan: SeedPlan): Row[] {
  const random = randomFor("domains");
  return ALL_ORGANIZATIONS.map((organization) =>
    row(
      domainId(organization),
      {
        "organization-id": organization.id,
        name: organization.domain,
        "registrar-name": "ExampleReg",
        "expires-on": dayFrom(
          plan.now,
          organization.id === LARKFIELD ? 21 : random.between(-15, 700),
        ),
        notes: null,
        screenshot: "",
      },
      dates(random),
    ),
  );
}

/** The rows of `ssl_certificates`. */
export function certificateRows(plan: SeedPlan): Row[] {
  const random = randomFor("ssl_certificates");
  return ALL_ORGANIZATIONS.map((organization) =>
    row(
      2000 + organization.position,
      {
        "organization-id": organization.id,
        name: `remote.${organization.domain}`,
        host: `remote.${organization.domain}`,
        active: true,
        "issued-by": "Example CA",
        "valid-from": dayFrom(plan.now, -random.between(30, 300)),
        "valid-until": dayFrom(plan.now, random.between(-5, 365)),
      },
      dates(random),
    ),
  );
}

/** The rows of `expirations`, worked out of domains, certificates and warranties. */
export function expirationRows(plan: SeedPlan): Row[] {
  const sources: readonly (readonly [rows: Row[], type: string, attribute: string])[] = [
    [domainRows(plan), "Domain", "expires-on"],
    [certificateRows(plan), "SSL Certificate", "valid-until"],
    [configurationRows(plan), "Configuration", "warranty-expires-at"],
  ];
  let next = 1000;
  return sources.flatMap(([rows, type, attribute]) =>
    rows
      .filter((source) => text(source, attribute) !== "")
      .map((source) =>
        row(
          source.id === 41 && type === "Domain" ? 66 : (next += 1),
          {
            "organization-id": source.attributes["organization-id"] ?? null,
            "resource-id": source.id,
            "resource-name": source.attributes["name"] ?? null,
            "resource-type-name": type,
            "resource-attribute-name": attribute,
            description: type === "Configuration" ? "Warranty" : type,
            "expiration-date": text(source, attribute),
          },
          {
            "created-at": source.attributes["created-at"] ?? null,
            "updated-at": source.attributes["updated-at"] ?? null,
          },
        ),
      ),
  );
}

/** The rows of `checklists`. */
export function checklistRows(plan: SeedPlan): Row[] {
  const random = randomFor("checklists");
  return ALL_ORGANIZATIONS.flatMap((organization) =>
    ["Onboarding", "Quarterly review"].map((name, place) =>
      row(
        organization.id === LARKFIELD && place === 0 ? 5 : 200 + organization.position * 2 + place,
        {
          "organization-id": organization.id,
          name,
          description: "",
          completed: organization.id !== LARKFIELD && random.chance(0.4),
          "due-date": dayFrom(plan.now, random.between(-30, 60)),
          "checklist-template-id": place + 2,
          archived: false,
        },
        dates(random),
      ),
    ),
  );
}

/** The rows of `checklist_templates`. */
export function templateRows(): Row[] {
  const random = randomFor("checklist_templates");
  return ["Onboarding", "Quarterly review", "Offboarding"].map((name, place) =>
    row(place + 2, { name, description: "" }, dates(random)),
  );
}

/** The rows of `tickets`. */
export function ticketRows(): Row[] {
  const random = randomFor("tickets");
  const subjects = ["Cannot print", "New starter on Monday", "Backup failed last night"];
  return ALL_ORGANIZATIONS.flatMap((organization) =>
    subjects.map((name, place) =>
      row(
        3000 + organization.position * 3 + place,
        {
          "organization-id": organization.id,
          name,
          status: random.pick(["New", "Open", "Closed"]),
        },
        dates(random),
      ),
    ),
  );
}
