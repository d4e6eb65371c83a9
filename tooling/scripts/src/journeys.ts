/** What the end-to-end test does with one packed server. A new vendor adds its line. */
export interface Journey {
  readonly vendor: string;
  /** Folder of the app below the repository's root. */
  readonly folder: string;
  readonly packageName: string;
  readonly call: {
    readonly tool: string;
    readonly arguments: Readonly<Record<string, unknown>>;
    /** What the answer's content must contain. */
    readonly expect: RegExp;
  };
}

export const journeys: readonly Journey[] = [
  {
    vendor: "itglue",
    folder: "apps/server-itglue",
    packageName: "@psa-mcp/server-itglue",
    call: {
      tool: "itglue_list_organizations",
      arguments: { page_size: 3 },
      expect: /organizations/,
    },
  },
  {
    vendor: "connectwise",
    folder: "apps/server-connectwise",
    packageName: "@psa-mcp/server-connectwise",
    call: {
      tool: "cw_search_tickets",
      arguments: { page_size: 3 },
      expect: /tickets/,
    },
  },
  {
    vendor: "halo",
    folder: "apps/server-halo",
    packageName: "@psa-mcp/server-halo",
    call: {
      tool: "halo_tickets_list",
      arguments: { page_size: 3 },
      expect: /tickets/,
    },
  },
  {
    vendor: "tickiti",
    folder: "apps/server-tickiti",
    packageName: "@psa-mcp/server-tickiti",
    call: {
      tool: "tickiti_search_tickets",
      arguments: { limit: 3 },
      expect: /tickets/,
    },
  },
  {
    vendor: "itglue",
    folder: "apps/server",
    packageName: "@psa-mcp/server",
    call: {
      tool: "itglue_list_organizations",
      arguments: { page_size: 3 },
      expect: /organizations/,
    },
  },
];
