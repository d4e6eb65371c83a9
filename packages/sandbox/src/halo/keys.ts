/** The tenant of the imitation, as `GET /api/AuthInfo` names it. */
export const HALO_TENANT: string = "larkfield";

/** A Halo application: what a client signs in with. */
export interface HaloApplication {
  clientId: string;
  /** Empty for a public application. */
  clientSecret: string;
  /** The grant that it was set up for. */
  grant: "client_credentials" | "authorization_code";
  /** The scopes that it may ask for. */
  scopes: readonly string[];
  /** The agent as whom it acts; for interactive applications the one who signs in on the page. */
  agentId: number;
  redirectUris: readonly string[];
  inactive: boolean;
}

function services(digits: string, agentId: number, scopes: readonly string[]): HaloApplication {
  return {
    clientId: `5a4db0c5-0000-4000-8000-0000000000${digits}`,
    clientSecret: `5a4db0c5-0000-4000-9000-5ec4e70000${digits}-invented`,
    grant: "client_credentials",
    scopes,
    agentId,
    redirectUris: [],
    inactive: false,
  };
}

export type HaloApplicationName =
  | "services"
  | "technician"
  | "sales"
  | "reader"
  | "standard"
  | "tickets"
  | "native"
  | "inactive"
  | "wrong";

/** The applications by name. */
export type HaloApplications = Readonly<Record<HaloApplicationName, HaloApplication>>;

/** The applications of the imitation. Fixed and invented. */
export const HALO_APPLICATIONS: HaloApplications = {
  /** Acts as the integration's own agent, an administrator; may ask for every scope. */
  services: services("01", 2, ["*"]),
  /** Acts as Jo Lind, a technician: no administration, no reports, reads customers. */
  technician: services("02", 5, ["*"]),
  /** Acts as Ines Marlow of sales: customers, quotes, invoices; reads tickets. */
  sales: services("03", 12, ["*"]),
  /** May ask for the read scopes only, though its agent is an administrator. */
  reader: services("04", 2, ["read:*"]),
  /** May ask for `all:standard`, which leaves reporting and administration out. */
  standard: services("05", 2, ["all:standard"]),
  /** May ask for `read:tickets` and `edit:tickets`. */
  tickets: services("06", 2, ["read:tickets", "edit:tickets"]),
  /** Signs a person in with authorization code and PKCE; a public client. */
  native: {
    ...services("07", 5, ["*"]),
    clientSecret: "",
    grant: "authorization_code",
    redirectUris: ["http://127.0.0.1/callback", "http://localhost:3000/oauth/callback/halo"],
  },
  /** Switched off by an administrator. */
  inactive: { ...services("08", 2, ["*"]), inactive: true },
  /** Not known to the imitation. */
  wrong: services("99", 0, ["*"]),
};

/** The known application with this id; undefined for one that does not exist. */
export function applicationOf(clientId: string): HaloApplication | undefined {
  return Object.values(HALO_APPLICATIONS).find(
    (application) => application.agentId > 0 && application.clientId === clientId.toLowerCase(),
  );
}
