import { fileURLToPath } from "node:url";
import { CONNECTWISE_MEMBERS } from "@psa-mcp/sandbox/connectwise";
import { HALO_APPLICATIONS } from "@psa-mcp/sandbox/halo";
import { INTEGRATION_GATEWAY_TOKEN } from "@psa-mcp/sandbox/integration-gateway";
import { ITGLUE_KEYS } from "@psa-mcp/sandbox/itglue";
import { TICKITI_TOKENS } from "@psa-mcp/sandbox/tickiti";
import { keys } from "./fixture/sandbox.ts";

const repository = new URL("../../../", import.meta.url);
const file = (path: string): string => fileURLToPath(new URL(path, repository));

/** One of our servers, working against the imitation of its vendor that it brings. */
export interface ServerUnderTest {
  readonly id: string;
  readonly title: string;
  /** Prefix of its environment variables. */
  readonly envPrefix: string;
  /** Arguments of Node that start it. */
  readonly args: readonly string[];
  /** Path of its endpoint; `/mcp` when absent. */
  readonly path?: string;
  /** What has to be built first; absent where sources are run. */
  readonly built?: string;
  /** A read that works, and the same for something that is not there. */
  readonly read: {
    readonly tool: string;
    readonly good: Record<string, unknown>;
    readonly missing: Record<string, unknown>;
  };
  /** A tool that a viewer may not see. */
  readonly write: { readonly tool: string; readonly arguments: Record<string, unknown> };
  /** The headers with which callers bring their own key: one that counts, and one that does not. */
  readonly ownKey: {
    readonly good: Readonly<Record<string, string>>;
    readonly wrong: Readonly<Record<string, string>>;
  };
}

/** Built on core for the official suite: every tool, resource and prompt that it asks for. */
export const fixtureServer: ServerUnderTest = {
  id: "fixture",
  title: "Fixture",
  envPrefix: "FIXTURE",
  args: ["-C", "@psa-mcp/source", file("tooling/conformance/src/fixture/main.ts"), "--sandbox"],
  read: {
    tool: "fixture_get_thing",
    good: { thing_id: 1 },
    missing: { thing_id: 404 },
  },
  write: { tool: "fixture_create_thing", arguments: { name: "New" } },
  ownKey: {
    good: { "x-fixture-key": keys.caller },
    wrong: { "x-fixture-key": "fixture-wrong-key-000000" },
  },
};

const connectwiseKeys = (member: keyof typeof CONNECTWISE_MEMBERS): Record<string, string> => ({
  "x-cw-public-key": CONNECTWISE_MEMBERS[member].publicKey,
  "x-cw-private-key": CONNECTWISE_MEMBERS[member].privateKey,
});

const haloKeys = (name: keyof typeof HALO_APPLICATIONS): Record<string, string> => ({
  "x-halo-client-id": HALO_APPLICATIONS[name].clientId,
  "x-halo-client-secret": HALO_APPLICATIONS[name].clientSecret,
});

/** The servers that are published; a new vendor adds its entry. */
export const vendorServers: readonly ServerUnderTest[] = [
  {
    id: "itglue",
    title: "IT Glue",
    envPrefix: "ITGLUE",
    args: [file("apps/server-itglue/dist/cli.js"), "--sandbox"],
    built: file("apps/server-itglue/dist/cli.js"),
    read: {
      tool: "itglue_get_organization",
      good: { organization_id: 4_100_021 },
      missing: { organization_id: 999_999_999 },
    },
    write: {
      tool: "itglue_create_document",
      arguments: { organization_id: 4_100_021, name: "From the interoperability run" },
    },
    ownKey: {
      good: { "x-itglue-api-key": ITGLUE_KEYS.noPasswords },
      wrong: { "x-itglue-api-key": ITGLUE_KEYS.revoked },
    },
  },
  {
    id: "connectwise",
    title: "ConnectWise PSA",
    envPrefix: "CW",
    args: [file("apps/server-connectwise/dist/cli.js"), "--sandbox"],
    built: file("apps/server-connectwise/dist/cli.js"),
    read: {
      tool: "cw_get_company",
      good: { company_id: 42 },
      missing: { company_id: 999_999_999 },
    },
    write: {
      tool: "cw_add_ticket_note",
      arguments: { ticket_id: 10_001, note: "From the interoperability run", internal: true },
    },
    ownKey: { good: connectwiseKeys("colleague"), wrong: connectwiseKeys("wrong") },
  },
  {
    id: "halo",
    title: "Halo",
    envPrefix: "HALO",
    args: [file("apps/server-halo/dist/cli.js"), "--sandbox"],
    built: file("apps/server-halo/dist/cli.js"),
    read: { tool: "halo_clients_get", good: { id: 18 }, missing: { id: 999_999_999 } },
    write: {
      tool: "halo_tickets_add_note",
      arguments: { ticket_id: 1001, note: "From the interoperability run" },
    },
    ownKey: { good: haloKeys("technician"), wrong: haloKeys("wrong") },
  },
  {
    id: "tickiti",
    title: "Tickiti",
    envPrefix: "TICKITI",
    args: [file("apps/server-tickiti/dist/cli.js"), "--sandbox"],
    built: file("apps/server-tickiti/dist/cli.js"),
    read: {
      tool: "tickiti_get_ticket",
      good: { ticket_number: 220_009 },
      missing: { ticket_number: 999_999 },
    },
    write: {
      tool: "tickiti_add_internal_note",
      arguments: {
        ticket_number: 220_009,
        from_email: "grace.holm@larkfield.example",
        content: "From the interoperability run",
      },
    },
    ownKey: {
      good: { "x-tickiti-api-token": TICKITI_TOKENS.agent.token },
      wrong: { "x-tickiti-api-token": TICKITI_TOKENS.revoked.token },
    },
  },
  {
    id: "integration-gateway",
    title: "Integration Gateway",
    envPrefix: "IG",
    args: [file("apps/server-integration-gateway/dist/cli.js"), "--sandbox", "--allow", "write"],
    built: file("apps/server-integration-gateway/dist/cli.js"),
    read: {
      tool: "diagnose_last_failure",
      good: { integration: "core-account-opening" },
      missing: { integration: "nothing-of-that-name" },
    },
    write: { tool: "write_integration", arguments: { integration: "core-account-opening" } },
    ownKey: {
      good: { "x-ig-token": INTEGRATION_GATEWAY_TOKEN },
      wrong: { "x-ig-token": "a-token-that-nobody-issued" },
    },
  },
];

const itglueServer = vendorServers.find(({ id }) => id === "itglue") as ServerUnderTest;
const connectwiseServer = vendorServers.find(({ id }) => id === "connectwise") as ServerUnderTest;
const program = file("apps/server/dist/cli.js");
const both = ["--sandbox", "--toolsets", "itglue:default,connectwise:default"];

/** Every published server in every way it is served. */
export const publishedServers = (): readonly ServerUnderTest[] => [
  ...vendorServers,
  ...combinedServers,
];

/** The server with all vendors: its endpoint for all of them, and the one of a single vendor. */
export const combinedServers: readonly ServerUnderTest[] = [
  {
    ...itglueServer,
    id: "combined",
    title: "All vendors",
    args: [program, ...both],
    built: program,
  },
  {
    ...connectwiseServer,
    id: "mounted",
    title: "ConnectWise PSA among others",
    args: [program, ...both],
    built: program,
    path: "/connectwise/mcp",
  },
];
