import { connectwise } from "@psa-mcp/connectwise";
import type { AnyVendor } from "@psa-mcp/core";
import { halo } from "@psa-mcp/halo";
import { itglue } from "@psa-mcp/itglue";
import { tickiti } from "@psa-mcp/tickiti";

/** A published server and what its generated files are made from. */
export interface App {
  /** Folder below the repository's root. */
  readonly folder: string;
  readonly vendor: AnyVendor;
}

/** Every server that is published; a new vendor adds its line. */
export const apps: readonly App[] = [
  { folder: "apps/server-itglue", vendor: itglue },
  { folder: "apps/server-connectwise", vendor: connectwise },
  { folder: "apps/server-halo", vendor: halo },
  { folder: "apps/server-tickiti", vendor: tickiti },
];

/** The server with all of them. */
export const combinedFolder = "apps/server";
