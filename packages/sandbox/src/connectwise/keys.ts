/** The company id of the login, the part before the plus sign. */
export const CONNECTWISE_COMPANY_ID: string = "larkfield";

/** The id of the integration that calls. */
export const CONNECTWISE_CLIENT_ID: string = "0c0ffee0-5a4d-4b0c-8000-00000000c1d0";

/** A key pair with the member it belongs to. */
export interface MemberKeys {
  publicKey: string;
  privateKey: string;
  identifier: string;
  memberId: number;
}

const keys = (identifier: string, memberId: number, digits: string): MemberKeys => ({
  publicKey: `SANDBOXpub${digits}`,
  privateKey: `SANDBOXprv${digits}`,
  identifier,
  memberId,
});

/** The names of the key pairs. */
export type MemberName =
  | "technician"
  | "colleague"
  | "dispatcher"
  | "finance"
  | "restricted"
  | "manager"
  | "api"
  | "reader"
  | "inactive"
  | "wrong";

/** The key pairs by name. */
export type ConnectwiseMembers = Readonly<Record<MemberName, MemberKeys>>;

/** The key pairs of the imitation. Fixed and invented; each member has another security role. */
export const CONNECTWISE_MEMBERS: ConnectwiseMembers = {
  /** Rowan Vale, service technician: tickets and time, but nobody else's time. */
  technician: keys("rvale", 151, "000151"),
  /** Rowan Valeri, a second technician with a name much like the first. */
  colleague: keys("rvaleri", 152, "000152"),
  /** Marta Hollis: schedules everybody. */
  dispatcher: keys("mhollis", 153, "000153"),
  /** Femi Okoye: agreements and invoices; may not enter time. */
  finance: keys("fokoye", 154, "000154"),
  /** Jo Doyle: sees the Help Desk board and the London location only, and changes own tickets only. */
  restricted: keys("jdoyle", 155, "000155"),
  /** Grace Park: approves time, and enters it for others. */
  manager: keys("gpark", 156, "000156"),
  /** An API member with every right. */
  api: keys("psaapi", 157, "000157"),
  /** Lena Noor: reads everything and changes nothing. */
  reader: keys("lnoor", 158, "000158"),
  /** Tom Briggs left: always 401, and without time zone and calendar. */
  inactive: keys("tbriggs", 159, "000159"),
  /** A pair that belongs to nobody. */
  wrong: {
    publicKey: "SANDBOXpub000000",
    privateKey: "SANDBOXprv999999",
    identifier: "nobody",
    memberId: 0,
  },
};

/** The member of a Basic credential; undefined when company, key or secret is wrong. */
export function memberOf(
  authorization: string | undefined,
  issued: ReadonlyMap<string, number>,
): number | undefined {
  const encoded = /^basic\s+([A-Za-z0-9+/=]+)\s*$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const credential = Buffer.from(encoded, "base64").toString("utf8");
  const prefix = `${CONNECTWISE_COMPANY_ID}+`;
  if (!credential.toLowerCase().startsWith(prefix)) return undefined;
  const pair = credential.slice(prefix.length);
  const extra = issued.get(pair);
  if (extra !== undefined) return extra;
  const found = Object.values(CONNECTWISE_MEMBERS).find(
    ({ publicKey, privateKey, memberId }) => memberId > 0 && pair === `${publicKey}:${privateKey}`,
  );
  return found?.memberId;
}
