import {
  attempt,
  path,
  PsaError,
  type ApiPath,
  type Finding,
  type VendorClient,
} from "@psa-mcp/core";
import { connectwiseApi } from "./api.ts";

/**
 * One cheap read of a setup table, which every member may make: `/system/info` is open on some sites. Keys that count for
 * nothing end in `credential_rejected`; a role that hides even this table says that the keys are good.
 */
export async function verifyKeys(client: VendorClient): Promise<void> {
  const { failure } = await attempt(
    connectwiseApi(client).list(path`/service/priorities`, { fields: ["id"] }, 1, 1),
  );
  if (failure === undefined || failure.code === "forbidden") return;
  if (failure.code !== "not_found" && failure.code !== "unsupported") throw failure;
  // Some sites of the cloud answer 404 to wrong keys.
  throw new PsaError(
    "credential_rejected",
    "ConnectWise does not know these keys, or not this address.",
    {
      advice: "Check company id, keys and client id, and CW_SITE or CW_BASE_URL.",
    },
  );
}

/** What a technician needs; that a role hides finance or sales is no fault of the keys. */
const probes: readonly { readonly name: string; readonly path: ApiPath }[] = [
  { name: "tickets", path: path`/service/tickets` },
  { name: "boards", path: path`/service/boards` },
  { name: "companies", path: path`/company/companies` },
  { name: "configurations", path: path`/company/configurations` },
  { name: "time entries", path: path`/time/entries` },
  { name: "schedule", path: path`/schedule/entries` },
  { name: "members", path: path`/system/members` },
];

/** Codes that speak of the member's rights rather than of the moment. */
const TELLING = new Set(["forbidden", "not_found", "unsupported", "invalid_arguments"]);

/**
 * What the keys can do, by one cheap read for each area. A refusal is a finding; rejected keys or an API that is away
 * end the check.
 */
export async function checkKeys(client: VendorClient): Promise<readonly Finding[]> {
  await verifyKeys(client);
  const info = await client.get<{ version?: unknown; cloudRegion?: unknown }>(path`/system/info`);
  const api = connectwiseApi(client);
  const found = await Promise.all(
    probes.map(async ({ name, path: target }): Promise<Finding> => {
      const { failure } = await attempt(api.list(target, { fields: ["id"] }, 1, 1));
      if (failure === undefined) return { name, ok: true, detail: "can be read" };
      if (!TELLING.has(failure.code)) throw failure;
      return { name, ok: false, detail: failure.message, advice: failure.advice };
    }),
  );
  return [
    { name: "connection", ok: true, detail: `release ${String(info.version ?? "unknown")}` },
    ...found,
  ];
}
