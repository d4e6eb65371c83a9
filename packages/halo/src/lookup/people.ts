import { path, PsaError, type PlainRecord } from "@psa-mcp/core";
import type { HaloApi, HaloList } from "../api.ts";
import type { Found } from "./find.ts";

/** Users and sites are too many for a directory: they are looked for within their client. */
type Within = "site" | "user";

const LISTS: Readonly<Record<Within, HaloList & { readonly tool: string }>> = {
  site: { path: path`/Site`, key: "sites", tool: "halo_sites_list" },
  user: { path: path`/Users`, key: "users", tool: "halo_users_list" },
};

const same = (value: unknown, wanted: string): boolean =>
  typeof value === "string" && value.trim().toLowerCase() === wanted.toLowerCase();

/**
 * The one site or user that a name, an address or an id means. Throws `invalid_arguments` with the candidates.
 *
 * @param client narrows names to one client.
 */
export async function findWithin(
  vendor: HaloApi,
  kind: Within,
  wanted: string | number,
  client: number | undefined,
): Promise<Found> {
  const text = String(wanted).trim();
  if (/^\d{1,10}$/.test(text)) return { id: Number(text) };
  const { tool, ...list } = LISTS[kind];
  const query = { search: text, ...(client === undefined ? {} : { client_id: client }) };
  const { records } = await vendor.page({ ...list, query, cacheSeconds: 60 }, 1, 100);
  const hits = records.filter(
    (record) => same(record["name"], text) || same(record["emailaddress"], text),
  );
  const [hit, other] = hits;
  if (hit !== undefined && other === undefined) return found(hit);
  const near = hits.length > 0 ? hits : records;
  const candidates = near.slice(0, 10).map(found);
  const list_ = candidates.map(({ id, name }) => `${name ?? "?"} (${String(id)})`).join(", ");
  throw new PsaError(
    "invalid_arguments",
    hit === undefined
      ? `There is no ${kind} called "${text.slice(0, 60)}"${client === undefined ? "" : " at this client"}.${list_ === "" ? "" : ` Similar: ${list_}.`}`
      : `Several ${kind}s are called "${text.slice(0, 60)}": ${list_}.`,
    { advice: `Give the id; ${tool} shows it.`, details: { candidates } },
  );
}

function found(record: PlainRecord): Found {
  const id = Number(record["id"]);
  return typeof record["name"] === "string" ? { id, name: record["name"] } : { id };
}
