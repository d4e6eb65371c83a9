import type { Violation } from "./judge.ts";

/** Differences from a contract that are right, each with why. One that nothing meets is an error too. */
export interface Exception {
  /** Name of the imitation. */
  readonly service: string;
  readonly side: Violation["side"];
  /** Fits method and path, such as `GET /system/myAccount`. */
  readonly at: RegExp;
  /** Fits what the judge says. */
  readonly what: RegExp;
  /** Why the vendor is right against its own contract, and where that is known from. */
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  {
    service: "connectwise",
    side: "request",
    at: /^GET \/system\/myAccount$/,
    what: /^route: /,
    reason:
      "Undocumented, and the first place to ask who is acting; a 404 is expected and handled.",
  },
  {
    service: "connectwise",
    side: "request",
    at: /^GET \/login\/companyinfo\//,
    what: /^route: outside of the base path$/,
    reason: "The lookup of the cloud's code base lies beside the API, not in it.",
  },
  {
    service: "connectwise",
    side: "request",
    at: /^HEAD \/v4_6_release\/apis\/3\.0$/,
    what: /^route: outside of the base path$/,
    reason: "`doctor` looks whether anything answers at the address, without keys.",
  },
  {
    service: "connectwise",
    side: "request",
    at: /^GET \/system\/audittrail$/,
    what: /^query: no parameter "(type|id)"$/,
    reason: "The contract calls both together `getRequest`; the vendor takes them apart.",
  },
  {
    service: "connectwise",
    side: "answer",
    at: /^/,
    what: /body\.errors: .* must be array$/,
    reason: "Without single errors the vendor sends null.",
  },
  {
    service: "connectwise",
    side: "answer",
    at: /^GET \/(schedule\/holidayLists\/\d+\/holidays|time\/timePeriodSetups)$/,
    what: / must match format "date"$/,
    reason: "The vendor sends days as midnight in UTC.",
  },
  {
    service: "connectwise",
    side: "answer",
    at: /\/company\/configurations/,
    what: /questions\.\[\]\.answer: .* must be object$/,
    reason: "Answers are texts, numbers or true; the contract types them as objects by mistake.",
  },
  {
    service: "connectwise",
    side: "answer",
    at: /^GET \/system\/documents\/\d+\/download$/,
    what: /media type|must be string$/,
    reason: "A download comes in the document's own media type.",
  },
  {
    service: "connectwise",
    side: "answer",
    at: /^GET /,
    what: /media type "text\/html; charset=utf-8"|^body: Response body must be object$/,
    reason: "Some sites answer 404 with a page; the tests meet both kinds.",
  },
  {
    service: "halo",
    side: "request",
    at: /^(?:POST (?:\/auth)?\/token|HEAD \/api)$/,
    what: /^route: outside of the base path$/,
    reason: "Tokens are issued beside the API; `doctor` looks whether anything answers.",
  },
  {
    service: "halo",
    side: "request",
    at: /^GET \/(?:AuthInfo|InstanceInfo|Feed|Search|Outcome|Lookup|FieldInfo|TicketArea|TicketTypeField|ViewLists|ViewFilter|ViewColumns|RecurringInvoice|SalesOrder|CRMNote|Template|Release|ServiceCategory|SupplierContract|Webhook|Automation|ClientPrepay)(?:\/|$)/,
    what: /^route: Route not resolved/,
    reason: "The contract was cut to the 43 domains; these stand in the vendor's whole document.",
  },
  {
    service: "halo",
    side: "request",
    at: /^(?:GET|POST|DELETE) \/(?:TimesheetEvent|TicketApproval)(?:\/|$)/,
    what: /^route: Route not resolved/,
    reason: "The contract was cut to the 43 domains; these stand in the vendor's whole document.",
  },
  {
    service: "halo",
    side: "request",
    at: /^DELETE \/Actions\/\d+$/,
    what: /^query: no parameter "ticket_id"$/,
    reason:
      "Ids of actions count within a ticket, so that the vendor needs it; its document forgets it.",
  },
  {
    service: "halo",
    side: "request",
    at: /^POST \/Tickets$/,
    what: /must NOT have additional properties; found '(?:constructor|toString)'$/,
    reason:
      "The hostile arguments: fields are free, since instances have more than the document, and reach Halo as data.",
  },
  {
    service: "halo",
    side: "request",
    at: /^POST \/ServiceStatus$/,
    what: /^body\.\[\]\.id: .* must be integer$/,
    reason: "Its ids were measured as texts on real instances; the document says number.",
  },
  {
    service: "halo",
    side: "request",
    at: /^GET \/Agent$/,
    what: /^query: no parameter "section_id"$/,
    reason:
      "Sent because the operator said so in HALO_UNCHECKED_FILTERS, which this test is about.",
  },
  {
    service: "halo",
    side: "answer",
    at: /^POST /,
    what: /Unable to match the returned status code/,
    reason: "The vendor answers 200 or 201; its document declares one of them.",
  },
];
