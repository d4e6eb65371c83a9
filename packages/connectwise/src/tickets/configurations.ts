import { joinPaths, path } from "@psa-mcp/core";
import type { CwApi, CwPage, CwRecord } from "../api.ts";
import { where } from "../conditions/build.ts";
import type { KnownTicket } from "./kind.ts";

/**
 * One page of the configurations attached to a ticket. The route answers references alone; their names and serial
 * numbers are asked for with one more request. Those that the member may not see stay references.
 */
export async function attachedConfigurations(
  vendor: CwApi,
  ticket: Pick<KnownTicket, "path">,
  page: number,
  pageSize: number,
): Promise<CwPage> {
  const found = await vendor.list(
    joinPaths(ticket.path, path`/configurations`),
    {},
    page,
    Math.min(pageSize, MOST_AT_ONCE),
  );
  const ids = found.records.map(({ id }) => id);
  if (ids.length === 0) return found;
  const { records } = await vendor.list(
    path`/company/configurations`,
    { fields: FIELDS, conditions: where.oneOf("id", ids) },
    1,
    ids.length,
  );
  const known = new Map(records.map((record) => [record.id, record]));
  return {
    ...found,
    records: found.records.map((record): CwRecord => ({ ...record, ...known.get(record.id) })),
  };
}

/** More ids than this make a condition too long for an address. */
const MOST_AT_ONCE = 100;

const FIELDS = ["id", "name", "type/name", "status/name", "serialNumber", "deviceIdentifier"];
