import { pbkdf2Sync } from "node:crypto";

/** The kinds of users that an instance knows. */
export type UserType = "standard" | "staff" | "superuser" | "service";

/** A person or program that can sign in. */
export interface GatewayUser {
  username: string;
  password: string;
  type: UserType;
  /** The id of its row in the table of users. */
  userId: number;
}

export type UserName = "superuser" | "staff" | "builder" | "standard" | "service" | "inactive";

const user = (username: string, type: UserType, userId: number): GatewayUser => ({
  username,
  password: `sandbox-${username}`,
  type,
  userId,
});

/** The users. Names and passwords are fixed and invented. */
export const INTEGRATION_GATEWAY_USERS: Readonly<Record<UserName, GatewayUser>> = {
  /** Ada Quill: everything, on every integration. */
  superuser: user("aquill", "superuser", 1),
  /** Ben Marsh: staff with "Can use MCP Run History tool"; reads, writes and runs most integrations. */
  staff: user("bmarsh", "staff", 2),
  /** Carla Ferro: staff without the right to run histories; builds lending integrations. */
  builder: user("cferro", "staff", 3),
  /** Dina Lund: a standard user. She can sign in, but the MCP server refuses her. */
  standard: user("dlund", "standard", 4),
  /** A program that runs origination integrations over HTTP; it has no user interface and no MCP. */
  service: user("svc-origination", "service", 5),
  /** Evan Roper left. */
  inactive: user("eroper", "staff", 6),
};

/** An access token of the superuser that neither expires nor is forgotten; an instance has no such thing. */
export const INTEGRATION_GATEWAY_TOKEN: string = "igSandboxTokenOfSuperuser00001";

/** An OAuth 2.0 application of the instance. */
export interface Application {
  clientId: string;
  clientSecret: string;
  name: string;
  /** Compared exactly, except for the port of 127.0.0.1 and ::1. */
  redirectUris: readonly string[];
  grant: "authorization-code" | "client-credentials";
  /** "Skip authorization": nobody is asked to agree. */
  skipAuthorization: boolean;
  /** Whom the tokens of client credentials stand for. */
  username?: string;
}

export type ApplicationName = "mcp" | "loopback" | "consent" | "service";

const application = (
  digits: string,
  name: string,
  rest: Omit<Application, "clientId" | "clientSecret" | "name">,
): Application => ({
  clientId: `igSandboxClient${digits.padStart(25, "0")}`,
  clientSecret: `igSandboxSecret${digits.padStart(113, "0")}`,
  name,
  ...rest,
});

/** The OAuth applications. Ids and secrets are fixed and invented. */
export const INTEGRATION_GATEWAY_CLIENTS: Readonly<Record<ApplicationName, Application>> = {
  /** As the vendor's set-up makes it: one redirect, on localhost and port 6545. */
  mcp: application("1", "MCP Tools", {
    redirectUris: ["http://localhost:6545/oauth/callback"],
    grant: "authorization-code",
    skipAuthorization: true,
  }),
  /** With redirects on loopback addresses, where any port is good; for programs and for web servers. */
  loopback: application("2", "MCP Tools (any port)", {
    redirectUris: [
      "http://127.0.0.1/oauth/callback",
      "http://[::1]/oauth/callback",
      "http://127.0.0.1/oauth/upstream/integration-gateway/callback",
    ],
    grant: "authorization-code",
    skipAuthorization: true,
  }),
  /** As `mcp`, but the person is asked to agree. */
  consent: application("3", "Branch Assistant", {
    redirectUris: ["http://localhost:6545/oauth/callback", "http://127.0.0.1/oauth/callback"],
    grant: "authorization-code",
    skipAuthorization: false,
  }),
  /** Client credentials of the service account. */
  service: application("4", "Origination service", {
    redirectUris: [],
    grant: "client-credentials",
    skipAuthorization: true,
    username: "svc-origination",
  }),
};

/** A client secret as the instance keeps and shows it once it is saved: in a form that proves nothing. */
export function hashedSecret(secret: string): string {
  const rounds = 1000;
  const salt = "sandboxSalt0";
  const digest = pbkdf2Sync(secret, salt, rounds, 32, "sha256").toString("base64");
  return `pbkdf2_sha256$${rounds}$${salt}$${digest}`;
}
