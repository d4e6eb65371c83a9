import { path } from "@psa-mcp/core";
import type { CwApi, CwRecord } from "../api.ts";
import type { TicketKind } from "../tickets/kind.ts";

/** Identifiers of the schedule types under which tickets of a kind are scheduled; a site may rename but not recode them. */
export async function typesOf(vendor: CwApi, kind: TicketKind): Promise<readonly string[]> {
  const { records } = await vendor.all(path`/schedule/types`, { cacheSeconds: 300 });
  const fits = (type: CwRecord): boolean =>
    kind === "service"
      ? type["identifier"] === "S"
      : /project/i.test(String(type["name"])) || type["identifier"] === "P";
  const found = records.filter(fits).map((type) => String(type["identifier"]));
  return found.length > 0 ? found : kind === "service" ? ["S"] : [];
}
