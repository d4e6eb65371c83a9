import { fileURLToPath } from "node:url";
import { ITGLUE_KEYS } from "@psa-mcp/sandbox/itglue";
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
  /** The header with which callers bring their own key, a key that counts, and one that does not. */
  readonly ownKey: { readonly header: string; readonly good: string; readonly wrong: string };
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
  ownKey: { header: "x-fixture-key", good: keys.caller, wrong: "fixture-wrong-key-000000" },
};

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
      header: "x-itglue-api-key",
      good: ITGLUE_KEYS.noPasswords,
      wrong: ITGLUE_KEYS.revoked,
    },
  },
];
