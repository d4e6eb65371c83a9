/** The keys of the imitation. Fixed and invented; each stands for one kind of key that a real account can hold. */
export const ITGLUE_KEYS = {
  /** Sees and does everything, passwords included. */
  full: "ITG.5a4d0b0c00000000000000000000f011",
  /** Without Password Access. */
  noPasswords: "ITG.5a4d0b0c00000000000000000000a0b1",
  /** Sees Larkfield Dental Group and Northgate Logistics only. */
  organizationLimited: "ITG.5a4d0b0c0000000000000000000011f7",
  /** Revoked: always 401. */
  revoked: "ITG.5a4d0b0c00000000000000000000dead",
  /** Not yet reached by the rollout of document folders. */
  noFolders: "ITG.5a4d0b0c00000000000000000000f01d",
  /** Of a plan without logs. */
  noLogs: "ITG.5a4d0b0c000000000000000000001065",
  /** Restricted to other addresses: always 403. */
  otherAddress: "ITG.5a4d0b0c000000000000000000000403",
  /** Of another account, with organizations of its own and ids of 16 digits. */
  otherAccount: "ITG.5a4d0b0c000000000000000000000e0e",
} as const;

/** The names of the keys. */
export type ItglueKeys = { readonly [Name in keyof typeof ITGLUE_KEYS]: string };

/** A session token; valid for two hours of sandbox time. */
export const ITGLUE_JWT: string =
  "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzYW5kYm94LXVzZXItNTUifQ.c2FuZGJveC1zaWduYXR1cmU";

/** Who is asking, and what that allows. */
export interface Principal {
  id: string;
  kind: "key" | "jwt";
  account: "us" | "eu";
  passwords: boolean;
  folders: boolean;
  logs: boolean;
  address: boolean;
  /** The visible organizations; undefined for all of the account. */
  organizations: ReadonlySet<number> | undefined;
}

const base: Omit<Principal, "id"> = {
  kind: "key",
  account: "us",
  passwords: true,
  folders: true,
  logs: true,
  address: true,
  organizations: undefined,
};

const principals = new Map<string, Principal>([
  [ITGLUE_KEYS.full, { ...base, id: "full" }],
  [ITGLUE_KEYS.noPasswords, { ...base, id: "noPasswords", passwords: false }],
  [
    ITGLUE_KEYS.organizationLimited,
    { ...base, id: "organizationLimited", organizations: new Set([4_100_021, 4_100_028]) },
  ],
  [ITGLUE_KEYS.noFolders, { ...base, id: "noFolders", folders: false }],
  [ITGLUE_KEYS.noLogs, { ...base, id: "noLogs", logs: false }],
  [ITGLUE_KEYS.otherAddress, { ...base, id: "otherAddress", address: false }],
  [ITGLUE_KEYS.otherAccount, { ...base, id: "otherAccount", account: "eu" }],
]);

const session: Principal = { ...base, id: "jwt", kind: "jwt" };

const KEY_LIFE = 90 * 24 * 3600 * 1000;
const SESSION_LIFE = 2 * 3600 * 1000;

/** Knows the keys and when each was last used: a key that rests for 90 days is revoked. */
export class Keyring {
  readonly #used = new Map<string, number>();
  #start: number;

  constructor(start: Date) {
    this.#start = start.getTime();
  }

  /** The principal of a request, or nothing. A session token beats a key, as it does at the vendor. */
  find(
    key: string | undefined,
    authorization: string | undefined,
    now: Date,
  ): Principal | undefined {
    const bearer = /^bearer\s+(.+)$/i.exec(authorization ?? "")?.[1];
    if (bearer !== undefined) {
      const fresh = now.getTime() - this.#start < SESSION_LIFE;
      return bearer.trim() === ITGLUE_JWT && fresh ? session : undefined;
    }
    const principal = key === undefined ? undefined : principals.get(key);
    if (!principal) return undefined;
    const last = this.#used.get(principal.id) ?? this.#start;
    if (now.getTime() - last > KEY_LIFE) return undefined;
    this.#used.set(principal.id, now.getTime());
    return principal;
  }

  reset(start: Date): void {
    this.#used.clear();
    this.#start = start.getTime();
  }
}
