import { attempt, path, type ApiPath } from "@psa-mcp/core";
import type { CwApi, CwRecord } from "../api.ts";

/** Service tickets and project tickets are two resources of the API. */
export type TicketKind = "service" | "project";

/** What a time entry says of the ticket it is charged to. */
export const chargeType: Readonly<Record<TicketKind, string>> = {
  service: "ServiceTicket",
  project: "ProjectTicket",
};

/** The list of each kind. */
export const ticketsOf: Readonly<Record<TicketKind, ApiPath>> = {
  service: path`/service/tickets`,
  project: path`/project/tickets`,
};

/** The path of one ticket. */
export function ticketPath(kind: TicketKind, id: number): ApiPath {
  return kind === "service" ? path`/service/tickets/${id}` : path`/project/tickets/${id}`;
}

export interface KnownTicket {
  readonly kind: TicketKind;
  readonly path: ApiPath;
  readonly record: CwRecord;
}

/**
 * Reads a ticket where it lives: as told, or among the service tickets and then, when it is not there, among those of
 * projects. Throws the refusal of the last place asked.
 */
export async function readTicket(
  vendor: CwApi,
  id: number,
  wanted: "auto" | TicketKind | undefined,
  options: { readonly fields?: readonly string[]; readonly cacheSeconds?: number } = {},
): Promise<KnownTicket> {
  const read = async (kind: TicketKind): Promise<KnownTicket> => {
    const target = ticketPath(kind, id);
    return { kind, path: target, record: await vendor.get(target, options) };
  };
  if (wanted === "project") return read("project");
  if (wanted === "service") return read("service");
  const { value, failure } = await attempt(read("service"));
  if (failure === undefined) {
    // Some sites answer for a project ticket here as well.
    return value.record["recordType"] === "ProjectTicket"
      ? { ...value, ...place("project", id) }
      : value;
  }
  if (failure.code !== "not_found" && failure.code !== "unsupported") throw failure;
  return read("project");
}

const place = (kind: TicketKind, id: number): Pick<KnownTicket, "kind" | "path"> => ({
  kind,
  path: ticketPath(kind, id),
});

/** Where a ticket lives, remembered for some minutes. */
export async function locateTicket(
  vendor: CwApi,
  id: number,
  wanted: "auto" | TicketKind | undefined,
): Promise<Pick<KnownTicket, "kind" | "path">> {
  if (wanted === "service" || wanted === "project") return place(wanted, id);
  const { kind } = await readTicket(vendor, id, wanted, {
    fields: ["id", "recordType"],
    cacheSeconds: 300,
  });
  return place(kind, id);
}
