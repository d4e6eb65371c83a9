import { path, PsaError, type ApiPath, type Finding, type VendorClient } from "@psa-mcp/core";
import { itglueApi } from "./api.ts";

/** One cheap read that any key may make; a key that counts for nothing ends in `credential_rejected`. */
export async function verifyKey(client: VendorClient): Promise<void> {
  await itglueApi(client).list(path`/organizations`, { pageSize: 1 });
}

interface Probe {
  readonly name: string;
  readonly path: ApiPath;
  readonly works: string;
  /** Query parameters beside the page. */
  readonly raw?: Readonly<Record<string, string>>;
}

/**
 * What the key can do, by one cheap read for each: organizations, passwords, logs, users, domains, and folders of one
 * organization. A refusal is a finding; only a rejected key, a cancelled call or an unreachable API ends the check.
 */
export async function checkKey(client: VendorClient): Promise<readonly Finding[]> {
  const api = itglueApi(client);
  const { records, total } = await api.list(path`/organizations`, { pageSize: 1 });
  const organization = records[0]?.id;
  const probes: Probe[] = [
    {
      name: "passwords",
      path: path`/passwords`,
      works: "metadata of passwords can be read",
      raw: { show_password: "false" },
    },
    { name: "logs", path: path`/logs`, works: "activity logs can be read" },
    { name: "users", path: path`/users`, works: "users can be read" },
    { name: "domains", path: path`/domains`, works: "domains can be read" },
  ];
  if (organization !== undefined) {
    const folders = path`/organizations/${organization}/relationships/document_folders`;
    probes.push({ name: "document folders", path: folders, works: "folders can be read" });
  }
  const found = await Promise.all(
    probes.map(async (probe) =>
      finding(api.list(probe.path, { pageSize: 1, raw: probe.raw ?? {} }), probe),
    ),
  );
  return [
    {
      name: "organizations",
      ok: total > 0,
      detail: `${String(total)} visible`,
      ...emptyAdvice(total),
    },
    ...found,
  ];
}

const emptyAdvice = (total: number): { advice?: string } =>
  total > 0 ? {} : { advice: "The key sees no organization; check what it is limited to." };

/** Codes that say something about the key rather than about the moment. */
const TELLING: ReadonlySet<string> = new Set([
  "forbidden",
  "unsupported",
  "not_found",
  "invalid_arguments",
  "credential_rejected",
]);

async function finding(probe: Promise<unknown>, { name, works }: Probe): Promise<Finding> {
  return probe.then(
    () => ({ name, ok: true, detail: works }),
    (thrown: unknown) => {
      if (!(thrown instanceof PsaError) || !TELLING.has(thrown.code)) throw thrown;
      return { name, ok: false, detail: thrown.message, advice: thrown.advice };
    },
  );
}
