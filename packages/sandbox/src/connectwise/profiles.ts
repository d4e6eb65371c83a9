import type { ProfileSet } from "../http/profile-set.ts";

/** Questions on which the public evidence disagrees. Each switch has the answer that we take by default first. */
export interface Switches {
  /** The status for a missing or unknown clientId. */
  missingClientId: "401" | "403";
  /** `GET /system/info` without authentication. */
  systemInfo: "authenticated" | "open";
  /** A pageSize above 1000. */
  overMaximum: "capped" | "refused";
  /** An unknown name in `fields`. */
  unknownFields: "tolerated" | "refused";
  /** Text between single quotes in conditions. */
  singleQuotes: "accepted" | "refused";
  /** A PATCH path inside a reference, such as `status/id`: 200 either way. */
  nestedPatch: "ignored" | "effective";
  /** A PATCH of `actualHours` on a time entry with start and end. */
  actualHours: "ignored" | "accepted";
  /** The undocumented `GET /system/myAccount`. */
  myAccount: "absent" | "present";
  /** `exact`, or the report that the time of day of a literal is passed over. */
  dateLiterals: "exact" | "day-only";
  /** `dateEntered` and `lastUpdated` of a ticket as condition names without `_info/`. */
  topLevelDates: "accepted" | "refused";
  /** The body of a 404. */
  notFoundBody: "json" | "html";
  /** The cloud's 404 in place of a 401. */
  hiddenAuthentication: "off" | "on";
  allNotes: "present" | "404" | "405";
  /** `hoursDeduct` in a POST of a time entry. */
  hoursDeduct: "honoured" | "ignored";
  /** Whether `POST /time/entries/defaults` names the calling member. */
  timeDefaults: "member" | "anonymous";
  /** 2026.4 requires a company on tickets, a type on schedule entries, an address on companies. */
  requirements: "2022.1" | "2026.4";
  /** Answers as the host without `api-` does. */
  bareCloudHost: "off" | "on";
  /** A URL above 10,000 characters. */
  longUrl: "414" | "400";
  /** A read-only property in a body. */
  readOnlyFields: "ignored" | "refused";
}

export type ProfileName = "documented" | "self-hosted" | "cloud-2026";

const documented: Switches = {
  missingClientId: "401",
  systemInfo: "authenticated",
  overMaximum: "capped",
  unknownFields: "tolerated",
  singleQuotes: "accepted",
  nestedPatch: "ignored",
  actualHours: "ignored",
  myAccount: "absent",
  dateLiterals: "exact",
  topLevelDates: "accepted",
  notFoundBody: "json",
  hiddenAuthentication: "off",
  allNotes: "present",
  hoursDeduct: "honoured",
  timeDefaults: "member",
  requirements: "2022.1",
  bareCloudHost: "off",
  longUrl: "414",
  readOnlyFields: "ignored",
};

/** The presets: each takes one side in every open question. */
export const PROFILES: Readonly<Record<ProfileName, Switches>> = {
  documented,
  "self-hosted": {
    ...documented,
    missingClientId: "403",
    singleQuotes: "refused",
    actualHours: "accepted",
    dateLiterals: "day-only",
    topLevelDates: "refused",
    notFoundBody: "html",
    allNotes: "404",
    hoursDeduct: "ignored",
    timeDefaults: "anonymous",
    longUrl: "400",
  },
  "cloud-2026": {
    ...documented,
    systemInfo: "open",
    overMaximum: "refused",
    unknownFields: "refused",
    nestedPatch: "effective",
    myAccount: "present",
    hiddenAuthentication: "on",
    allNotes: "405",
    requirements: "2026.4",
    readOnlyFields: "refused",
  },
};

const SWITCH_VALUES: Readonly<Record<keyof Switches, readonly string[]>> = {
  missingClientId: ["401", "403"],
  systemInfo: ["authenticated", "open"],
  overMaximum: ["capped", "refused"],
  unknownFields: ["tolerated", "refused"],
  singleQuotes: ["accepted", "refused"],
  nestedPatch: ["ignored", "effective"],
  actualHours: ["ignored", "accepted"],
  myAccount: ["absent", "present"],
  dateLiterals: ["exact", "day-only"],
  topLevelDates: ["accepted", "refused"],
  notFoundBody: ["json", "html"],
  hiddenAuthentication: ["off", "on"],
  allNotes: ["present", "404", "405"],
  hoursDeduct: ["honoured", "ignored"],
  timeDefaults: ["member", "anonymous"],
  requirements: ["2022.1", "2026.4"],
  bareCloudHost: ["off", "on"],
  longUrl: ["414", "400"],
  readOnlyFields: ["ignored", "refused"],
};

/** The presets with what each switch may be. */
export const profiles: ProfileSet<Switches, ProfileName> = {
  presets: PROFILES,
  values: SWITCH_VALUES,
};
