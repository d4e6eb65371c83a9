import { path, type PlainRecord, type Query } from "@psa-mcp/core";
import type { HaloApi } from "../api.ts";
import { REMEMBERED } from "../lookup/directories.ts";
import { numberOf, textOf, type Ticket } from "./ticket.ts";

/** A status that ends a ticket, or one that does not. */
export interface StatusOption {
  readonly id: number;
  readonly name: string;
}

/**
 * The statuses of a ticket's kind (service, sales, projects: that of its present status), told apart by Halo's own filter
 * for closed ones.
 */
export async function statusesOf(
  vendor: HaloApi,
  { record }: Ticket,
): Promise<{ readonly open: readonly StatusOption[]; readonly closed: readonly StatusOption[] }> {
  const read = async (query: Query): Promise<readonly PlainRecord[]> =>
    vendor.client.remember(`halo statuses ${JSON.stringify(query)}`, REMEMBERED, () =>
      vendor.whole({ path: path`/Status`, query }),
    );
  const [all, open] = await Promise.all([read({}), read({ excludeclosed: true })]);
  const left = new Set(open.map((status) => numberOf(status, "id")));
  const now = all.find((status) => status["id"] === record["status_id"]);
  const options = all
    .filter((status) => now === undefined || status["type"] === now["type"])
    .map((status) => ({ id: numberOf(status, "id"), name: textOf(status, "name") }));
  return {
    open: options.filter(({ id }) => left.has(id)),
    closed: options.filter(({ id }) => !left.has(id)),
  };
}

export const spokenStatuses = (statuses: readonly StatusOption[]): string =>
  statuses.length === 0
    ? "none"
    : statuses.map(({ id, name }) => `${name} (${String(id)})`).join(", ");
