import {
  attempt,
  path,
  PsaError,
  type ApiPath,
  type Finding,
  type PlainRecord,
  type VendorClient,
} from "@psa-mcp/core";

/**
 * One cheap read. A role that hides even this says that the credential is good. Where there is no token endpoint the
 * instance is asked where there is one: it is told, and never used unless an operator configures it.
 */
export async function verifyCredential(client: VendorClient): Promise<void> {
  const { failure } = await attempt(client.get(path`/Status`));
  if (failure === undefined || failure.code === "forbidden") return;
  if (failure.code !== "configuration") throw failure;
  const { value: told } = await attempt(
    client.get<PlainRecord>(path`/AuthInfo`, { anonymous: true }),
  );
  const { auth_url: server, tenant_id: tenant } = told ?? {};
  if (typeof server !== "string" || server === "") throw failure;
  const named = typeof tenant === "string" && tenant !== "" ? `, and HALO_TENANT to ${tenant}` : "";
  throw new PsaError("configuration", failure.message, {
    advice: `The instance issues tokens at ${server}: set HALO_AUTH_URL to it${named}.`,
    reasons: failure.reasons,
    ...(failure.status === undefined ? {} : { status: failure.status }),
  });
}

/** What a technician needs; that a role hides invoices is no fault of the credential. */
const probes: readonly {
  readonly name: string;
  readonly path: ApiPath;
  readonly paged: boolean;
}[] = [
  { name: "tickets", path: path`/Tickets`, paged: true },
  { name: "clients", path: path`/Client`, paged: true },
  { name: "users", path: path`/Users`, paged: true },
  { name: "agents", path: path`/Agent`, paged: false },
  { name: "statuses", path: path`/Status`, paged: false },
  { name: "assets", path: path`/Asset`, paged: true },
  { name: "knowledge base", path: path`/KBArticle`, paged: true },
];

const TELLING = new Set(["forbidden", "not_found", "unsupported", "invalid_arguments"]);

/** What the credential can do, by one cheap read for each area; and what the instance says of itself. */
export async function checkCredential(client: VendorClient): Promise<readonly Finding[]> {
  await verifyCredential(client);
  const { value: info } = await attempt(
    client.get<PlainRecord>(path`/InstanceInfo`, { anonymous: true }),
  );
  const found = await Promise.all(
    probes.map(async ({ name, path: target, paged }): Promise<Finding> => {
      const query = paged ? { pageinate: true, page_no: 1, page_size: 1 } : {};
      const { failure } = await attempt(client.get(target, { query }));
      if (failure === undefined) return { name, ok: true, detail: "can be read" };
      if (!TELLING.has(failure.code)) throw failure;
      return { name, ok: false, detail: failure.message, advice: failure.advice };
    }),
  );
  const version = info?.["version"] ?? info?.["api_version"];
  return [
    {
      name: "connection",
      ok: true,
      detail: `version ${typeof version === "string" ? version : "unknown"}`,
    },
    ...found,
  ];
}
