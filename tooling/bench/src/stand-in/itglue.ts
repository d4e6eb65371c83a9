import { recordOfSize, type StandIn, type StandInAnswer } from "./stand-in.ts";

/** Bytes of compact JSON, so that token figures compare with those published. */
const DOCUMENT_BYTES = 755;
const SECTION_BYTES = 633;
const ORGANIZATIONS = 100;
const DOCUMENTS = 120;
const SECTIONS = 30;

const ORGANIZATION_ID = 4_100_021;
const ORGANIZATION_NAME = "Larkfield Dental Group";

const sentences =
  "Open the console and note the version that it shows. Stop the agent on every host before the " +
  "change begins. Tell the front desk that printing pauses for a quarter of an hour. ";

const topics = ["backup agent", "guest wireless", "label printer", "door controller", "mail relay"];

function organization(id: number): object {
  return {
    id: String(id),
    type: "organizations",
    attributes: {
      "psa-integration": "disabled",
      name: ORGANIZATION_NAME,
      alert: null,
      description: "3 clinics",
      "organization-type-id": 71,
      "organization-type-name": "Customer",
      "organization-status-id": 12,
      "organization-status-name": "Active",
      "my-glue-account-id": null,
      "my-glue-account-status": null,
      logo: null,
      primary: false,
      "quick-notes": "<div>Call ext 4</div>",
      "short-name": "LDG",
      "parent-id": null,
      "ancestor-ids": [],
      "created-at": "2024-02-11T09:00:00.000Z",
      "updated-at": "2026-05-02T14:31:07.000Z",
    },
    relationships: {},
  };
}

function document(index: number): object {
  const id = 5_200_310 + index;
  return recordOfSize(DOCUMENT_BYTES, sentences, (filling) => ({
    id: String(id),
    type: "documents",
    attributes: {
      "organization-id": ORGANIZATION_ID,
      "organization-name": ORGANIZATION_NAME,
      "resource-url": `https://demo.itglue.com/${ORGANIZATION_ID}/docs/${id}`,
      name: `Runbook ${index + 1}: replace the ${topics[index % topics.length]}`,
      restricted: false,
      "my-glue": false,
      public: false,
      archived: false,
      published: true,
      "document-folder-id": null,
      content: [{ type: "Document::Text", content: `<p>${filling}</p>` }],
      "created-at": "2026-01-30T10:00:00.000Z",
      "updated-at": `2026-06-${String((index % 28) + 1).padStart(2, "0")}T08:12:00.000Z`,
    },
  }));
}

function section(documentId: number, index: number): object {
  return recordOfSize(SECTION_BYTES, sentences, (filling) => {
    const half = Math.floor(filling.length / 2);
    return {
      id: String(9_900_120 + index),
      type: "document-sections",
      attributes: {
        "document-id": documentId,
        "resource-id": 77_120 + index,
        "resource-type": "Document::Text",
        content: `<p>${filling.slice(0, half)}</p><p>${filling.slice(half)}</p><ul><li>Check</li><li>Record</li></ul>`,
        level: null,
        duration: null,
        "reset-count": false,
        sort: index + 1,
        "document-gallery-id": null,
        "document-images": [],
        "created-at": "2026-01-30T10:00:00.000Z",
        "updated-at": "2026-06-01T08:12:00.000Z",
      },
    };
  });
}

const documents = Array.from({ length: DOCUMENTS }, (_value, index) => document(index));
const organizations = new Map(
  Array.from({ length: ORGANIZATIONS }, (_value, index) => ORGANIZATION_ID + index).map((id) => [
    `/organizations/${id}`,
    answer(200, { data: organization(id) }),
  ]),
);
const nothing = answer(404, {
  errors: [{ status: "404", title: "Not Found", detail: "Record not found" }],
});

/** The few routes of IT Glue's API that benchmark calls reach. */
export const standIn: StandIn = (method, url) => {
  const known = organizations.get(url);
  if (known !== undefined) return known;
  if (method !== "GET") return nothing;
  const { pathname, searchParams } = new URL(url, "http://stand-in");
  if (/^\/organizations\/\d+\/relationships\/documents$/.test(pathname)) {
    // All documents lie in the root: the question for those in folders finds none.
    const inFolders = [...searchParams.keys()].some((key) => /folder.id\]\[ne\]/.test(key));
    return page(inFolders ? [] : documents, searchParams);
  }
  const id = Number(/^\/documents\/(\d+)/.exec(pathname)?.[1]);
  if (pathname === `/documents/${id}`) return answer(200, { data: document(0) });
  if (pathname === `/documents/${id}/relationships/sections`) {
    const sections = Array.from({ length: SECTIONS }, (_value, index) => section(id, index));
    return page(sections, searchParams);
  }
  return nothing;
};

function page(records: readonly object[], query: URLSearchParams): StandInAnswer {
  const size = Number(query.get("page[size]") ?? 50);
  const number = Number(query.get("page[number]") ?? 1);
  const pages = Math.max(1, Math.ceil(records.length / size));
  return answer(200, {
    data: records.slice((number - 1) * size, number * size),
    meta: {
      "current-page": number,
      "next-page": number < pages ? number + 1 : null,
      "prev-page": number > 1 ? number - 1 : null,
      "total-pages": pages,
      "total-count": records.length,
    },
    links: {},
  });
}

function answer(status: number, body: object): StandInAnswer {
  return { status, type: "application/vnd.api+json", body: Buffer.from(JSON.stringify(body)) };
}
