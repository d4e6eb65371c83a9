import { connectwise } from "@psa-mcp/connectwise";
import type { AnyVendor } from "@psa-mcp/core";
import { halo } from "@psa-mcp/halo";
import { integrationGateway } from "@psa-mcp/integration-gateway";
import { itglue } from "@psa-mcp/itglue";
import { tickiti } from "@psa-mcp/tickiti";

/** A published server and what its generated files are made from. */
export interface App {
  /** Folder below the repository's root. */
  readonly folder: string;
  readonly vendor: AnyVendor;
  /** Flags that switch on what is off at first, so that tables show every tool. */
  readonly everything?: readonly string[];
}

/** Every server that is published; a new vendor adds its line. */
export const apps: readonly App[] = [
  { folder: "apps/server-itglue", vendor: itglue },
  { folder: "apps/server-connectwise", vendor: connectwise },
  { folder: "apps/server-halo", vendor: halo },
  {
    folder: "apps/server-integration-gateway",
    vendor: integrationGateway,
    everything: ["--allow", "write,execute,admin"],
  },
  { folder: "apps/server-tickiti", vendor: tickiti },
];

/** The server with all of them. */
export const combinedFolder = "apps/server";
