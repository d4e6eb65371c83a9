import type { Row } from "../model.ts";
import { documentRows } from "./documents.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";
import { ORGANIZATIONS } from "./organizations.ts";
import { dates, dayFrom, iso, LARKFIELD, randomFor, row, type SeedPlan } from "./plan.ts";

const ROLES = ["Administrator", "Manager", "Editor", "Creator", "Lite", "Read-only"] as const;
const HOUR = 3600 * 1000;

/** The rows of `users`: the engineers of the provider. */
export function userRows(): Row[] {
  const random = randomFor("users");
  return Array.from({ length: 12 }, (_, place) => {
    const first = place === 0 ? "Noa" : (FIRST_NAMES[place] ?? "Ada");
    const last = place === 0 ? "Ferro" : (LAST_NAMES[LAST_NAMES.length - place] ?? "Berg");
    const made = dates(random);
    return row(
      55 + place,
      {
        "_salesforce-id": `sf-${place + 1}`,
        "first-name": first,
        "last-name": last,
        name: `${first} ${last}`,
        email: `${first.toLowerCase()}@msp.example`,
        "role-name": place === 0 ? "Administrator" : (ROLES[place % ROLES.length] ?? "Editor"),
        reputation: place === 0 ? 410 : random.between(0, 900),
        "my-glue": false,
        "my-glue-account-id": null,
        "invitation-sent-at": null,
        "invitation-accepted-at": made["created-at"] ?? null,
        "current-sign-in-at": made["updated-at"] ?? null,
        "last-sign-in-at": made["updated-at"] ?? null,
        avatar: null,
      },
      made,
    );
  });
}

/** The rows of `user_metrics`: the last twenty days before `now`. */
export function metricRows(plan: SeedPlan): Row[] {
  const random = randomFor("user_metrics");
  const types = ["Document", "Password", "Configuration"];
  let next = 699;
  return Array.from({ length: 20 }, (_, back) => back).flatMap((back) =>
    [55, 56, 57, 58].flatMap((user) =>
      types.map((type, place) =>
        row(
          (next += 1),
          {
            "user-id": user,
            "organization-id": ORGANIZATIONS[(user + back + place) % 8]?.id ?? LARKFIELD,
            "resource-type": type,
            date: dayFrom(plan.now, -back),
            created: random.between(0, 3),
            viewed: random.between(0, 30),
            edited: random.between(0, 6),
            deleted: 0,
          },
          {},
        ),
      ),
    ),
  );
}

/** The rows of `logs`: sixty days, of which the API shows thirty. */
export function logRows(plan: SeedPlan): Row[] {
  const random = randomFor("logs");
  const actions = ["viewed", "updated", "created", "password_viewed"] as const;
  return Array.from({ length: 900 }, (_, place) => {
    const organization = ORGANIZATIONS[random.between(0, ORGANIZATIONS.length - 1)];
    const at = iso(plan.now.getTime() - place * 1.6 * HOUR - random.between(0, 3000) * 1000);
    return row(
      500_000 + place,
      {
        "organization-id": organization?.id ?? LARKFIELD,
        "user-id": 55 + random.between(0, 6),
        action: random.pick(actions),
        "resource-type": "Document",
        "resource-id": 5_200_310,
        "resource-name": "Decommission backup agent",
        "ip-address": "203.0.113.9",
      },
      { "created-at": at, "updated-at": at },
    );
  });
}

/** The rows of `attachments`; the bytes are made when they are fetched. */
export function attachmentRows(plan: SeedPlan): Row[] {
  const random = randomFor("attachments");
  const file = (id: number, owner: string, name: string, size: number): Row =>
    row(
      id,
      { _owner: owner, name, "attachment-file-name": name, "attachment-file-size": size },
      dates(random),
    );
  const documents = documentRows({ ...plan, documents: Math.min(plan.documents, 60) });
  return [
    file(99_881, "documents/5200310", "diagram.pdf", 182_001),
    file(99_882, "documents/5200310", "handover.md", 812),
    file(99_883, "configurations/6100077", "ports.csv", 61),
    file(99_884, "contacts/3000009", "signature.png", 4096),
    file(99_885, "locations/8001", "floor-plan.png", 9120),
    file(99_886, "flexible_assets/7700555", "survey.pdf", 52_300),
    file(99_887, "passwords/9100", "recovery.txt", 120),
    ...documents
      .slice(20)
      .map((document, place) =>
        file(99_900 + place, `documents/${document.id}`, `notes-${place + 1}.txt`, 300),
      ),
  ];
}

/** The rows of `related_items`. */
export function relatedRows(): Row[] {
  const random = randomFor("related_items");
  const links: readonly (readonly [owner: string, type: string, id: number, notes: string])[] = [
    ["documents/5200310", "Configuration", 6_110_206, "Server with the old agent"],
    ["documents/5200310", "FlexibleAsset", 7_700_801, "The new backup"],
    ["configurations/6100077", "Document", 5_210_003, "See the handbook"],
    ["contacts/3000009", "Location", 8001, "Works here"],
    ["flexible_assets/7700555", "Configuration", 6_100_077, "Main access point"],
  ];
  return links.map(([owner, type, id, notes], place) =>
    row(
      4001 + place,
      { _owner: owner, "destination-id": id, "destination-type": type, notes },
      dates(random),
    ),
  );
}

/** The rows of `exports`. */
export function exportRows(): Row[] {
  const random = randomFor("exports");
  return [null, LARKFIELD].map((organization, place) =>
    row(
      610 + place,
      { _ready: 0, "organization-id": organization, "include-logs": place === 0 },
      dates(random),
    ),
  );
}
